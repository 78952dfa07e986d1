import { NOW } from '../support/fakes/fake-gateway.js';
import { PASSWORD } from '../support/fakes/record-samples.js';
import { createWorld, type World } from '../support/schema-harness.js';
import { PROBLEM } from './selections.js';

const REQUEST = `mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { __typename
  ... on PasswordResetRequested { requested } ${PROBLEM} } }`;
const RESET = `mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { __typename
  ... on PasswordChanged { changed } ${PROBLEM} } }`;
const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { __typename ... on Session { accessToken } } }';
const NEW = 'another long passphrase';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});

const ask = async (email: string) => (await world.as(null)(REQUEST, { input: { email } })).data.requestPasswordReset;
const reset = async (token: string, password = NEW, passwordConfirmation = password) =>
  (await world.as(null)(RESET, { input: { token, password, passwordConfirmation } })).data.resetPassword;
const login = async (email: string, password: string) =>
  (await world.as(null)(LOGIN, { input: { email, password } })).data.login.__typename;

async function mailedToken(): Promise<string> {
  await world.gateway.background.settle();
  return /: ([A-Za-z0-9_-]{43})$/m.exec(world.gateway.mailer.sent.at(-1)?.text ?? '')?.[1] ?? '';
}

test('a token goes to the address of the account and sets a new password once', async () => {
  const { asha } = world.people;
  expect(await ask(asha.email.toUpperCase())).toEqual({ __typename: 'PasswordResetRequested', requested: true });
  const token = await mailedToken();
  expect(world.gateway.mailer.sent).toMatchObject([{ to: asha.email }]);

  expect(await reset(token)).toEqual({ __typename: 'PasswordChanged', changed: true });
  expect(await login(asha.email, PASSWORD)).toBe('InvalidCredentials');
  expect(await login(asha.email, NEW)).toBe('Session');
  expect(await reset(token)).toMatchObject({ __typename: 'InvalidCredentials' });
  expect(world.gateway.auditTrail.events.map(({ action }) => action)).toContain('PASSWORD_RESET');
});

test('ends every session, and makes other tokens of the account worthless', async () => {
  const { asha } = world.people;
  const { data } = await world.as(null)(LOGIN, { input: { email: asha.email, password: PASSWORD } });
  await ask(asha.email);
  const first = await mailedToken();
  await ask(asha.email);
  const second = await mailedToken();
  expect(second).not.toBe(first);
  expect(await reset(first)).toMatchObject({ __typename: 'PasswordChanged' });
  expect(await reset(second)).toMatchObject({ __typename: 'InvalidCredentials' });
  expect(data.login.__typename).toBe('Session');
  const open = [...world.gateway.sessions.records.values()].filter(
    ({ userId, revokedAt }) => userId === asha.id && revokedAt === null,
  );
  expect(open).toEqual([]);
});

test('an unknown address and a suspended account get the same answer, and no mail', async () => {
  const { asha } = world.people;
  const known = await ask(asha.email);
  await world.gateway.background.settle();
  const account = world.gateway.users.accounts.get(asha.id)!;
  world.gateway.users.accounts.set(asha.id, { ...account, suspendedAt: NOW });
  expect(await ask('nobody@example.com')).toEqual(known);
  expect(await ask(asha.email)).toEqual(known);
  await world.gateway.background.settle();
  expect(world.gateway.mailer.sent).toHaveLength(1);
});

test('mail is counted alike whether or not there is such an account', async () => {
  for (const email of [world.people.asha.email, 'nobody@example.com']) {
    const kinds = [];
    for (let count = 0; count < 6; count += 1) kinds.push((await ask(email)).__typename);
    expect(kinds).toEqual([...Array(5).fill('PasswordResetRequested'), 'RateLimited']);
  }
});

test('a password that is refused leaves the token good', async () => {
  await ask(world.people.asha.email);
  const token = await mailedToken();
  expect(await reset(token, '1234567890')).toMatchObject({
    __typename: 'ValidationProblem',
    fieldErrors: [{ field: 'password' }],
  });
  expect(await reset(token, NEW, 'something else')).toMatchObject({ __typename: 'ValidationProblem' });
  expect(await reset(token)).toMatchObject({ __typename: 'PasswordChanged' });
});

test('a token that was never given is refused, and guessing ends', async () => {
  const kinds = new Set<string>();
  for (let count = 0; count < 3; count += 1) kinds.add((await reset('A'.repeat(43))).__typename);
  expect([...kinds]).toEqual(['InvalidCredentials']);
});
