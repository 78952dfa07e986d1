import pg from 'pg';
import { PERSONR_SIMULATOR_WEBHOOK_TOKEN } from '../../src/providers/personr/simulator/reviews.simulator.js';
import { eventually, readiness } from '../integration/process/process-support.js';
import { DatabaseProxy, type DatabaseTrouble } from '../support/database-proxy.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { type Data, startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { readOperationFile } from './operation-files.js';

const LIMITS = {
  DATABASE_CONNECT_TIMEOUT_MS: '300',
  DATABASE_STATEMENT_TIMEOUT_MS: '600',
  DATABASE_LOCK_TIMEOUT_MS: '200',
  DATABASE_POOL_SIZE: '4',
};
const LOGIN = { input: { email: 'asha@example.com', password: 'demo-password-1' } };
const LOGIN_MUTATION = 'mutation ($input: LoginInput!) { login(input: $input) { __typename } }';

let database: TestDatabase;
let proxy: DatabaseProxy;
let gateway: TestGateway;
let asha: string;
let file: string;

beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await DatabaseProxy.start(database.url);
  gateway = await startTestGateway({ ...LIMITS, DATABASE_URL: proxy.url });
  asha = await gateway.login('asha@example.com');
  const { data } = await gateway.send('{ documents(first: 1) { nodes { downloadPath } } }', {}, asha);
  file = data.documents.nodes[0].downloadPath;
});
afterEach(async () => {
  await proxy.trouble(null);
  expect(await eventually(async () => (await readiness(gateway.url))?.status === 200)).toBe(true);
});
afterAll(async () => {
  await gateway.stop();
  await proxy.close();
  await database.drop();
});

async function call(path: string, init: RequestInit = {}): Promise<{ status: number; headers: Headers; body: Data }> {
  const response = await fetch(gateway.url + path, init);
  return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) };
}

function operation(query: string, variables: object = {}, token?: string): RequestInit {
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  return { method: 'POST', headers, body: JSON.stringify({ query, variables }) };
}

function upload(): RequestInit {
  const body = new FormData();
  body.set('operations', JSON.stringify({ query: 'mutation ($file: Upload!) { x }', variables: { file: null } }));
  body.set('map', JSON.stringify({ 0: ['variables.file'] }));
  body.set('0', new Blob(['%PDF-1.7']), 'a.pdf');
  return { method: 'POST', headers: { 'apollo-require-preflight': '1', authorization: `Bearer ${asha}` }, body };
}

const webhook = (): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: `Bearer ${PERSONR_SIMULATOR_WEBHOOK_TOKEN}` },
  body: JSON.stringify({ applicantId: '1700000000000x1', applicantStatus: 'Completed' }),
});

/** One of every way in. */
const requests = (): [string, string, RequestInit][] => [
  ['a query with a token', '/graphql', operation('{ me { name } }', {}, asha)],
  ['a mutation without one', '/graphql', operation(LOGIN_MUTATION, LOGIN)],
  ['a mutation with one', '/graphql', operation('mutation { logout { loggedOut } }', {}, asha)],
  ['an upload', '/graphql', upload()],
  ['a file', file, { headers: { authorization: `Bearer ${asha}` } }],
  ['a file of a provider', '/provider-documents/abc', { headers: { authorization: `Bearer ${asha}` } }],
  ['an export', `/exports/00000000-0000-7000-8000-000000000000/${'a'.repeat(43)}`, {}],
  ['a webhook', '/webhooks/personr', webhook()],
];

describe.each<[string, DatabaseTrouble]>([
  ['says nothing any more', 'silent'],
  ['is stopped', 'gone'],
  ['is starting', { refuses: '57P03' }],
  ['has no connection left', { refuses: '53300' }],
])('while the database %s', (_what, trouble) => {
  test('every way in answers 503 SERVICE_UNAVAILABLE, says when to try again, and works again by itself', async () => {
    await proxy.trouble(trouble);
    const all = await Promise.all(
      requests().map(async ([what, path, init]) => ({ what, ...(await call(path, init)) })),
    );
    for (const { what, status, headers, body } of all) {
      expect({ what, status, retryAfter: headers.get('retry-after'), errors: body.errors }).toEqual({
        what,
        status: 503,
        retryAfter: '1',
        errors: [
          expect.objectContaining({ extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true, retryAfter: 1 } }),
        ],
      });
    }
    expect(await readiness(gateway.url)).toEqual({ status: 503, body: { ready: false, reason: 'dependency' } });
    expect((await call('/health/live')).status).toBe(200);

    await proxy.trouble(null);
    expect(await eventually(async () => (await readiness(gateway.url))?.status === 200)).toBe(true);
    expect((await gateway.send('{ me { name } }', {}, asha)).data.me.name).toBe('Asha Rao');
  });
});

describe('while a table is locked', () => {
  let locker: pg.Client;
  const lock = async (table: string) => {
    locker = new pg.Client({ connectionString: database.url });
    await locker.connect();
    await locker.query(`BEGIN; LOCK TABLE ${table}`);
  };
  afterEach(() => locker.end());

  test('what needs it says so, at its place, and everything else is answered', async () => {
    await lock('runners');
    const { status, data, errors } = await gateway.send(
      '{ runners: me { runners(first: 1) { nodes { refId } } } me { name documents(first: 1) { nodes { kind } } } }',
      {},
      asha,
    );
    expect(status).toBe(200);
    expect(data.me).toMatchObject({ name: 'Asha Rao', documents: { nodes: [{}] } });
    expect(data.runners).toBeNull();
    expect(errors).toEqual([
      expect.objectContaining({
        path: ['runners', 'runners'],
        extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true, retryAfter: 1 },
      }),
    ]);
    expect((await readiness(gateway.url))?.status).toBe(200);
  });

  test('a login is refused, not let through uncounted', async () => {
    await lock('guess_counts');
    const { status, body } = await call('/graphql', operation(LOGIN_MUTATION, LOGIN));
    expect({ status, codes: body.errors.map(({ extensions }: Data) => extensions.code) }).toEqual({
      status: 503,
      codes: ['SERVICE_UNAVAILABLE'],
    });
  });

  test('mutations after the first one are not begun', async () => {
    await lock('guess_counts');
    const fields = Array.from({ length: 5 }, (_, index) => `m${index}: login(input: $input) { __typename }`).join(' ');
    const { status, body } = await call('/graphql', operation(`mutation ($input: LoginInput!) { ${fields} }`, LOGIN));
    expect(status).toBe(503);
    expect(body.errors.every(({ extensions }: Data) => extensions.code === 'SERVICE_UNAVAILABLE')).toBe(true);
    const waited = await locker.query(`SELECT count(*)::int FROM pg_stat_activity WHERE wait_event_type = 'Lock'`);
    expect(waited.rows[0].count).toBe(0);
  });

  test('an answer that could not be kept is not told as one that was not asked for, and is kept when it can be', async () => {
    const { text, variables } = readOperationFile('verify-pan');
    const simulator = gateway.simulators.get('cashfree')!;
    const sent = simulator.requests.filter(({ path }) => path.endsWith('/pan')).length;
    locker = new pg.Client({ connectionString: database.url });
    await locker.connect();
    // Rows can be added and none can be changed: the check is recorded and sent, and its result is not kept.
    await locker.query(`
      CREATE FUNCTION wait_for_release() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN NEW; END $$;
      CREATE TRIGGER held BEFORE UPDATE ON verifications FOR EACH ROW EXECUTE FUNCTION wait_for_release();
      SELECT pg_advisory_lock(1)`);
    const { status, headers, body } = await call('/graphql', operation(text, variables, asha));
    expect({ status, retryAfter: headers.get('retry-after') }).toEqual({ status: 503, retryAfter: null });
    expect(body.errors[0].extensions).toEqual({ code: 'SERVICE_UNAVAILABLE', retryable: false });
    expect(body.errors[0].message).toContain('was sent to a provider');
    expect(simulator.requests.filter(({ path }) => path.endsWith('/pan')).length).toBe(sent + 1);
    const newest = '{ verifications(first: 1) { nodes { status outcome } } }';
    const seen = await gateway.send(newest, {}, asha);
    expect(seen.data.verifications.nodes[0]).toEqual({ status: 'PROCESSING', outcome: 'UNAVAILABLE' });

    await locker.query(
      'SELECT pg_advisory_unlock(1); DROP TRIGGER held ON verifications; DROP FUNCTION wait_for_release',
    );
    const isKept = async () =>
      (await gateway.send(newest, {}, asha)).data.verifications.nodes[0].status === 'COMPLETED';
    expect(await eventually(isKept)).toBe(true);
  });
});

describe('while the points of callers cannot be counted', () => {
  test.each([
    ['in PostgreSQL', {}],
    // Nobody listens at port 1.
    ['in Redis, nor in PostgreSQL in its place', { REDIS_URL: 'redis://127.0.0.1:1' }],
  ])('%s: queries and files pass, mutations do not, and nothing is sent', async (_where, settings) => {
    // So few that no operation leaves points over for the next one.
    const few = { RATE_LIMIT_ACTOR: '20', RATE_LIMIT_ADDRESS: '20' };
    const counted = await startTestGateway({ ...LIMITS, ...few, ...settings });
    const locker = new pg.Client({ connectionString: counted.databaseUrl });
    await locker.connect();
    try {
      const token = await counted.login('asha@example.com');
      await locker.query('BEGIN; LOCK TABLE rate_limits');
      const { data } = await counted.send('{ documents(first: 1) { nodes { downloadPath } } }', {}, token);
      const path = counted.url + data.documents.nodes[0].downloadPath;
      expect((await fetch(path, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
      const { text, variables } = readOperationFile('verify-pan');
      const paid = await counted.send(text, variables, token);
      const login = await counted.send(LOGIN_MUTATION, LOGIN);
      for (const { status, errors } of [paid, login]) {
        const extensions = { code: 'SERVICE_UNAVAILABLE', retryable: true, retryAfter: 1 };
        expect({ status, extensions: errors?.map((error) => error.extensions) }).toEqual({
          status: 503,
          extensions: [extensions],
        });
      }
      const { requests = [] } = counted.simulators.get('cashfree') ?? {};
      expect(requests.filter(({ path }) => path.endsWith('/pan'))).toEqual([]);
      await locker.query('ROLLBACK');
      expect((await counted.send(text, variables, token)).data.verifyPan.__typename).toBe('Verification');
    } finally {
      await locker.end();
      await counted.stop();
    }
  });
});

test('a pool whose connections are all taken refuses the next request', async () => {
  const small = await startTestGateway({
    ...LIMITS,
    DATABASE_POOL_SIZE: '1',
    DATABASE_STATEMENT_TIMEOUT_MS: '20000',
    DATABASE_LOCK_TIMEOUT_MS: '20000',
  });
  const locker = new pg.Client({ connectionString: small.databaseUrl });
  await locker.connect();
  try {
    const token = await small.login('asha@example.com');
    await locker.query('BEGIN; LOCK TABLE runners');
    const slow = small.send('{ runners(first: 1) { nodes { refId } } }', {}, token);
    const waits = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
    expect(await eventually(async () => ((await locker.query(waits)).rowCount ?? 0) > 0)).toBe(true);
    const refused = await small.send('{ me { name } }', {}, token);
    expect({ status: refused.status, code: refused.errors?.[0]?.extensions.code }).toEqual({
      status: 503,
      code: 'SERVICE_UNAVAILABLE',
    });
    await locker.query('ROLLBACK');
    expect((await slow).errors).toBeUndefined();
  } finally {
    await locker.end();
    await small.stop();
  }
});
