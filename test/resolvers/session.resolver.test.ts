import { toGlobalId } from '../../src/graphql/common/global-id.js';
import { NOW } from '../support/fakes/fake-gateway.js';
import { PASSWORD } from '../support/fakes/record-samples.js';
import { createWorld, type World } from '../support/schema-harness.js';
import { PROBLEM } from './selections.js';

const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) { __typename ... on User { id name email mobile roles } ${PROBLEM} } }`;
const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) { __typename ... on Session { accessToken refreshToken deviceToken expiresAt user { id name } } ${PROBLEM} } }`;
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
    const { sessions } = world.gateway;
    const kept = JSON.stringify([...sessions.records.values(), ...sessions.refreshTokens]);
    expect(kept).toContain(`hash-of-the-${refreshToken}`);
    expect(kept).not.toContain(`"${refreshToken}"`);
  });

  test('turns away a suspended account like one that does not exist, after the same work', async () => {
    const { users, passwords } = world.gateway;
    const account = users.accounts.get(world.people.asha.id)!;
    users.accounts.set(account.id, { ...account, suspendedAt: NOW });
    expect((await login('asha@example.com', PASSWORD)).__typename).toBe('InvalidCredentials');
    expect(passwords.compared).toHaveLength(1);
  });

  test('tells the eleventh wrong answer to wait, whoever asks and whether there is such an account', async () => {
    for (const email of ['asha@example.com', 'nobody@example.com']) {
      const kinds: string[] = [];
      for (let attempt = 1; attempt <= 12; attempt += 1)
        kinds.push((await login(email, 'wrong-password-1')).__typename);
      expect(kinds).toEqual([...Array(10).fill('InvalidCredentials'), 'RateLimited', 'RateLimited']);
    }
    expect(world.gateway.passwords.compared).toHaveLength(24);
    expect((await login('asha@example.com', PASSWORD)).__typename).toBe('Session');
  });

  test('is on record, and so is every failure within the limit', async () => {
    await login('asha@example.com', 'wrong-password-1');
    await login('nobody@example.com', 'wrong-password-1');
    await login('asha@example.com', PASSWORD);
    const { asha } = world.people;
    expect(world.gateway.auditTrail.events.map(({ action, subjectUserId }) => [action, subjectUserId])).toEqual([
      ['LOGIN_FAILED', asha.id],
      ['LOGIN_FAILED', null],
      ['LOGIN_SUCCEEDED', asha.id],
    ]);
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

const REFRESH = `mutation ($token: RefreshToken!) { refreshSession(refreshToken: $token) { __typename
  ... on Session { accessToken refreshToken expiresAt user { name } } ${PROBLEM} } }`;
const refresh = async (token: string) => (await world.as(null)(REFRESH, { token })).data.refreshSession;

describe('refreshSession', () => {
  test('gives the next pair, again and again', async () => {
    const first = await login('asha@example.com', PASSWORD);
    const second = await refresh(first.refreshToken);
    expect(second).toMatchObject({ __typename: 'Session', user: { name: 'Asha Rao' } });
    const third = await refresh(second.refreshToken);
    expect(new Set([first, second, third].map(({ refreshToken }) => refreshToken)).size).toBe(3);
    expect((await world.send('{ me { name } }', {}, `Bearer ${third.accessToken}`)).data.me.name).toBe('Asha Rao');
  });

  test('says the same of an unknown token, of one whose session has ended and of one whose account is suspended', async () => {
    const ended = await login('asha@example.com', PASSWORD);
    await world.send(LOGOUT, {}, `Bearer ${ended.accessToken}`);
    const suspended = await login('bala@example.com', PASSWORD);
    const account = world.gateway.users.accounts.get(world.people.bala.id)!;
    world.gateway.users.accounts.set(account.id, { ...account, suspendedAt: NOW });
    const answers = [];
    for (const token of ['x'.repeat(43), ended.refreshToken, suspended.refreshToken])
      answers.push(await refresh(token));
    expect(answers[0]).toEqual({ __typename: 'SessionEnded', message: expect.any(String) });
    expect(answers).toEqual([answers[0], answers[0], answers[0]]);
  });

  test('leaves the session alone when a used token was sent before the pair had gone out', async () => {
    const { refreshToken } = await login('asha@example.com', PASSWORD);
    const next = await refresh(refreshToken);
    await world.gateway.sessions.markAnswered(world.gateway.tokens.hashOf(refreshToken), new Date(NOW.getTime() + 1));
    expect((await refresh(refreshToken)).__typename).toBe('Conflict');
    expect((await refresh(next.refreshToken)).__typename).toBe('Session');
  });

  test('ends the session when a used token comes again later, and puts it on record', async () => {
    const { refreshToken } = await login('asha@example.com', PASSWORD);
    const next = await refresh(refreshToken);
    expect((await refresh(refreshToken)).__typename).toBe('SessionEnded');
    expect((await refresh(next.refreshToken)).__typename).toBe('SessionEnded');
    expect(world.gateway.auditTrail.events).toContainEqual(
      expect.objectContaining({ action: 'REFRESH_REPLAYED', subjectUserId: world.people.asha.id }),
    );
  });
});

const SESSIONS = `{ sessions { edges { cursor node { id } } pageInfo { endCursor }
  nodes { id device createdAt lastUsedAt expiresAt current } } }`;
const REVOKE = `mutation ($id: ID!) { revokeSession(id: $id) { __typename ... on SessionsRevoked { count } ${PROBLEM} } }`;

describe('open sessions', () => {
  test('are listed, ended one by one or all others at once', async () => {
    const logins = [];
    for (let device = 0; device < 3; device += 1) logins.push(await login('asha@example.com', PASSWORD));
    const bearer = `Bearer ${logins[0].accessToken}`;
    const list = async () => (await world.send(SESSIONS, {}, bearer)).data.sessions.nodes;
    const open = await list();
    expect(open.map(({ current }: { current: boolean }) => current)).toEqual([false, false, true]);
    expect(open[0]).toMatchObject({ device: 'unknown device', createdAt: NOW.toISOString() });
    expect((await world.send(REVOKE, { id: open[0].id }, bearer)).data.revokeSession).toMatchObject({ count: 1 });
    expect((await world.send(REVOKE, { id: open[0].id }, bearer)).data.revokeSession.__typename).toBe('NotFound');
    const others = await world.send('mutation { revokeOtherSessions { count } }', {}, bearer);
    expect(others.data.revokeOtherSessions).toEqual({ count: 1 });
    expect(await list()).toHaveLength(1);
  });

  test('of somebody else cannot be ended, and it is not said that there are any', async () => {
    await login('bala@example.com', PASSWORD);
    const [record] = world.gateway.sessions.records.values();
    const answer = await world.as(world.people.asha)(REVOKE, { id: toGlobalId('Session', record!.id) });
    expect(answer.data.revokeSession.__typename).toBe('NotFound');
    expect(world.gateway.sessions.records.get(record!.id)?.revokedAt).toBeNull();
  });
});

const CHANGE = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename
  ... on PasswordChanged { changed } ${PROBLEM} } }`;

describe('changePassword', () => {
  const change = async (token: string, currentPassword: string, password = 'another-password-2') => {
    const input = { currentPassword, password, passwordConfirmation: password };
    return (await world.send(CHANGE, { input }, `Bearer ${token}`)).data.changePassword;
  };

  test('needs the present one, ends every other session, and is on record', async () => {
    const [here, elsewhere] = [await login('asha@example.com', PASSWORD), await login('asha@example.com', PASSWORD)];
    expect((await change(here.accessToken, 'not-the-password')).__typename).toBe('InvalidCredentials');
    expect(await change(here.accessToken, PASSWORD)).toEqual({ __typename: 'PasswordChanged', changed: true });
    expect((await refresh(elsewhere.refreshToken)).__typename).toBe('SessionEnded');
    expect((await refresh(here.refreshToken)).__typename).toBe('Session');
    expect((await login('asha@example.com', PASSWORD)).__typename).toBe('InvalidCredentials');
    expect((await login('asha@example.com', 'another-password-2')).__typename).toBe('Session');
    expect(world.gateway.auditTrail.events.map(({ action }) => action)).toContain('PASSWORD_CHANGED');
  });

  test.each(['1234567890', 'short-1', 'asha@example.com'])('refuses %s as the new one', async (password) => {
    const { accessToken } = await login('asha@example.com', PASSWORD);
    expect((await change(accessToken, PASSWORD, password)).__typename).toBe('ValidationProblem');
  });

  test('limits wrong guesses at the present one, apart from those of strangers at login', async () => {
    const { accessToken } = await login('asha@example.com', PASSWORD);
    for (let attempt = 1; attempt <= 12; attempt += 1) await login('asha@example.com', 'not-the-password');
    const kinds = [];
    for (let attempt = 1; attempt <= 11; attempt += 1)
      kinds.push((await change(accessToken, 'not-the-password')).__typename);
    expect(kinds).toEqual([...Array(10).fill('InvalidCredentials'), 'RateLimited']);
    expect((await change(accessToken, PASSWORD)).__typename).toBe('PasswordChanged');
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
