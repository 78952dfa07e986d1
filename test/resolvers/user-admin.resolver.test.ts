import { toGlobalId } from '../../src/graphql/common/global-id.js';
import { NOW } from '../support/fakes/fake-gateway.js';
import { createWorld, type Run, type World } from '../support/schema-harness.js';
import { PROBLEM } from './selections.js';

const USER = `__typename ... on User { id roles suspendedAt } ${PROBLEM}`;
const SET_ROLES = `mutation ($id: ID!, $roles: [Role!]!) { setUserRoles(userId: $id, roles: $roles) { ${USER} } }`;
const SUSPEND = `mutation ($id: ID!) { suspendUser(userId: $id, reason: FRAUD_SUSPECTED) { ${USER} } }`;
const REINSTATE = `mutation ($id: ID!) { reinstateUser(userId: $id) { ${USER} } }`;

let world: World;
let asAdmin: Run;
let asha: string;
let admin: string;

beforeEach(async () => {
  world = await createWorld();
  asAdmin = world.as(world.people.admin);
  asha = toGlobalId('User', world.people.asha.id);
  admin = toGlobalId('User', world.people.admin.id);
});

const trail = () =>
  world.gateway.auditTrail.events.map(({ action, subjectUserId, details }) => ({ action, subjectUserId, details }));

/** Whether the sessions that the person had before still work. */
async function sessionOf(person: { readonly id: string }) {
  const sessionId = world.gateway.newId();
  const expiresAt = new Date(NOW.getTime() + 60_000);
  const session = {
    id: sessionId,
    userId: person.id,
    device: 'a test',
    createdAt: NOW,
    lastUsedAt: NOW,
    expiresAt,
    revokedAt: null,
  };
  await world.gateway.sessions.insert(session, `hash of ${sessionId}`);
  return async () => (await world.gateway.sessions.findActive(sessionId, NOW)) !== null;
}

describe('setUserRoles', () => {
  test('replaces the roles, ends the sessions, and is on record', async () => {
    const alive = await sessionOf(world.people.asha);
    const { data } = await asAdmin(SET_ROLES, { id: asha, roles: ['REVIEWER', 'CUSTOMER', 'REVIEWER'] });

    expect(data.setUserRoles).toEqual({
      __typename: 'User',
      id: asha,
      roles: ['REVIEWER', 'CUSTOMER'],
      suspendedAt: null,
    });
    expect(await alive()).toBe(false);
    const details = { roles: 'REVIEWER CUSTOMER' };
    expect(trail()).toEqual([{ action: 'ROLES_CHANGED', subjectUserId: world.people.asha.id, details }]);
  });

  test.each([
    ['no role', []],
    ['the role of programs', ['CUSTOMER', 'SERVICE']],
  ])('refuses %s', async (_name, roles) => {
    const { data } = await asAdmin(SET_ROLES, { id: asha, roles });
    expect(data.setUserRoles).toMatchObject({ __typename: 'ValidationProblem', fieldErrors: [{ field: 'roles' }] });
    expect(trail()).toEqual([]);
  });

  test('leaves the last admin one, who may go when there is another', async () => {
    const down = () => asAdmin(SET_ROLES, { id: admin, roles: ['CUSTOMER'] });
    expect((await down()).data.setUserRoles).toMatchObject({ __typename: 'Conflict', field: 'userId' });
    expect(trail()).toEqual([]);
    await asAdmin(SET_ROLES, { id: asha, roles: ['ADMIN'] });
    expect((await down()).data.setUserRoles).toMatchObject({ __typename: 'User', roles: ['CUSTOMER'] });
  });
});

describe('suspendUser and reinstateUser', () => {
  test('keep the person out and let them in again', async () => {
    const alive = await sessionOf(world.people.asha);
    const { data } = await asAdmin(SUSPEND, { id: asha });
    expect(data.suspendUser).toMatchObject({ __typename: 'User', suspendedAt: NOW.toISOString() });
    expect(await alive()).toBe(false);
    await expect(world.as(world.people.asha)('{ me { id } }')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });

    expect((await asAdmin(REINSTATE, { id: asha })).data.reinstateUser).toMatchObject({ suspendedAt: null });
    expect((await world.as(world.people.asha)('{ me { id suspendedAt } }')).data.me).toEqual({
      id: asha,
      suspendedAt: null,
    });
    expect(trail().map(({ action, details }) => [action, details])).toEqual([
      ['ACCOUNT_SUSPENDED', { reason: 'FRAUD_SUSPECTED' }],
      ['ACCOUNT_RESTORED', {}],
    ]);
  });

  test('nobody suspends themselves', async () => {
    await asAdmin(SET_ROLES, { id: asha, roles: ['ADMIN'] });
    expect((await asAdmin(SUSPEND, { id: admin })).data.suspendUser).toMatchObject({ __typename: 'Conflict' });
  });

  test.each([
    ['setUserRoles', SET_ROLES],
    ['suspendUser', SUSPEND],
    ['reinstateUser', REINSTATE],
  ])('%s finds no account that does not exist', async (field, mutation) => {
    const id = toGlobalId('User', '01900000-0000-7000-8000-ffffffffffff');
    const { data } = await asAdmin(mutation, { id, ...(field === 'setUserRoles' && { roles: ['CUSTOMER'] }) });
    expect(data[field]).toMatchObject({ __typename: 'NotFound', field: 'userId' });
    expect(trail()).toEqual([]);
  });
});

test.each([
  [{ email: 'ASHA@example.com' }, ['Asha Rao']],
  [{ email: 'asha@example.co' }, []],
  [{ mobile: '+919000010002' }, ['Bala Iyer']],
  [{ role: 'REVIEWER' }, ['Ravi Nair']],
  [{ role: 'REVIEWER', email: 'asha@example.com' }, []],
  [{ suspended: true }, ['Bala Iyer']],
  [{ suspended: false, role: 'CUSTOMER' }, ['Asha Rao']],
  [{ createdAfter: '2100-01-01T00:00:00.000Z' }, []],
])('users(filter: %j)', async (filter, names) => {
  await asAdmin(SUSPEND, { id: toGlobalId('User', world.people.bala.id) });
  const { data } = await asAdmin('query ($filter: UserFilter) { users(filter: $filter) { nodes { name } } }', {
    filter,
  });
  expect(data.users.nodes.map(({ name }: { name: string }) => name)).toEqual(names);
});
