import { toGlobalId } from '../../src/graphql/common/global-id.js';
import { NOW } from '../support/fakes/fake-gateway.js';
import { createWorld, type Run, type World } from '../support/schema-harness.js';
import { PROBLEM } from './selections.js';

const KEY = 'id name prefix scopes createdAt lastUsedAt expiresAt revokedAt';
const CREATE = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) {
  __typename ... on CreatedApiKey { key apiKey { ${KEY} } } ${PROBLEM} } }`;
const REVOKE = `mutation ($id: ID!) { revokeApiKey(id: $id) { __typename ... on ApiKey { ${KEY} } ${PROBLEM} } }`;
const LIST = `{ apiKeys { edges { cursor node { id } } nodes { ${KEY} }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
const INPUT = { name: 'reporting-job', scopes: ['READ_USERS', 'READ_USERS'] };

let world: World;
let asAdmin: Run;
beforeEach(async () => {
  world = await createWorld();
  asAdmin = world.as(world.people.admin);
});

const create = async (input: object = INPUT) => (await asAdmin(CREATE, { input })).data.createApiKey;
const trail = () => world.gateway.auditTrail.events.map(({ action, target, details }) => ({ action, target, details }));

test('a key is shown once, is kept by hash, and is on record', async () => {
  const { key, apiKey } = await create();

  expect(apiKey).toMatchObject({ name: 'reporting-job', scopes: ['READ_USERS'], lastUsedAt: null, revokedAt: null });
  expect(key.startsWith(`${apiKey.prefix}_`)).toBe(true);
  const { data } = await asAdmin(LIST);
  expect(data.apiKeys.nodes).toEqual([apiKey]);
  const [secret] = key.slice(apiKey.prefix.length + 1).split(' ');
  expect(JSON.stringify([...world.gateway.apiKeys.rows, data])).not.toContain(secret);
  const [id] = world.gateway.apiKeys.rows.keys();
  const target = { type: 'ApiKey', id };
  expect(trail()).toEqual([{ action: 'API_KEY_CREATED', target, details: { scopes: 'READ_USERS' } }]);
});

test('a key opens what its scopes are for, and what it opens is in the access log under its id', async () => {
  const { key, apiKey } = await create();
  const asProgram = (query: string) => world.send(query, {}, `Bearer ${key}`);

  expect((await asProgram('{ users { nodes { email } } }')).data.users.nodes).toHaveLength(4);
  const refused = await asProgram('{ applicants { nodes { id } } }');
  expect(refused.errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  const { data } = await asAdmin('query ($id: ID!) { user(id: $id) { accessLog { nodes { actorRole actorId } } } }', {
    id: toGlobalId('User', world.people.asha.id),
  });
  expect(data.user.accessLog.nodes).toContainEqual({ actorRole: 'SERVICE', actorId: apiKey.id });
  expect((await asAdmin(LIST)).data.apiKeys.nodes[0].lastUsedAt).toBe(NOW.toISOString());
});

test('a revoked key is good for nothing, and stays in the list', async () => {
  const { key, apiKey } = await create();
  const revoked = { ...apiKey, revokedAt: NOW.toISOString() };
  expect((await asAdmin(REVOKE, { id: apiKey.id })).data.revokeApiKey).toMatchObject(revoked);
  expect((await asAdmin(REVOKE, { id: apiKey.id })).data.revokeApiKey).toMatchObject(revoked);

  await expect(world.send('{ providers { id } }', {}, `Bearer ${key}`)).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
  });
  expect((await asAdmin(LIST)).data.apiKeys.nodes).toEqual([revoked]);
  expect(trail().map(({ action }) => action)).toEqual(['API_KEY_CREATED', 'API_KEY_REVOKED']);
});

test.each([
  ['no scope', { ...INPUT, scopes: [] }, 'scopes'],
  ['an end that has passed', { ...INPUT, expiresAt: NOW.toISOString() }, 'expiresAt'],
])('%s is refused, and nothing is kept', async (_name, input, field) => {
  expect(await create(input)).toMatchObject({ __typename: 'ValidationProblem', fieldErrors: [{ field }] });
  expect(world.gateway.apiKeys.rows.size).toBe(0);
  expect(trail()).toEqual([]);
});

test('a key that nobody has cannot be revoked', async () => {
  const id = toGlobalId('ApiKey', '01900000-0000-7000-8000-ffffffffffff');
  expect((await asAdmin(REVOKE, { id })).data.revokeApiKey).toMatchObject({ __typename: 'NotFound', field: 'id' });
  expect(trail()).toEqual([]);
});
