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

test.each(['SMS', 'EMAIL'])(
  'a code by %s signs in once the contact was verified, to a session like any other',
  async (channel) => {
    const { email, token } = await newCustomer(gateway);
    const input = { channel, email, code: '111000' };
    const asked = { __typename: 'OtpRequested', sent: true, channel };
    const ask = async () => (await gateway.send(REQUEST_OTP, { input: { channel, email } })).data.requestOtp;
    const logIn = async () => (await gateway.send(LOG_IN, { input })).data.verifyOtp;
    expect(await ask()).toEqual(asked);
    // Nobody has shown yet that the contact is theirs.
    expect(await logIn()).toMatchObject({ verified: false, session: null });

    await gateway.send(REQUEST_OTP, { input: { channel } }, token);
    await gateway.send(LOG_IN, { input: { channel, code: '111000' } }, token);

    expect(await ask()).toEqual(asked);
    const { verified, session } = await logIn();
    expect([verified, session.user.email]).toEqual([true, email]);
    expect((await gateway.send('{ me { email } }', {}, session.accessToken)).data.me.email).toBe(email);
    const refresh = 'mutation ($token: RefreshToken!) { refreshSession(refreshToken: $token) { __typename } }';
    expect((await gateway.send(refresh, { token: session.refreshToken })).data.refreshSession.__typename).toBe(
      'Session',
    );
  },
);

test('a wrong code and an unknown account get the same answer, no sooner one than the other', async () => {
  const attempt = (name: string) => async () =>
    (await gateway.send(LOG_IN, { input: { channel: 'EMAIL', email: name, code: '999999' } })).data.verifyOtp;
  const wrong = await timed(attempt('meera@example.com'));
  const unknown = await timed(attempt('nobody.at.all@example.com'));
  expect(unknown.answer).toEqual(wrong.answer);
  expect(wrong.answer).toEqual({ __typename: 'OtpChecked', verified: false, session: null });
  for (const { ms } of [wrong, unknown]) expect(ms).toBeGreaterThan(950);
});

test('a hundred aliases of a code are a hundred attempts', async () => {
  const email = 'kiran@example.com';
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
