import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { type Data, startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { newCustomer } from './new-customer.js';

const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) { __typename
  ... on Session { accessToken deviceToken } } }`;
const CHANGE = 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename } }';
const REQUEST_OTP = `mutation ($input: RequestOtpInput!) { requestOtp(input: $input) { __typename
  ... on OtpRequested { sent challenge } } }`;
const VERIFY_OTP = `mutation ($input: VerifyOtpInput!) { verifyOtp(input: $input) { __typename
  ... on OtpChecked { verified session { accessToken } } } }`;
const REQUEST_RESET =
  'mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { __typename } }';
const RESET = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { __typename } }';
const RIGHT_CODE = '111000';
const WRONG_CODE = '999999';

interface By {
  /** As the proxy in front says. */
  readonly address: string;
  readonly token?: string;
  readonly device?: string;
}

const HOME = '203.0.113.7';
const AWAY = '203.0.113.99';
const STRANGER = '192.0.2.66';

let made = 0;
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ TRUST_PROXY: '127.0.0.1,::1', MAX_CONNECTIONS_PER_ADDRESS: '1000' });
});
afterAll(() => gateway.stop());

async function send(query: string, input: Data, { address, token, device }: By): Promise<Data> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': address,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(device === undefined ? {} : { 'x-device-token': device }),
    },
    body: JSON.stringify({ query, variables: { input } }),
  });
  const { data } = (await response.json()) as Data;
  return Object.values(data)[0];
}

/** Somebody who is signed in at home, and whose mobile number is verified. */
async function newOwner() {
  made += 1;
  const mobile = `+9190001${String(30_000 + made)}`;
  const { email, password } = await newCustomer(gateway, { mobile });
  const { accessToken: token, deviceToken: device } = await send(LOGIN, { email, password }, { address: HOME });
  const home = { address: HOME, token };
  await send(REQUEST_OTP, { channel: 'SMS' }, home);
  await send(VERIFY_OTP, { channel: 'SMS', code: RIGHT_CODE }, home);
  return { email, password, mobile, home, device };
}

const wrongLogins = (email: string, count: number, networks: number) =>
  Array.from({ length: count }, (_, index) =>
    send(LOGIN, { email, password: 'a wrong guess' }, { address: `198.51.100.${index % networks}` }),
  );

const repeat = async (count: number, work: () => Promise<Data>) => {
  const kinds: string[] = [];
  for (let index = 0; index < count; index += 1) kinds.push((await work()).__typename);
  return kinds;
};

const mails = async () => (await readdir(join(gateway.dataDir, 'mail')).catch(() => [])).length;

async function mailsSettle(count: number): Promise<number> {
  for (let tries = 0; tries < 100 && (await mails()) < count; tries += 1) await pause(20);
  return mails();
}

test('codes and mails that strangers ask for, and wrong codes of theirs, leave the signed-in owner all of theirs', async () => {
  const { email, mobile, home } = await newOwner();
  const stranger = { address: STRANGER };
  await repeat(6, () => send(REQUEST_OTP, { channel: 'SMS', mobile }, stranger));
  await repeat(5, () => send(VERIFY_OTP, { channel: 'SMS', mobile, code: WRONG_CODE }, stranger));
  await repeat(6, () => send(REQUEST_RESET, { email }, stranger));
  expect((await send(REQUEST_OTP, { channel: 'SMS', mobile }, stranger)).__typename).toBe('RateLimited');

  expect(await send(REQUEST_OTP, { channel: 'SMS' }, home)).toMatchObject({ sent: true });
  expect(await send(VERIFY_OTP, { channel: 'SMS', code: RIGHT_CODE }, home)).toMatchObject({ verified: true });
  const before = await mails();
  expect(await send(REQUEST_RESET, { email }, home)).toEqual({ __typename: 'PasswordResetRequested' });
  expect(await mailsSettle(before + 1)).toBe(before + 1);
}, 60_000);

test('what a stranger in the same network uses up is not that of a device that was signed in before', async () => {
  const { email, mobile, device } = await newOwner();
  const shared = { address: AWAY };
  await repeat(6, () => send(REQUEST_OTP, { channel: 'SMS', mobile }, shared));
  await repeat(6, () => send(REQUEST_RESET, { email }, shared));
  expect((await send(REQUEST_RESET, { email }, shared)).__typename).toBe('RateLimited');
  const known = { ...shared, device };
  const { challenge } = await send(REQUEST_OTP, { channel: 'SMS', mobile }, known);
  const input = { channel: 'SMS', mobile, code: RIGHT_CODE, challenge };
  expect(await send(VERIFY_OTP, input, known)).toMatchObject({ verified: true });
  expect((await send(REQUEST_RESET, { email }, known)).__typename).toBe('PasswordResetRequested');
}, 60_000);

test('a code is checked for whoever had it sent, whatever strangers guess meanwhile, and five times only', async () => {
  const { mobile } = await newOwner();
  const ask = { channel: 'SMS', mobile };
  const { challenge } = await send(REQUEST_OTP, ask, { address: AWAY });
  for (let network = 1; network <= 5; network += 1)
    await Promise.all(
      [1, 2, 3, 4].map(() =>
        send(VERIFY_OTP, { ...ask, code: WRONG_CODE }, { address: network === 5 ? AWAY : `192.0.2.${network}` }),
      ),
    );
  // All tries of strangers are spent, with a challenge or without.
  expect(await send(VERIFY_OTP, { ...ask, code: RIGHT_CODE }, { address: '192.0.2.77' })).toMatchObject({
    verified: false,
  });
  const guess = (code: string) => send(VERIFY_OTP, { ...ask, code, challenge }, { address: AWAY });
  expect(await repeat(4, () => guess(WRONG_CODE))).toEqual(Array(4).fill('OtpChecked'));
  expect(await guess(RIGHT_CODE)).toMatchObject({ verified: true, session: { accessToken: expect.any(String) } });
  expect(await repeat(2, () => guess(WRONG_CODE))).toEqual(['OtpChecked', 'RateLimited']);
  expect((await guess(RIGHT_CODE)).__typename).toBe('RateLimited');
}, 60_000);

test.each([1, 130])(
  '130 wrong logins under way from %i networks keep no right password out',
  async (networks) => {
    const { email, password, device, home } = await newOwner();
    const wrong = wrongLogins(email, 130, networks);
    const right = await Promise.all([
      send(LOGIN, { email, password }, { address: AWAY }),
      send(LOGIN, { email, password }, { address: '198.51.100.0' }),
      send(LOGIN, { email, password }, { address: STRANGER, device }),
      send(LOGIN, { email, password }, { address: HOME }),
    ]);
    expect(right.map(({ __typename }) => __typename)).toEqual(Array(4).fill('Session'));
    const changed = {
      currentPassword: password,
      password: 'another long phrase',
      passwordConfirmation: 'another long phrase',
    };
    expect((await send(CHANGE, changed, home)).__typename).toBe('PasswordChanged');
    const kinds = (await Promise.all(wrong)).map(({ __typename }) => __typename);
    // A right one counts until it is known to be right.
    const limited = kinds.filter((kind) => kind === 'RateLimited').length;
    expect(limited).toBeGreaterThanOrEqual(120);
    expect(kinds.filter((kind) => kind === 'InvalidCredentials')).toHaveLength(130 - limited);
  },
  120_000,
);

test('more than the day’s budget of wrong logins keeps no right password out', async () => {
  const { email, password, device } = await newOwner();
  const database = new Client({ connectionString: gateway.databaseUrl });
  await database.connect();
  // As if strangers had guessed all day: their counts are those that the next wrong guess adds to.
  await database.query('CREATE TABLE counted_before AS SELECT key, count FROM guess_counts');
  await send(LOGIN, { email, password: 'a wrong guess' }, { address: STRANGER });
  const { rowCount } = await database.query(
    `UPDATE guess_counts SET count = 5000 WHERE key LIKE '%:day:%'
     AND (key, count) NOT IN (SELECT key, count FROM counted_before)`,
  );
  await database.end();
  expect(rowCount).toBe(2);

  expect((await send(LOGIN, { email, password: 'a wrong guess' }, { address: STRANGER })).__typename).toBe(
    'RateLimited',
  );
  const right = (by: By) => send(LOGIN, { email, password }, by);
  const answers = await Promise.all([
    right({ address: AWAY }),
    right({ address: STRANGER, device }),
    right({ address: HOME }),
  ]);
  expect(answers.map(({ __typename }) => __typename)).toEqual(Array(3).fill('Session'));
  expect((await right({ address: STRANGER })).__typename).toBe('Session');
}, 60_000);

test('whoever asks about an address, or tries tokens, uses up nobody else’s attempts', async () => {
  const phrase = { password: 'a long enough phrase', passwordConfirmation: 'a long enough phrase' };
  const register = 'mutation ($input: RegisterInput!) { register(input: $input) { __typename } }';
  const input = { name: 'Some Body', email: 'asha@example.com', mobile: '+919000012345', ...phrase };
  const kindsOfRegister = await repeat(6, () => send(register, input, { address: STRANGER }));
  expect(kindsOfRegister).toEqual([...Array(5).fill('Conflict'), 'RateLimited']);
  expect((await send(register, input, { address: AWAY })).__typename).toBe('Conflict');

  const password = { password: 'a brand new phrase', passwordConfirmation: 'a brand new phrase' };
  const guesses = Array.from({ length: 101 }, (_, index) =>
    send(RESET, { token: String(index).padStart(43, 'A'), ...password }, { address: STRANGER }),
  );
  const kinds = (await Promise.all(guesses)).map(({ __typename }) => __typename);
  expect(kinds.filter((kind) => kind === 'RateLimited')).toHaveLength(1);
  const token = 'demo-password-reset-token-of-uma-reddy-----';
  expect((await send(RESET, { token, ...password }, { address: STRANGER })).__typename).toBe('PasswordChanged');
}, 60_000);
