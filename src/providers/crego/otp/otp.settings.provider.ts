import { choiceSetting, textSetting } from '../../../config/setting.js';
import { ASSUMED, checkedSetting } from '../crego.setting-rules.provider.js';

export const CREGO_OTP_SETTINGS = {
  CREGO_OTP_IDENTIFIER_KEY: choiceSetting({
    description: "Key of the phone number or email in OTP calls: Crego's pages contradict each other.",
    choices: ['username', 'value', 'both'],
    fallback: 'username',
  }),
  CREGO_OTP_WRONG_CODE_STATUSES: checkedSetting(
    textSetting({
      description: `HTTP statuses of OTP verification that mean a wrong code, separated by commas. ${ASSUMED}`,
      fallback: '400,422',
    }),
    /^ *4\d\d *(, *4\d\d *)*$/,
    'must list statuses from 400 to 499, e.g. 400,422',
  ),
};
