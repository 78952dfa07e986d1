import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema, getNamedType, isObjectType } from 'graphql';
import { findAadhaarNumbers } from '../../src/domain/identifier/aadhaar.js';
import { createDataSource } from '../../src/persistence/data-source.js';
import { startEmbeddedPostgres } from '../../src/persistence/embedded/embedded-postgres.js';
import { PROVIDERS } from '../../src/providers/registry.js';
import type { RunningSimulator } from '../../src/providers/simulator/simulator-kit.js';
import { KeyRing } from '../../src/security/key-ring.js';
import { type FoundValue, openEveryValue, readEveryValue } from '../support/database-scan.js';
import { type Fault, FaultServer } from '../support/fault-server.js';
import { endGatewayProcesses, type GatewayProcess, startGatewayProcess } from '../support/gateway-process.js';
import { clientOf, type GraphqlAnswer } from '../support/test-gateway.js';
import { canaryFaults } from './canary-faults.js';
import { CANARY_FILE, CANARY_FILENAME, findCanaries, PERSONAL, SECRETS, withCanaries } from './canary-values.js';
import { type OperationFile, readOperationFiles } from './operation-files.js';

const SCHEMA = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));
const OPERATIONS = readOperationFiles();
const KEY = { id: 'k1', key: Buffer.alloc(32, 'a key of the tests') };
const EVERYTHING = { ...SECRETS, ...PERSONAL };

interface Told {
  readonly what: string;
  readonly answer: GraphqlAnswer;
}

const fronts: { server: FaultServer; simulator: RunningSimulator }[] = [];
const told: Told[] = [];
/** Which provider misbehaved in which way. */
const reached = new Set<string>();
/** Mutations that made the gateway ask a provider. */
const reaching = new Set<OperationFile>();
let dataDir: string;
let written: string;
let rows: readonly FoundValue[];
let opened: readonly FoundValue[];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kyc-canaries-'));
  const env = await startProviders();
  const gateway = await startGatewayProcess({
    ...env,
    KYC_DATA_DIR: dataDir,
    DEMO: 'on',
    LOG_LEVEL: 'trace',
    DATA_KEYS: `${KEY.id}:${KEY.key.toString('base64')}`,
    PROVIDER_TIMEOUT_MS: '3000',
  });
  await sendEverything(gateway, 'healthy');
  for (const [name, fault] of Object.entries(canaryFaults(EVERYTHING, SECRETS['an Aadhaar number'] ?? ''))) {
    misbehave(name, fault);
    await sendEverything(gateway, name);
  }
  await sendOddities(gateway);
  const { stdout, stderr } = await gateway.end('SIGTERM');
  written = stdout + stderr;
  await readDatabase();
}, 300_000);

afterAll(async () => {
  await endGatewayProcesses();
  for (const { server, simulator } of fronts) {
    await server.close();
    await simulator.close();
  }
  await rm(dataDir, { recursive: true, force: true });
});

test('the scan sees a canary as it is, in base64 and in an address', () => {
  for (const [name, value] of Object.entries(EVERYTHING)) {
    const forms = [value, value.toUpperCase(), encodeURIComponent(value)];
    const base64 = ['', 'x', 'xy', 'xyz'].map((before) => Buffer.from(`${before}${value} and more`).toString('base64'));
    for (const form of [...forms, ...base64]) expect(findCanaries(`before ${form} after`, EVERYTHING)).toContain(name);
  }
});

test('every mutation was sent with canaries, and none was refused for them', () => {
  const mutations = Object.keys(SCHEMA.getMutationType()?.getFields() ?? {});
  const sent = new Set(told.map(({ what }) => what.split(' ')[0]));
  expect(mutations.filter((mutation) => !sent.has(mutation))).toEqual([]);
  // With every input at once some mutations are refused, because two of them exclude each other.
  const refused = told.filter(({ what, answer }) => what.includes('(healthy, as in') && isRefusal(answer));
  expect(refused.map(({ what }) => what)).toEqual([]);
});

test('every provider misbehaved in every way', () => {
  expect(reaching.size).toBeGreaterThan(40);
  const names = Object.keys(canaryFaults({}, ''));
  expect([...reached].sort()).toEqual(PROVIDERS.flatMap(({ id }) => names.map((name) => `${id}: ${name}`)).sort());
});

test('no answer holds a secret in clear', () => {
  const found = told.flatMap(({ what, answer }) =>
    findCanaries(JSON.stringify(answer, withoutDocuments), SECRETS).map((canary) => `${what}: ${canary}`),
  );
  expect(found).toEqual([]);
});

test('a document that is passed on shows no number that can be told from other words', () => {
  const numbers = Object.fromEntries(Object.entries(SECRETS).filter(([name]) => /Aadhaar|PAN|phone/.test(name)));
  expect(PASSED_ON).toContain('schema');
  const found = told.flatMap(({ what, answer }) =>
    findCanaries(JSON.stringify(answer), numbers).map((canary) => `${what}: ${canary}`),
  );
  expect(found).toEqual([]);
});

test('nothing that the process writes holds anything of anybody', () => {
  expect(written).toContain('"route":"/graphql"');
  expect(findCanaries(written, EVERYTHING)).toEqual([]);
  expect(findAadhaarNumbers(written)).toEqual([]);
});

test('no column of any table holds anything of anybody in clear', () => {
  expect(rows.length).toBeGreaterThan(500);
  const found = rows.flatMap(({ column, text }) =>
    findCanaries(text, EVERYTHING).map((canary) => `${column}: ${canary}`),
  );
  expect([...new Set(found)]).toEqual([]);
});

test('no Aadhaar number is kept, sealed or not', () => {
  const canaries = Object.fromEntries(Object.entries(SECRETS).filter(([name]) => name.includes('Aadhaar')));
  expect(opened.length).toBeGreaterThan(100);
  const found = [...rows, ...opened].flatMap(({ column, text }) =>
    findCanaries(text, canaries).map((canary) => `${column}: ${canary}`),
  );
  expect([...new Set(found)]).toEqual([]);
});

test('what was sent is kept all the same: the scan would have found it', () => {
  const kept = new Set(opened.flatMap(({ text }) => findCanaries(text, EVERYTHING)));
  expect([...kept]).toEqual(
    expect.arrayContaining([
      'a PAN',
      'an account number',
      'a phone number',
      'a name',
      'an email address',
      'a file name',
    ]),
  );
});

test('no file of the data folder holds anything of anybody in clear, the logs of PostgreSQL included', async () => {
  const found: string[] = [];
  let files = 0;
  for (const entry of await readdir(dataDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.parentPath.includes('binaries')) continue;
    files += 1;
    const content = await readFile(join(entry.parentPath, entry.name));
    found.push(...findCanaries(content, EVERYTHING).map((canary) => `${entry.name}: ${canary}`));
  }
  expect(files).toBeGreaterThan(100);
  expect(found).toEqual([]);
});

/** The providers' simulators, each behind a server that can misbehave; resolves to the settings that lead there. */
async function startProviders(): Promise<Record<string, string>> {
  const env: Record<string, string> = {};
  for (const { id, simulatorSettings, startSimulator } of PROVIDERS) {
    const simulator = await startSimulator({ port: 0 });
    const server = await FaultServer.start({ target: simulator.url, exempt: (path) => path.endsWith('/token') });
    fronts.push({ server, simulator });
    env[`${id.toUpperCase()}_BASE_URL`] = server.url;
    for (const [name, value] of Object.entries(simulatorSettings)) env[name] = String(value);
  }
  return env;
}

function countRequests(): number {
  return fronts.reduce((sum, { simulator }) => sum + simulator.requests.length, 0);
}

function misbehave(name: string, fault: Fault): void {
  for (const [index, { server }] of fronts.entries()) {
    server.misbehave((exchange) => {
      reached.add(`${PROVIDERS[index]?.id}: ${name}`);
      return fault(exchange);
    });
  }
}

/** Requests that no client should send: what they hold must not come back or be written down either. */
async function sendOddities({ url }: GatewayProcess): Promise<void> {
  const all = Object.values(EVERYTHING).join(' ');
  const json = { 'content-type': 'application/json' };
  const query = `{ user(id: "${all}") { ${all} } }`;
  const requests: (readonly [what: string, path: string, init: RequestInit])[] = [
    ['a query that does not parse', '/graphql', { method: 'POST', headers: json, body: JSON.stringify({ query }) }],
    ['a body that does not parse', '/graphql', { method: 'POST', headers: json, body: `{"query": ${all}` }],
    ['a query in the address', `/graphql?query=${encodeURIComponent(query)}`, { headers: json }],
    ['a token that is none', '/graphql', { method: 'POST', headers: { ...json, authorization: `Bearer ${all}` } }],
    ['a path that is none', `/${encodeURIComponent(all)}`, {}],
    ...PROVIDERS.map(({ id }): (typeof requests)[number] => [
      `a webhook of nobody to ${id}`,
      `/webhooks/${id}`,
      { method: 'POST', headers: json, body: JSON.stringify({ message: all, [all]: all }) },
    ]),
  ];
  for (const [what, path, init] of requests) {
    const response = await fetch(`${url}${path}`, init);
    told.push({ what, answer: { status: response.status, data: await response.text() } });
  }
}

/**
 * Every mutation with a canary in each input that the sample gives; then every query. In the healthy round each mutation
 * once more, with every input that there is; in the others only those that reached a provider in the healthy one.
 */
async function sendEverything(gateway: GatewayProcess, round: string): Promise<void> {
  const client = clientOf(gateway.url);
  const tokens = new Map<string, string>();
  const tokenOf = async (email: string) => {
    const known = tokens.get(email) ?? (await client.login(email));
    tokens.set(email, known);
    return known;
  };
  const ask = async ({ as, text, variableNames }: OperationFile, variables: Record<string, unknown>) => {
    const token = as === null ? undefined : await tokenOf(as);
    return variableNames.includes('file')
      ? client.upload(text, variables, { name: CANARY_FILENAME, bytes: CANARY_FILE }, token)
      : client.send(text, variables, token);
  };
  const send = async (operation: OperationFile, variables: Record<string, unknown>, what: string) => {
    let answer = await ask(operation, variables);
    // Some mutations end sessions. To log in before each operation would cost more than all of them.
    if (operation.as !== null && answer.errors?.some(({ extensions }) => extensions.code === 'UNAUTHENTICATED')) {
      tokens.delete(operation.as);
      answer = await ask(operation, variables);
    }
    told.push({ what: `${operation.rootFields[0]} (${round}, ${what})`, answer });
  };
  const healthy = round === 'healthy';
  for (const operation of OPERATIONS.filter((one) => one.kind === 'mutation' && (healthy || reaching.has(one)))) {
    const args = SCHEMA.getMutationType()?.getFields()[operation.rootFields[0] ?? '']?.args ?? [];
    const before = countRequests();
    await send(operation, withCanaries(args, operation.variables, false), 'as in the sample');
    if (!healthy) continue;
    await send(operation, withCanaries(args, operation.variables, true), 'every input');
    if (countRequests() > before) reaching.add(operation);
  }
  for (const operation of OPERATIONS.filter(({ kind }) => kind === 'query'))
    await send(operation, operation.variables, 'as it is');
  const token = await tokenOf('asha@example.com');
  const answer = await client.send('{ __typename me { name email mobile profile { pan { number } } } }', {}, token);
  expect(answer.data?.me).toBeTruthy();
  told.push({ what: `me (${round})`, answer });
}

/** Fields that pass a document of the provider on, e.g. a form: it is shown as it was written, whatever its words say. */
const PASSED_ON = new Set(
  Object.values(SCHEMA.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()))
    .filter(({ type }) => getNamedType(type).name === 'JSONObject')
    .map(({ name }) => name),
);

function withoutDocuments(key: string, value: unknown): unknown {
  return PASSED_ON.has(key) ? undefined : value;
}

function isRefusal({ data, errors }: GraphqlAnswer): boolean {
  if (errors?.some(({ extensions }) => extensions.code === 'BAD_USER_INPUT')) return true;
  return Object.values(data ?? {}).some(
    (value) => (value as { __typename?: string } | null)?.__typename === 'ValidationProblem',
  );
}

/** Every column of every table as text, and every sealed value opened, from the data folder that the gateway left. */
async function readDatabase(): Promise<void> {
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => {} });
  const dataSource = createDataSource({ url: postgres.url, poolSize: 1 });
  try {
    await dataSource.initialize();
    rows = await readEveryValue(dataSource);
    opened = await openEveryValue(dataSource, new KeyRing([KEY]));
  } finally {
    await dataSource.destroy();
    await postgres.stop();
  }
}
