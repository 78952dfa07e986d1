import { createDataSource, MIGRATIONS } from '../../../src/persistence/data-source.js';
import { createTestDatabase } from '../../support/test-database.js';
import { openTestTables, type TestTables } from './test-tables.js';

const TABLES = `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> 'migrations'`;

let tables: TestTables;

beforeAll(async () => {
  tables = await openTestTables();
});
afterAll(() => tables.close());

test('the migrations make exactly the tables that the entities describe', async () => {
  const { upQueries } = await tables.dataSource.driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

test('the comparison would see a column, a rule or an index that only the database has', async () => {
  await tables.dataSource.query('ALTER TABLE runners ADD COLUMN stray text, ALTER COLUMN status DROP NOT NULL');
  await tables.dataSource.query('CREATE INDEX stray ON runners (ref_id)');
  const { upQueries } = await tables.dataSource.driver.createSchemaBuilder().log();
  await tables.dataSource.query('ALTER TABLE runners DROP COLUMN stray, ALTER COLUMN status SET NOT NULL');
  await tables.dataSource.query('DROP INDEX stray');
  expect(upQueries).toHaveLength(3);
});

test('every migration can be undone and done again, and a second run has nothing to do', async () => {
  const database = await createTestDatabase();
  const dataSource = createDataSource({ url: database.url, poolSize: 2 });
  try {
    await dataSource.initialize();
    expect(await dataSource.runMigrations()).toHaveLength(MIGRATIONS.length);
    const made: unknown[] = await dataSource.query(TABLES);
    expect(made).toHaveLength(dataSource.entityMetadatas.length);
    expect(await dataSource.runMigrations()).toEqual([]);
    for (const _ of MIGRATIONS) await dataSource.undoLastMigration({ transaction: 'all' });
    expect(await dataSource.query(TABLES)).toEqual([]);
    expect(await dataSource.runMigrations()).toHaveLength(MIGRATIONS.length);
    expect(await dataSource.query(TABLES)).toHaveLength(made.length);
  } finally {
    await dataSource.destroy();
    await database.drop();
  }
});
