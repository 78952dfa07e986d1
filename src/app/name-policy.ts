import type { CHECK_SETTINGS } from '../config/check-settings.js';
import type { SettingValues } from '../config/setting.js';
import type { NamePolicy } from '../domain/check/comparison.js';

export function toNamePolicy(values: SettingValues<typeof CHECK_SETTINGS>): NamePolicy {
  return {
    passScore: values.NAME_MATCH_PASS_PERCENT / 100,
    cautionScore: values.NAME_MATCH_CAUTION_PERCENT / 100,
  };
}
