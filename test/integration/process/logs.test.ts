import { readOperationFile } from '../../e2e/operation-files.js';
import { endGatewayProcesses, startGatewayProcess } from '../../support/gateway-process.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { clientOf } from '../../support/test-gateway.js';
import { makeDataDir, removeDataDir } from './process-support.js';

let dataDir: string;
let database: TestDatabase;
beforeAll(async () => {
  dataDir = await makeDataDir();
  database = await createTestDatabase();
});
afterAll(async () => {
  await endGatewayProcesses();
  await database.drop();
  await removeDataDir(dataDir);
});

test('the log of a gateway has a line per operation, by whom, and nothing of anybody', async () => {
  const gateway = await startGatewayProcess({ KYC_DATA_DIR: dataDir, DATABASE_URL: database.url, LOG_LEVEL: 'trace' });
  const { send, login } = clientOf(gateway.url);
  const token = await login('asha@example.com');
  const { text, variables } = readOperationFile('verify-pan');
  await send(text, variables, token);
  await send('query asha_AAAPR1234C { me { id email } surprise(x: "asha@example.com") }', {}, token);
  await fetch(`${gateway.url}/graphql?query=%7Bme%7Bid%7D%7D&token=${token}`, {
    headers: { 'x-request-id': '999941057058', 'apollo-require-preflight': '1' },
  });
  await fetch(`${gateway.url}/asha@example.com`);
  // What ends has written all that it had to say.
  const { stdout, stderr } = await gateway.end('SIGTERM');

  const lines = stdout.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));
  const operations = lines.filter(({ msg }) => msg === 'operation');
  expect(operations.map(({ operation, kind, codes }) => ({ operation, kind, codes }))).toEqual(
    expect.arrayContaining([
      { operation: null, kind: 'mutation', codes: [] },
      { operation: 'VerifyPan', kind: 'mutation', codes: [] },
      { operation: null, kind: null, codes: ['GRAPHQL_VALIDATION_FAILED'] },
    ]),
  );
  expect(operations.find(({ operation }) => operation === 'VerifyPan')).toMatchObject({
    actorId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    results: ['Verification'],
  });
  const logged = lines.map((line) => JSON.stringify(line)).join('\n') + stderr;
  expect(logged).not.toMatch(/AAAPR1234C|@example\.com|999941057058|eyJ|Asha|demo-password/i);
}, 60_000);
