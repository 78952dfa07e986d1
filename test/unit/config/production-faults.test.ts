import { findProductionFaults, GATEWAY_SETTINGS } from '../../../src/config/gateway-settings.js';
import { ConfigError, loadConfig } from '../../../src/config/load-config.js';
import { productionEnv } from '../../support/production.js';

const DATABASE_URL = 'postgres://kyc@127.0.0.1:5432/kyc';

function faultsOf(env: Readonly<Record<string, string>>): readonly string[] {
  try {
    loadConfig(GATEWAY_SETTINGS, { ...productionEnv(), DATABASE_URL, ...env }, findProductionFaults);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

describe('in production', () => {
  test.each(['DEMO', 'SIMULATORS'])('%s is refused unless it is confirmed by name', (name) => {
    const others = { DEMO: 'off', SIMULATORS: 'off' };
    expect(faultsOf({ ...others, [name]: 'on', DEMO_IN_PRODUCTION: '' })).toEqual([
      `${name} must not be on in production, unless DEMO_IN_PRODUCTION is \`allowed\``,
    ]);
    expect(faultsOf({ ...others, [name]: 'on', DEMO_IN_PRODUCTION: 'allowed' })).toEqual([]);
    expect(faultsOf({ ...others, [name]: 'auto', DEMO_IN_PRODUCTION: '' })).toEqual([]);
  });

  test('elsewhere both may be on', () => {
    expect(faultsOf({ NODE_ENV: 'development', DEMO: 'on', SIMULATORS: 'on', DEMO_IN_PRODUCTION: '' })).toEqual([]);
  });
});
