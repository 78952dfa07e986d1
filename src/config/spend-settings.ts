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
    {
      BANK_ACCOUNT: 3,
      BANK_ACCOUNT_ASYNC: 3,
      REVERSE_PENNY_DROP: 3,
      E_SIGN: 10,
      LIVENESS: 2,
      FACE_MATCH: 2,
      KYC_LINK: 5,
      APPLICANT_CHECK: 10,
      ONBOARDING: 10,
    },
  ),
} satisfies SettingTable;
