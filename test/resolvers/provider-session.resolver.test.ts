import { NOW } from '../support/fakes/fake-gateway.js';
import { RIGHT_CODE } from '../support/fakes/fake-otp-port.js';
import { createWorld, type World } from '../support/schema-harness.js';
import { providerError } from './provider-errors.js';
import { PROBLEM } from './selections.js';

const SESSION = 'providerId state expiresAt renewable source { providerId state fetchedAt error { code retryable } }';
const READ = `{ providerSession { ${SESSION} } }`;
const REFRESH = `mutation { refreshProviderSession { __typename ... on ProviderSession { ${SESSION} } ${PROBLEM} } }`;
const EXCHANGE = `mutation ($input: ExchangeProviderCodeInput!) {
  exchangeProviderCode(input: $input) { __typename ... on ProviderSession { ${SESSION} } ${PROBLEM} } }`;
const VERIFY = `mutation ($code: OtpCode!) { verifyOtp(input: { channel: SMS, code: $code }) { __typename } }`;

const END = new Date(NOW.getTime() + 3_600_000);

let world: World;

beforeEach(async () => {
  world = await createWorld();
  world.gateway.ports.customerAuth.expiresAt = END;
});

const asAsha = async (query: string, variables: Record<string, unknown> = {}) => {
  const { data, errors } = await world.as(world.people.asha)(query, variables);
  expect(JSON.stringify(data)).not.toMatch(/access-|refresh-|token-of-the-provider/);
  return { data, errors };
};
const open = async () => (await asAsha(EXCHANGE, { input: { code: 'code-1' } })).data.exchangeProviderCode;
const keptFor = (person: keyof World['people']) =>
  world.gateway.providerTokens.rows.get(`${world.people[person].id} crego`);

const LIVE = { providerId: 'crego', state: 'LIVE', fetchedAt: NOW.toISOString(), error: null };
const ALIVE = { providerId: 'crego', state: 'ALIVE', expiresAt: END.toISOString(), renewable: true, source: LIVE };

describe('providerSession', () => {
  test('is none before anybody signed in there, and nobody is asked', async () => {
    const { data, errors } = await asAsha(READ);
    expect(errors).toEqual([]);
    expect(data.providerSession).toEqual({
      providerId: 'crego',
      state: 'NONE',
      expiresAt: null,
      renewable: false,
      source: null,
    });
    expect(world.gateway.ports.customerAuth.calls).toEqual([]);
  });

  test('begins with a right code, and only for the one who typed it', async () => {
    await asAsha(VERIFY, { code: '000000' });
    expect(keptFor('asha')).toBeUndefined();
    await asAsha(VERIFY, { code: RIGHT_CODE });
    expect(keptFor('asha')?.accessToken).toBe('token-of-the-provider');
    expect((await asAsha(READ)).data.providerSession).toMatchObject({
      state: 'ALIVE',
      renewable: false,
      expiresAt: null,
    });
    expect((await world.as(world.people.bala)(READ)).data.providerSession.state).toBe('NONE');
  });

  test('is asked of the provider and changes nothing', async () => {
    await open();
    expect((await asAsha(READ)).data.providerSession).toEqual(ALIVE);
    world.gateway.ports.customerAuth.refused = true;
    expect((await asAsha(READ)).data.providerSession).toEqual({ ...ALIVE, state: 'ENDED' });
    expect(keptFor('asha')?.accessToken).toBe('access-1');
    expect(world.gateway.ports.customerAuth.count('refresh')).toBe(0);
  });

  test('is unknown when the provider cannot be asked', async () => {
    await open();
    world.gateway.ports.customerAuth.fail('ping', providerError('crego', 'PROVIDER_TIMEOUT'));
    const { data, errors } = await asAsha(READ);
    expect(data.providerSession).toMatchObject({
      state: 'UNKNOWN',
      source: { state: 'UNAVAILABLE', fetchedAt: null, error: { code: 'PROVIDER_TIMEOUT' } },
    });
    expect(errors).toMatchObject([{ extensions: { code: 'PROVIDER_TIMEOUT', providerId: 'crego' } }]);
  });
});

describe('refreshProviderSession', () => {
  test('takes a new token in place of the old one', async () => {
    await open();
    expect((await asAsha(REFRESH)).data.refreshProviderSession).toEqual({ __typename: 'ProviderSession', ...ALIVE });
    expect(keptFor('asha')?.accessToken).toBe('access-2');
    expect(world.gateway.ports.customerAuth.lastInput('refresh')).toBe('refresh-1');
  });

  test('without a session is a conflict, and nobody is asked', async () => {
    expect((await asAsha(REFRESH)).data.refreshProviderSession.__typename).toBe('Conflict');
    expect(world.gateway.ports.customerAuth.calls).toEqual([]);
  });

  test('that is refused ends the session', async () => {
    await open();
    world.gateway.ports.customerAuth.refused = true;
    expect((await asAsha(REFRESH)).data.refreshProviderSession.__typename).toBe('Conflict');
    expect(keptFor('asha')).toBeUndefined();
  });

  test('without an answer keeps it', async () => {
    await open();
    world.gateway.ports.customerAuth.fail('refresh', providerError('crego', 'PROVIDER_TIMEOUT'));
    expect((await asAsha(REFRESH)).data.refreshProviderSession).toMatchObject({
      __typename: 'ProviderUnavailable',
      providerId: 'crego',
    });
    expect(keptFor('asha')?.accessToken).toBe('access-1');
  });
});

describe('exchangeProviderCode', () => {
  test('opens a session', async () => {
    expect(await open()).toEqual({ __typename: 'ProviderSession', ...ALIVE });
    expect(world.gateway.ports.customerAuth.lastInput('exchangeCode')).toBe('code-1');
    expect(keptFor('asha')).toMatchObject({ accessToken: 'access-1', refreshToken: 'refresh-1' });
  });

  test('with a bad code is rejected', async () => {
    world.gateway.ports.customerAuth.refused = true;
    expect(await open()).toMatchObject({ __typename: 'ProviderRejected', providerId: 'crego', field: 'input.code' });
    expect(keptFor('asha')).toBeUndefined();
  });

  test("with somebody else's code is a conflict and keeps nothing", async () => {
    const { asha, bala } = world.people;
    world.gateway.ports.customerAuth.holder = bala.mobile.slice(-10);
    expect(await open()).toMatchObject({ __typename: 'Conflict', field: 'input.code' });
    expect(keptFor('asha')).toBeUndefined();
    for (const holder of [asha.mobile.slice(-10), asha.mobile, asha.email.toUpperCase()]) {
      world.gateway.ports.customerAuth.holder = holder;
      expect((await open()).__typename).toBe('ProviderSession');
    }
  });
});

test('customers call under their own tokens, staff never', async () => {
  const runner = await world.addRunner(world.people.asha);
  const query = 'query ($id: ID!) { runner(id: $id) { source { state } } }';
  await world.as(world.people.asha)(query, { id: runner.globalId });
  await world.as(world.people.ravi)(query, { id: runner.globalId });
  const contexts = world.gateway.ports.workflow.calls.map(({ context }) => context);
  expect(contexts.map(({ customerToken }) => customerToken !== undefined)).toEqual([true, false]);
});
