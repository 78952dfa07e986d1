import { startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { logIn, newCustomer } from './new-customer.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) { __typename ... on User { id name email mobile roles }
  ... on Problem { message } ... on Conflict { field } ... on ValidationProblem { fieldErrors { field message } } } }`;
const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) { __typename ... on Session { accessToken refreshToken
  expiresAt user { email roles } } ... on Problem { message } } }`;

function account(email: string, changes: Record<string, unknown> = {}) {
  const password = 'a long passphrase';
  return { name: 'Nina Varma', email, mobile: '9000012345', password, passwordConfirmation: password, ...changes };
}

describe('register', () => {
  test('opens a customer account that can log in, with the mobile masked', async () => {
    const { data, errors } = await gateway.send(REGISTER, { input: account('Nina.Register@Example.com') });

    expect(errors).toBeUndefined();
    expect(data.register).toEqual({
      __typename: 'User',
      id: expect.any(String),
      name: 'Nina Varma',
      email: 'nina.register@example.com',
      mobile: '+91XXXXXX2345',
      roles: ['CUSTOMER'],
    });
    expect(await logIn(gateway, 'nina.register@example.com', 'a long passphrase')).not.toBeNull();
  });

  test('refuses an email address that is taken', async () => {
    const { data } = await gateway.send(REGISTER, { input: account('asha@example.com') });

    expect(data.register).toMatchObject({ __typename: 'Conflict', field: 'email' });
    expect(await logIn(gateway, 'asha@example.com', 'a long passphrase')).toBeNull();
  });

  test('names both faults of a password', async () => {
    const { data } = await gateway.send(REGISTER, {
      input: account('short@example.com', { password: 'short', passwordConfirmation: 'other' }),
    });

    expect(data.register.__typename).toBe('ValidationProblem');
    expect(data.register.fieldErrors.map(({ field }: { field: string }) => field)).toEqual([
      'password',
      'passwordConfirmation',
    ]);
  });
});

describe('login and logout', () => {
  test('a session lives a quarter of an hour and carries the roles', async () => {
    const before = Date.now();
    const { data } = await gateway.send(LOGIN, {
      input: { email: 'ravi@example.com', password: 'demo-password-1' },
    });

    expect(data.login).toMatchObject({
      __typename: 'Session',
      user: { email: 'ravi@example.com', roles: ['REVIEWER'] },
    });
    const livesMs = Date.parse(data.login.expiresAt) - before;
    expect(livesMs).toBeGreaterThan(14 * 60_000);
    expect(livesMs).toBeLessThan(16 * 60_000);
  });

  test('a wrong password and an unknown address get the same answer', async () => {
    const wrong = await gateway.send(LOGIN, { input: { email: 'asha@example.com', password: 'not-the-password' } });
    const unknown = await gateway.send(LOGIN, { input: { email: 'nobody@example.com', password: 'not-the-password' } });

    expect(wrong.data.login.__typename).toBe('InvalidCredentials');
    expect(unknown.data).toEqual(wrong.data);
  });

  test('logout ends this session at once and no other', async () => {
    const { token, email, password } = await newCustomer(gateway);
    const other = await logIn(gateway, email, password);

    expect((await gateway.send('mutation { logout { loggedOut } }', {}, token)).data.logout).toEqual({
      loggedOut: true,
    });
    const after = await gateway.send('{ me { id } }', {}, token);
    expect(after.status).toBe(401);
    expect(after.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await gateway.send('{ me { email } }', {}, other ?? '')).data.me.email).toBe(email);
  });

  test('a changed token is refused', async () => {
    const token = await gateway.login('asha@example.com');
    const forged = `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`;

    const { status, errors } = await gateway.send('{ me { id } }', {}, forged);

    expect(status).toBe(401);
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('one-time passcodes', () => {
  const REQUEST = `mutation { requestOtp(input: { channel: SMS }) { __typename ... on OtpRequested { sent channel }
    ... on ProviderUnavailable { providerId providerErrorCode retryable } } }`;
  const VERIFY = `mutation ($code: OtpCode!) { verifyOtp(input: { channel: SMS, code: $code }) { __typename
    ... on OtpChecked { verified channel } ... on ProviderUnavailable { providerId providerErrorCode } } }`;
  const STATE = '{ me { mobileVerifiedAt nextAction { __typename ... on EnterOtp { channel } } } }';

  test('a wrong code verifies nothing; the right one marks the mobile', async () => {
    const { token } = await newCustomer(gateway);
    expect((await gateway.send(REQUEST, {}, token)).data.requestOtp).toMatchObject({ sent: true, channel: 'SMS' });

    expect((await gateway.send(VERIFY, { code: '999999' }, token)).data.verifyOtp).toMatchObject({ verified: false });
    expect((await gateway.send(STATE, {}, token)).data.me).toEqual({
      mobileVerifiedAt: null,
      nextAction: { __typename: 'EnterOtp', channel: 'SMS' },
    });

    expect((await gateway.send(VERIFY, { code: '111000' }, token)).data.verifyOtp).toMatchObject({ verified: true });
    expect((await gateway.send(STATE, {}, token)).data.me).toEqual({
      mobileVerifiedAt: expect.any(String),
      nextAction: { __typename: 'NoAction' },
    });
  });

  test('a code that the provider did not send is told', async () => {
    const { token } = await newCustomer(gateway, { mobile: '+919000000404' });

    expect((await gateway.send(REQUEST, {}, token)).data.requestOtp).toMatchObject({ sent: false });
  });

  test.each([
    ['+919000000500', 'PROVIDER_ERROR'],
    ['+919000000502', 'PROVIDER_BAD_RESPONSE'],
  ])('a provider that fails for %s is a problem, not an error', async (mobile, providerErrorCode) => {
    const { token } = await newCustomer(gateway, { mobile });
    const { data, errors } = await gateway.send(REQUEST, {}, token);

    expect(errors).toBeUndefined();
    expect(data.requestOtp).toMatchObject({
      __typename: 'ProviderUnavailable',
      providerId: 'crego',
      providerErrorCode,
    });
  });
});
