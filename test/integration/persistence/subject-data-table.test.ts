import { ERASED_TABLES, KEPT_TABLES } from '../../../src/persistence/repositories/subject-data-table.js';
import { openTestTables, type TestTables } from './test-tables.js';

let tables: TestTables;
beforeAll(async () => {
  tables = await openTestTables();
});
afterAll(() => tables.close());

test('every table about a user is either erased with the account or kept for a stated reason', async () => {
  const rows: { table_name: string }[] = await tables.dataSource.query(
    `SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'user_id'`,
  );
  const known = [...ERASED_TABLES, ...Object.keys(KEPT_TABLES)];
  expect(rows.map((row) => row.table_name).sort()).toEqual(known.sort());
});
