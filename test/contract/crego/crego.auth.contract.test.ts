import type { CustomerAuthPort } from '../../../src/domain/provider/customer-auth-port.js';
import { against, closeAll, context, failureOf, fixture, RUNNER_ID } from './crego.harness.js';

const SERVICE = { CREGO_SERVICE_TOKEN: 'service' };
const RUNNER = fixture('get-runner-visited.200');
const REFUSED = fixture('error-token.401');

afterEach(closeAll);

/** A reader of fixed tokens; keeps what it was asked. */
function readerOf(first: string | null, next: string | null = null) {
  const renewals: string[] = [];
  const customerToken = {
    find: async (providerId: string) => (providerId === 'crego' ? first : null),
    renew: async (_providerId: string, refused: string) => {
      renewals.push(refused);
      return next;
    },
  };
  return { renewals, context: { ...context, customerToken } };
}

const sentBy = ({ server }: { server: { sent: readonly { authorization: string | undefined }[] } }) =>
  server.sent.map(({ authorization }) => authorization);

describe('the token of a call', () => {
  test.each([
    ["the customer's own", 'own', SERVICE, 'Bearer own'],
    ["the service's where the customer has none", null, SERVICE, 'Bearer service'],
    ['none where nobody has one', null, {}, undefined],
    [
      "the service's where customers' tokens are switched off",
      'own',
      { ...SERVICE, CREGO_USE_CUSTOMER_TOKENS: 'false' },
      'Bearer service',
    ],
  ])('is %s', async (_name, own, env, expected) => {
    const crego = await against([[200, RUNNER]], env);
    await crego.workflow.getRunner(RUNNER_ID, readerOf(own).context);
    expect(sentBy(crego)).toEqual([expected]);
  });

  test("signing in never uses the customer's own", async () => {
    const crego = await against([[200, { message: 'ok' }]], SERVICE);
    const { context } = readerOf('own');
    await crego.otp.requestOtp({ channel: 'SMS', destination: '+919000000001' }, context);
    await crego.otp.verifyOtp({ channel: 'SMS', destination: '+919000000001', code: '111000' }, context);
    expect(sentBy(crego)).toEqual(['Bearer service', 'Bearer service']);
  });

  test('tokens of a customer are let go when they are switched off', async () => {
    const crego = await against([[200, { access: 'a', refresh: 'b' }]], { CREGO_USE_CUSTOMER_TOKENS: 'false' });
    const answer = await crego.otp.verifyOtp({ channel: 'SMS', destination: '+919000000001', code: '111000' }, context);
    expect(answer).toEqual({ verified: true, tokens: null });
    expect(crego.provider.ports.CUSTOMER_AUTH).toBeUndefined();
  });
});

describe('a refused token', () => {
  test.each([
    ['read', 1],
    ['command', 1],
  ])('is renewed once, and the %s goes out once more', async (kind) => {
    const crego = await against(
      [
        [401, REFUSED],
        [200, RUNNER],
      ],
      SERVICE,
    );
    const { context, renewals } = readerOf('old', 'new');
    if (kind === 'read') await crego.workflow.getRunner(RUNNER_ID, context);
    else await crego.workflow.executeRunner(RUNNER_ID, { action: 'NAVIGATE', data: {} }, context);
    expect(sentBy(crego)).toEqual(['Bearer old', 'Bearer new']);
    expect(renewals).toEqual(['old']);
  });

  test("that cannot be renewed gives way to the service's", async () => {
    const crego = await against(
      [
        [401, REFUSED],
        [200, RUNNER],
      ],
      SERVICE,
    );
    await crego.workflow.getRunner(RUNNER_ID, readerOf('old').context);
    expect(sentBy(crego)).toEqual(['Bearer old', 'Bearer service']);
  });

  test('ends the call where there is no other, or the next is refused as well', async () => {
    const without = await against([[401, REFUSED]]);
    expect(await failureOf(without.workflow.getRunner(RUNNER_ID, readerOf('old').context))).toMatchObject({
      code: 'PROVIDER_AUTH_FAILED',
    });
    expect(sentBy(without)).toEqual(['Bearer old']);
    const twice = await against([[401, REFUSED]], SERVICE);
    const { context, renewals } = readerOf('old', 'new');
    expect(await failureOf(twice.workflow.getRunner(RUNNER_ID, context))).toMatchObject({
      code: 'PROVIDER_AUTH_FAILED',
    });
    expect(sentBy(twice)).toEqual(['Bearer old', 'Bearer new']);
    expect(renewals).toEqual(['old']);
  });

  test.each([403, 404, 500])('is not what HTTP %d means', async (status) => {
    const crego = await against([[status, {}]], SERVICE);
    const { context, renewals } = readerOf('old', 'new');
    const run = { action: 'NAVIGATE', data: {} } as const;
    await failureOf(crego.workflow.executeRunner(RUNNER_ID, run, context));
    expect(sentBy(crego)).toEqual(['Bearer old']);
    expect(renewals).toEqual([]);
  });

  test('of the service is not renewed', async () => {
    const crego = await against([[401, REFUSED]], SERVICE);
    const { context, renewals } = readerOf(null, 'new');
    await failureOf(crego.workflow.getRunner(RUNNER_ID, context));
    expect(sentBy(crego)).toEqual(['Bearer service']);
    expect(renewals).toEqual([]);
  });
});

test('two customers who read the same runner at once share no call', async () => {
  const crego = await against([[200, RUNNER]], SERVICE);
  const read = (principal: string) =>
    crego.workflow.getRunner(RUNNER_ID, {
      ...readerOf(`token of ${principal}`.replaceAll(' ', '-')).context,
      principal,
    });
  await Promise.all([read('asha'), read('asha'), read('bala'), read('bala')]);
  expect([...sentBy(crego)].sort()).toEqual(['Bearer token-of-asha', 'Bearer token-of-bala']);
});

describe('customer auth', () => {
  const authOf = ({ provider }: Awaited<ReturnType<typeof against>>): CustomerAuthPort => {
    const port = provider.ports.CUSTOMER_AUTH;
    if (port === undefined) throw new Error('no port');
    return port;
  };

  test('sends what is documented or assumed, under the service token', async () => {
    const crego = await against([[200, { access: 'a', refresh: 'b', expires_in: 900 }]], SERVICE);
    expect(await authOf(crego).refresh('r-1', context)).toMatchObject({ accessToken: 'a', refreshToken: 'b' });
    await authOf(crego).exchangeCode('c-1', context);
    expect(crego.server.sent).toEqual([
      {
        method: 'POST',
        path: '/v1/identity/auth/token/refresh/',
        authorization: 'Bearer service',
        body: { refresh: 'r-1' },
      },
      { method: 'POST', path: '/token/exchange/', authorization: 'Bearer service', body: { code: 'c-1' } },
    ]);
  });

  test('a ping goes out under the token that it is about', async () => {
    const crego = await against(
      [
        [200, {}],
        [401, REFUSED],
      ],
      SERVICE,
    );
    const { context } = readerOf('another');
    expect(await authOf(crego).ping('mine', context)).toBe(true);
    expect(await authOf(crego).ping('mine', context)).toBe(false);
    expect(sentBy(crego)).toEqual(['Bearer mine', 'Bearer mine']);
  });

  test.each([400, 401, 403, 422])('HTTP %d refuses the token or the code', async (status) => {
    const crego = await against([[status, {}]]);
    expect(await authOf(crego).refresh('r', context)).toBeNull();
    expect(await authOf(crego).exchangeCode('c', context)).toBeNull();
  });

  test.each([
    [404, {}, 'PROVIDER_NOT_FOUND'],
    [500, {}, 'PROVIDER_ERROR'],
    [200, { message: 'ok' }, 'PROVIDER_BAD_RESPONSE'],
  ])('HTTP %d with %j says nothing of the token', async (status, body, code) => {
    const crego = await against([[status, body]]);
    expect(await failureOf(authOf(crego).refresh('r', context))).toMatchObject({ code });
  });
});
