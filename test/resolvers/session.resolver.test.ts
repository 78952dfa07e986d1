import { NOW } from '../support/fakes/fake-gateway.js';
import { PASSWORD } from '../support/fakes/record-samples.js';
import { findUnreached } from '../support/field-record.js';
import { createWorld, type World } from '../support/schema-harness.js';
import { COVERAGE } from './coverage-plan.js';
import { PROBLEM } from './selections.js';

const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) { __typename ... on User { id name email mobile roles } ${PROBLEM} } }`;
const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) { __typename ... on Session { accessToken refreshToken expiresAt user { id name } } ${PROBLEM} } }`;
const LOGOUT = 'mutation { logout { loggedOut } }';

let world: World;

beforeEach(async () => {
  world = await createWorld();
});

const account = (changes: Record<string, unknown> = {}) => ({
  name: 'New Person',
  email: 'New@Example.com',
  mobile: '90000 00009',
  password: PASSWORD,
  passwordConfirmation: PASSWORD,
  ...changes,
});

const register = async (changes: Record<string, unknown> = {}) =>
  (await world.as(null)(REGISTER, { input: account(changes) })).data.register;

const login = async (email: string, password: string) =>
  (await world.as(null)(LOGIN, { input: { email, password } })).data.login;

describe('register', () => {
  test('opens the account of a customer, who can log in at once', async () => {
    expect(await register()).toMatchObject({
      __typename: 'User',
      name: 'New Person',
      email: 'new@example.com',
      mobile: '+91XXXXXX0009',
      roles: ['CUSTOMER'],
    });
    expect(await login('NEW@example.com', PASSWORD)).toMatchObject({
      __typename: 'Session',
      user: { name: 'New Person' },
    });
  });

  test('keeps a hash and never the password', async () => {
    await register();
    const kept = [...world.gateway.users.accounts.values()].find(({ email }) => email === 'new@example.com');
    expect(kept?.passwordHash).toBe(await world.gateway.passwords.hash(PASSWORD));
    expect(JSON.stringify({ ...kept, passwordHash: '' })).not.toContain(PASSWORD);
  });

  test('refuses an address that is taken', async () => {
    expect(await register({ email: 'ASHA@example.com' })).toMatchObject({ __typename: 'Conflict', field: 'email' });
    expect(world.gateway.users.accounts.size).toBe(4);
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    ['a short password', { password: 'short-1', passwordConfirmation: 'short-1' }, ['password']],
    ['the address as password', { password: 'New@example.com', passwordConfirmation: 'New@example.com' }, ['password']],
    ['a confirmation that differs', { passwordConfirmation: 'another-password' }, ['passwordConfirmation']],
    ['both at once', { password: 'short-1', passwordConfirmation: 'short-2' }, ['password', 'passwordConfirmation']],
  ])('refuses %s', async (_name, changes, fields) => {
    const answer = await register(changes);
    expect(answer.__typename).toBe('ValidationProblem');
    expect(answer.fieldErrors.map(({ field }: { field: string }) => field)).toEqual(fields);
    expect(answer.fieldErrors.every(({ message }: { message: string }) => message.startsWith('must'))).toBe(true);
    expect(JSON.stringify(answer)).not.toContain(String(changes.password ?? changes.passwordConfirmation));
    expect(world.gateway.users.accounts.size).toBe(4);
  });

  test.each([
    ['email', 'not an address'],
    ['mobile', '12'],
    ['name', '<b>'],
    ['password', ''],
  ])('refuses a malformed %s without repeating it', async (field, value) => {
    const { data, errors } = await world.as(null)(REGISTER, { input: account({ [field]: value }) });
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(errors[0]?.message).toContain(field);
    if (value !== '') expect(JSON.stringify(errors)).not.toContain(value);
  });
});

describe('login', () => {
  test('opens a session that lasts a quarter of an hour', async () => {
    const session = await login('asha@example.com', PASSWORD);
    expect(session).toMatchObject({ __typename: 'Session', user: { name: 'Asha Rao' } });
    expect(Date.parse(session.expiresAt) - NOW.getTime()).toBe(15 * 60_000);
    const { data } = await world.send('{ me { name } }', {}, `Bearer ${session.accessToken}`);
    expect(data.me.name).toBe('Asha Rao');
  });

  test('keeps the refresh token by hash only', async () => {
    const { refreshToken } = await login('asha@example.com', PASSWORD);
    const kept = JSON.stringify([...world.gateway.sessions.records.values()]);
    expect(kept).toContain(`hash-of-the-${refreshToken}`);
    expect(kept).not.toContain(`"${refreshToken}"`);
  });

  test('says the same of an unknown address and a wrong password, after the same work', async () => {
    const wrong = await login('asha@example.com', 'wrong-password-1');
    const unknown = await login('nobody@example.com', PASSWORD);
    expect(wrong).toEqual({ __typename: 'InvalidCredentials', message: expect.any(String) });
    expect(unknown).toEqual(wrong);
    const hash = expect.stringMatching(/^fake-hash-of\(.+\)$/);
    expect(world.gateway.passwords.compared).toEqual([hash, hash]);
    expect(world.gateway.sessions.records.size).toBe(0);
  });
});

describe('logout', () => {
  test('ends this session and no other', async () => {
    const [first, second] = [await login('asha@example.com', PASSWORD), await login('asha@example.com', PASSWORD)];
    const { data, errors } = await world.send(LOGOUT, {}, `Bearer ${first.accessToken}`);
    expect({ data, errors }).toEqual({ data: { logout: { loggedOut: true } }, errors: [] });
    await expect(world.send('{ me { id } }', {}, `Bearer ${first.accessToken}`)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    expect((await world.send('{ me { name } }', {}, `Bearer ${second.accessToken}`)).data.me.name).toBe('Asha Rao');
  });
});

describe('a header that is not good', () => {
  test.each(['Bearer unknown-token', 'Bearer ', 'Basic YXNoYTp4', 'access-token-1', `Bearer ${'x'.repeat(5_000)}`])(
    '%.30s is turned away even by a public field',
    async (authorization) => {
      await login('asha@example.com', PASSWORD);
      await expect(world.send('{ providers { id } }', {}, authorization)).rejects.toMatchObject({
        name: 'ApiError',
        code: 'UNAUTHENTICATED',
      });
    },
  );

  test('so is the token of a session that has ended, or whose user is gone', async () => {
    const { accessToken } = await login('asha@example.com', PASSWORD);
    const { sessions, users } = world.gateway;
    for (const [id, session] of sessions.records) sessions.records.set(id, { ...session, expiresAt: NOW });
    await expect(world.send('{ me { id } }', {}, `Bearer ${accessToken}`)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    const other = await login('bala@example.com', PASSWORD);
    users.accounts.delete(world.people.bala.id);
    await expect(world.send('{ me { id } }', {}, `Bearer ${other.accessToken}`)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });
});

test('every field of this file was reached', () => {
  expect(findUnreached(world.schema, COVERAGE['session.resolver.test.ts'])).toEqual([]);
});
