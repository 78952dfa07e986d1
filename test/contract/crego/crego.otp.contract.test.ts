import type { OtpRequest } from '../../../src/domain/provider/otp-port.js';
import { against, closeAll, context, failureOf, fixture } from './crego.harness.js';

const sms: OtpRequest = { channel: 'SMS', destination: '+919000000001' };

afterEach(closeAll);

describe('one-time passwords as documented', () => {
  test.each([
    ['otp-send-sample.200', true],
    ['otp-send-reference.200', true],
    ['otp-send-not-delivered.200', false],
    ['otp-send-inner-not-delivered.200', false],
  ])('%s says sent: %s', async (name, sent) => {
    const { otp } = await against([[200, fixture(name)]]);
    expect(await otp.requestOtp(sms, context)).toEqual({ sent });
  });

  test('the number goes out under the configured key, as ten digits, without Authorization when no token is set', async () => {
    for (const [key, expected] of [
      ['username', { username: '9000000001' }],
      ['value', { value: '9000000001' }],
      ['both', { username: '9000000001', value: '9000000001' }],
    ] as const) {
      const { otp, server } = await against([[200, { message: 'ok' }]], { CREGO_OTP_IDENTIFIER_KEY: key });
      await otp.requestOtp(sms, context);
      expect(server.sent).toEqual([
        {
          method: 'POST',
          path: '/v1/identity/auth/rego/otp/send/',
          authorization: undefined,
          body: { mode: 'sms', ...expected },
        },
      ]);
    }
  });

  test('an email and a foreign number are sent as they are, with the service token where one is set', async () => {
    const { otp, server } = await against([[200, { message: 'ok' }]], { CREGO_SERVICE_TOKEN: 'synthetic' });
    await otp.requestOtp({ channel: 'EMAIL', destination: 'asha@example.com' }, context);
    await otp.requestOtp({ channel: 'SMS', destination: '+61491570006' }, context);
    expect(server.sent.map(({ authorization, body }) => [authorization, body])).toEqual([
      ['Bearer synthetic', { mode: 'email', username: 'asha@example.com' }],
      ['Bearer synthetic', { mode: 'sms', username: '+61491570006' }],
    ]);
  });

  test('both documented answers of verify count, a refusal under HTTP 200 does not', async () => {
    const request = { ...sms, code: '111000' };
    const sample = await against([[200, fixture('otp-verify-sample.200')]]);
    expect(await sample.otp.verifyOtp(request, context)).toEqual({
      verified: true,
      tokens: { accessToken: 'synthetic-token', refreshToken: 'synthetic-token', expiresAt: null, holder: null },
    });
    const reference = await against([[200, fixture('otp-verify-reference.200')]]);
    expect(await reference.otp.verifyOtp(request, context)).toEqual({ verified: true, tokens: null });
    const refused = await against([[200, fixture('otp-verify-refused.200')]]);
    expect(await refused.otp.verifyOtp(request, context)).toEqual({ verified: false, tokens: null });
  });

  test('a wrong code, a refused input and a refused token are three things', async () => {
    const request = { ...sms, code: '000000' };
    const wrong = await against([[400, fixture('error-detail.400')]]);
    expect(await wrong.otp.verifyOtp(request, context)).toEqual({ verified: false, tokens: null });
    const refused = await against([[400, fixture('error-fields.400')]]);
    expect(await failureOf(refused.otp.verifyOtp(request, context))).toMatchObject({
      code: 'PROVIDER_REJECTED',
      field: 'username',
    });
    const token = await against([[401, fixture('error-token.401')]]);
    expect(await failureOf(token.otp.verifyOtp(request, context))).toMatchObject({
      code: 'PROVIDER_AUTH_FAILED',
      providerCode: 'token_not_valid',
    });
  });

  test.each([[null], [[]], [{}], ['text'], [{ message: null }], [{ access: null, message: [] }]])(
    '%j is no answer',
    async (body) => {
      const { otp } = await against([[200, body]]);
      expect(await failureOf(otp.requestOtp(sms, context))).toMatchObject({
        code: 'PROVIDER_BAD_RESPONSE',
        outcomeUnknown: true,
      });
      expect(await failureOf(otp.verifyOtp({ ...sms, code: '1' }, context))).toMatchObject({
        code: 'PROVIDER_BAD_RESPONSE',
      });
    },
  );
});
