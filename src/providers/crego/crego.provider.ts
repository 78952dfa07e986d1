import { optionalUrlSetting, secretSetting } from '../../config/setting.js';
import { Transport } from '../../transport/transport.js';
import { defineProvider } from '../provider-definition.js';
import { providerState } from '../provider-state.js';
import { createAuth } from './auth/auth.provider.js';
import { CREGO_AUTH_SETTINGS } from './auth/auth.settings.provider.js';
import { CREGO_ID, CregoCaller } from './crego.call.client.js';
import { checkedSetting } from './crego.setting-rules.provider.js';
import { createDesigns } from './design/design.provider.js';
import { CREGO_DESIGN_SETTINGS } from './design/design.settings.provider.js';
import { CREGO_MAX_FILE_BYTES, createDocuments } from './documents/documents.provider.js';
import { CREGO_DOCUMENTS_SETTINGS } from './documents/documents.settings.provider.js';
import { createOtp } from './otp/otp.provider.js';
import { CREGO_OTP_SETTINGS } from './otp/otp.settings.provider.js';
import { createRunnerClient, createWorkflow, runnerOptions } from './runner/runner.provider.js';
import { runnerSettings } from './runner/runner.settings.provider.js';
import { createRunnerTools } from './runner-tools/runner-tools.provider.js';
import { CREGO_RUNNER_TOOLS_SETTINGS } from './runner-tools/runner-tools.settings.provider.js';
import { CREGO_SIMULATOR_FLOW_ID, CREGO_SIMULATOR_TOKEN, startCregoSimulator } from './simulator/crego.simulator.js';

const settings = {
  CREGO_BASE_URL: optionalUrlSetting({
    description: 'Base URL of Crego, e.g. of its preprod environment. Unset: the simulator answers.',
    protocols: ['http:', 'https:'],
  }),
  CREGO_SERVICE_TOKEN: checkedSetting(
    secretSetting({
      description:
        'Bearer token for every call. Unset: calls carry no Authorization header (enough for OTP, not for runners).',
    }),
    /^[\x21-\x7e]+$/,
    'must not contain spaces or characters outside ASCII',
  ),
  ...CREGO_OTP_SETTINGS,
  ...runnerSettings(CREGO_SIMULATOR_FLOW_ID),
  ...CREGO_AUTH_SETTINGS,
  ...CREGO_DESIGN_SETTINGS,
  ...CREGO_DOCUMENTS_SETTINGS,
  ...CREGO_RUNNER_TOOLS_SETTINGS,
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
    const runners = createRunnerClient(caller, values);
    return {
      id: CREGO_ID,
      displayName: 'Crego',
      simulated,
      ports: {
        OTP: createOtp(caller, values, useCustomerTokens),
        WORKFLOW: createWorkflow(runners, values),
        RUNNER_TOOLS: createRunnerTools(caller, runners, values, runnerOptions(values)),
        WORKFLOW_DESIGN: createDesigns(caller, values),
        WORKFLOW_DOCUMENTS: createDocuments(caller, values, values.CREGO_DOCUMENT_FILE_FIELD),
        ...(useCustomerTokens && { CUSTOMER_AUTH: createAuth(caller, values) }),
      },
      state: () => providerState(transport),
      close: () => transport.close(),
    };
  },
  startSimulator: startCregoSimulator,
});
