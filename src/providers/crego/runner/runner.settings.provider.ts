import { textSetting } from '../../../config/setting.js';
import type { WorkflowStepName } from '../../../domain/provider/workflow-step.js';
import { ASSUMED, checkedSetting, pathSetting, recordPathSetting } from '../crego.setting-rules.provider.js';

/** The node of the flow that each typed step belongs to, where `CREGO_STEP_NODES` names no other. */
export const STEP_NODES: Readonly<Record<WorkflowStepName, string>> = {
  PAN_OR_GST: 'pan_or_gst',
  BUSINESS_INFO: 'business_info',
  SHAREHOLDERS: 'shareholders',
  BUSINESS_EXTRA_INFO: 'business_extra_info',
  BUSINESS_ASSET_DETAIL: 'business_asset_detail',
  APPLICANT_IDENTITY: 'applicant_pan_and_mobile',
  APPLICANT_EXTRA_INFO: 'applicant_extra_info',
  APPLICANT_BANK_DETAILS: 'applicant_bank_details',
  SIGNING_FORM: 'signing_form',
};

/** `sampleFlowId`: the simulator's. */
export function runnerSettings(sampleFlowId: string) {
  return {
    CREGO_FLOW_ID: textSetting({
      description: "Flow of runners created without one. The default is the simulator's sample flow.",
      fallback: sampleFlowId,
    }),
    CREGO_REF_PREFIX: textSetting({
      description: 'Prefix of the reference that Crego gives to new runners.',
      fallback: 'RUNNER',
    }),
    CREGO_APPLICANTS_PATH: recordPathSetting(
      `Path of a runner's applicant list, with {id} for the runner's id. ${ASSUMED}`,
      '/v1/rego/runners/{id}/applicants/',
    ),
    CREGO_DOCUMENT_UPLOAD_PATH: pathSetting(`Path of the document upload. ${ASSUMED}`, '/v1/rego/documents/'),
    CREGO_DOCUMENT_FILE_FIELD: textSetting({
      description: `Form field of the uploaded file. ${ASSUMED}`,
      fallback: 'file',
    }),
    CREGO_APPLICANT_LIST_NODE: textSetting({
      description: `Node on which the current applicant is chosen and the application is submitted. ${ASSUMED}`,
      fallback: 'applicant_list',
    }),
    CREGO_APPLICANT_ID_KEY: textSetting({
      description: `Key of the applicant's id when the current applicant is chosen. ${ASSUMED}`,
      fallback: 'applicant_id',
    }),
    CREGO_CURRENT_APPLICANT_KEY: textSetting({
      description: `Key of the runner's store that holds the current applicant's id. ${ASSUMED}`,
      fallback: 'current_applicant_id',
    }),
    CREGO_STEP_NODES: checkedSetting(
      textSetting({
        description: `Node of the flow that each typed step belongs to, laid over the default. ${ASSUMED} Only applicant_pan_and_mobile and applicant_extra_info are documented.`,
        fallback: Object.entries(STEP_NODES)
          .map((pair) => pair.join('='))
          .join(','),
      }),
      /^ *[A-Z_]+=[\w-]+ *(, *[A-Z_]+=[\w-]+ *)*$/,
      'must list STEP=node pairs, separated by commas',
    ),
    CREGO_COMPLETED_NODES: textSetting({
      description: `Names of nodes that mean that a runner is past its last node, separated by commas. ${ASSUMED}`,
      fallback: 'end,completed',
    }),
  };
}
