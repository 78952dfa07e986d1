import { randomBytes } from 'node:crypto';
import { DEMO_PASSWORD } from '../../../src/demo/people.js';
import { endGatewayProcesses, runCommandProcess, startGatewayProcess } from '../../support/gateway-process.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { clientOf } from '../../support/test-gateway.js';
import { login, makeDataDir, removeDataDir } from './process-support.js';

const OLD = `k1:${randomBytes(32).toString('base64')}`;
const NEW = `k2:${randomBytes(32).toString('base64')}`;
const LIVENESS = `mutation ($id: ID!) { checkLiveness(documentId: $id) { __typename } }`;

let dataDir: string;
let database: TestDatabase;

beforeEach(async () => {
  dataDir = await makeDataDir();
  database = await createTestDatabase();
});
afterEach(async () => {
  await endGatewayProcesses();
  await database.drop();
  await removeDataDir(dataDir);
});

function envWith(...keys: readonly string[]): Record<string, string> {
  return { KYC_DATA_DIR: dataDir, DATABASE_URL: database.url, DATA_KEYS: keys.join(',') };
}

test('the command retires a key while a gateway serves, and says so only when it is true', async () => {
  await (await startGatewayProcess(envWith(OLD))).end('SIGTERM');
  const serving = await startGatewayProcess(envWith(NEW, OLD));
  const rotated = await runCommandProcess('rotate-keys', envWith(NEW, OLD));
  expect(rotated).toMatchObject({ code: 0, stderr: '' });
  expect(rotated.stdout).toMatch(/^users: \d+ rewrapped; \d+ under k2$/m);
  expect(rotated.stdout).toMatch(/^Everything is sealed by k2\. Every other key may leave DATA_KEYS\.$/m);
  expect((await runCommandProcess('audit-verify', envWith(NEW, OLD))).stdout).toMatch(
    /^The audit trail is whole: 1 row\.$/m,
  );
  expect(await login(serving.url, 'asha@example.com', DEMO_PASSWORD)).toMatchObject({ __typename: 'Session' });
  await serving.end('SIGTERM');

  const alone = await startGatewayProcess(envWith(NEW));
  const { send, login: tokenOf } = clientOf(alone.url);
  const token = await tokenOf('asha@example.com');
  const query = '{ me { name profile { pan { number } } documents(first: 1) { nodes { id filename } } } }';
  const { data, errors } = await send(query, {}, token);
  expect(errors).toBeUndefined();
  expect(data.me).toMatchObject({ name: 'Asha Rao', profile: { pan: { number: expect.stringContaining('XXXX') } } });
  const checked = await send(LIVENESS, { id: data.me.documents.nodes[0].id }, token);
  expect(checked.errors).toBeUndefined();
  await alone.end('SIGTERM');

  const back = await runCommandProcess('rotate-keys', envWith(OLD));
  expect(back).toMatchObject({ code: 1, stdout: '' });
  expect(back.stderr).toMatch(/^The personal data of this database belongs to another DATA_KEYS\./);
}, 120_000);
