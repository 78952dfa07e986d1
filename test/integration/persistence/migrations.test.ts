import type { DataSource } from 'typeorm';
import { createDataSource, MIGRATIONS } from '../../../src/persistence/data-source.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { describeBesideEntities, describeSchema } from './schema-of-database.js';
import { collectInto, openTestTables, type TestTables } from './test-tables.js';

let tables: TestTables;
/** What TypeORM makes of the entities alone, in a database of its own. */
let declared: readonly string[];

beforeAll(async () => {
  tables = await openTestTables();
  declared = await inEmptyDatabase(async (dataSource) => {
    await dataSource.synchronize();
    return describeSchema(dataSource);
  });
});
afterAll(() => tables.close());

async function inEmptyDatabase<T>(work: (dataSource: DataSource, database: TestDatabase) => Promise<T>): Promise<T> {
  const database = await createTestDatabase();
  const dataSource = createDataSource({ url: database.url, poolSize: 2, logger: collectInto([]) });
  try {
    await dataSource.initialize();
    return await work(dataSource, database);
  } finally {
    await dataSource.destroy();
    await database.drop();
  }
}

/** What the migrated database and the entities do not agree on, after this statement. */
async function differencesAfter(statement: string): Promise<readonly string[]> {
  const runner = tables.dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    await runner.query(statement);
    const made = await describeSchema(runner);
    return [
      ...made.filter((line) => !declared.includes(line)).map((line) => `only made: ${line}`),
      ...declared.filter((line) => !made.includes(line)).map((line) => `only declared: ${line}`),
    ];
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

describe('the migrations', () => {
  test('leave TypeORM nothing to do', async () => {
    const { upQueries } = await tables.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  test('make what the entities declare, and nothing that they do not', async () => {
    expect(await describeSchema(tables.dataSource)).toEqual(declared);
    for (const kind of ['table ', 'column ', 'constraint ', 'CREATE INDEX ', 'CREATE UNIQUE INDEX '])
      expect(declared.some((line) => line.startsWith(kind))).toBe(true);
    expect(declared.filter((line) => line.startsWith('table '))).toHaveLength(tables.dataSource.entityMetadatas.length);
  });

  test('make beside it the rules that keep proofs as they are, and rate limits that a crash empties', async () => {
    const chain = (table: string) => [
      `trigger ${table}.${table}_rows_stay BEFORE DELETE OR UPDATE ON`,
      `trigger ${table}.${table}_stays BEFORE TRUNCATE ON`,
    ];
    const proof = (table: string) => [
      `trigger ${table}.${table}_rows_stay BEFORE UPDATE ON`,
      `trigger ${table}.${table}_stays BEFORE TRUNCATE ON`,
    ];
    expect(await describeBesideEntities(tables.dataSource)).toEqual([
      'function refuse_rewriting',
      ...chain('access_log'),
      ...chain('audit_events'),
      ...proof('consents'),
      ...proof('disclosures'),
      'unlogged rate_limits',
    ]);
  });
});

describe('the comparison sees', () => {
  test.each([
    ['a table of its own', 'CREATE TABLE stray (id uuid NOT NULL)', 2],
    ['a missing table', 'DROP TABLE spend_days', 5],
    ['a column of its own', 'ALTER TABLE runners ADD COLUMN stray text', 1],
    ['a column that may be null', 'ALTER TABLE runners ALTER COLUMN status DROP NOT NULL', 2],
    ['another type', 'ALTER TABLE documents ALTER COLUMN size_bytes TYPE bigint', 2],
    ['a default', `ALTER TABLE users ALTER COLUMN roles SET DEFAULT '{}'`, 2],
    ['an index of its own', 'CREATE INDEX stray ON runners (ref_id)', 1],
    ['a missing index', 'DROP INDEX sessions_user', 1],
    [
      'an index of other rows',
      'DROP INDEX users_suspended; CREATE INDEX users_suspended ON users (id) WHERE suspended_at IS NULL',
      2,
    ],
    ['a missing unique rule', 'ALTER TABLE verifications DROP CONSTRAINT verifications_check', 1],
    ['a missing foreign key', 'ALTER TABLE sessions DROP CONSTRAINT sessions_user_id_fkey', 1],
    [
      'a foreign key that takes more with it',
      `ALTER TABLE sessions DROP CONSTRAINT sessions_user_id_fkey,
       ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE`,
      2,
    ],
    ['a missing closed set', 'ALTER TABLE runners DROP CONSTRAINT runners_status_known', 1],
    [
      'a closed set with other words',
      `ALTER TABLE documents DROP CONSTRAINT documents_side_known,
       ADD CONSTRAINT documents_side_known CHECK (side = ANY (ARRAY['FRONT'::text]))`,
      2,
    ],
  ])('%s', async (_what, statement, differences) => {
    expect(await differencesAfter(statement)).toHaveLength(differences);
  });

  test('nothing where nothing was changed', async () => {
    expect(await differencesAfter('SELECT 1')).toEqual([]);
  });
});

test('the migrations can be undone and done again, and a second run has nothing to do', async () => {
  await inEmptyDatabase(async (dataSource) => {
    expect(await dataSource.runMigrations()).toHaveLength(MIGRATIONS.length);
    const made = await describeSchema(dataSource);
    expect(await dataSource.runMigrations()).toEqual([]);
    for (const _ of MIGRATIONS) await dataSource.undoLastMigration({ transaction: 'all' });
    expect(await describeSchema(dataSource)).toEqual([]);
    expect(await describeBesideEntities(dataSource)).toEqual([]);
    expect(await dataSource.runMigrations()).toHaveLength(MIGRATIONS.length);
    expect(await describeSchema(dataSource)).toEqual(made);
  });
});

test('a database that was made before the first release is refused as it is, and the message says what to do', async () => {
  await inEmptyDatabase(async (dataSource) => {
    await dataSource.query('CREATE TABLE users (id uuid PRIMARY KEY, email text)');
    await expect(dataSource.runMigrations()).rejects.toThrow(/before the first release.*empty database/);
    expect(await describeSchema(dataSource)).toHaveLength(4);
  });
});
