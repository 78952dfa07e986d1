import { ProviderError } from '../../src/domain/provider/provider-error.js';
import { NOW } from '../support/fakes/fake-gateway.js';
import { RIGHT_CODE } from '../support/fakes/fake-otp-port.js';
import { createWorld, type World } from '../support/schema-harness.js';
import { PROBLEM } from './selections.js';

const REQUEST = `mutation ($channel: OtpChannel!) { requestOtp(input: { channel: $channel }) { __typename ... on OtpRequested { channel sent challenge } ${PROBLEM} } }`;
const VERIFY = `mutation ($input: VerifyOtpInput!) { verifyOtp(input: $input) { __typename ... on OtpChecked { channel verified } ${PROBLEM} } }`;

let world: World;

beforeEach(async () => {
  world = await createWorld();
});

const asAsha = (query: string, variables: Record<string, unknown>) => world.as(world.people.asha)(query, variables);
const verifiedAt = () => world.gateway.users.accounts.get(world.people.asha.id)?.mobileVerifiedAt;

describe('requestOtp', () => {
  test.each(['SMS', 'EMAIL'] as const)("sends a code by %s to the account's own address, once", async (channel) => {
    const { data, errors } = await asAsha(REQUEST, { channel });
    expect(errors).toEqual([]);
    expect(data.requestOtp).toEqual({ __typename: 'OtpRequested', channel, sent: true, challenge: null });
    const { asha } = world.people;
    expect(world.gateway.ports.otp.calls).toMatchObject([
      { method: 'requestOtp', input: { channel, destination: channel === 'SMS' ? asha.mobile : asha.email } },
    ]);
  });

  test('says so when the provider sent nothing', async () => {
    world.gateway.ports.otp.sent = false;
    expect((await asAsha(REQUEST, { channel: 'SMS' })).data.requestOtp).toMatchObject({ sent: false });
  });
});

describe('verifyOtp', () => {
  const verify = async (channel: string, code: string) => {
    const { data, errors } = await asAsha(VERIFY, { input: { channel, code } });
    expect(errors).toEqual([]);
    return data.verifyOtp;
  };

  test('with the right code marks the mobile number, and hands out none of the provider’s tokens', async () => {
    const answer = await verify('SMS', RIGHT_CODE);
    expect(answer).toEqual({ __typename: 'OtpChecked', channel: 'SMS', verified: true });
    expect(verifiedAt()).toEqual(NOW);
    expect(world.gateway.ports.otp.lastInput('verifyOtp')).toEqual({
      channel: 'SMS',
      destination: world.people.asha.mobile,
      code: RIGHT_CODE,
    });
  });

  test.each([
    ['SMS', '000000', false],
    ['EMAIL', RIGHT_CODE, true],
  ])('by %s with %s does not mark the mobile number', async (channel, code, verified) => {
    expect(await verify(channel, code)).toMatchObject({ verified });
    expect(verifiedAt()).toBeNull();
    expect(world.gateway.ports.otp.count('verifyOtp')).toBe(1);
  });

  test('by mail marks the email address', async () => {
    await verify('EMAIL', RIGHT_CODE);
    const account = world.gateway.users.accounts.get(world.people.asha.id);
    expect(account).toMatchObject({ emailVerifiedAt: NOW, mobileVerifiedAt: null });
    const { data } = await asAsha('{ me { emailVerifiedAt mobileVerifiedAt } }', {});
    expect(data.me).toEqual({ emailVerifiedAt: NOW.toISOString(), mobileVerifiedAt: null });
  });

  test.each(['12', '123456789', '12a4', '12 34', ''])('refuses %j without using up an attempt', async (code) => {
    const { data, errors } = await asAsha(VERIFY, { input: { channel: 'SMS', code } });
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'input.code' } }]);
    expect(world.gateway.ports.otp.calls).toEqual([]);
  });
});

describe('without a login', () => {
  const REQUEST_FOR = `mutation ($input: RequestOtpInput!) { requestOtp(input: $input) { __typename ... on OtpRequested { channel sent challenge } ${PROBLEM} } }`;
  const LOG_IN = `mutation ($input: VerifyOtpInput!) { verifyOtp(input: $input) { __typename
    ... on OtpChecked { channel verified session { accessToken refreshToken expiresAt user { email } } } ${PROBLEM} } }`;
  const request = async (input: Record<string, unknown>) =>
    (await world.as(null)(REQUEST_FOR, { input: { channel: 'SMS', ...input } })).data.requestOtp;
  const logIn = async (input: Record<string, unknown>) =>
    (await world.as(null)(LOG_IN, { input: { channel: 'SMS', code: RIGHT_CODE, ...input } })).data.verifyOtp;
  const change = (
    changes: { mobileVerifiedAt?: Date | null; emailVerifiedAt?: Date; suspendedAt?: Date; mobile?: string },
    whose: 'asha' | 'bala' = 'asha',
  ) => {
    const { id } = world.people[whose];
    world.gateway.users.accounts.set(id, { ...world.gateway.users.accounts.get(id)!, ...changes });
  };
  const WRONG = { __typename: 'OtpChecked', channel: 'SMS', verified: false, session: null };
  beforeEach(() => change({ mobileVerifiedAt: NOW }));

  test.each(['email', 'mobile'] as const)('a code to the account that its %s names signs in', async (by) => {
    const { asha } = world.people;
    const requested = await request({ [by]: asha[by] });
    expect(requested).toMatchObject({ __typename: 'OtpRequested', channel: 'SMS', sent: true });
    await world.gateway.background.settle();
    expect(world.gateway.ports.otp.calls).toMatchObject([
      { method: 'requestOtp', input: { channel: 'SMS', destination: asha.mobile } },
    ]);
    const answer = await logIn({ [by]: asha[by], challenge: requested.challenge });
    expect(answer).toMatchObject({ verified: true, session: { user: { email: asha.email } } });
    expect(world.gateway.pauses).toEqual([]);
    expect(world.gateway.auditTrail.events.at(-1)).toMatchObject({
      action: 'LOGIN_SUCCEEDED',
      details: { method: 'OTP' },
    });
    expect(world.gateway.disclosures.disclosures.map(({ purpose }) => purpose)).toContain('CONTACT_VERIFICATION');
  });

  test('a code by mail signs in only once the address was verified', async () => {
    const { asha } = world.people;
    expect(await logIn({ channel: 'EMAIL', email: asha.email })).toMatchObject({ verified: false });
    expect(world.gateway.ports.otp.calls).toEqual([]);
    change({ emailVerifiedAt: NOW, mobileVerifiedAt: null });
    expect(await logIn({ channel: 'EMAIL', email: asha.email })).toMatchObject({ verified: true });
    expect(await logIn({ channel: 'EMAIL', mobile: asha.mobile })).toMatchObject({ verified: false });
  });

  test('nothing tells an account that there is from one that is not', async () => {
    const { asha } = world.people;
    world.gateway.ports.otp.sent = false;
    const [unknown, known] = [await request({ email: 'nobody@example.com' }), await request({ email: asha.email })];
    expect({ ...unknown, challenge: null }).toEqual({ ...known, challenge: null });
    // They differ in what is random, and in nothing that could be told apart.
    expect(unknown.challenge).toHaveLength(known.challenge.length);
    const wrong = await logIn({ email: asha.email, code: '000000' });
    expect(wrong).toEqual(WRONG);
    expect(await logIn({ email: 'nobody@example.com' })).toEqual(WRONG);
    world.gateway.ports.otp.fail(
      'verifyOtp',
      new ProviderError({ providerId: 'crego', code: 'PROVIDER_UNAVAILABLE', retryable: true }),
    );
    expect(await logIn({ email: asha.email })).toEqual(WRONG);
    expect(world.gateway.pauses).toEqual([1_000, 1_000, 1_000]);
  });

  test.each([
    ['is suspended', () => change({ suspendedAt: NOW })],
    ['never verified its mobile number', () => change({ mobileVerifiedAt: null })],
    [
      'shares its number with another that verified it',
      () => change({ mobileVerifiedAt: NOW, mobile: world.people.asha.mobile }, 'bala'),
    ],
  ])('no code goes to an account that %s', async (_what, prepare) => {
    prepare();
    expect((await request({ mobile: world.people.asha.mobile })).sent).toBe(true);
    await world.gateway.background.settle();
    expect(world.gateway.ports.otp.calls).toEqual([]);
    expect(await logIn({ mobile: world.people.asha.mobile })).toEqual(WRONG);
  });

  test('tokens of another person than the account do not sign in', async () => {
    world.gateway.ports.otp.holder = '+919999999999';
    expect(await logIn({ email: world.people.asha.email })).toEqual(WRONG);
  });

  test('five wrong codes, then none is checked, by whichever name', async () => {
    const { asha } = world.people;
    for (let count = 0; count < 3; count += 1) await logIn({ email: asha.email, code: '000000' });
    for (let count = 0; count < 2; count += 1) await logIn({ mobile: asha.mobile, code: '000000' });
    expect(world.gateway.ports.otp.count('verifyOtp')).toBe(5);
    expect(await logIn({ email: asha.email })).toEqual(WRONG);
    expect(world.gateway.ports.otp.count('verifyOtp')).toBe(5);
    const kinds = [];
    for (let count = 0; count < 3; count += 1) kinds.push((await logIn({ email: asha.email })).__typename);
    expect(kinds).toEqual(['OtpChecked', 'RateLimited', 'RateLimited']);
  });

  test('codes are sent to one account five times, whatever is answered', async () => {
    const { asha } = world.people;
    for (const by of ['email', 'mobile'] as const) {
      for (let count = 0; count < 5; count += 1) expect((await request({ [by]: asha[by] })).sent).toBe(true);
      expect((await request({ [by]: asha[by] })).__typename).toBe('RateLimited');
    }
    await world.gateway.background.settle();
    expect(world.gateway.ports.otp.count('requestOtp')).toBe(5);
  });

  test.each([
    [{}, 'email'],
    [{ email: 'asha@example.com', mobile: '+919000000001' }, 'mobile'],
  ])('%j names no account', async (input, field) => {
    expect(await request(input)).toMatchObject({ __typename: 'ValidationProblem', fieldErrors: [{ field }] });
    expect(await logIn(input)).toMatchObject({ __typename: 'ValidationProblem', fieldErrors: [{ field }] });
  });
});

test('who is signed in names no account', async () => {
  const input = { channel: 'SMS', email: 'ravi@example.com' };
  const { data } = await asAsha(
    `mutation ($input: RequestOtpInput!) { requestOtp(input: $input) { __typename ${PROBLEM} } }`,
    { input },
  );
  expect(data.requestOtp).toMatchObject({ __typename: 'ValidationProblem', fieldErrors: [{ field: 'email' }] });
  expect(world.gateway.ports.otp.calls).toEqual([]);
});
