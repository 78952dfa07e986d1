import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { DEMO_PASSWORD } from '../../../src/demo/people.js';
import { MIGRATIONS } from '../../../src/persistence/data-source.js';
import { endGatewayProcesses, runGatewayProcess, startGatewayProcess } from '../../support/gateway-process.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { clientOf } from '../../support/test-gateway.js';
import {
  embeddedServer,
  type HeldServer,
  login,
  makeDataDir,
  readiness,
  removeDataDir,
  startHeldServer,
} from './process-support.js';

let dataDirs: string[];
let database: TestDatabase;
let other: HeldServer;

beforeAll(async () => {
  other = await startHeldServer();
});
afterAll(() => other.close());
beforeEach(async () => {
  dataDirs = await Promise.all([makeDataDir(), makeDataDir(), makeDataDir()]);
  database = await createTestDatabase();
});
afterEach(async () => {
  await endGatewayProcesses();
  await database.drop();
  await Promise.all(dataDirs.map(removeDataDir));
});

/** A data folder of this test. */
function dataDir(index = 0): string {
  return dataDirs[index] ?? '';
}

function newKeys(): { DATA_KEYS: string; BLIND_INDEX_KEY: string; AUDIT_KEY: string } {
  return {
    DATA_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    BLIND_INDEX_KEY: randomBytes(32).toString('base64'),
    AUDIT_KEY: randomBytes(32).toString('base64'),
  };
}

describe('settings', () => {
  test('that are wrong are listed all at once, without their values, and nothing starts', async () => {
    const secret = 'hunter2-hunter2';
    const { code, stdout, stderr } = await runGatewayProcess({
      KYC_DATA_DIR: dataDir(),
      PORT: 'eighty',
      LOG_LEVEL: 'loud',
      DATABASE_URL: `mysql://kyc:${secret}@127.0.0.1/kyc`,
      AUTH_SECRET: secret,
      CREGO_BASE_URL: `crego:${secret}`,
      UPLOAD_MAX_BYTES: '-1',
    });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    for (const name of ['PORT', 'LOG_LEVEL', 'DATABASE_URL', 'AUTH_SECRET', 'CREGO_BASE_URL', 'UPLOAD_MAX_BYTES'])
      expect(stderr).toMatch(new RegExp(`^ {2}- ${name} must`, 'm'));
    expect(stderr).toContain('6 faults');
    for (const value of [secret, 'eighty', 'loud']) expect(stderr).not.toContain(value);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(await embeddedServer(dataDir())).toBeNull();
  }, 30_000);

  test('that are secret are required in production', async () => {
    const { code, stderr } = await runGatewayProcess({ NODE_ENV: 'production', KYC_DATA_DIR: dataDir() });
    expect(code).toBe(1);
    expect(stderr).toMatch(/- DATABASE_URL is required in production/);
    expect(stderr).toMatch(/- AUTH_SECRET is required in production/);
    expect(await embeddedServer(dataDir())).toBeNull();
  }, 30_000);
});

test('in production nothing of the demo starts by itself', async () => {
  const gateway = await startGatewayProcess({
    NODE_ENV: 'production',
    KYC_DATA_DIR: dataDir(),
    DATABASE_URL: database.url,
    AUTH_SECRET: 'a secret of the tests, long enough to pass',
    ...newKeys(),
  });
  expect(await readiness(gateway.url)).toMatchObject({ status: 200 });
  expect(gateway.stdout).not.toMatch(/demo|asha|explorer/i);
  expect(await login(gateway.url, 'asha@example.com', DEMO_PASSWORD)).toEqual({ __typename: 'InvalidCredentials' });
  const { data } = await clientOf(gateway.url).send('{ providers { id } }');
  expect(data).toEqual({ providers: [] });
  const { errors } = await clientOf(gateway.url).send('{ __schema { queryType { name } } }');
  expect(errors).toHaveLength(1);
  expect((await fetch(`${gateway.url}/explorer`)).status).toBe(404);
  expect(await gateway.end('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
}, 60_000);

test('three gateways that start at once on one empty database all become ready, and prepare it once', async () => {
  const keys = newKeys();
  const gateways = await Promise.all(
    [0, 1, 2].map((index) =>
      startGatewayProcess({ KYC_DATA_DIR: dataDir(index), DATABASE_URL: database.url, ...keys }),
    ),
  );
  for (const { url } of gateways) {
    expect(await readiness(url)).toMatchObject({ status: 200 });
    expect(await login(url, 'asha@example.com', DEMO_PASSWORD)).toMatchObject({ __typename: 'Session' });
  }
  expect(await countOf(database.url, 'migrations')).toBe(MIGRATIONS.length);
  const seeded = 2;
  expect(await countOf(database.url, 'sessions')).toBe(seeded + gateways.length);
  const before = await countOf(database.url, 'applicants');
  expect(before).toBeGreaterThan(0);
  expect(await countOf(database.url, '(SELECT DISTINCT provider_applicant_id FROM applicants) once')).toBe(before);
  const ended = await Promise.all(gateways.map((gateway) => gateway.end('SIGTERM')));
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
}, 90_000);

test.each(['DATA_KEYS', 'BLIND_INDEX_KEY', 'AUDIT_KEY'] as const)(
  'with another %s than its database was filled with, a gateway says so and ends',
  async (setting) => {
    const env = { KYC_DATA_DIR: dataDir(), DATABASE_URL: database.url, ...newKeys() };
    await (await startGatewayProcess(env)).end('SIGTERM');
    const { code, stdout, stderr } = await runGatewayProcess({ ...env, [setting]: newKeys()[setting] });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      new RegExp(`^The (personal data|audit trail) of this database belongs to another ${setting}\\..*\n$`),
    );
  },
  60_000,
);

describe('a start that cannot succeed says why in one line and ends', () => {
  const unreachable = 'The database of DATABASE_URL cannot be reached.';
  const refused = 'The database of DATABASE_URL refuses the user, the password or the database name.';

  test.each([
    ['nobody listens', unreachable, (url: URL) => url.host.replace(url.port, '1')],
    ['the host has no address', unreachable, (url: URL) => url.host.replace(url.hostname, 'nowhere.invalid')],
  ])(
    'when %s at DATABASE_URL',
    async (_name, line, hostOf) => {
      const url = new URL(database.url);
      url.host = hostOf(url);
      url.password = 'hunter2-hunter2';
      expect(await runGatewayProcess({ KYC_DATA_DIR: dataDir(), DATABASE_URL: url.href })).toMatchObject({
        code: 1,
        stdout: '',
        stderr: `${line}\n`,
      });
    },
    30_000,
  );

  test('when the database does not exist', async () => {
    const url = new URL(database.url);
    url.pathname = '/kyc_test_nowhere';
    const ended = await runGatewayProcess({ KYC_DATA_DIR: dataDir(), DATABASE_URL: url.href });
    expect(ended).toMatchObject({ code: 1, stdout: '', stderr: `${refused}\n` });
  }, 30_000);

  test('when the port is taken, and leaves no embedded server behind', async () => {
    const ended = await runGatewayProcess({ KYC_DATA_DIR: dataDir(), PORT: String(other.port) });
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toBe('The port is taken. Set PORT to another one, or to 0 for any free port.\n');
    expect(await embeddedServer(dataDir())).toBeNull();
  }, 60_000);
});

async function countOf(url: string, table: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(`SELECT count(*)::int AS count FROM ${table}`);
    return rows[0].count;
  } finally {
    await client.end();
  }
}
