import { integerSetting, type SettingTable } from './setting.js';

/** How checks are judged. */
export const CHECK_SETTINGS = {
  NAME_MATCH_PASS_PERCENT: integerSetting({
    description:
      'Assumption: two names that the gateway compares itself, because the provider does not, are the same from this likeness on, in percent.',
    fallback: 85,
    min: 1,
    max: 100,
  }),
  NAME_MATCH_CAUTION_PERCENT: integerSetting({
    description:
      'Assumption: from this likeness on, in percent, they may be the same (CAUTION); below they differ (FAIL).',
    fallback: 60,
    min: 0,
    max: 100,
  }),
} satisfies SettingTable;
