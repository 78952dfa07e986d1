import {
  integerSetting,
  optionalTextSetting,
  optionalUrlSetting,
  type Setting,
  type SettingValues,
  secretSetting,
  textSetting,
} from '../../config/setting.js';
import type { CustomerAnswer, CustomerPort } from '../../domain/provider/customer-port.js';
import { ProviderError } from '../../domain/provider/provider-error.js';
import type { WebhookPort } from '../../domain/provider/webhook-port.js';
import { Transport } from '../../transport/transport.js';
import { defineProvider } from '../provider-definition.js';
import { fromStatus } from '../provider-errors.js';
import { providerState } from '../provider-state.js';
import { CdpClient } from './cdp.client.js';
import { CDP_ID } from './cdp.contract.js';
import {
  CDP_FAILURES,
  type CdpErrorCodes,
  type CdpVerdict,
  DEFAULT_ERROR_CODES,
  toLookupRequest,
  toVerdict,
} from './cdp.mapping.js';
import { type CdpVocabulary, toOnboardingBody } from './cdp.onboarding.mapping.js';
import { CdpTokens } from './cdp.token.client.js';
import { type CdpWebhookFields, createCdpWebhook, DEFAULT_WEBHOOK_FIELDS } from './cdp.webhook.js';
import { startCdpSimulator } from './simulator/cdp.simulator.js';
import { CDP_SIMULATOR_CREDENTIALS } from './simulator/token.simulator.js';

const settings = {
  CDP_BASE_URL: optionalUrlSetting({
    description: 'Base URL of the customer data platform, Keycloak included. Unset: a simulator answers.',
    protocols: ['https:', 'http:'],
  }),
  CDP_REALM: textSetting({ description: 'Keycloak realm that issues the access tokens.', fallback: 'cdp' }),
  CDP_SCOPE: optionalTextSetting({ description: 'OAuth scope, e.g. api://<uuid>/customer. Unset: not sent.' }),
  CDP_CLIENT_ID: optionalTextSetting({ description: 'OAuth client id.', requiredWith: 'CDP_BASE_URL' }),
  CDP_CLIENT_SECRET: secretSetting({ description: 'OAuth client secret.', requiredWith: 'CDP_BASE_URL' }),
  CDP_USERNAME: optionalTextSetting({
    description: 'User of the password grant; only the gateway should use it.',
    requiredWith: 'CDP_BASE_URL',
  }),
  CDP_PASSWORD: secretSetting({ description: 'Password of that user.', requiredWith: 'CDP_BASE_URL' }),
  CDP_API_KEY: secretSetting({
    description:
      'Sent as X-API-Key. Assumed: one published client sends it, the vendor does not mention it. Unset: not sent.',
  }),
  CDP_TOKEN_SKEW_S: integerSetting({
    description: 'Seconds before its expiry at which a token is renewed; never more than half its life.',
    fallback: 60,
    min: 0,
    max: 3600,
  }),
  CDP_LOOKUP_PATH: pathSetting('Path of the look-up by identity document.', '/caas/api/v2/customer/validate'),
  CDP_DETAILS_PATH: pathSetting(
    'Path of the customer details, {ecrn} standing for the customer number. Assumed from published clients.',
    '/caas/api/v2/customer/{ecrn}',
    '{ecrn}',
  ),
  CDP_ERROR_CODES: mapSetting<CdpErrorCodes>(
    `Meaning of error codes, laid over the default. One of ${CDP_FAILURES.join(', ')}. 45013 is assumed; blocked has no known code.`,
    DEFAULT_ERROR_CODES,
    ([code, meaning]) => /^[A-Za-z0-9_.-]{1,64}$/.test(code) && CDP_FAILURES.some((failure) => failure === meaning),
  ),
  CDP_CHANNEL: optionalTextSetting({
    description: 'Channel named in an onboarding, as agreed with the platform. Unset: not sent.',
  }),
  CDP_AGENT_LOCATION_ID: optionalTextSetting({
    description: 'Agent location named in an onboarding, as agreed with the platform. Unset: not sent.',
  }),
  CDP_RESIDENT_TYPE_ID: integerSetting({
    description: 'Resident type of an onboarding; 100 and 101 were seen, without a meaning. 0: not sent.',
    fallback: 0,
    min: 0,
    max: 9999,
  }),
  CDP_GENDERS: mapSetting<CdpVocabulary['genders']>(
    "The platform's words for genders. Assumed.",
    { MALE: 'M', FEMALE: 'F', OTHER: 'O' },
    ([gender]) => ['MALE', 'FEMALE', 'OTHER'].includes(gender),
  ),
  CDP_ADDRESS_TYPES: mapSetting<CdpVocabulary['addressTypes']>(
    "The platform's codes for address types. Assumed.",
    { PRESENT: '1', PERMANENT: '2' },
    ([type]) => ['PRESENT', 'PERMANENT'].includes(type),
  ),
  CDP_MAX_FILE_BYTES: integerSetting({
    description: 'The largest image or document that is sent in an onboarding. Assumed: the platform states no limit.',
    fallback: 5_242_880,
    min: 1_024,
    max: 104_857_600,
  }),
  CDP_WEBHOOK_TOKEN: secretSetting({
    description:
      'Shared secret that the platform sends with its AML status callback, alone or as a bearer token. Unset: no webhook.',
    minLength: 16,
  }),
  CDP_WEBHOOK_HEADER: headerSetting('Header that carries it. Assumed.', 'x-webhook-token'),
  CDP_WEBHOOK_FIELDS: mapSetting<CdpWebhookFields & Readonly<Record<string, string>>>(
    'Keys of the callback, in its body or in its `data`. Assumed: the vendor does not show them.',
    { ...DEFAULT_WEBHOOK_FIELDS },
    ([field, key]) => Object.hasOwn(DEFAULT_WEBHOOK_FIELDS, field) && /^[A-Za-z0-9_-]{1,64}$/.test(key),
  ),
};

/** The customer data platform: is this person a customer, make them one, show their record. */
export const cdpProvider = defineProvider({
  id: CDP_ID,
  displayName: 'Customer Data Platform',
  settings,
  simulatorSettings: {
    CDP_CLIENT_ID: CDP_SIMULATOR_CREDENTIALS.clientId,
    CDP_CLIENT_SECRET: CDP_SIMULATOR_CREDENTIALS.clientSecret,
    CDP_USERNAME: CDP_SIMULATOR_CREDENTIALS.username,
    CDP_PASSWORD: CDP_SIMULATOR_CREDENTIALS.password,
    CDP_WEBHOOK_TOKEN: CDP_SIMULATOR_CREDENTIALS.webhookToken,
  },
  create: (config, { baseUrl, simulated, operationTimeoutMs, onTransportEvent }) => {
    const transport = new Transport({ name: CDP_ID, baseUrl, operationTimeoutMs, onEvent: onTransportEvent });
    const client = new CdpClient(transport, createTokens(transport, config), {
      lookupPath: config.CDP_LOOKUP_PATH,
      detailsPath: config.CDP_DETAILS_PATH,
      apiKey: config.CDP_API_KEY,
      operationTimeoutMs,
    });
    return {
      id: CDP_ID,
      displayName: 'Customer Data Platform',
      simulated,
      ports: { CUSTOMER: createCustomerPort(client, config) },
      webhook: createWebhook(config),
      state: () => providerState(transport),
      close: () => transport.close(),
    };
  },
  startSimulator: startCdpSimulator,
});

type Config = SettingValues<typeof settings>;

function createTokens(transport: Transport, config: Config): CdpTokens {
  const credentials = {
    realm: config.CDP_REALM,
    scope: config.CDP_SCOPE,
    clientId: config.CDP_CLIENT_ID ?? '',
    clientSecret: config.CDP_CLIENT_SECRET ?? '',
    username: config.CDP_USERNAME ?? '',
    password: config.CDP_PASSWORD ?? '',
  };
  return new CdpTokens(transport, credentials, config.CDP_TOKEN_SKEW_S * 1000);
}

function toVocabulary(config: Config): CdpVocabulary {
  return {
    channel: config.CDP_CHANNEL,
    agentLocationId: config.CDP_AGENT_LOCATION_ID,
    residentTypeId: config.CDP_RESIDENT_TYPE_ID === 0 ? undefined : config.CDP_RESIDENT_TYPE_ID,
    genders: config.CDP_GENDERS,
    addressTypes: config.CDP_ADDRESS_TYPES,
  };
}

function createWebhook(config: Config): WebhookPort | undefined {
  const { CDP_WEBHOOK_TOKEN: token, CDP_WEBHOOK_HEADER: header, CDP_WEBHOOK_FIELDS: fields } = config;
  return token === undefined ? undefined : createCdpWebhook({ token, header, fields });
}

function createCustomerPort(client: CdpClient, config: Config): CustomerPort {
  const codes = config.CDP_ERROR_CODES;
  const words = toVocabulary(config);
  return {
    maxFileBytes: config.CDP_MAX_FILE_BYTES,
    findCustomer: async (input, context) => {
      const answer = await client.validateCustomer(toLookupRequest(input), context);
      return settle(toVerdict('findCustomer', answer, codes), 'read');
    },
    onboardCustomer: async (input, context) => {
      const answer = await client.onboardCustomer(toOnboardingBody(input, words), context);
      return settle(toVerdict('onboardCustomer', answer, codes), 'command');
    },
    getCustomer: async (customerNumber, context) => {
      const answer = await client.getCustomer(customerNumber, context);
      return settle(toVerdict('getCustomer', answer, codes), 'read');
    },
  };
}

function settle(verdict: CdpVerdict, kind: 'read' | 'command'): CustomerAnswer {
  if (verdict.answer !== null) return verdict.answer;
  const { failure, providerCode } = verdict;
  if (failure === 'AUTH_FAILED') throw fromStatus(CDP_ID, 401, { providerCode });
  throw new ProviderError({
    providerId: CDP_ID,
    code: 'PROVIDER_ERROR',
    retryable: kind === 'read',
    outcomeUnknown: kind === 'command',
    providerCode,
  });
}

function pathSetting(description: string, fallback: string, placeholder?: string): Setting<string> {
  const setting = textSetting({ description, fallback });
  return {
    ...setting,
    parse: (text) => {
      const plain = placeholder === undefined ? text : text.replace(placeholder, 'x');
      if (!/^(?:\/[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)+\/?$/.test(plain))
        throw new Error('must be a path that begins with /');
      if (placeholder !== undefined && plain === text) throw new Error(`must hold ${placeholder}`);
      return text;
    },
  };
}

function headerSetting(description: string, fallback: string): Setting<string> {
  return {
    ...textSetting({ description, fallback }),
    parse: (text) => {
      if (!/^[A-Za-z0-9-]{1,64}$/.test(text)) throw new Error('must be the name of a header');
      return text.toLowerCase();
    },
  };
}

/** Text `name=value,name=value`, laid over the fallback. */
function mapSetting<M extends Readonly<Record<string, string>>>(
  description: string,
  fallback: M,
  isAllowed: (entry: readonly [string, string]) => boolean,
): Setting<M> {
  const shownFallback = Object.entries(fallback).map((entry) => entry.join('='));
  return {
    ...textSetting({ description, fallback: shownFallback.join(',') }),
    fallback,
    parse: (text) => {
      const entries = text.split(',').map((part): readonly [string, string] => {
        const [name = '', value = '', ...rest] = part.split('=').map((word) => word.trim());
        const entry = [name, value] as const;
        if (name === '' || value === '' || rest.length > 0 || !isAllowed(entry)) {
          throw new Error(`must be like ${shownFallback.slice(0, 2).join(',')}`);
        }
        return entry;
      });
      if (new Set(entries.map(([name]) => name)).size < entries.length)
        throw new Error('must not name the same thing twice');
      return { ...fallback, ...Object.fromEntries(entries) };
    },
  };
}
