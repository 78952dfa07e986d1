import { freshSecrets } from '../../src/config/fresh-secrets.js';
import { GATEWAY_SETTINGS } from '../../src/config/gateway-settings.js';

/** What a gateway in production needs besides a database, with demo accounts and simulators to test against. */
export function productionEnv(): Record<string, string> {
  const secrets = freshSecrets(GATEWAY_SETTINGS);
  return { ...secrets, NODE_ENV: 'production', DEMO: 'on', SIMULATORS: 'on', DEMO_IN_PRODUCTION: 'allowed' };
}
