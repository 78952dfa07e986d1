import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, isCompositeType, isObjectType, isRequiredArgument } from 'graphql';
import { DEMO_PEOPLE } from '../../src/demo/people.js';
import type { Data } from '../support/test-gateway.js';
import { PIXEL_PNG } from './images.js';
import { readOperationFile } from './operation-files.js';
import { openPrivacyWorld, type PrivacyWorld, unzip } from './privacy-world.js';

const SCHEMA = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));
const EXPORT = readOperationFile('export-my-data').text;
const ASHA = DEMO_PEOPLE[0];

let world: PrivacyWorld;
let token: string;
beforeAll(async () => {
  world = await openPrivacyWorld();
  token = await world.gateway.login('asha@example.com');
});
afterAll(() => world.close());

async function exportAll(): Promise<{ answer: Data; files: ReadonlyMap<string, Buffer>; data: Data; clear: Data }> {
  const { data: result, errors } = await world.gateway.send(EXPORT, {}, token);
  expect(errors).toBeUndefined();
  const response = await fetch(`${world.gateway.url}${result.exportMyData.path}`);
  expect(response.headers.get('cache-control')).toBe('no-store');
  const files = await unzip(new Uint8Array(await response.arrayBuffer()));
  const read = (name: string) => JSON.parse(files.get(name)?.toString('utf8') ?? 'null');
  return { answer: result.exportMyData, files, data: read('data.json'), clear: read('clear.json') };
}

/** Fields of the schema that a value of a type should have and has not; lists in place of connections. */
function missingIn(value: unknown, path: readonly string[] = []): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => missingIn(item, path));
  if (typeof value !== 'object' || value === null) return [];
  const object = value as Record<string, unknown>;
  const type = SCHEMA.getType(String(object.__typename));
  if (!isObjectType(type)) return Object.values(object).flatMap((item) => missingIn(item, path));
  const below = [...path, type.name];
  return Object.values(type.getFields()).flatMap((field) => {
    if (field.args.some(isRequiredArgument)) return [];
    const named = getNamedType(field.type);
    const node = isObjectType(named) && named.name.endsWith('Connection') ? named.getFields().nodes : undefined;
    const shown = node === undefined ? named : getNamedType(node.type);
    if (isCompositeType(shown) && below.includes(shown.name)) return [];
    if (!(field.name in object)) return [`${type.name}.${field.name}`];
    return missingIn(object[field.name], below);
  });
}

test('the archive holds every field that the schema can show about the person', async () => {
  const { answer, data } = await exportAll();

  expect(answer.incomplete).toEqual([]);
  expect(data.data.me.__typename).toBe('User');
  expect(data.data.sessions[0]).toMatchObject({ __typename: 'OpenSession', current: true });
  expect(data.data.providerSession).toMatchObject({ __typename: 'ProviderSession', state: 'NONE' });
  expect(data.data.me.runners[0].currentNode.forms.length).toBeGreaterThan(0);
  expect(missingIn(data.data)).toEqual([]);
  expect(data.data.me.verifications[0].outcome).toBe('PASS');
  expect(data.data.me.applicants[0].status).toBe('COMPLETED');
});

test('in clear, what the API shows masked', async () => {
  const { clear, data } = await exportAll();

  expect(data.data.me.profile.pan.number).toBe('AAXXXXXX4C');
  expect(clear.profile.pan.number).toBe(ASHA?.pan);
  expect(clear.account.mobile.clear).toBe(ASHA?.mobile);
  expect(JSON.stringify(clear)).not.toMatch(/hash/i);
});

test('and their files, byte by byte', async () => {
  const { answer, files } = await exportAll();
  const names = [...files.keys()].filter((name) => name.startsWith('documents/'));

  expect(names).toHaveLength(answer.files);
  const [png] = names.filter((name) => name.endsWith('.png')).map((name) => files.get(name));
  expect(png?.subarray(1, 4).toString('latin1')).toBe('PNG');
});

test('lists longer than a page are whole', async () => {
  const upload = readOperationFile('upload-document').text;
  for (let made = 0; made < 105; made += 1) {
    await world.gateway.upload(upload, { input: { kind: 'OTHER' } }, { name: 'a.png', bytes: PIXEL_PNG }, token);
  }
  const { data, answer } = await exportAll();
  const ids = data.data.me.documents.map(({ id }: Data) => id);

  expect(ids.length).toBeGreaterThan(105);
  expect(new Set(ids).size).toBe(ids.length);
  expect(answer.files).toBe(ids.length);
});

test('so are the sessions, which no record leads to', async () => {
  await world.database.query(
    `INSERT INTO sessions (id, user_id, device, created_at, last_used_at, expires_at)
     SELECT gen_random_uuid(), user_id, 'another', created_at, last_used_at, expires_at
     FROM (SELECT * FROM sessions WHERE revoked_at IS NULL AND user_id = $1 LIMIT 1) one, generate_series(1, 105)`,
    ['0190a000-0000-7000-8001-000000000001'],
  );
  const { data, answer } = await exportAll();
  const ids = data.data.sessions.map(({ id }: Data) => id);

  expect(answer.incomplete).toEqual([]);
  expect(ids.length).toBeGreaterThan(105);
  expect(new Set(ids).size).toBe(ids.length);
});

test('a provider that is down costs its own fields, and the archive says which', async () => {
  await world.gateway.simulators.get('crego')?.close();
  await world.database.query('DELETE FROM provider_snapshots');
  const { data } = await exportAll();

  expect(data.incomplete).toEqual([]);
  expect(data.data.me.runners[0].source).toMatchObject({ state: 'UNAVAILABLE' });
  expect(data.data.me.applicants[0].source.state).toBe('LIVE');
});

test('a link opens nothing with another secret, as another person’s, or when it has ended', async () => {
  const { answer } = await exportAll();
  const at = (path: string) => fetch(`${world.gateway.url}${path}`).then(async (response) => response.status);
  const [, , id, secret] = answer.path.split('/');

  expect(await at(`/exports/${id}/${'A'.repeat(43)}`)).toBe(404);
  expect(await at(`/exports/0190b000-0000-7000-8000-000000000000/${secret}`)).toBe(404);
  expect(await at(answer.path)).toBe(200);
  await world.database.query('UPDATE data_exports SET expires_at = now()');
  expect(await at(answer.path)).toBe(404);
  expect((await world.filesIn('exports')).length).toBeGreaterThan(0);
  await world.applyRetention();
  expect(await world.filesIn('exports')).toEqual([]);
});

test('nobody exports without logging in', async () => {
  const { errors } = await world.gateway.send(EXPORT);

  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});
