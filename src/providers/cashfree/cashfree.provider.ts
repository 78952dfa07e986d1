import { createPublicKey } from 'node:crypto';
import { ConfigError } from '../../config/load-config.js';
import {
  choiceSetting,
  flagSetting,
  integerSetting,
  optionalTextSetting,
  optionalUrlSetting,
  type Setting,
  type SettingValues,
  secretSetting,
  textSetting,
} from '../../config/setting.js';
import type { CapabilityPorts } from '../../domain/provider/capability.js';
import type { WebhookPort } from '../../domain/provider/webhook-port.js';
import { Transport } from '../../transport/transport.js';
import { defineProvider } from '../provider-definition.js';
import { providerState } from '../provider-state.js';
import { toBankAccountResult, toBankRefusalResult } from './cashfree.bank-account.mapping.js';
import { CashfreeClient } from './cashfree.client.js';
import { toGstinResult, toLivenessResult, toNameMatchResult, toPanResult } from './cashfree.mapping.js';
import { listOf, SUITE_SETTINGS } from './cashfree.settings.provider.js';
import type { CashfreePolicy } from './cashfree.shared.mapping.js';
import { CashfreeSuiteClient } from './cashfree.suite.client.js';
import { createSuitePorts } from './cashfree.suite.provider.js';
import { createCashfreeWebhook } from './cashfree.webhook.js';
import { CASHFREE_SIMULATOR_CREDENTIALS, startCashfreeSimulator } from './simulator/cashfree.simulator.js';

type CheckPorts = Pick<CapabilityPorts, 'PAN' | 'BANK_ACCOUNT' | 'GSTIN' | 'NAME_MATCH' | 'LIVENESS'>;

const settings = {
  CASHFREE_BASE_URL: optionalUrlSetting({
    description:
      'Base URL of the verification suite, e.g. https://sandbox.cashfree.com/verification. Unset: the simulator answers.',
    protocols: ['http:', 'https:'],
  }),
  CASHFREE_CLIENT_ID: optionalTextSetting({
    description: 'Sent as x-client-id.',
    requiredWith: 'CASHFREE_BASE_URL',
  }),
  CASHFREE_CLIENT_SECRET: secretSetting({
    description: 'Sent as x-client-secret.',
    requiredWith: 'CASHFREE_BASE_URL',
  }),
  CASHFREE_SIGNATURE_PUBLIC_KEY: publicKeySetting(
    'RSA public key of the merchant account (PEM; \\n for line ends). Set: calls carry x-cf-signature, which production demands from addresses that it has not on its list.',
  ),
  CASHFREE_API_VERSION: textSetting({ description: 'Sent as x-api-version.', fallback: '2024-12-01' }),
  CASHFREE_LIVENESS_API: choiceSetting({
    description: 'Which liveness endpoint the merchant account has enabled; liveliness is the legacy one.',
    choices: ['face-liveness', 'liveliness'],
    fallback: 'face-liveness',
  }),
  CASHFREE_GSTIN_NAME_FIELD: choiceSetting({
    description: 'Name of the business name in a GSTIN request (the reference and their SDK disagree).',
    choices: ['business_name', 'businessName'],
    fallback: 'business_name',
  }),
  CASHFREE_PAN_SEND_VERIFICATION_ID: flagSetting({
    description: 'Whether a PAN check carries our check id as verification_id (only some of their pages list it).',
    fallback: false,
  }),
  CASHFREE_NAME_MATCH_PASS_SCORE: integerSetting({
    description: 'Policy: a name match of at least this many percent passes.',
    fallback: 85,
    min: 1,
    max: 100,
  }),
  CASHFREE_NAME_MATCH_CAUTION_SCORE: integerSetting({
    description:
      'Policy: a name match of at least this many percent is CAUTION, below it FAIL, on its own as beside another check.',
    fallback: 60,
    min: 0,
    max: 100,
  }),
  CASHFREE_RETRYABLE_BANK_CODES: textSetting({
    description: 'Assumption: codes of bank outages after which the same bank check may be asked again, by comma.',
    fallback: 'npci_unavailable,connection_timeout,benficiary_bank_offline,beneficiary_bank_offline,imps_mode_fail',
  }),
  ...SUITE_SETTINGS,
};

/** Cashfree's verification suite: registry, bank, name and face checks. */
export const cashfreeProvider = defineProvider({
  id: 'cashfree',
  displayName: 'Cashfree',
  settings,
  simulatorSettings: {
    CASHFREE_CLIENT_ID: CASHFREE_SIMULATOR_CREDENTIALS.clientId,
    CASHFREE_CLIENT_SECRET: CASHFREE_SIMULATOR_CREDENTIALS.clientSecret,
    CASHFREE_WEBHOOK_LEGACY_SECRET: CASHFREE_SIMULATOR_CREDENTIALS.legacyWebhookSecret,
    CASHFREE_AADHAAR_OTP: true,
  },
  create: (values, { baseUrl, simulated, operationTimeoutMs, onTransportEvent }) => {
    const policy = toPolicy(values);
    // First, because it may refuse the settings.
    const webhook = createWebhook(values, policy);
    const transport = new Transport({
      name: 'cashfree',
      baseUrl,
      operationTimeoutMs,
      // A bank check answers when the bank has: giving up early would waste a paid call and leave its outcome unknown.
      responseTimeoutMs: operationTimeoutMs,
      onEvent: onTransportEvent,
    });
    const client = createClient(transport, values);
    return {
      id: 'cashfree',
      displayName: 'Cashfree',
      simulated,
      ports: { ...createPorts(client, policy), ...createSuite(client, policy, values, baseUrl) },
      webhook,
      state: () => providerState(transport),
      close: () => transport.close(),
    };
  },
  startSimulator: startCashfreeSimulator,
});

function createClient(transport: Transport, values: SettingValues<typeof settings>): CashfreeClient {
  return new CashfreeClient(transport, {
    clientId: values.CASHFREE_CLIENT_ID ?? '',
    clientSecret: values.CASHFREE_CLIENT_SECRET ?? '',
    apiVersion: values.CASHFREE_API_VERSION,
    signaturePublicKey: values.CASHFREE_SIGNATURE_PUBLIC_KEY,
    livenessApi: values.CASHFREE_LIVENESS_API,
    gstinNameField: values.CASHFREE_GSTIN_NAME_FIELD,
    panTakesVerificationId: values.CASHFREE_PAN_SEND_VERIFICATION_ID,
  });
}

function createSuite(
  client: CashfreeClient,
  policy: CashfreePolicy,
  values: SettingValues<typeof settings>,
  baseUrl: string,
) {
  const suite = new CashfreeSuiteClient(client, {
    upiPath: values.CASHFREE_UPI_PATH,
    digilockerFlowField: values.CASHFREE_DIGILOCKER_FLOW_FIELD,
    faceMatchThreshold: values.CASHFREE_FACE_MATCH_THRESHOLD,
  });
  const files = { baseUrl, hosts: listOf(values.CASHFREE_FILE_HOSTS) };
  return createSuitePorts(suite, { policy, files, aadhaarOtp: values.CASHFREE_AADHAAR_OTP });
}

/**
 * Undefined without a secret: then nobody could be believed.
 * @throws ConfigError where the legacy scheme has no secret of its own
 */
function createWebhook(values: SettingValues<typeof settings>, policy: CashfreePolicy): WebhookPort | undefined {
  const own = values.CASHFREE_CLIENT_SECRET;
  const configured = listOf(values.CASHFREE_WEBHOOK_SECRETS ?? '');
  const secrets = configured.length > 0 || own === undefined || own === '' ? configured : [own];
  const legacyOwn = values.CASHFREE_WEBHOOK_LEGACY_SECRET;
  if (values.CASHFREE_WEBHOOK_LEGACY && legacyOwn === undefined)
    throw new ConfigError(['CASHFREE_WEBHOOK_LEGACY_SECRET is required when CASHFREE_WEBHOOK_LEGACY is on']);
  if (legacyOwn !== undefined && (legacyOwn === own || secrets.includes(legacyOwn)))
    throw new ConfigError([
      'CASHFREE_WEBHOOK_LEGACY_SECRET must be none of CASHFREE_CLIENT_SECRET and CASHFREE_WEBHOOK_SECRETS',
    ]);
  if (secrets.length === 0) return undefined;
  const legacySecret = values.CASHFREE_WEBHOOK_LEGACY && legacyOwn !== undefined ? legacyOwn : null;
  return createCashfreeWebhook({ secrets, legacySecret, utcOffset: values.CASHFREE_EVENT_UTC_OFFSET, policy });
}

function toPolicy(values: SettingValues<typeof settings>): CashfreePolicy {
  const codes = values.CASHFREE_RETRYABLE_BANK_CODES.split(',').map((code) => code.trim().toLowerCase());
  return {
    nameMatchPassScore: values.CASHFREE_NAME_MATCH_PASS_SCORE / 100,
    nameMatchCautionScore: values.CASHFREE_NAME_MATCH_CAUTION_SCORE / 100,
    faceMatchScore: values.CASHFREE_FACE_MATCH_DOUBT_PERCENT / 100,
    retryableBankCodes: new Set(codes),
  };
}

function createPorts(client: CashfreeClient, policy: CashfreePolicy): CheckPorts {
  return {
    PAN: {
      check: async (input, context) => toPanResult(await client.postPan(input, context), isGiven(input.name), policy),
      readAgain: async (referenceId, context) => {
        const pan = await client.getPan(referenceId, context);
        return toPanResult(pan, pan.name_provided !== null, policy);
      },
    },
    BANK_ACCOUNT: {
      check: async (input, context) => {
        const answer = await client.postBankAccount(input, context);
        if ('code' in answer) return toBankRefusalResult(answer, policy);
        return toBankAccountResult(answer, isGiven(input.name), policy);
      },
      readAgain: async (referenceId, context) =>
        toBankAccountResult(await client.getBankAccount(referenceId, context), null, policy),
    },
    GSTIN: { check: async (input, context) => toGstinResult(await client.postGstin(input, context)) },
    NAME_MATCH: {
      check: async (input, context) => toNameMatchResult(await client.postNameMatch(input, context), policy),
    },
    LIVENESS: {
      check: async ({ checkId, file }, context) =>
        toLivenessResult(await client.postLiveness({ checkId, ...file }, context)),
    },
  };
}

function isGiven(name: string | null): boolean {
  return name !== null && name.trim() !== '';
}

/** A key that cannot be read stops the process at its start, not the first call. */
function publicKeySetting(description: string): Setting<string | undefined> {
  return {
    ...optionalTextSetting({ description }),
    parse: (text) => {
      const pem = text.replaceAll('\\n', '\n');
      try {
        createPublicKey(pem);
      } catch {
        throw new Error('must be an RSA public key in PEM form');
      }
      return pem;
    },
  };
}
