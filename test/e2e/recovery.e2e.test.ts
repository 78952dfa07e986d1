import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { maskEmail } from '../../src/domain/identifier/mask.js';
import { type Data, startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { newCustomer } from './new-customer.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

const REQUEST_RESET = `mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { __typename } }`;
const RESET = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { __typename } }';
const LOGIN =
  'mutation ($input: LoginInput!) { login(input: $input) { __typename ... on Session { accessToken refreshToken } } }';
const REQUEST_OTP = `mutation ($input: RequestOtpInput!) { requestOtp(input: $input) { __typename ... on OtpRequested { sent channel } } }`;
const LOG_IN = `mutation ($input: VerifyOtpInput!) { verifyOtp(input: $input) { __typename
  ... on OtpChecked { verified session { accessToken refreshToken user { email } } } ... on RateLimited { resetAt } } }`;

async function mailTo(email: string): Promise<string> {
  const folder = join(gateway.dataDir, 'mail');
  for (let tries = 0; tries < 100; tries += 1) {
    for (const file of await readdir(folder).catch(() => [])) {
      const text = await readFile(join(folder, file), 'utf8');
      if (text.startsWith(`To: ${maskEmail(email)}\n`)) return text;
    }
    await pause(20);
  }
  throw new Error('No mail came.');
}

const tokenIn = (mail: string) => /: ([A-Za-z0-9_-]{43})$/m.exec(mail)?.[1] ?? '';

async function timed(work: () => Promise<Data>): Promise<{ readonly answer: Data; readonly ms: number }> {
  const startedAt = performance.now();
  return { answer: await work(), ms: performance.now() - startedAt };
}

test('a forgotten password is replaced by a token that works once; every session ends', async () => {
  const { email, password, token } = await newCustomer(gateway);
  const asked = await gateway.send(REQUEST_RESET, { input: { email } });
  expect(asked.data.requestPasswordReset).toEqual({ __typename: 'PasswordResetRequested' });
  const input = {
    token: tokenIn(await mailTo(email)),
    password: 'a brand new phrase',
    passwordConfirmation: 'a brand new phrase',
  };

  const answers = await Promise.all(Array.from({ length: 4 }, () => gateway.send(RESET, { input })));
  const kinds = answers.map(({ data }) => data.resetPassword.__typename).sort();
  expect(kinds).toEqual(['InvalidCredentials', 'InvalidCredentials', 'InvalidCredentials', 'PasswordChanged']);

  expect((await gateway.send('{ me { email } }', {}, token)).status).toBe(401);
  expect((await gateway.send(LOGIN, { input: { email, password } })).data.login.__typename).toBe('InvalidCredentials');
  const login = await gateway.send(LOGIN, { input: { email, password: 'a brand new phrase' } });
  expect(login.data.login.__typename).toBe('Session');
});

test('asking for a new password tells nobody whether there is such an account', async () => {
  const { email } = await newCustomer(gateway);
  const known = await gateway.send(REQUEST_RESET, { input: { email } });
  const unknown = await gateway.send(REQUEST_RESET, { input: { email: 'nobody.at.all@example.com' } });
  expect(unknown).toEqual(known);
});

test('a code to the verified mobile number signs in, and the session is one like any other', async () => {
  const { email } = await newCustomer(gateway, { mobile: '+919000045678' });
  const asked = async () => (await gateway.send(REQUEST_OTP, { input: { channel: 'SMS', email } })).data.requestOtp;
  expect(await asked()).toEqual({ __typename: 'OtpRequested', sent: true, channel: 'SMS' });
  const input = { channel: 'SMS', email, code: '111000' };
  // Nobody has shown yet that the number is theirs.
  expect((await gateway.send(LOG_IN, { input })).data.verifyOtp).toMatchObject({ verified: false, session: null });

  const byMail = { channel: 'EMAIL', email };
  expect((await gateway.send(REQUEST_OTP, { input: byMail })).data.requestOtp).toMatchObject({ sent: true });
  const { data } = await gateway.send(LOG_IN, { input: { ...byMail, code: '111000' } });
  expect(data.verifyOtp).toMatchObject({ verified: true, session: { user: { email } } });
  const { accessToken, refreshToken } = data.verifyOtp.session;
  expect((await gateway.send('{ me { email } }', {}, accessToken)).data.me.email).toBe(email);

  const verify = 'mutation { requestOtp(input: { channel: SMS }) { __typename } }';
  await gateway.send(verify, {}, accessToken);
  await gateway.send('mutation { verifyOtp(input: { channel: SMS, code: "111000" }) { __typename } }', {}, accessToken);
  await asked();
  expect((await gateway.send(LOG_IN, { input })).data.verifyOtp).toMatchObject({ verified: true });

  const refresh = 'mutation ($token: RefreshToken!) { refreshSession(refreshToken: $token) { __typename } }';
  expect((await gateway.send(refresh, { token: refreshToken })).data.refreshSession.__typename).toBe('Session');
});

test('a wrong code and an unknown account get the same answer, no sooner one than the other', async () => {
  const { email } = await newCustomer(gateway);
  const attempt = (name: string) => async () =>
    (await gateway.send(LOG_IN, { input: { channel: 'EMAIL', email: name, code: '999999' } })).data.verifyOtp;
  const wrong = await timed(attempt(email));
  const unknown = await timed(attempt('nobody.at.all@example.com'));
  expect(unknown.answer).toEqual(wrong.answer);
  expect(wrong.answer).toEqual({ __typename: 'OtpChecked', verified: false, session: null });
  for (const { ms } of [wrong, unknown]) expect(ms).toBeGreaterThan(950);
});

test('a hundred aliases of a code are a hundred attempts', async () => {
  const { email } = await newCustomer(gateway);
  const verify = async (count: number) => {
    const fields = Array.from(
      { length: count },
      (_, index) =>
        `a${index}: verifyOtp(input: { channel: EMAIL, email: "${email}", code: "${100_000 + index}" }) { __typename }`,
    );
    const { data } = await gateway.send(`mutation { ${fields.join(' ')} }`);
    return Object.values(data).map((answer) => (answer as Data).__typename);
  };
  expect(await verify(8)).toEqual([...Array(5).fill('OtpChecked'), ...Array(3).fill('RateLimited')]);
}, 30_000);
