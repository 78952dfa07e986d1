import { GATEWAY_SETTINGS, isOn } from '../../../src/config/gateway-settings.js';
import { ConfigError, loadConfig } from '../../../src/config/load-config.js';
import { integerSetting, optionalTextSetting, secretSetting, textSetting } from '../../../src/config/setting.js';

const TABLE = {
  PORT: integerSetting({ description: 'Where it listens.', fallback: 4000, min: 0, max: 65_535 }),
  NAME: textSetting({ description: 'A name.', fallback: 'none' }),
  TOKEN: secretSetting({ description: 'A token.', minLength: 8, requiredInProduction: true }),
  PARTNER_URL: optionalTextSetting({ description: 'Where the partner is.' }),
  PARTNER_KEY: secretSetting({ description: 'The partner’s key.', requiredWith: 'PARTNER_URL' }),
};

function faultsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    loadConfig(TABLE, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  test('takes values from the environment and fallbacks for the rest', () => {
    expect(loadConfig(TABLE, { PORT: '0', TOKEN: 'long enough' })).toEqual({
      PORT: 0,
      NAME: 'none',
      TOKEN: 'long enough',
      PARTNER_URL: undefined,
      PARTNER_KEY: undefined,
    });
  });

  test('counts an empty or blank variable as unset and trims the others', () => {
    expect(loadConfig(TABLE, { PORT: '', NAME: '   ' })).toMatchObject({ PORT: 4000, NAME: 'none' });
    expect(loadConfig(TABLE, { PORT: ' 80 ', NAME: ' a b ' })).toMatchObject({ PORT: 80, NAME: 'a b' });
  });

  test('knows nothing of variables that are not settings', () => {
    expect(Object.keys(loadConfig(TABLE, { HOME: '/somewhere' }))).toEqual(Object.keys(TABLE));
  });

  test('cannot be changed afterwards', () => {
    expect(Object.isFrozen(loadConfig(TABLE, {}))).toBe(true);
  });

  test('lists every fault at once, each naming its variable, in the order of the table', () => {
    const faults = faultsOf({ PORT: 'many', TOKEN: 'short', PARTNER_URL: 'there' });
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual(['PORT', 'TOKEN', 'PARTNER_KEY']);
  });

  test('never repeats a refused value', () => {
    const values = { PORT: '70000123', TOKEN: 'hunter2' };
    const text = faultsOf(values).join('\n');
    expect(faultsOf(values)).toHaveLength(2);
    for (const value of Object.values(values)) expect(text).not.toContain(value);
  });

  test('asks for a partner setting only when the other is there', () => {
    expect(faultsOf({ PARTNER_URL: ' ' })).toEqual([]);
    expect(faultsOf({ PARTNER_URL: 'there', PARTNER_KEY: 'k' })).toEqual([]);
    expect(faultsOf({ PARTNER_URL: 'there' })).toEqual([
      'PARTNER_KEY is required when PARTNER_URL is set: The partner’s key.',
    ]);
  });

  test('requires secrets in production and nowhere else', () => {
    expect(faultsOf({ NODE_ENV: 'production' })).toEqual(['TOKEN is required in production: A token.']);
    expect(faultsOf({ NODE_ENV: 'production', TOKEN: 'long enough' })).toEqual([]);
    expect(faultsOf({ NODE_ENV: 'development' })).toEqual([]);
  });

  test('says how many faults there are', () => {
    expect(new ConfigError(['a is wrong']).message).toBe('The configuration has 1 fault:\n  - a is wrong');
    expect(new ConfigError(['a', 'b']).message).toBe('The configuration has 2 faults:\n  - a\n  - b');
  });
});

describe('the gateway’s settings', () => {
  test('have fallbacks that their own rules accept', () => {
    for (const [name, setting] of Object.entries(GATEWAY_SETTINGS)) {
      if (setting.fallback === undefined) continue;
      expect([name, setting.parse(setting.shownFallback)]).toEqual([name, setting.fallback]);
    }
  });

  test('are described by a sentence each', () => {
    for (const [name, { description }] of Object.entries(GATEWAY_SETTINGS))
      expect([name, description]).toEqual([name, expect.stringMatching(/^\S.{10,}\.$/)]);
  });

  test('keep the database’s URL and the signing secret to themselves', () => {
    const secret = Object.entries(GATEWAY_SETTINGS).filter(([, setting]) => setting.secret);
    expect(secret.map(([name]) => name)).toEqual([
      'DATABASE_URL',
      'AUTH_SECRET',
      'DATA_KEYS',
      'BLIND_INDEX_KEY',
      'AUDIT_KEY',
      'METRICS_TOKEN',
      'REDIS_URL',
      'SMTP_URL',
    ]);
  });

  test('need a database and a signing secret in production', () => {
    expect(() => loadConfig(GATEWAY_SETTINGS, { NODE_ENV: 'production' })).toThrow(
      /DATABASE_URL.*\n.*AUTH_SECRET.*\n.*DATA_KEYS.*\n.*BLIND_INDEX_KEY.*\n.*AUDIT_KEY/,
    );
  });

  test('start nothing of the demo in production unless told to', () => {
    expect(isOn('auto', 'production')).toBe(false);
    expect(isOn('on', 'production')).toBe(true);
    expect(isOn('auto', 'development')).toBe(true);
    expect(isOn('auto', 'test')).toBe(true);
    expect(isOn('off', 'development')).toBe(false);
  });
});
