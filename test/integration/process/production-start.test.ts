import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import {
  endGatewayProcesses,
  runCommandProcess,
  runGatewayProcess,
  startGatewayProcess,
} from '../../support/gateway-process.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { clientOf } from '../../support/test-gateway.js';
import { login, makeDataDir, removeDataDir } from './process-support.js';

const ADMIN = ['--email', 'meera@example.com', '--name', 'Meera Nair', '--mobile', '9000000066'];
const PASSWORD = 'a passphrase that only Meera has';

let dataDir: string;
let database: TestDatabase;
let env: Record<string, string>;

beforeEach(async () => {
  dataDir = await makeDataDir();
  database = await createTestDatabase();
  const file = join(dataDir, 'production.env');
  expect(await runCommandProcess('secrets', {}, ['--write', file])).toMatchObject({ code: 0, stderr: '' });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const secrets = parseEnv(await readFile(file, 'utf8')) as Record<string, string>;
  env = { ...secrets, KYC_DATA_DIR: join(dataDir, 'not-there-yet'), DATABASE_URL: database.url };
});
afterEach(async () => {
  await endGatewayProcesses();
  await database.drop();
  await removeDataDir(dataDir);
});

test('production starts from nothing: secrets, the first admin by a token, log in, one query', async () => {
  const made = await runCommandProcess('admin-create', env, [...ADMIN, '--link']);
  expect(made).toMatchObject({ code: 0, stderr: '' });
  const [, token = ''] = /with the token (\S+)$/m.exec(made.stdout) ?? [];

  const gateway = await startGatewayProcess({ ...env, LOG_LEVEL: 'error' });
  const { url } = gateway;
  const { send } = clientOf(url);
  const reset = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { __typename } }';
  const input = { token, password: PASSWORD, passwordConfirmation: PASSWORD };
  const { __typename: outcome } = (await send(reset, { input })).data.resetPassword;
  expect(outcome).not.toBe('InvalidCredentials');
  expect((await send(reset, { input })).data.resetPassword.__typename).toBe('InvalidCredentials');

  const { accessToken } = await login(url, 'meera@example.com', PASSWORD);
  const { data, errors } = await send('{ me { name roles } users(first: 5) { nodes { email } } }', {}, accessToken);
  expect(errors).toBeUndefined();
  expect(data.me).toEqual({ name: 'Meera Nair', roles: ['ADMIN'] });
  expect(data.users.nodes).toHaveLength(1);

  expect(await gateway.end('SIGTERM')).toMatchObject({
    code: 0,
    stderr: '',
    stdout: expect.not.stringContaining('"level"'),
  });
  expect((await runCommandProcess('audit-verify', env)).stdout).toMatch(/^The audit trail is whole: [3-9] rows\./);
}, 120_000);

test('an admin may be made with a password that is piped in, once, and out of an account that is there', async () => {
  const weak = await runCommandProcess('admin-create', env, [...ADMIN, '--password-stdin'], 'password\n');
  expect(weak).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^The password must /) });
  const made = await runCommandProcess('admin-create', env, [...ADMIN, '--password-stdin'], `${PASSWORD}\n`);
  expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Admin [0-9a-f-]{36}: may log in now\.\n$/) });
  const again = await runCommandProcess('admin-create', env, [...ADMIN, '--link']);
  expect(again).toMatchObject({ code: 1, stderr: 'There is already an account with this email address.\n' });
  const promoted = await runCommandProcess('admin-create', env, ['--email', 'meera@example.com', '--promote']);
  expect(promoted).toMatchObject({ code: 0, stderr: '' });
  const nobody = await runCommandProcess('admin-create', env, ['--email', 'nobody@example.com', '--promote']);
  expect(nobody).toMatchObject({ code: 1, stdout: '' });

  const { url } = await startGatewayProcess(env);
  expect((await login(url, 'meera@example.com', PASSWORD)).__typename).toBe('Session');
}, 120_000);

test('a file of secrets is never overwritten', async () => {
  const file = join(dataDir, 'production.env');
  const before = await readFile(file, 'utf8');
  expect(await runCommandProcess('secrets', {}, ['--write', file])).toMatchObject({ code: 1 });
  expect(await readFile(file, 'utf8')).toBe(before);
});

test('demo accounts, whose passwords everybody knows, do not start in production', async () => {
  const { code, stderr } = await runGatewayProcess({ ...env, DEMO: 'on' });
  expect(code).toBe(1);
  expect(stderr).toContain('DEMO must not be on in production');
});
