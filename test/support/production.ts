import { randomBytes } from 'node:crypto';
import { GATEWAY_SETTINGS } from '../../src/config/gateway-settings.js';

/** What a gateway in production needs besides a database, with demo accounts and simulators to test against. */
export function productionEnv(): Record<string, string> {
  const secrets = Object.entries(GATEWAY_SETTINGS)
    .filter(([name, setting]) => setting.requiredInProduction && setting.secret && name !== 'DATABASE_URL')
    .map(([name]) => [name, randomBytes(32).toString('base64')]);
  const keys = { DATA_KEYS: `test:${randomBytes(32).toString('base64')}` };
  return { ...Object.fromEntries(secrets), ...keys, NODE_ENV: 'production', DEMO: 'on', SIMULATORS: 'on' };
}
