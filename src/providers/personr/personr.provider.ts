import { ConfigError } from '../../config/load-config.js';
import type { AmlPort } from '../../domain/provider/aml-port.js';
import { ProviderError } from '../../domain/provider/provider-error.js';
import type { ScreeningPort } from '../../domain/provider/screening-port.js';
import type { VerificationLinkPort } from '../../domain/provider/verification-link-port.js';
import type { WebhookPort } from '../../domain/provider/webhook-port.js';
import { Transport } from '../../transport/transport.js';
import { defineProvider } from '../provider-definition.js';
import { providerState } from '../provider-state.js';
import { toAmlResults } from './personr.aml.mapping.js';
import { PersonrClient } from './personr.client.js';
import {
  type PersonrRejectTypes,
  refusedDocumentField,
  toApplicantForm,
  toCreated,
  toDetails,
  toDocumentRequest,
  toState,
  toUploadRemarks,
} from './personr.mapping.js';
import { PERSONR_SETTINGS, type PersonrSettings } from './personr.settings.provider.js';
import { type PersonrCredentials, PersonrTokens } from './personr.token.client.js';
import { personrWebhook } from './personr.webhook.js';
import { startPersonrSimulator } from './simulator/personr.simulator.js';
import { PERSONR_SIMULATOR_WEBHOOK_TOKEN } from './simulator/reviews.simulator.js';
import { PERSONR_SIMULATOR_TOKEN } from './simulator/token.simulator.js';

const PROVIDER_ID = 'personr';

function toCredentials(config: PersonrSettings): PersonrCredentials {
  const { PERSONR_TOKEN: token, PERSONR_EMAIL: email, PERSONR_PASSWORD: password } = config;
  if (token !== undefined) return { token };
  if (email !== undefined && password !== undefined) return { email, password, method: config.PERSONR_TOKEN_METHOD };
  throw new ConfigError([
    'PERSONR_TOKEN, or PERSONR_EMAIL with PERSONR_PASSWORD, is required when PERSONR_BASE_URL is set',
  ]);
}

function toRejectTypes(config: PersonrSettings): PersonrRejectTypes {
  return {
    retry: config.PERSONR_RETRY_REJECT_TYPES.split(','),
    final: config.PERSONR_FINAL_REJECT_TYPES.split(','),
  };
}

/** @throws ConfigError when the header is no name of a header */
function toWebhook(config: PersonrSettings): WebhookPort | undefined {
  const { PERSONR_WEBHOOK_TOKEN: token, PERSONR_WEBHOOK_HEADER: header, PERSONR_WEBHOOK_SCHEME: scheme } = config;
  if (token === undefined) return undefined;
  if (!/^[A-Za-z0-9-]{1,100}$/.test(header))
    throw new ConfigError(['PERSONR_WEBHOOK_HEADER must be the name of a header: letters, digits and dashes']);
  return personrWebhook({
    token,
    header: header.toLowerCase(),
    scheme: scheme === 'none' ? null : scheme,
    rejectTypes: toRejectTypes(config),
  });
}

function linkPort(client: PersonrClient, config: PersonrSettings): VerificationLinkPort {
  return {
    async createVerificationLink(applicantId, context) {
      const link = await client.createLink(applicantId, config.PERSONR_LINK_APPLICANT_KEY, context);
      return { url: link.verificationLink, customUrl: link.customLink, expiresAt: null };
    },
  };
}

function amlPort(client: PersonrClient): AmlPort {
  return { getAmlResults: async (applicantId, context) => toAmlResults(await client.getAml(applicantId, context)) };
}

function screeningPort(client: PersonrClient, config: PersonrSettings): ScreeningPort {
  const rejectTypes = toRejectTypes(config);
  return {
    maxCheckRequests: config.PERSONR_MAX_CHECKS,
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
  settings: PERSONR_SETTINGS,
  simulatorSettings: {
    PERSONR_TOKEN: PERSONR_SIMULATOR_TOKEN,
    PERSONR_WEBHOOK_TOKEN: PERSONR_SIMULATOR_WEBHOOK_TOKEN,
    PERSONR_WEBHOOK_HEADER: 'Authorization',
    PERSONR_WEBHOOK_SCHEME: 'Bearer',
  },
  create(config, { baseUrl, simulated, operationTimeoutMs, onTransportEvent }) {
    const transport = new Transport({ name: PROVIDER_ID, baseUrl, operationTimeoutMs, onEvent: onTransportEvent });
    const tokens = new PersonrTokens(PROVIDER_ID, transport, toCredentials(config));
    const client = new PersonrClient(PROVIDER_ID, transport, tokens);
    return {
      id: PROVIDER_ID,
      displayName: 'Personr',
      simulated,
      ports: {
        SCREENING: screeningPort(client, config),
        VERIFICATION_LINK: linkPort(client, config),
        AML: amlPort(client),
      },
      webhook: toWebhook(config),
      state: () => providerState(transport),
      close: () => transport.close(),
    };
  },
  startSimulator: startPersonrSimulator,
});
