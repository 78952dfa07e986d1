import pg from 'pg';
import { endGatewayProcesses, runCommandProcess, startGatewayProcess } from '../../support/gateway-process.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { clientOf } from '../../support/test-gateway.js';
import { makeDataDir, removeDataDir } from './process-support.js';

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

/** As the owner of the database can. */
async function tamper(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query(`SET session_replication_role = replica; ${statement}`);
  } finally {
    await client.end();
  }
}

test('the command proves both chains beside a running gateway, and fails when a row is gone', async () => {
  const env = { KYC_DATA_DIR: dataDir, DATABASE_URL: database.url };
  const gateway = await startGatewayProcess(env);
  const { send, login } = clientOf(gateway.url);
  const read = '{ users(first: 10) { nodes { name } } }';
  const { errors } = await send(read, {}, await login('ravi@example.com'));
  expect(errors).toBeUndefined();
  const consent = 'mutation { withdrawConsent(purpose: SCREENING) { state } }';
  expect((await send(consent, {}, await login('asha@example.com'))).data.withdrawConsent.state).toBe('WITHDRAWN');

  const whole = await runCommandProcess('audit-verify', env);
  expect(whole).toMatchObject({ code: 0, stderr: '' });
  expect(whole.stdout).toMatch(/^The audit trail is whole: 3 rows\.\nThe access log is whole: 10 rows\.\n$/);

  // Stopped, a gateway has told the data folder where the chains end.
  await gateway.end('SIGTERM');
  await tamper(`DELETE FROM access_log; DELETE FROM chain_heads WHERE chain = 'access_log'`);
  const broken = await runCommandProcess('audit-verify', env);
  expect(broken.code).toBe(1);
  expect(broken.stdout).toMatch(/^The access log is broken: row 1 and whatever followed it were cut off \(CUT\)/m);
}, 120_000);
