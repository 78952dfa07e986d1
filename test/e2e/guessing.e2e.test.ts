import { startGateway } from '../../src/app.js';
import { clientOf, type Data, startTestGateway, type TestGateway } from '../support/test-gateway.js';

const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) { __typename ... on RateLimited { resetAt } } }`;
const SETTINGS = { RATE_LIMIT_ADDRESS: '0', RATE_LIMIT_ACTOR: '0' };

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway(SETTINGS);
});
afterAll(() => gateway.stop());

async function login(url: string, email: string, password: string, attempt: number): Promise<Data> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': `198.51.100.${attempt % 250}` },
    body: JSON.stringify({ query: LOGIN, variables: { input: { email, password } } }),
  });
  return ((await response.json()) as Data).data.login.__typename;
}

test('a hundred aliases in one request are a hundred attempts', async () => {
  const input = '{ email: "tara@example.com", password: "wrong guess" }';
  const aliases = Array.from({ length: 10 }, (_, index) => `a${index}: login(input: ${input}) { __typename }`);
  const first = await clientOf(gateway.url).send(`mutation { ${aliases.join(' ')} }`);
  expect(Object.values(first.data).map((answer: Data) => answer.__typename)).toEqual(
    Array(10).fill('InvalidCredentials'),
  );
  expect(await login(gateway.url, 'tara@example.com', 'wrong guess', 1)).toBe('RateLimited');
});

test('40 wrong logins from rotating forwarded addresses, a restart in the middle: limited by the eleventh; the owner gets in', async () => {
  const email = 'asha@example.com';
  const kinds: string[] = [];
  for (let attempt = 1; attempt <= 20; attempt += 1)
    kinds.push(await login(gateway.url, email, 'wrong guess', attempt));
  const restarted = await startGateway({
    NODE_ENV: 'test',
    PORT: '0',
    DATABASE_URL: gateway.databaseUrl,
    KYC_DATA_DIR: gateway.dataDir,
    LOG_LEVEL: 'silent',
    DRAIN_NOTICE_MS: '0',
    ...SETTINGS,
  });
  try {
    for (let attempt = 21; attempt <= 40; attempt += 1) {
      kinds.push(await login(restarted.url, email, 'wrong guess', attempt));
    }
    expect(kinds).toEqual([...Array(10).fill('InvalidCredentials'), ...Array(30).fill('RateLimited')]);
    expect(await login(restarted.url, email, 'demo-password-1', 41)).toBe('Session');
  } finally {
    await restarted.stop();
  }
}, 120_000);

test('whoever asks by registering which addresses are taken is stopped', async () => {
  const register = async (email: string) => {
    const password = 'a long enough phrase';
    const input = { name: 'Some Body', email, mobile: '+919000012345', password, passwordConfirmation: password };
    const mutation = 'mutation ($input: RegisterInput!) { register(input: $input) { __typename } }';
    return (await clientOf(gateway.url).send(mutation, { input })).data.register.__typename;
  };
  const kinds: string[] = [];
  for (let attempt = 0; attempt < 7; attempt += 1) kinds.push(await register('asha@example.com'));
  expect(kinds).toEqual([...Array(5).fill('Conflict'), ...Array(2).fill('RateLimited')]);
  expect(await register('somebody.new@example.com')).toBe('User');
});
