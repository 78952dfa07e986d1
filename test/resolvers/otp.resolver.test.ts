import { NOW } from '../support/fakes/fake-gateway.js';
import { RIGHT_CODE } from '../support/fakes/fake-otp-port.js';
import { findUnreached } from '../support/field-record.js';
import { createWorld, type World } from '../support/schema-harness.js';
import { COVERAGE } from './coverage-plan.js';
import { PROBLEM } from './selections.js';

const REQUEST = `mutation ($channel: OtpChannel!) { requestOtp(input: { channel: $channel }) { __typename ... on OtpRequested { channel sent } ${PROBLEM} } }`;
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
    expect(data.requestOtp).toEqual({ __typename: 'OtpRequested', channel, sent: true });
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
  ])('by %s with %s marks nothing', async (channel, code, verified) => {
    expect(await verify(channel, code)).toMatchObject({ verified });
    expect(verifiedAt()).toBeNull();
    expect(world.gateway.ports.otp.count('verifyOtp')).toBe(1);
  });

  test.each(['12', '123456789', '12a4', '12 34', ''])('refuses %j without using up an attempt', async (code) => {
    const { data, errors } = await asAsha(VERIFY, { input: { channel: 'SMS', code } });
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'input.code' } }]);
    expect(world.gateway.ports.otp.calls).toEqual([]);
  });
});

test('every field of this file was reached', () => {
  expect(findUnreached(world.schema, COVERAGE['otp.resolver.test.ts'])).toEqual([]);
});
