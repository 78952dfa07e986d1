import { ConfigError } from '../../config/load-config.js';
import {
  choiceSetting,
  optionalTextSetting,
  optionalUrlSetting,
  type SettingValues,
  secretSetting,
  textSetting,
} from '../../config/setting.js';
import { ProviderError } from '../../domain/provider/provider-error.js';
import type { ScreeningPort } from '../../domain/provider/screening-port.js';
import { Transport } from '../../transport/transport.js';
import { defineProvider } from '../provider-definition.js';
import { providerState } from '../provider-state.js';
import { PersonrClient } from './personr.client.js';
import {
  refusedDocumentField,
  toApplicantForm,
  toCreated,
  toDetails,
  toDocumentRequest,
  toState,
  toUploadRemarks,
} from './personr.mapping.js';
import { PERSONR_SIMULATOR_TOKEN, startPersonrSimulator } from './personr.simulator.js';
import { type PersonrCredentials, PersonrTokens } from './personr.token.client.js';

const PROVIDER_ID = 'personr';

const settings = {
  PERSONR_BASE_URL: optionalUrlSetting({
    description:
      'Base URL of Personr with its whole path, e.g. https://enterprise.personr.co/api/1.1/wf; unset: the simulator',
    protocols: ['http:', 'https:'],
  }),
  PERSONR_TOKEN: secretSetting({
    description:
      'Bearer token of Personr, made outside and never replaced by the gateway. Preferred to email and password',
  }),
  PERSONR_EMAIL: optionalTextSetting({
    description:
      'Service account that makes the token where PERSONR_TOKEN is unset. Making one voids the token of every other user of the account',
    requiredWith: 'PERSONR_PASSWORD',
  }),
  PERSONR_PASSWORD: secretSetting({ description: 'Password of PERSONR_EMAIL', requiredWith: 'PERSONR_EMAIL' }),
  PERSONR_FLOW_NAME: textSetting({
    description: 'Exact name of the flow of new applicants (the flow, not its template)',
    fallback: 'KYC basic',
  }),
  PERSONR_EXTERNAL_USER_ID_ENCODING: choiceSetting({
    description:
      'How a list of external user ids is sent: one form value of JSON text, or a form value for each. Assumed',
    choices: ['json', 'repeated'],
    fallback: 'json',
  }),
  PERSONR_RETRY_REJECT_TYPES: textSetting({
    description: 'Reject types that ask the person to try again, separated by commas. Assumed',
    fallback: 'RETRY,Rejected (Retry)',
  }),
  PERSONR_FINAL_REJECT_TYPES: textSetting({
    description: 'Reject types that are final, separated by commas. Assumed',
    fallback: 'FINAL,Rejected (Final)',
  }),
};

type PersonrSettings = SettingValues<typeof settings>;

function toCredentials({ PERSONR_TOKEN, PERSONR_EMAIL, PERSONR_PASSWORD }: PersonrSettings): PersonrCredentials {
  if (PERSONR_TOKEN !== undefined) return { token: PERSONR_TOKEN };
  if (PERSONR_EMAIL !== undefined && PERSONR_PASSWORD !== undefined)
    return { email: PERSONR_EMAIL, password: PERSONR_PASSWORD };
  throw new ConfigError([
    'PERSONR_TOKEN, or PERSONR_EMAIL with PERSONR_PASSWORD, is required when PERSONR_BASE_URL is set',
  ]);
}

function screeningPort(client: PersonrClient, config: PersonrSettings): ScreeningPort {
  const rejectTypes = {
    retry: config.PERSONR_RETRY_REJECT_TYPES.split(','),
    final: config.PERSONR_FINAL_REJECT_TYPES.split(','),
  };
  return {
    async createApplicant(input, context) {
      const form = toApplicantForm(input, config.PERSONR_FLOW_NAME, config.PERSONR_EXTERNAL_USER_ID_ENCODING);
      return toCreated(await client.createApplicant(form, context));
    },
    async getApplicantState(applicantId, context) {
      return toState(applicantId, await client.getStatus(applicantId, context), rejectTypes);
    },
    async getApplicantDetails(applicantId, context) {
      return toDetails(await client.getDetails(applicantId, context));
    },
    async uploadDocument(applicantId, document, context) {
      const field = refusedDocumentField(document);
      if (field !== null)
        throw new ProviderError({ providerId: PROVIDER_ID, code: 'PROVIDER_REJECTED', retryable: false, field });
      return toUploadRemarks(await client.uploadDocument(toDocumentRequest(applicantId, document), context));
    },
    requestCheck: (applicantId, context) => client.requestCheck(applicantId, context),
  };
}

/** Personr (personr.co): applicant screening in Australia. */
export const personrProvider = defineProvider({
  id: PROVIDER_ID,
  displayName: 'Personr',
  settings,
  simulatorSettings: { PERSONR_TOKEN: PERSONR_SIMULATOR_TOKEN },
  create(config, { baseUrl, simulated, operationTimeoutMs, onTransportEvent }) {
    const transport = new Transport({ name: PROVIDER_ID, baseUrl, operationTimeoutMs, onEvent: onTransportEvent });
    const tokens = new PersonrTokens(PROVIDER_ID, transport, toCredentials(config));
    const client = new PersonrClient(PROVIDER_ID, transport, tokens);
    return {
      id: PROVIDER_ID,
      displayName: 'Personr',
      simulated,
      ports: { SCREENING: screeningPort(client, config) },
      state: () => providerState(transport),
      close: () => transport.close(),
    };
  },
  startSimulator: startPersonrSimulator,
});
