import { loadConfig } from '../../../src/config/load-config.js';
import { OPENID_SETTINGS } from '../../../src/config/openid-settings.js';

const GOOD = {
  AUTH_ISSUER: 'https://login.example.com/realms/kyc/',
  AUTH_JWKS_URL: 'https://login.example.com/keys',
  AUTH_AUDIENCE: 'kyc-api',
};
const load = (env: Record<string, string>) => loadConfig(OPENID_SETTINGS, env);

test('there is no outside provider unless it is set', () => {
  expect(load({}).AUTH_ISSUER).toBeUndefined();
  expect([...load({}).AUTH_ROLE_MAP]).toEqual(['CUSTOMER', 'REVIEWER', 'ADMIN'].map((role) => [role, role]));
});

test('the issuer is taken as it is written, and words become roles', () => {
  const config = load({ ...GOOD, AUTH_ROLE_MAP: 'kyc-admin=ADMIN, https://example.com/staff=REVIEWER' });
  expect(config.AUTH_ISSUER).toBe(GOOD.AUTH_ISSUER);
  expect([...config.AUTH_ROLE_MAP]).toEqual([
    ['kyc-admin', 'ADMIN'],
    ['https://example.com/staff', 'REVIEWER'],
  ]);
});

test.each(['http://127.0.0.1:9/keys', 'http://localhost/keys', 'http://[::1]:9/keys'])(
  'keys may come from this machine: %s',
  (AUTH_JWKS_URL) => {
    expect(load({ ...GOOD, AUTH_JWKS_URL }).AUTH_JWKS_URL).toBe(AUTH_JWKS_URL);
  },
);

test.each([
  ['AUTH_JWKS_URL', 'http://login.example.com/keys'],
  ['AUTH_JWKS_URL', 'http://127.0.0.1.example.com/keys'],
  ['AUTH_JWKS_URL', 'https://somebody:word@login.example.com/keys'],
  ['AUTH_JWKS_URL', 'file:///etc/keys'],
  ['AUTH_JWKS_URL', 'keys'],
  ['AUTH_ISSUER', 'http://login.example.com'],
  ['AUTH_ISSUER', 'login.example.com'],
  ['AUTH_ROLE_MAP', 'kyc-robot=SERVICE'],
  ['AUTH_ROLE_MAP', 'kyc-admin'],
  ['AUTH_ROLE_MAP', '=ADMIN'],
  ['AUTH_ROLE_MAP', 'a=ADMIN,,b=ADMIN'],
])('%s is not %s', (name, value) => {
  expect(() => load({ ...GOOD, [name]: value })).toThrow(name);
});

test.each(Object.keys(GOOD))('a provider without %s is none', (name) => {
  expect(() => load({ ...GOOD, [name]: '' })).toThrow(`${name} is required`);
});
