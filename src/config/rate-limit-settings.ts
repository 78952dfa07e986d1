import { integerSetting, optionalUrlSetting, type SettingTable } from './setting.js';
import { trustProxySetting } from './trust-proxy-setting.js';

const points = (whose: string, fallback: number) =>
  integerSetting({
    description: `Points that ${whose} may spend in one window; a field of Query costs 1. 0: any number.`,
    fallback,
    min: 0,
    max: 1_000_000_000,
  });

/** How many operations, and by whom they are counted. */
export const RATE_LIMIT_SETTINGS = {
  RATE_LIMIT_ACTOR: points('one account', 3_000),
  RATE_LIMIT_ADDRESS: points('one address (of IPv6, one /64), strangers and accounts apart,', 12_000),
  RATE_LIMIT_MUTATION_POINTS: integerSetting({
    description: 'Points that a field of Mutation costs; every alias counts.',
    fallback: 5,
    min: 1,
    max: 1_000,
  }),
  RATE_LIMIT_WINDOW_S: integerSetting({
    description: 'How long a window is, in seconds.',
    fallback: 60,
    min: 1,
    max: 86_400,
  }),
  REDIS_URL: optionalUrlSetting({
    description:
      'A Redis that several gateways count in. Unset, or while it does not answer: they count in PostgreSQL. While neither answers, queries pass uncounted and mutations are refused (SERVICE_UNAVAILABLE).',
    protocols: ['redis:', 'rediss:'],
    secret: true,
  }),
  TRUST_PROXY: trustProxySetting(
    'Whose `x-forwarded-for` is believed: `false` nobody’s, or addresses and networks (CIDR) of your proxies, by comma.',
  ),
} satisfies SettingTable;
