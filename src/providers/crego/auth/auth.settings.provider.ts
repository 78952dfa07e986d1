import { flagSetting } from '../../../config/setting.js';
import { ASSUMED, pathSetting } from '../crego.setting-rules.provider.js';

export const CREGO_AUTH_SETTINGS = {
  CREGO_USE_CUSTOMER_TOKENS: flagSetting({
    description:
      'Whether the tokens that Crego gives to a customer who signs in by a code are kept, sealed, and used for the calls made in their name. Off: every call is made under the service token.',
    fallback: true,
  }),
  CREGO_TOKEN_REFRESH_PATH: pathSetting(
    `Path that renews a customer's token. ${ASSUMED}`,
    '/v1/identity/auth/token/refresh/',
  ),
  CREGO_AUTH_PING_PATH: pathSetting(
    `Path that says whether a customer's token works. ${ASSUMED}`,
    '/v1/identity/auth/ping/',
  ),
  CREGO_TOKEN_EXCHANGE_PATH: pathSetting(
    'Path that exchanges a code for tokens, as their newer pages have it. Assumption: it is the same on the older platform.',
    '/token/exchange/',
  ),
};
