import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Data } from '../support/test-gateway.js';
import { OPENID_FORGERIES } from './forged-openid-tokens.js';
import { AUTH_SECRET, FORGERIES, forge, type Loot, STRANGERS_KEYS } from './forged-tokens.js';
import { type NewCustomer, newCustomer } from './new-customer.js';
import { newProgram } from './new-program.js';
import { readOperationFile } from './operation-files.js';
import { linkIdentity, OutsideProvider } from './outside-provider.js';
import { openPrivacyWorld, type PrivacyWorld } from './privacy-world.js';

let world: PrivacyWorld;
let loot: Loot;
let provider: OutsideProvider;
let keyServer: Server;
let keysFetched = 0;

beforeAll(async () => {
  keyServer = createServer((_request, response) => {
    keysFetched += 1;
    response.setHeader('content-type', 'application/json').end(JSON.stringify(STRANGERS_KEYS));
  }).listen(0, '127.0.0.1');
  provider = await OutsideProvider.start();
  world = await openPrivacyWorld({ AUTH_SECRET, ...provider.settings });
  const { token } = await newCustomer(world.gateway);
  const { port } = keyServer.address() as AddressInfo;
  loot = {
    customer: token,
    admin: await world.gateway.login('admin@example.com'),
    keyUrl: `http://127.0.0.1:${port}/keys`,
  };
});
afterAll(async () => {
  await world.close();
  await provider.stop();
  keyServer.close();
});

/** Ask a provider whenever they are let through: the one for people, the other for programs. */
const ASK = { query: readOperationFile('verify-pan').text, variables: { input: { pan: 'ABCPV1234D' } } };
const ASK_AS_PROGRAM = { query: '{ applicants(first: 50) { nodes { status } } }' };

const calls = () => [...world.gateway.simulators.values()].flatMap(({ requests }) => requests);

async function ask(token: string, operation: object) {
  const response = await fetch(`${world.gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(operation),
  });
  return { status: response.status, text: await response.text(), requestId: response.headers.get('x-request-id') };
}

/** Status and body of an answer, without the id of the request. */
async function answerTo(token: string, operation: object) {
  const { status, text, requestId } = await ask(token, operation);
  return { status, body: requestId === null ? text : text.replaceAll(requestId, '…') };
}

/** What a token gets that is not good. */
const REFUSED = {
  status: 401,
  body: expect.stringMatching(/^\{"errors":\[\{"message":"The access token is not valid.*"code":"UNAUTHENTICATED"/),
};

async function expectRefusal(token: string, operation: object = ASK): Promise<void> {
  const before = calls().length;
  const answer = await answerTo(token, operation);
  expect(answer).toEqual(REFUSED);
  expect(answer).toEqual(await answerTo('garbage', ASK));
  expect(calls()).toHaveLength(before);
}

async function expectAccess(token: string): Promise<void> {
  const before = calls().length;
  const { status, text } = await ask(token, ASK);
  expect([status, (JSON.parse(text) as Data).data.verifyPan.__typename]).toEqual([200, 'Verification']);
  expect(calls().length).toBeGreaterThan(before);
}

async function send(name: string, variables: Record<string, unknown>, token?: string): Promise<Data> {
  const { data, errors } = await world.gateway.send(readOperationFile(name).text, variables, token);
  expect(errors).toBeUndefined();
  return Object.values(data as object)[0];
}

describe('an access token', () => {
  test('of the gateway is good, and so is one that is made by hand exactly as the gateway makes them', async () => {
    await expectAccess(loot.customer);
    await expectAccess(await forge(loot.customer));
  });

  test.each(Object.entries(FORGERIES))(
    'with %s: the same answer as any other, and no provider hears of it',
    async (_name, make) => {
      await expectRefusal(await make(loot));
      expect(keysFetched).toBe(0);
    },
  );
});

describe('a token that was good', () => {
  let person: NewCustomer;
  beforeEach(async () => {
    person = await newCustomer(world.gateway);
    await expectAccess(person.token);
  });

  test('is refused after its session has ended', async () => {
    await send('logout', {}, person.token);
    await expectRefusal(person.token);
  });

  test('is refused while its account is suspended, and after', async () => {
    const { id: userId } = person;
    expect(await send('suspend-user', { userId, reason: 'FRAUD_SUSPECTED' }, loot.admin)).toMatchObject({ id: userId });
    await expectRefusal(person.token);
    await expectRefusal(await forge(person.token));
    await send('reinstate-user', { userId }, loot.admin);
    await expectRefusal(person.token);
  });

  test('is refused after its account was erased', async () => {
    await send('request-erasure', {}, person.token);
    expect(await world.retention()).toMatch(/ERASURES \(by date\): 1 done/);
    await expectRefusal(person.token);
    await expectRefusal(await forge(person.token));
  });
});

test('a refresh token is no access token', async () => {
  const { email, password } = await newCustomer(world.gateway);
  const { data } = await world.gateway.send(
    'mutation ($input: LoginInput!) { login(input: $input) { ... on Session { accessToken refreshToken } } }',
    { input: { email, password } },
  );
  await expectRefusal(data.login.refreshToken);
  await expectAccess(data.login.accessToken);
});

describe('an API key', () => {
  const expectRefused = (key: string) => expectRefusal(key, ASK_AS_PROGRAM);

  async function expectRead(key: string): Promise<void> {
    const before = calls().length;
    const { status, text } = await ask(key, ASK_AS_PROGRAM);
    expect([status, (JSON.parse(text) as Data).errors]).toEqual([200, undefined]);
    expect(calls().length).toBeGreaterThan(before);
  }

  test.each<[string, (key: string, other: string) => string]>([
    ['the secret of another key', (key, other) => `${key.slice(0, 37)}${other.slice(37)}`],
    ['a secret that differs in one character', (key) => key.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'))],
    ['no secret', (key) => key.slice(0, 37)],
    ['an id that nobody has', (key) => `kyc_${'0'.repeat(32)}${key.slice(36)}`],
    ['a character less', (key) => key.slice(0, -1)],
    ['a character more', (key) => `${key}A`],
    ['its beginning in capitals', (key) => key.replace('kyc_', 'KYC_')],
  ])('with %s', async (_name, change) => {
    const [{ key }, { key: other }] = await Promise.all([newProgram(world.gateway), newProgram(world.gateway)]);
    await expectRead(key);
    await expectRefused(change(key, other));
  });

  test('that was revoked', async () => {
    const { key, id } = await newProgram(world.gateway);
    await expectRead(key);
    await send('revoke-api-key', { id }, loot.admin);
    await expectRefused(key);
  });

  test('that has ended', async () => {
    const { key, id } = await newProgram(world.gateway);
    await expectRead(key);
    const [, uuid] = Buffer.from(id, 'base64url').toString().split(':');
    await world.database.query('UPDATE api_keys SET expires_at = now() WHERE id = $1', [uuid]);
    await expectRefused(key);
  });

  test('in the place of its hash: what the database holds opens nothing', async () => {
    const { key, id } = await newProgram(world.gateway);
    const [, uuid] = Buffer.from(id, 'base64url').toString().split(':');
    const [row] = await world.database.query('SELECT * FROM api_keys WHERE id = $1', [uuid]);
    expect(JSON.stringify(row)).not.toContain(key.slice(37));
    await expectRefused(`${key.slice(0, 37)}${row.secret_hash.slice(0, 43)}`);
    await expectRefused(`${key.slice(0, 37)}${Buffer.from(row.secret_hash, 'hex').toString('base64url')}`);
  });
});

describe('a token of the outside provider', () => {
  let person: NewCustomer;
  const subject = 'person-of-the-forgeries';
  beforeAll(async () => {
    person = await newCustomer(world.gateway);
    await linkIdentity(world.gateway, person, subject);
  });

  test('is good for the person to whose account the identity is linked', async () => {
    await expectAccess(await provider.token(subject));
  });

  test.each(Object.entries(OPENID_FORGERIES))(
    'with %s: the same answer as any other, and no provider hears of it',
    async (_name, make) => {
      await expectRefusal(await make({ provider, subject, keyUrl: loot.keyUrl }));
      expect(keysFetched).toBe(0);
    },
  );

  test('does not attach itself to an account by its email address', async () => {
    const { email } = person;
    await expectRefusal(await provider.token('a-stranger', { claims: { email, email_verified: true } }));
  });

  test('is refused before the person has confirmed the identity, and after it was taken away', async () => {
    const other = await newCustomer(world.gateway);
    const token = await provider.token('other-person');
    const identityId = await linkIdentity(world.gateway, other, 'other-person', { confirmed: false });
    await expectRefusal(token);
    await linkIdentity(world.gateway, other, 'other-person');
    await expectAccess(token);
    await send('unlink-external-identity', { identityId }, other.token);
    await expectRefusal(token);
  });

  test('is refused while the account is suspended, and after it was erased', async () => {
    const { id: userId, ...rest } = await newCustomer(world.gateway);
    await linkIdentity(world.gateway, { id: userId, ...rest }, 'leaving-person');
    const token = await provider.token('leaving-person');
    await send('suspend-user', { userId, reason: 'FRAUD_SUSPECTED' }, loot.admin);
    await expectRefusal(token);
    await send('reinstate-user', { userId }, loot.admin);
    await expectAccess(token);
    await send('request-erasure', {}, token);
    expect(await world.retention()).toMatch(/ERASURES \(by date\): 1 done/);
    await expectRefusal(token);
  });
});
