import { priceListSetting } from './price-list-setting.js';
import { integerSetting, type SettingTable } from './setting.js';

/** What paid checks may cost. */
export const SPEND_SETTINGS = {
  SPEND_CAP_PER_DAY: integerSetting({
    description:
      'Units that one account may spend on checks, applicant checks, onboardings and codes in one day (UTC). 0: any number.',
    fallback: 500,
    min: 0,
    max: 1_000_000_000,
  }),
  SPEND_PRICES: priceListSetting(
    'Assumption: what one call of a capability, APPLICANT_CHECK, ONBOARDING or OTP costs, in units, by comma; 1 where nothing is said. No provider publishes prices: put your contract here.',
  ),
} satisfies SettingTable;
