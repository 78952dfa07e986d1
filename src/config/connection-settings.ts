import { originListSetting } from './origin-list-setting.js';
import { flagSetting, integerSetting, type SettingTable } from './setting.js';

/** Who may connect from where, and how slowly. */
export const CONNECTION_SETTINGS = {
  CORS_ORIGINS: originListSetting(
    'Origins of browser pages that may call the API, by comma, each exactly as browsers send it. Unset: only pages of the gateway itself.',
  ),
  CORS_CREDENTIALS: flagSetting({
    description: 'Whether pages of those origins may send cookies along; the API itself needs none.',
    fallback: false,
  }),
  HEADERS_TIMEOUT_MS: integerSetting({
    description: 'How long the headers of a request may take to arrive, in milliseconds.',
    fallback: 10_000,
    min: 100,
    max: 120_000,
  }),
  REQUEST_TIMEOUT_MS: integerSetting({
    description: 'How long a whole request may take to arrive, uploads included, in milliseconds.',
    fallback: 300_000,
    min: 100,
    max: 3_600_000,
  }),
  KEEP_ALIVE_TIMEOUT_MS: integerSetting({
    description:
      'How long a connection is kept between requests, in milliseconds; more than your load balancer keeps it.',
    fallback: 72_000,
    min: 1_000,
    max: 600_000,
  }),
  BODY_MIN_BYTES_PER_SECOND: integerSetting({
    description:
      'A body that arrives more slowly than this, on average and after the grace time, is cut off. 0: never.',
    fallback: 1_024,
    min: 0,
    max: 10_485_760,
  }),
  BODY_GRACE_MS: integerSetting({
    description: 'How long a body may be slower than that, in milliseconds.',
    fallback: 10_000,
    min: 10,
    max: 600_000,
  }),
  MAX_CONNECTIONS_PER_ADDRESS: integerSetting({
    description: 'Connections that one address may hold at once; 0: any number, as behind a load balancer.',
    fallback: 0,
    min: 0,
    max: 100_000,
  }),
} satisfies SettingTable;
