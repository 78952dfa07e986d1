import { v7 as newId } from 'uuid';
import type { CustomerLink } from '../../../src/domain/customer/customer-link.js';
import { CustomerLinkTable } from '../../../src/persistence/repositories/customer-link-table.js';
import { openTestTables, type TestTables } from './test-tables.js';

const AT = new Date('2026-02-03T04:05:06.000Z');

let tables: TestTables;
let links: CustomerLinkTable;

beforeAll(async () => {
  tables = await openTestTables();
  links = new CustomerLinkTable(tables.dataSource);
});
afterAll(() => tables.close());

function linkOf(userId: string, providerId = 'cdp'): CustomerLink {
  return {
    id: newId(),
    userId,
    providerId,
    customerNumber: null,
    state: 'PENDING',
    documentFingerprints: [],
    createdAt: AT,
    updatedAt: AT,
  };
}

test('one of many claims at once wins', async () => {
  const { id } = await tables.addUser();
  const claims = Array.from({ length: 10 }, () => linkOf(id));
  const won = await Promise.all(claims.map((link) => links.claim(link)));
  expect(won.filter((claimed) => claimed)).toHaveLength(1);
  expect(await links.findByUsers([id])).toEqual([claims[won.indexOf(true)]]);
});

test.each(['PENDING', 'LINKED', 'UNKNOWN'] as const)('a link that is %s keeps the place', async (state) => {
  const { id } = await tables.addUser();
  const first = linkOf(id);
  expect(await links.claim(first)).toBe(true);
  const customerNumber = state === 'LINKED' ? newId() : null;
  expect(await links.settle({ ...first, state, customerNumber })).toBe(true);
  expect(await links.claim(linkOf(id))).toBe(false);
  expect(await links.findByUsers([id])).toMatchObject([{ state, customerNumber }]);
});

test('a failed link frees the place and is not found any more', async () => {
  const { id } = await tables.addUser();
  const failed = linkOf(id);
  await links.claim(failed);
  expect(await links.settle({ ...failed, state: 'FAILED' })).toBe(true);
  expect(await links.settle({ ...failed, state: 'LINKED' })).toBe(false);
  expect(await links.findByUsers([id])).toEqual([]);
  const next = linkOf(id);
  expect(await links.claim(next)).toBe(true);
  expect(await links.findByUsers([id])).toEqual([next]);
});

test('other people and other providers have places of their own', async () => {
  const [one, other] = [await tables.addUser(), await tables.addUser()];
  const claims = [linkOf(one.id), linkOf(other.id), linkOf(one.id, 'another')];
  expect(await Promise.all(claims.map((link) => links.claim(link)))).toEqual([true, true, true]);
});

test('a customer number belongs to one user', async () => {
  const [one, other] = [linkOf((await tables.addUser()).id), linkOf((await tables.addUser()).id)];
  for (const link of [one, other]) await links.claim(link);
  const customerNumber = newId();
  expect(await links.settle({ ...one, state: 'LINKED', customerNumber })).toBe(true);
  expect(await links.settle({ ...other, state: 'LINKED', customerNumber })).toBe(false);
  expect(await links.findByUsers([other.userId])).toMatchObject([{ state: 'PENDING', customerNumber: null }]);
});
