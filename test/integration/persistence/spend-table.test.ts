import { randomUUID } from 'node:crypto';
import { SpendTable } from '../../../src/persistence/repositories/spend-table.js';
import { openTestTables, type TestTables } from './test-tables.js';

let tables: TestTables;
let ledger: SpendTable;
beforeAll(async () => {
  tables = await openTestTables();
  ledger = new SpendTable(tables.dataSource);
});
afterAll(() => tables.close());

const DAY = '2026-02-01';

describe('the spending of a day', () => {
  test('never passes the cap, however many add to it at once', async () => {
    const user = randomUUID();
    const answers = await Promise.all(Array.from({ length: 60 }, () => ledger.reserve(user, DAY, 3, 50)));
    expect(answers.filter(Boolean)).toHaveLength(16);
    expect(await ledger.reserve(user, DAY, 2, 50)).toBe(true);
    expect(await ledger.reserve(user, DAY, 1, 50)).toBe(false);
  });

  test('has room again for what was given back, and none for one call above the cap', async () => {
    const user = randomUUID();
    expect(await ledger.reserve(user, DAY, 6, 5)).toBe(false);
    expect(await ledger.reserve(user, DAY, 5, 5)).toBe(true);
    await ledger.release(user, DAY, 2);
    expect(await ledger.reserve(user, DAY, 2, 5)).toBe(true);
    expect(await ledger.reserve(user, DAY, 1, 5)).toBe(false);
  });

  test('begins anew each day and for each account, and is forgotten after a month', async () => {
    const user = randomUUID();
    expect(await ledger.reserve(user, DAY, 5, 5)).toBe(true);
    expect(await ledger.reserve(user, '2026-02-02', 5, 5)).toBe(true);
    expect(await ledger.reserve(randomUUID(), DAY, 5, 5)).toBe(true);
    expect(await ledger.reserve(user, '2026-03-05', 1, 5)).toBe(true);
    const days: unknown[] = await tables.dataSource.query(
      'SELECT day::text FROM spend_days WHERE user_id = $1 ORDER BY day',
      [user],
    );
    expect(days).toEqual([{ day: '2026-02-02' }, { day: '2026-03-05' }]);
  });
});
