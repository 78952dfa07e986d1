import { CHECK_SETTINGS } from './check-settings.js';
import { CONNECTION_SETTINGS } from './connection-settings.js';
import { DATABASE_SETTINGS } from './database-settings.js';
import { keyListSetting } from './key-list-setting.js';
import { LIMIT_SETTINGS } from './limit-settings.js';
import { MAIL_SETTINGS } from './mail-settings.js';
import { OPENID_SETTINGS } from './openid-settings.js';
import { OVERLOAD_SETTINGS } from './overload-settings.js';
import { PRIVACY_SETTINGS } from './privacy-settings.js';
import { RATE_LIMIT_SETTINGS } from './rate-limit-settings.js';
import {
  choiceSetting,
  integerSetting,
  optionalUrlSetting,
  randomSecret,
  type SettingTable,
  type SettingValues,
  secretSetting,
  textSetting,
} from './setting.js';
import { SPEND_SETTINGS } from './spend-settings.js';

/** The gateway's own settings; each provider's are in its folder. */
export const GATEWAY_SETTINGS = {
  NODE_ENV: choiceSetting({
    description:
      'With `production`, simulators and demo data never start by themselves and missing secrets stop the process.',
    choices: ['development', 'test', 'production'],
    fallback: 'development',
  }),
  PORT: integerSetting({
    description: 'Where the API listens; 0: any free port.',
    fallback: 4000,
    min: 0,
    max: 65_535,
  }),
  HOST: textSetting({ description: 'The address to listen on; `0.0.0.0` for all.', fallback: '127.0.0.1' }),
  DATABASE_URL: optionalUrlSetting({
    description: 'A PostgreSQL to use in place of the embedded one.',
    protocols: ['postgres:', 'postgresql:'],
    secret: true,
    requiredInProduction: true,
  }),
  DATABASE_POOL_SIZE: integerSetting({ description: 'Connections to PostgreSQL.', fallback: 10, min: 1, max: 200 }),
  ...DATABASE_SETTINGS,
  KYC_DATA_DIR: textSetting({
    description: 'Where the embedded PostgreSQL, document files and local secrets live.',
    fallback: '.data',
  }),
  AUTH_SECRET: secretSetting({
    description:
      'Signs access tokens; at least 32 characters. Unset outside production: made once and kept in the data folder.',
    minLength: 32,
    generate: randomSecret,
    requiredInProduction: true,
  }),
  DATA_KEYS: keyListSetting({
    description:
      'Seal personal data: `<id>:<32 bytes in base64>`, separated by commas, the current key first, older ones for as long as anything is sealed by them. Unset outside production: made once and kept in the data folder.',
    requiredInProduction: true,
  }),
  BLIND_INDEX_KEY: secretSetting({
    description:
      'Finds sealed values again, e.g. the email address at login; at least 32 characters. It is not rotated with DATA_KEYS: without it nobody can log in. Unset outside production: made once and kept in the data folder.',
    minLength: 32,
    generate: randomSecret,
    requiredInProduction: true,
  }),
  AUDIT_KEY: secretSetting({
    description:
      'Chains the audit trail and the access log, so that nobody without it can rewrite them; at least 32 characters, and never changed. Unset outside production: made once and kept in the data folder.',
    minLength: 32,
    generate: randomSecret,
    requiredInProduction: true,
  }),
  DEMO: choiceSetting({
    description: 'Demo people and their accounts: `auto` outside production, `on`, `off`.',
    choices: ['auto', 'on', 'off'],
    fallback: 'auto',
  }),
  SIMULATORS: choiceSetting({
    description: 'A simulator for every provider without a base URL: `auto` outside production, `on`, `off`.',
    choices: ['auto', 'on', 'off'],
    fallback: 'auto',
  }),
  DEMO_IN_PRODUCTION: choiceSetting({
    description:
      'Whether DEMO and SIMULATORS may be `on` in production: `refused`, or `allowed` for a trial without real people. Everybody knows the passwords of the demo accounts, an admin among them, and a simulator passes what nobody has checked.',
    choices: ['refused', 'allowed'],
    fallback: 'refused',
  }),
  EXPLORER: choiceSetting({
    description: 'The pages `/` and `/explorer`, and introspection: `auto` outside production, `on`, `off`.',
    choices: ['auto', 'on', 'off'],
    fallback: 'auto',
  }),
  PROVIDERS: textSetting({
    description: 'Provider ids, comma-separated: the gateway does without the others, whatever is configured for them.',
    fallback: 'all',
  }),
  PROVIDER_ORDER: textSetting({
    description:
      'Provider ids, comma-separated, the preferred first, for capabilities that several providers offer. Those that are not named stand in for the others, in alphabetical order: a new provider takes over nothing by its name.',
    fallback: 'cashfree,cdp,crego,personr',
  }),
  PROVIDER_TIMEOUT_MS: integerSetting({
    description: 'The deadline of one provider operation, retries included, in milliseconds.',
    fallback: 15_000,
    min: 100,
    max: 120_000,
  }),
  UPLOAD_MAX_BYTES: integerSetting({
    description: 'The largest file that can be uploaded.',
    fallback: 10_485_760,
    min: 1_024,
    max: 104_857_600,
  }),
  DRAIN_NOTICE_MS: integerSetting({
    description:
      'How long after SIGTERM readiness answers 503 before connections are refused, in milliseconds; more than your load balancer takes to notice.',
    fallback: 500,
    min: 0,
    max: 60_000,
  }),
  DRAIN_TIMEOUT_MS: integerSetting({
    description: 'How long requests in flight may take to finish after SIGTERM, in milliseconds.',
    fallback: 20_000,
    min: 0,
    max: 300_000,
  }),
  METRICS: choiceSetting({
    description:
      'Figures for Prometheus at `/metrics`: `auto` with METRICS_TOKEN, and outside production without it too; `off`.',
    choices: ['auto', 'off'],
    fallback: 'auto',
  }),
  METRICS_TOKEN: secretSetting({
    description:
      'Bearer token that `/metrics` demands; at least 16 characters. In production there is no `/metrics` without.',
    minLength: 16,
    generate: randomSecret,
  }),
  LOG_LEVEL: choiceSetting({
    description: 'How much is logged.',
    choices: ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
    fallback: 'warn',
  }),
  ...OPENID_SETTINGS,
  ...CHECK_SETTINGS,
  ...LIMIT_SETTINGS,
  ...RATE_LIMIT_SETTINGS,
  ...SPEND_SETTINGS,
  ...MAIL_SETTINGS,
  ...CONNECTION_SETTINGS,
  ...OVERLOAD_SETTINGS,
  ...PRIVACY_SETTINGS,
} satisfies SettingTable;

/** What no setting alone can tell: for `loadConfig`. */
export function findProductionFaults(
  config: Pick<SettingValues<typeof GATEWAY_SETTINGS>, 'NODE_ENV' | 'DEMO' | 'SIMULATORS' | 'DEMO_IN_PRODUCTION'>,
): readonly string[] {
  if (config.NODE_ENV !== 'production' || config.DEMO_IN_PRODUCTION === 'allowed') return [];
  return (['DEMO', 'SIMULATORS'] as const)
    .filter((name) => config[name] === 'on')
    .map((name) => `${name} must not be on in production, unless DEMO_IN_PRODUCTION is \`allowed\``);
}

/** `auto` means: outside production. */
export function isOn(choice: 'auto' | 'on' | 'off', environment: 'development' | 'test' | 'production'): boolean {
  return choice === 'on' || (choice === 'auto' && environment !== 'production');
}
