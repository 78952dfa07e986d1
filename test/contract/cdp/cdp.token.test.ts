import { CdpTokens } from '../../../src/providers/cdp/cdp.token.client.js';
import { Transport } from '../../../src/transport/transport.js';
import { type Answer, fixture, ReplayServer } from './cdp-replay-server.js';
import { providerErrorOf } from './cdp-support.js';

const CREDENTIALS = {
  realm: 'cdp',
  scope: 'api://00000000-0000-4000-8000-000000000000/customer',
  clientId: 'client-1',
  clientSecret: 'client-secret-1',
  username: 'service-1',
  password: 'password-1',
};

let server: ReplayServer;
let transport: Transport;
/** Milliseconds. */
let time: number;

beforeEach(async () => {
  server = await ReplayServer.start();
  transport = new Transport({ name: 'cdp', baseUrl: server.url, operationTimeoutMs: 2_000, maxRetries: 0 });
  time = 1_000_000;
});

afterEach(async () => {
  await transport.close();
  await server.close();
});

const tokens = (
  skewMs = 60_000,
  credentials: typeof CREDENTIALS | (Omit<typeof CREDENTIALS, 'scope'> & { scope: undefined }) = CREDENTIALS,
) => new CdpTokens(transport, credentials, skewMs, () => time);

const token = (access: string, changes: object = {}): Answer => ({
  status: 200,
  body: {
    access_token: access,
    expires_in: 100,
    refresh_token: `refresh-of-${access}`,
    refresh_expires_in: 300,
    ...changes,
  },
});
const grants = () => server.tokenRequests().map((form) => form.get('grant_type'));

test('the password grant is sent as a form to the realm', async () => {
  server.tokens = [fixture('token.200')];
  expect(await tokens().get()).toBe('opaque-access-token-1');
  expect(server.seen[0]).toMatchObject({ method: 'POST', path: '/auth/realms/cdp/protocol/openid-connect/token' });
  expect(Object.fromEntries(server.tokenRequests()[0] ?? [])).toEqual({
    grant_type: 'password',
    scope: CREDENTIALS.scope,
    client_id: 'client-1',
    client_secret: 'client-secret-1',
    username: 'service-1',
    password: 'password-1',
  });
});

test('an unset scope is not sent', async () => {
  await tokens(60_000, { ...CREDENTIALS, scope: undefined }).get();
  expect(server.tokenRequests()[0]?.has('scope')).toBe(false);
});

test('a token is kept until the skew, which is at most half its life', async () => {
  server.tokens = [token('a'), token('b')];
  const held = tokens();
  expect(await held.get()).toBe('a');
  time += 49_999;
  expect(await held.get()).toBe('a');
  time += 1;
  expect(await held.get()).toBe('b');
  expect(Object.fromEntries(server.tokenRequests()[1] ?? [])).toEqual({
    grant_type: 'refresh_token',
    refresh_token: 'refresh-of-a',
    client_id: 'client-1',
    client_secret: 'client-secret-1',
  });
});

test('near the end one caller renews and the others go on with the old token', async () => {
  server.tokens = [token('a'), token('b')];
  const held = tokens();
  await held.get();
  time += 60_000;
  expect(await Promise.all([held.get(), held.get(), held.get()])).toEqual(['b', 'a', 'a']);
  expect(grants()).toHaveLength(2);
});

test('after the end all wait for the same renewal', async () => {
  server.tokens = [token('a'), token('b')];
  const held = tokens();
  await held.get();
  time += 100_000;
  expect(await Promise.all([held.get(), held.get(), held.get()])).toEqual(['b', 'b', 'b']);
  expect(grants()).toHaveLength(2);
});

test('a refused refresh falls back to the password', async () => {
  server.tokens = [token('a'), { status: 400, body: { error: 'invalid_grant' } }, token('b')];
  const held = tokens();
  await held.get();
  time += 90_000;
  expect(await held.get()).toBe('b');
  expect(grants()).toEqual(['password', 'refresh_token', 'password']);
});

test('a refresh token that has run out is not tried', async () => {
  server.tokens = [token('a'), token('b')];
  const held = tokens();
  await held.get();
  time += 300_000;
  await held.get();
  expect(grants()).toEqual(['password', 'password']);
});

test('a failed renewal is not felt while the old token still works', async () => {
  server.tokens = [token('a'), { status: 503, body: {} }];
  const held = tokens();
  await held.get();
  time += 60_000;
  expect(await held.get()).toBe('a');
  const before = grants().length;
  time += 1_000;
  expect(await held.get()).toBe('a');
  expect(grants()).toHaveLength(before);
  time += 39_000;
  expect((await providerErrorOf(held.get())).code).toBe('PROVIDER_ERROR');
});

test('a dropped token is replaced by a password grant; dropping an older one changes nothing', async () => {
  server.tokens = [token('a'), token('b')];
  const held = tokens();
  held.drop(await held.get());
  expect(await held.get()).toBe('b');
  held.drop('a');
  expect(await held.get()).toBe('b');
  expect(grants()).toEqual(['password', 'password']);
});

test('refused credentials are not tried again for a while, so the account is not locked', async () => {
  server.tokens = [fixture('token-invalid-grant.401'), token('a')];
  const held = tokens();
  expect((await providerErrorOf(held.get())).code).toBe('PROVIDER_AUTH_FAILED');
  expect((await providerErrorOf(held.get())).code).toBe('PROVIDER_AUTH_FAILED');
  expect(grants()).toHaveLength(1);
  time += 30_000;
  expect(await held.get()).toBe('a');
});

test.each([
  ['no token', { expires_in: 100 }],
  ['an array', []],
  ['a token of another type', { access_token: { value: 'a' } }],
])('a grant with %s is not understood', async (_, body) => {
  server.tokens = [{ status: 200, body }];
  expect((await providerErrorOf(tokens().get())).code).toBe('PROVIDER_BAD_RESPONSE');
});

test('a token without a lifetime is believed for a minute', async () => {
  server.tokens = [token('a', { expires_in: undefined, refresh_token: undefined }), token('b')];
  const held = tokens(0);
  await held.get();
  time += 59_999;
  expect(await held.get()).toBe('a');
  time += 1;
  expect(await held.get()).toBe('b');
});

test('a caller who leaves does not take the renewal from the others', async () => {
  const held = tokens();
  const leaving = new AbortController();
  const left = providerErrorOf(held.get(Number.POSITIVE_INFINITY, leaving.signal));
  const staying = held.get();
  leaving.abort();
  expect((await left).code).toBe('PROVIDER_TIMEOUT');
  expect(await staying).toBe('opaque-access-token-1');
  expect(grants()).toHaveLength(1);
});

test('a caller whose time is up does not wait for the renewal', async () => {
  const held = tokens();
  const late = providerErrorOf(held.get(performance.now()));
  const staying = held.get();
  expect(await late).toMatchObject({ code: 'PROVIDER_TIMEOUT', retryable: true });
  expect(await staying).toBe('opaque-access-token-1');
});
