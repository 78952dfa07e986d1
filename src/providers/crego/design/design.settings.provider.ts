import { choiceSetting, textSetting } from '../../../config/setting.js';
import { ASSUMED, pathSetting, recordPathSetting } from '../crego.setting-rules.provider.js';

/** Of the design, store, schema and warehouse groups, which Crego's reference names without their paths. */
export const CREGO_DESIGN_SETTINGS = {
  CREGO_DESIGNS_PATH: pathSetting(
    'Path of the designs; one of them follows with its id, as the documented update has it. Assumption: the others are there too.',
    '/v1/rego/designs/',
  ),
  CREGO_DESIGN_FLOW_KEY: choiceSetting({
    description: "Key of the flow's id in a design's body: the page asks for secret_id, its example has flow_id.",
    choices: ['flow_id', 'secret_id', 'both'],
    fallback: 'both',
  }),
  CREGO_DESIGN_EXPANDED_PATH: recordPathSetting(
    `Path of an expanded design, with {id}. ${ASSUMED}`,
    '/v1/rego/designs/{id}/expanded/',
  ),
  CREGO_DESIGN_CURRENT_PATH: recordPathSetting(
    `Path that makes a design the current one, with {id}. ${ASSUMED}`,
    '/v1/rego/designs/{id}/mark-as-current/',
  ),
  CREGO_DESIGN_DUPLICATE_PATH: recordPathSetting(
    `Path that duplicates a design, with {id}. ${ASSUMED}`,
    '/v1/rego/designs/{id}/duplicate/',
  ),
  CREGO_DESIGN_VALIDATION_PATH: recordPathSetting(
    `Path that validates a design's graph, with {id}. ${ASSUMED}`,
    '/v1/rego/designs/{id}/validate/',
  ),
  CREGO_STORES_PATH: pathSetting(`Path of the stores; one of them follows with its id. ${ASSUMED}`, '/v1/rego/stores/'),
  CREGO_WAREHOUSES_PATH: pathSetting(
    `Path of the warehouses; one of them follows with its id. ${ASSUMED}`,
    '/v1/rego/warehouses/',
  ),
  CREGO_RECORD_CONTENT_KEY: textSetting({
    description: `Key of the content of a store or warehouse. ${ASSUMED}`,
    fallback: 'data',
  }),
  CREGO_SCHEMA_PATH: pathSetting(`Path of the schema of the building blocks. ${ASSUMED}`, '/v1/rego/utility/schema/'),
  CREGO_PAGE_KEY: textSetting({ description: `Query key of a list's page. ${ASSUMED}`, fallback: 'page' }),
};
