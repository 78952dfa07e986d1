import { v7 as newId } from 'uuid';
import { ManagedAccountTable } from '../../../src/persistence/repositories/managed-account-table.js';
import { SessionTable } from '../../../src/persistence/repositories/session-table.js';
import { UserTable } from '../../../src/persistence/repositories/user-table.js';
import { newUser, openTestTables, type TestTables, testVault } from './test-tables.js';

const AT = new Date('2026-02-03T04:05:06.000Z');
const LATER = new Date('2026-02-04T04:05:06.000Z');

let tables: TestTables;
let users: UserTable;
let accounts: ManagedAccountTable;

beforeAll(async () => {
  tables = await openTestTables();
  users = new UserTable(tables.dataSource, testVault);
  accounts = new ManagedAccountTable(tables.dataSource);
});
afterAll(() => tables.close());
beforeEach(() => tables.dataSource.query('TRUNCATE users CASCADE'));

async function addAdmins(count: number): Promise<string[]> {
  const admins = Array.from({ length: count }, () => newUser({ roles: ['ADMIN'] }));
  for (const admin of admins) await users.insert(admin);
  return admins.map(({ id }) => id);
}

async function activeAdmins(): Promise<string[]> {
  const { items } = await users.list({ first: 100, after: null }, { role: 'ADMIN', suspended: false });
  return items.map(({ id }) => id);
}

test.each([
  ['lose the role', { roles: ['REVIEWER' as const] }],
  ['are suspended', { suspended: true }],
])('of six admins who %s all at once, one is left', async (_name, change) => {
  const ids = await addAdmins(6);
  const results = await Promise.all(ids.map((id) => accounts.change(id, change, AT)));
  expect(results.filter((result) => result === 'LAST_ADMIN')).toHaveLength(1);
  expect(await activeAdmins()).toEqual([ids[results.indexOf('LAST_ADMIN')]]);
});

test('a suspended admin does not count as one who is left', async () => {
  const [one, two] = (await addAdmins(2)) as [string, string];
  expect(await accounts.change(one, { suspended: true }, AT)).toBe('CHANGED');
  expect(await accounts.change(two, { roles: ['CUSTOMER'] }, AT)).toBe('LAST_ADMIN');
  expect(await accounts.change(one, { suspended: false }, AT)).toBe('CHANGED');
  expect(await accounts.change(two, { roles: ['CUSTOMER'] }, AT)).toBe('CHANGED');
});

test('every change ends the sessions, and a suspended account has none that works', async () => {
  const sessions = new SessionTable(tables.dataSource);
  const { id: userId } = await tables.addUser();
  const open = async () => {
    const id = newId();
    const session = { id, userId, device: 'a test', createdAt: AT, lastUsedAt: AT, expiresAt: LATER, revokedAt: null };
    await sessions.insert(session, id);
    return id;
  };
  for (const change of [{ roles: ['REVIEWER' as const] }, { suspended: true }, { suspended: false }]) {
    const session = await open();
    await accounts.change(userId, change, AT);
    expect(await sessions.findActive(session, AT)).toBeNull();
  }
  expect(await sessions.findActive(await open(), AT)).toMatchObject({ userId, roles: ['REVIEWER'] });
  await tables.dataSource.query('UPDATE users SET suspended_at = $2 WHERE id = $1', [userId, AT]);
  expect(await sessions.findActive(await open(), AT)).toBeNull();
});

test('a second suspension keeps the moment of the first, and an unknown account is told', async () => {
  const { id } = await tables.addUser();
  await accounts.change(id, { suspended: true }, AT);
  await accounts.change(id, { suspended: true }, LATER);
  expect((await users.findMany([id]))[0]).toMatchObject({ suspendedAt: AT, updatedAt: LATER, roles: ['CUSTOMER'] });
  expect(await accounts.change(newId(), { suspended: true }, AT)).toBe('UNKNOWN_USER');
});

test('accounts are found by whole contacts, role, state and age, all at once and page by page', async () => {
  const old = new Date('2025-01-01T00:00:00.000Z');
  const [asha, bala, carl] = [
    newUser({ email: 'asha.filter@example.com', mobile: '+919000000101' }),
    newUser({ mobile: '+919000000101', roles: ['CUSTOMER', 'REVIEWER'], createdAt: old }),
    newUser({ mobile: '+919000000102', roles: ['ADMIN'], suspendedAt: AT }),
  ];
  for (const user of [asha, bala, carl]) await users.insert(user);
  const find = async (filter: Parameters<UserTable['list']>[1], first = 100, after: string | null = null) =>
    (await users.list({ first, after }, filter)).items.map(({ id }) => id);

  expect(await find({ email: 'Asha.Filter@example.com' })).toEqual([asha.id]);
  expect(await find({ mobile: '+919000000101' })).toEqual([bala.id, asha.id]);
  expect(await find({ mobile: '+919000000101' }, 1, bala.id)).toEqual([asha.id]);
  expect(await find({ mobile: '+91900000010' })).toEqual([]);
  expect(await find({ role: 'CUSTOMER' })).toEqual([bala.id, asha.id]);
  expect(await find({ role: 'REVIEWER', mobile: '+919000000101' })).toEqual([bala.id]);
  expect(await find({ suspended: true })).toEqual([carl.id]);
  expect(await find({ suspended: false, createdAfter: old })).toEqual([asha.id]);
  expect(await find({})).toEqual([carl.id, bala.id, asha.id]);
});
