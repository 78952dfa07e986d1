import { textSetting } from '../../../config/setting.js';
import { ASSUMED, pathSetting, recordPathSetting } from '../crego.setting-rules.provider.js';

/** Of what Crego's reference names around runners without their paths; none of it is documented further. */
export const CREGO_RUNNER_TOOLS_SETTINGS = {
  CREGO_RUNNER_LIST_PATH: pathSetting(`Path of the list of runners. ${ASSUMED}`, '/v1/rego/runners/'),
  CREGO_PAGE_SIZE_KEY: textSetting({
    description: `Query key of how many items a page of runners has. ${ASSUMED}`,
    fallback: 'page_size',
  }),
  CREGO_RUNNER_ACTIVITY_PATH: recordPathSetting(
    `Path of a runner's activity, with {id}. ${ASSUMED}`,
    '/v1/rego/runners/{id}/activity/',
  ),
  CREGO_RUNNER_STORE_PATH: recordPathSetting(
    `Path on which a runner's store is read and updated, with {id}. ${ASSUMED}`,
    '/v1/rego/runners/{id}/store/',
  ),
  CREGO_RUNNER_STORE_KEY: textSetting({
    description: `Key of the content of a runner's store, read and sent. ${ASSUMED}`,
    fallback: 'store',
  }),
  CREGO_RUNNER_FLOW_PATH: recordPathSetting(
    `Path of a runner's flow info, asked without Authorization, with {id}. ${ASSUMED}`,
    '/v1/rego/runners/{id}/flow/',
  ),
  CREGO_RUNNER_NODES_PATH: recordPathSetting(
    `Path of a runner's current nodes, with {id}. ${ASSUMED}`,
    '/v1/rego/runners/{id}/current-nodes/',
  ),
  CREGO_RUNNER_CREATE_EXECUTE_PATH: pathSetting(
    'Path that creates and executes a runner. Assumption: Crego documents neither it nor its body; the keys of both single calls are sent.',
    '/v1/rego/runners/create-and-execute/',
  ),
  CREGO_RUNNER_CALLBACK_PATH: recordPathSetting(
    'Path of the callback handler, with {id}. Assumption: Crego documents neither it nor its body, which is the payload itself.',
    '/v1/rego/runners/{id}/callback/',
  ),
  CREGO_RUNNER_DESIGN_PATH: recordPathSetting(
    'Path that moves a runner to another design, with {id}. Assumption: Crego documents neither it nor its body, {design_id}.',
    '/v1/rego/runners/{id}/design/',
  ),
  CREGO_RUNNER_TEMPLATE_PATH: recordPathSetting(
    'Path that parses a template for a runner, with {id}. Assumption: Crego documents neither it nor its body, {template}.',
    '/v1/rego/runners/{id}/parse-template/',
  ),
};
