import pg from 'pg';
import { cregoProvider } from '../../src/providers/crego/crego.provider.js';
import { CREGO_SIMULATOR_TOKEN } from '../../src/providers/crego/simulator/crego.simulator.js';
import type { RunningSimulator } from '../../src/providers/simulator/simulator-kit.js';
import { FaultServer } from '../support/fault-server.js';
import { startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { type NewCustomer, newCustomer } from './new-customer.js';
import { readOperationFile } from './operation-files.js';

const VERIFY = readOperationFile('verify-otp').text;
const READ_SESSION = readOperationFile('provider-session').text;
const REFRESH = readOperationFile('refresh-provider-session').text;
const EXCHANGE = readOperationFile('exchange-provider-code').text;
const CREATE_RUNNER = readOperationFile('create-runner').text;
const READ_RUNNER = 'query ($id: ID!) { runner(id: $id) { status source { state error { code } } } }';

/** What Crego was sent: by whom, and what for. */
interface Seen {
  readonly path: string;
  readonly token: string | undefined;
}

let simulator: RunningSimulator;
let front: FaultServer;
let gateway: TestGateway;
let database: pg.Client;
let seen: Seen[] = [];

beforeAll(async () => {
  simulator = await cregoProvider.startSimulator({ port: 0 });
  front = await FaultServer.start({ target: simulator.url });
  front.misbehave(async ({ request, response, forward }) => {
    seen.push({ path: request.url ?? '', token: request.headers.authorization?.replace('Bearer ', '') });
    const { status, contentType, body } = await forward();
    response.writeHead(status, { 'content-type': contentType }).end(body);
  });
  gateway = await startTestGateway({ CREGO_BASE_URL: front.url, CREGO_SERVICE_TOKEN: CREGO_SIMULATOR_TOKEN });
  database = new pg.Client({ connectionString: gateway.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await gateway.stop();
  await front.close();
  await simulator.close();
});
beforeEach(() => {
  seen = [];
});

async function signIn(customer: NewCustomer): Promise<void> {
  const { data } = await gateway.send(VERIFY, { input: { channel: 'SMS', code: '111000' } }, customer.token);
  expect(data.verifyOtp).toMatchObject({ __typename: 'OtpChecked', verified: true });
}

async function createRunner(customer: NewCustomer): Promise<string> {
  const { data } = await gateway.send(CREATE_RUNNER, { input: {} }, customer.token);
  expect(data.createRunner.__typename).toBe('Runner');
  return data.createRunner.id;
}

async function readRunner(customer: NewCustomer, id: string): Promise<unknown> {
  return (await gateway.send(READ_RUNNER, { id }, customer.token)).data.runner.source.state;
}

async function sessionOf(customer: NewCustomer): Promise<{ state: string; expiresAt: string | null }> {
  return (await gateway.send(READ_SESSION, {}, customer.token)).data.providerSession;
}

/** A number of this file's own; its last ten digits are Crego's name for the person. */
const mobileOf = (last: number) => `+9190000${last}`;

/** The claim of a simulator's token. */
function holderOf(token: string | undefined): string {
  if (token === CREGO_SIMULATOR_TOKEN || token === undefined) return token ?? 'nobody';
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')).user_id;
}

const userIdOf = ({ id }: NewCustomer) => Buffer.from(id, 'base64url').toString('utf8').replace('User:', '');
const rowOf = async (customer: NewCustomer) => {
  const { rows } = await database.query('SELECT * FROM provider_tokens WHERE user_id = $1', [userIdOf(customer)]);
  return rows[0];
};
const expire = (customer: NewCustomer) =>
  database.query(
    `UPDATE provider_tokens SET expires_at = now() - interval '1 second', updated_at = now() - interval '2 hours'
     WHERE user_id = $1`,
    [userIdOf(customer)],
  );
const refreshes = () => seen.filter(({ path }) => path.includes('/refresh/')).length;

describe("a customer's own token", () => {
  test('takes the place of the service token after the code, for this customer only', async () => {
    const mobiles = [mobileOf(21001), mobileOf(21002)] as const;
    const [nina, omar] = [
      await newCustomer(gateway, { mobile: mobiles[0] }),
      await newCustomer(gateway, { mobile: mobiles[1] }),
    ];
    const before = await createRunner(nina);
    expect(new Set(seen.map(({ token }) => holderOf(token)))).toEqual(new Set([CREGO_SIMULATOR_TOKEN]));

    await Promise.all([signIn(nina), signIn(omar)]);
    const ids = new Map([
      [nina, [before, await createRunner(nina)]],
      [omar, [await createRunner(omar)]],
    ]);
    seen = [];
    await Promise.all([...ids].flatMap(([customer, runners]) => runners.map((id) => readRunner(customer, id))));
    // Each reads at once; by path, no call went out under the other's token.
    const holders = seen.map(({ token }) => holderOf(token)).sort();
    expect(holders).toEqual(['9000021001', '9000021001', '9000021002']);
  });

  test('is used by nobody else, staff included', async () => {
    const nina = await newCustomer(gateway, { mobile: mobileOf(21003) });
    await signIn(nina);
    const id = await createRunner(nina);
    seen = [];
    await gateway.send(READ_RUNNER, { id }, await gateway.login('ravi@example.com'));
    expect(seen.map(({ token }) => holderOf(token))).toEqual([CREGO_SIMULATOR_TOKEN]);
  });

  test('is kept sealed', async () => {
    const nina = await newCustomer(gateway, { mobile: mobileOf(21004) });
    await signIn(nina);
    await createRunner(nina);
    const token = seen.at(-1)?.token ?? '';
    expect(holderOf(token)).toBe('9000021004');
    const row = await rowOf(nina);
    expect(row.access_token).toMatch(/^s1\./);
    expect(row.refresh_token).toMatch(/^s1\./);
    const text = JSON.stringify(row);
    // No part of the token, as it is or encoded once more.
    for (const part of [...token.split('.'), '9000021004']) {
      expect(text).not.toContain(part);
      expect(text).not.toContain(Buffer.from(part).toString('base64url'));
    }
  });

  test('that is over is renewed once, whoever asks at the same time', async () => {
    const nina = await newCustomer(gateway, { mobile: mobileOf(21005) });
    await signIn(nina);
    const ids = await Promise.all([createRunner(nina), createRunner(nina)]);
    const old = await rowOf(nina);
    await expire(nina);
    seen = [];
    const states = await Promise.all(Array.from({ length: 20 }, (_, i) => readRunner(nina, ids[i % 2] ?? '')));
    expect(new Set(states)).toEqual(new Set(['LIVE']));
    expect(refreshes()).toBe(1);
    expect((await rowOf(nina)).token_id).not.toBe(old.token_id);
    expect(new Set(seen.filter(({ path }) => path.includes('/runners/')).map(({ token }) => holderOf(token)))).toEqual(
      new Set(['9000021005']),
    );
  });

  test('that Crego refuses before its end is renewed once and the command goes out again, once', async () => {
    const nina = await newCustomer(gateway, { mobile: mobileOf(21006) });
    await signIn(nina);
    const path = '/v1/rego/runners/';
    simulator.setFaults([{ pathContains: path, status: 401, body: { code: 'token_not_valid' }, times: 1 }]);
    seen = [];
    await createRunner(nina);
    expect(seen.map((one) => one.path).slice(0, 3)).toEqual([path, '/v1/identity/auth/token/refresh/', path]);
    expect(seen[0]?.token).not.toBe(seen[2]?.token);
    expect([seen[0], seen[2]].map((one) => holderOf(one?.token))).toEqual(['9000021006', '9000021006']);
  });

  test('that cannot be renewed is dropped, and the service stands in', async () => {
    const nina = await newCustomer(gateway, { mobile: mobileOf(21007) });
    await signIn(nina);
    const id = await createRunner(nina);
    await expire(nina);
    simulator.setFaults([{ pathContains: '/token/refresh/', status: 401, body: {}, times: 1 }]);
    seen = [];
    expect(await readRunner(nina, id)).toBe('LIVE');
    expect(seen.map(({ token }) => holderOf(token))).toEqual([CREGO_SIMULATOR_TOKEN, CREGO_SIMULATOR_TOKEN]);
    expect(await rowOf(nina)).toBeUndefined();
    expect((await sessionOf(nina)).state).toBe('NONE');
  });
});

describe('the session operations', () => {
  test('read, prolong and open a session', async () => {
    const nina = await newCustomer(gateway, { mobile: mobileOf(21008) });
    expect((await sessionOf(nina)).state).toBe('NONE');
    const opened = await gateway.send(EXCHANGE, { input: { code: 'code-9000021008' } }, nina.token);
    expect(opened.data.exchangeProviderCode).toMatchObject({ __typename: 'ProviderSession', state: 'ALIVE' });
    expect((await sessionOf(nina)).state).toBe('ALIVE');
    const old = await rowOf(nina);
    const renewed = await gateway.send(REFRESH, {}, nina.token);
    expect(renewed.data.refreshProviderSession).toMatchObject({ __typename: 'ProviderSession', renewable: true });
    expect((await rowOf(nina)).token_id).not.toBe(old.token_id);

    simulator.setFaults([{ pathContains: '/auth/ping/', status: 401, body: {}, times: 1 }]);
    expect((await sessionOf(nina)).state).toBe('ENDED');
    const said = JSON.stringify([opened, renewed]);
    expect(said).not.toMatch(/eyJ/);
  });

  test('a code works once, for its own person only', async () => {
    const nina = await newCustomer(gateway, { mobile: mobileOf(21009) });
    const exchange = async (code: string) =>
      (await gateway.send(EXCHANGE, { input: { code } }, nina.token)).data.exchangeProviderCode;
    expect(await exchange('code-9000021999')).toMatchObject({ __typename: 'Conflict', field: 'input.code' });
    expect(await rowOf(nina)).toBeUndefined();
    expect(await exchange('another code'.replace(' ', '-'))).toMatchObject({ __typename: 'ProviderRejected' });
    expect(await exchange('code-9000021009')).toMatchObject({ __typename: 'ProviderSession' });
    expect(await exchange('code-9000021009')).toMatchObject({ __typename: 'ProviderRejected', field: 'input.code' });
  });
});

test('without a service token, a customer without a session is told that the credentials are not accepted', async () => {
  const bare = await startTestGateway({ CREGO_BASE_URL: front.url });
  try {
    const nina = await newCustomer(bare, { mobile: mobileOf(21010) });
    const { data } = await bare.send(CREATE_RUNNER, { input: {} }, nina.token);
    expect(data.createRunner).toMatchObject({
      __typename: 'ProviderUnavailable',
      providerErrorCode: 'PROVIDER_AUTH_FAILED',
      outcomeUnknown: false,
    });
    await bare.send(VERIFY, { input: { channel: 'SMS', code: '111000' } }, nina.token);
    expect((await bare.send(CREATE_RUNNER, { input: {} }, nina.token)).data.createRunner.__typename).toBe('Runner');
  } finally {
    await bare.stop();
  }
});
