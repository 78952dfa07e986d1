import { type Data, startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { newCustomer } from './new-customer.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) { __typename
  ... on Session { accessToken refreshToken } ... on RateLimited { resetAt } } }`;
const REFRESH = `mutation ($token: RefreshToken!) { refreshSession(refreshToken: $token) { __typename
  ... on Session { accessToken refreshToken } } }`;

async function login(email: string, password: string): Promise<Data> {
  return (await gateway.send(LOGIN, { input: { email, password } })).data.login;
}

async function refresh(token: string): Promise<Data> {
  return (await gateway.send(REFRESH, { token })).data.refreshSession;
}

describe('refresh tokens', () => {
  test('of six parallel refreshes with one token one gets a pair; a replay later ends the family', async () => {
    const { email, password } = await newCustomer(gateway);
    const { refreshToken } = await login(email, password);
    // Six open connections: what arrives after the pair has gone out would be no race, but a replay.
    await Promise.all(Array.from({ length: 6 }, () => gateway.send('{ __typename }')));

    const answers = await Promise.all(Array.from({ length: 6 }, () => refresh(refreshToken)));

    const kinds = answers.map((answer) => answer.__typename).sort();
    expect(kinds).toEqual([...Array(5).fill('Conflict'), 'Session']);
    const pair = answers.find((answer) => answer.__typename === 'Session');
    expect((await gateway.send('{ me { email } }', {}, pair.accessToken)).data.me.email).toBe(email);
    const next = await refresh(pair.refreshToken);
    expect(next.__typename).toBe('Session');

    expect((await refresh(refreshToken)).__typename).toBe('SessionEnded');
    expect((await refresh(next.refreshToken)).__typename).toBe('SessionEnded');
    expect((await gateway.send('{ me { email } }', {}, next.accessToken)).status).toBe(401);
  });

  test('a replay right after the pair is enough', async () => {
    const { email, password } = await newCustomer(gateway);
    const { refreshToken } = await login(email, password);
    const pair = await refresh(refreshToken);
    expect((await refresh(refreshToken)).__typename).toBe('SessionEnded');
    expect((await refresh(pair.refreshToken)).__typename).toBe('SessionEnded');
  });

  test('are no access tokens', async () => {
    const { email, password } = await newCustomer(gateway);
    const { refreshToken } = await login(email, password);
    expect((await gateway.send('{ me { email } }', {}, refreshToken)).status).toBe(401);
  });
});

describe('open sessions', () => {
  test('are told from each other by device, and end at once', async () => {
    const { email, password, token } = await newCustomer(gateway);
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
      },
      body: JSON.stringify({ query: LOGIN, variables: { input: { email, password } } }),
    });
    const other = ((await response.json()) as Data).data.login;
    const { data } = await gateway.send('{ sessions { nodes { id device current } } }', {}, token);
    expect(data.sessions.nodes).toMatchObject([
      { device: 'Firefox on Windows', current: false },
      { device: 'unknown device', current: true },
    ]);

    const revoke = 'mutation ($id: ID!) { revokeSession(id: $id) { __typename } }';
    const foreign = await gateway.send(
      revoke,
      { id: data.sessions.nodes[0].id },
      await gateway.login('asha@example.com'),
    );
    expect(foreign.data.revokeSession.__typename).toBe('NotFound');
    await gateway.send(revoke, { id: data.sessions.nodes[0].id }, token);
    expect((await gateway.send('{ me { email } }', {}, other.accessToken)).status).toBe(401);
    expect((await refresh(other.refreshToken)).__typename).toBe('SessionEnded');
    expect((await gateway.send('{ me { email } }', {}, token)).data.me.email).toBe(email);
  });

  test('all others end with a new password', async () => {
    const { email, password, token } = await newCustomer(gateway);
    const other = await login(email, password);
    const change = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename } }`;
    const input = {
      currentPassword: password,
      password: 'a longer passphrase',
      passwordConfirmation: 'a longer passphrase',
    };
    expect((await gateway.send(change, { input }, token)).data.changePassword.__typename).toBe('PasswordChanged');
    expect((await gateway.send('{ me { email } }', {}, other.accessToken)).status).toBe(401);
    expect((await gateway.send('{ me { email } }', {}, token)).data.me.email).toBe(email);
    expect((await login(email, password)).__typename).toBe('InvalidCredentials');
    expect((await login(email, 'a longer passphrase')).__typename).toBe('Session');
  });
});

describe('passwords', () => {
  const REGISTER = 'mutation ($input: RegisterInput!) { register(input: $input) { __typename } }';
  const account = (password: string) => ({
    input: {
      name: 'Nina Varma',
      email: 'nina.weak@example.com',
      mobile: '9000012345',
      password,
      passwordConfirmation: password,
    },
  });

  test.each(['1234567890', 'qwertyuiop', 'Password123', 'nina.weak@example.com'])('%s is refused', async (password) => {
    const { data } = await gateway.send(REGISTER, account(password));
    expect(data.register.__typename).toBe('ValidationProblem');
  });

  test.each([
    ['half a megabyte', 'x'.repeat(500_000)],
    ['1,025 bytes in fewer characters', 'é'.repeat(513)],
  ])('%s is refused before anything is done with it', async (_name, password) => {
    const { errors } = await gateway.send(REGISTER, account(password));
    expect(errors?.[0]?.extensions.code).toMatch(/BAD_USER_INPUT|OPERATION_TOO_COMPLEX|LIMIT_EXCEEDED/);
  });
});
