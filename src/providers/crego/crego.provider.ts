import {
  choiceSetting,
  optionalUrlSetting,
  type Setting,
  type SettingValues,
  secretSetting,
  textSetting,
} from '../../config/setting.js';
import type { WorkflowStepName } from '../../domain/provider/workflow-step.js';
import { Transport } from '../../transport/transport.js';
import { FormValidator } from '../form-validator.js';
import { defineProvider } from '../provider-definition.js';
import { providerState } from '../provider-state.js';
import { CREGO_MAX_FILE_BYTES, createAdminPorts } from './crego.admin.provider.js';
import { CREGO_ADMIN_SETTINGS } from './crego.admin-settings.provider.js';
import { CregoAuthClient } from './crego.auth.client.js';
import { CregoAuth } from './crego.auth.provider.js';
import { CREGO_AUTH_SETTINGS } from './crego.auth-settings.provider.js';
import { CREGO_ID, CregoCaller } from './crego.call.client.js';
import { CregoClient } from './crego.client.js';
import { CregoOtp } from './crego.otp.provider.js';
import { CREGO_SIMULATOR_FLOW_ID, CREGO_SIMULATOR_TOKEN, startCregoSimulator } from './crego.simulator.js';
import { createTools } from './crego.tools.provider.js';
import { CREGO_TOOLS_SETTINGS } from './crego.tools-settings.provider.js';
import { CregoWorkflow } from './crego.workflow.provider.js';

const ASSUMED = 'Assumption: Crego does not document it.';

/** `setting`, refusing at start what would only fail at the first call. */
function checked<T>(setting: Setting<T>, pattern: RegExp, rule: string): Setting<T> {
  const parse = (text: string): T => {
    if (!pattern.test(text)) throw new Error(rule);
    return setting.parse(text);
  };
  return { ...setting, parse };
}

const PATH_RULE = 'must be an absolute path without query';
const PATH = /^(\/[\w.~%-]+)+\/?$/;
const PATH_WITH_ID = /^(\/[\w.~%-]+)*\/\{id\}(\/[\w.~%-]+)*\/?$/;

const STEP_NODES: Readonly<Record<WorkflowStepName, string>> = {
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
const STEP_NODES_FALLBACK = Object.entries(STEP_NODES)
  .map((pair) => pair.join('='))
  .join(',');

const settings = {
  CREGO_BASE_URL: optionalUrlSetting({
    description: 'Base URL of Crego, e.g. of its preprod environment. Unset: the simulator answers.',
    protocols: ['http:', 'https:'],
  }),
  CREGO_SERVICE_TOKEN: checked(
    secretSetting({
      description:
        'Bearer token for every call. Unset: calls carry no Authorization header (enough for OTP, not for runners).',
    }),
    /^[\x21-\x7e]+$/,
    'must not contain spaces or characters outside ASCII',
  ),
  CREGO_OTP_IDENTIFIER_KEY: choiceSetting({
    description: "Key of the phone number or email in OTP calls: Crego's pages contradict each other.",
    choices: ['username', 'value', 'both'],
    fallback: 'username',
  }),
  CREGO_OTP_WRONG_CODE_STATUSES: checked(
    textSetting({
      description: `HTTP statuses of OTP verification that mean a wrong code, separated by commas. ${ASSUMED}`,
      fallback: '400,422',
    }),
    /^ *4\d\d *(, *4\d\d *)*$/,
    'must list statuses from 400 to 499, e.g. 400,422',
  ),
  CREGO_FLOW_ID: textSetting({
    description: "Flow of runners created without one. The default is the simulator's sample flow.",
    fallback: CREGO_SIMULATOR_FLOW_ID,
  }),
  CREGO_REF_PREFIX: textSetting({
    description: 'Prefix of the reference that Crego gives to new runners.',
    fallback: 'RUNNER',
  }),
  CREGO_APPLICANTS_PATH: checked(
    textSetting({
      description: `Path of a runner's applicant list, with {id} for the runner's id. ${ASSUMED}`,
      fallback: '/v1/rego/runners/{id}/applicants/',
    }),
    PATH_WITH_ID,
    `${PATH_RULE} and hold {id}`,
  ),
  CREGO_DOCUMENT_UPLOAD_PATH: checked(
    textSetting({
      description: `Path of the document upload. ${ASSUMED}`,
      fallback: '/v1/rego/documents/',
    }),
    PATH,
    PATH_RULE,
  ),
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
  CREGO_STEP_NODES: checked(
    textSetting({
      description: `Node of the flow that each typed step belongs to, laid over the default. ${ASSUMED} Only applicant_pan_and_mobile and applicant_extra_info are documented.`,
      fallback: STEP_NODES_FALLBACK,
    }),
    /^ *[A-Z_]+=[\w-]+ *(, *[A-Z_]+=[\w-]+ *)*$/,
    'must list STEP=node pairs, separated by commas',
  ),
  CREGO_COMPLETED_NODES: textSetting({
    description: `Names of nodes that mean that a runner is past its last node, separated by commas. ${ASSUMED}`,
    fallback: 'end,completed',
  }),
  ...CREGO_AUTH_SETTINGS,
  ...CREGO_ADMIN_SETTINGS,
  ...CREGO_TOOLS_SETTINGS,
};

/** Crego: one-time passwords and lending workflows. */
export const cregoProvider = defineProvider<typeof settings>({
  id: CREGO_ID,
  displayName: 'Crego',
  settings,
  simulatorSettings: { CREGO_SERVICE_TOKEN: CREGO_SIMULATOR_TOKEN },
  create(values, { baseUrl, simulated, operationTimeoutMs, onTransportEvent }) {
    const limits = { operationTimeoutMs, maxResponseBytes: CREGO_MAX_FILE_BYTES };
    const transport = new Transport({ name: CREGO_ID, baseUrl, ...limits, onEvent: onTransportEvent });
    const useCustomerTokens = values.CREGO_USE_CUSTOMER_TOKENS;
    const serviceToken = values.CREGO_SERVICE_TOKEN;
    const caller = new CregoCaller(transport, { serviceToken, useCustomerTokens, operationTimeoutMs });
    const client = createClient(caller, values);
    const rules = {
      flowId: values.CREGO_FLOW_ID,
      refPrefix: values.CREGO_REF_PREFIX,
      currentApplicantKey: values.CREGO_CURRENT_APPLICANT_KEY,
      completedNodes: list(values.CREGO_COMPLETED_NODES),
    };
    const workflow = new CregoWorkflow(
      client,
      {
        ...rules,
        applicantListNode: values.CREGO_APPLICANT_LIST_NODE,
        applicantIdKey: values.CREGO_APPLICANT_ID_KEY,
        stepNodes: {
          ...STEP_NODES,
          ...Object.fromEntries(list(values.CREGO_STEP_NODES).map((pair) => pair.split('='))),
        },
      },
      new FormValidator(),
    );
    return {
      id: CREGO_ID,
      displayName: 'Crego',
      simulated,
      ports: {
        OTP: new CregoOtp(client, useCustomerTokens),
        WORKFLOW: workflow,
        RUNNER_TOOLS: createTools(caller, client, values, rules),
        ...createAdminPorts(caller, values, values.CREGO_DOCUMENT_FILE_FIELD),
        ...(useCustomerTokens && { CUSTOMER_AUTH: new CregoAuth(createAuthClient(caller, values)) }),
      },
      state: () => providerState(transport),
      close: () => transport.close(),
    };
  },
  startSimulator: startCregoSimulator,
});

function createAuthClient(caller: CregoCaller, values: SettingValues<typeof settings>): CregoAuthClient {
  return new CregoAuthClient(caller, {
    refreshPath: values.CREGO_TOKEN_REFRESH_PATH,
    pingPath: values.CREGO_AUTH_PING_PATH,
    exchangePath: values.CREGO_TOKEN_EXCHANGE_PATH,
  });
}

function createClient(caller: CregoCaller, values: SettingValues<typeof settings>): CregoClient {
  return new CregoClient(caller, {
    otpIdentifierKey: values.CREGO_OTP_IDENTIFIER_KEY,
    otpWrongCodeStatuses: list(values.CREGO_OTP_WRONG_CODE_STATUSES).map(Number),
    applicantsPath: values.CREGO_APPLICANTS_PATH,
    documentUploadPath: values.CREGO_DOCUMENT_UPLOAD_PATH,
    documentFileField: values.CREGO_DOCUMENT_FILE_FIELD,
  });
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
