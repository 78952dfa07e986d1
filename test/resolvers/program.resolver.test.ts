import { toGlobalId } from '../../src/graphql/common/global-id.js';
import { createWorld, type Run, type World } from '../support/schema-harness.js';
import { type Ids, rootOperations } from './root-operations.js';

let world: World;
let records: Run;
let users: Run;
let ids: Ids;

beforeEach(async () => {
  world = await createWorld();
  records = world.asProgram('READ_RECORDS');
  users = world.asProgram('READ_USERS');
  const { asha } = world.people;
  ids = {
    user: toGlobalId('User', asha.id),
    applicant: (await world.addApplicant(asha)).globalId,
    runner: (await world.addRunner(asha)).globalId,
    document: (await world.addDocument(asha)).globalId,
    verification: (await world.addVerification(asha)).globalId,
  };
});

const codes = async (run: Run, query: string, variables: Record<string, unknown> = {}) =>
  (await run(query, variables)).errors.map(({ extensions }) => extensions.code);

describe.each(['applicant', 'runner', 'document', 'verification'] as const)('%s', (field) => {
  const { query } = rootOperations({ user: '', applicant: '', runner: '', document: '', verification: '' })[field]!;

  test('is shown to a program that may read records, whoever owns it, and to no other program', async () => {
    const variables = { id: ids[field] };
    expect((await records(query, variables)).data).toEqual({ [field]: variables });
    expect(await codes(users, query, variables)).toEqual(['FORBIDDEN']);
    expect(await codes(world.asProgram(), query, variables)).toEqual(['FORBIDDEN']);
    const list = `{ ${field}s { nodes { id } } }`;
    expect((await records(list)).data).toEqual({ [`${field}s`]: { nodes: [variables] } });
    expect(await codes(users, list)).toEqual(['FORBIDDEN']);
  });

  test('does not lead to its owner without the scope for users', async () => {
    const owner = `query ($id: ID!) { ${field}(id: $id) { id user { id } } }`;
    const both = world.asProgram('READ_RECORDS', 'READ_USERS');
    expect((await records(owner, { id: ids[field] })).data).toEqual({ [field]: { id: ids[field], user: null } });
    expect(await codes(records, owner, { id: ids[field] })).toEqual(['FORBIDDEN']);
    expect((await both(owner, { id: ids[field] })).data[field].user).toEqual({ id: ids.user });
  });
});

test('users and their accounts are shown to a program that may read users, without what providers say', async () => {
  expect((await users('{ users { nodes { email } } }')).data.users.nodes).toHaveLength(4);
  const query = 'query ($id: ID!) { user(id: $id) { id kyc { complete } profile { pan { number } } } }';
  expect((await users(query, { id: ids.user })).data.user).toMatchObject({ id: ids.user });
  for (const edge of ['applicants { nodes { id } }', 'facts { name }', 'customer { outcome }']) {
    const further = `query ($id: ID!) { user(id: $id) { ${edge} } }`;
    expect([edge, await codes(users, further, { id: ids.user })]).toEqual([edge, ['FORBIDDEN']]);
  }
  expect(await codes(records, '{ users { nodes { email } } }')).toEqual(['FORBIDDEN']);
});

test('node shows to a program what its scope is for, and hides the rest as if it were not there', async () => {
  const query = 'query ($id: ID!) { node(id: $id) { id } }';
  const seen = async (run: Run, id: string) => (await run(query, { id })).data.node !== null;
  for (const [type, id] of Object.entries(ids)) {
    const shown = [type, await seen(records, id), await seen(users, id)];
    expect(shown).toEqual([type, type !== 'user', type === 'user']);
  }
});

test('a program sees no field that the subject does not see', async () => {
  const query =
    'query ($id: ID!) { applicant(id: $id) { raw { providerStatus } aml { source { state } } observed { sourceKey } } }';
  const { data, errors } = await records(query, { id: ids.applicant });
  expect(errors).toEqual([]);
  expect(data.applicant).toEqual({ raw: null, aml: null, observed: null });
});

test('what a program reads of a person is in the access log', async () => {
  await records(rootOperations(ids).applicant!.query, { id: ids.applicant });
  const { data } = await world.as(world.people.asha)('{ me { accessLog { nodes { action actorRole } } } }');
  expect(data.me.accessLog.nodes).toEqual([{ action: 'READ', actorRole: 'SERVICE' }]);
});

test('a program changes nothing and is nobody', async () => {
  const all = world.asProgram('READ_RECORDS', 'READ_USERS');
  const operations = rootOperations(ids);
  const mutations = Object.keys(world.schema.getMutationType()?.getFields() ?? {});
  const open = [];
  for (const name of mutations) {
    const { query, variables } = operations[name]!;
    if ((await codes(all, query, variables)).join() !== 'FORBIDDEN') open.push(name);
  }
  expect(open.sort()).toEqual([
    'login',
    'refreshSession',
    'register',
    'requestOtp',
    'requestPasswordReset',
    'resetPassword',
    'verifyOtp',
  ]);
  expect((await all('{ me { id } }')).data.me).toBeNull();
});
