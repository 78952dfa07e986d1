import type { DataSource } from 'typeorm';
import { createDataSource } from '../../../src/persistence/data-source.js';
import { SnapshotTable } from '../../../src/persistence/repositories/snapshot-table.js';
import { KeyRing, localRingKeys } from '../../../src/security/key-ring.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

const KEY = { providerId: 'personr', kind: 'applicant', recordKey: '1x2' };
const EARLY = new Date('2026-01-01T00:00:00.000Z');
const sealer = new KeyRing(localRingKeys('of the tests'));
const LATE = new Date('2026-01-02T00:00:00.000Z');

describe('last known answers', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let lost: number;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = createDataSource({ url: database.url, poolSize: 3 });
    await dataSource.initialize();
    await dataSource.runMigrations();
  });

  beforeEach(async () => {
    lost = 0;
    await dataSource.query('DELETE FROM provider_snapshots');
  });

  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  function tableOn(source: DataSource): SnapshotTable {
    const onLost = (count: number) => {
      lost += count;
    };
    return new SnapshotTable({ dataSource: source, sealer, onLost });
  }

  function openTable(): SnapshotTable {
    return tableOn(dataSource);
  }

  test('come back as they were, instants as instants, in another process too', async () => {
    const value = { status: 'COMPLETED', decidedAt: EARLY, reasons: [{ code: 'OTHER', field: null }], score: 0.5 };
    const table = openTable();
    table.keep(KEY, value, EARLY);
    expect(await table.find(KEY)).toEqual({ value, fetchedAt: EARLY, outdated: false });
    await table.flush();
    expect(await openTable().find(KEY)).toEqual({ value, fetchedAt: EARLY, outdated: false });
  });

  test('keep the ids of providers as they are, whatever their digits', async () => {
    const value = {
      referenceId: '999941057058',
      providerApplicantId: '56781234-5678-4123-8123-999941057058',
      customer: { customerNumber: '999941057058' },
    };
    const table = openTable();
    table.keep(KEY, value, EARLY);
    await table.flush();
    expect((await openTable().find(KEY))?.value).toEqual(value);
  });

  test('hold no Aadhaar number, wherever it stood', async () => {
    const table = openTable();
    table.keep(KEY, { note: 'number 9999 4105 7058', deep: [{ id: '999941057058' }], mobile: '+919000000001' }, EARLY);
    await table.flush();
    expect((await openTable().find(KEY))?.value).toEqual({
      note: 'number XXXXXXXX7058',
      deep: [{ id: 'XXXXXXXX7058' }],
      mobile: '+919000000001',
    });
  });

  test('are sealed in the database, and one moved to another record counts as none', async () => {
    const table = openTable();
    table.keep(KEY, { name: 'Asha Rao' }, EARLY);
    table.keep({ ...KEY, recordKey: '2x2' }, { name: 'Ravi Menon' }, EARLY);
    await table.flush();
    const rows = await dataSource.query('SELECT value FROM provider_snapshots');
    expect(JSON.stringify(rows)).not.toMatch(/Asha|Ravi/);
    await dataSource.query(
      `UPDATE provider_snapshots SET value = (SELECT value FROM provider_snapshots WHERE record_key = '2x2')`,
    );
    expect(await openTable().find(KEY)).toBeNull();
    expect(lost).toBe(1);
  });

  test('an older answer never replaces a newer one', async () => {
    const table = openTable();
    table.keep(KEY, 'new', LATE);
    await table.flush();
    const other = openTable();
    other.keep(KEY, 'old', EARLY);
    await other.flush();
    expect(await openTable().find(KEY)).toMatchObject({ value: 'new', fetchedAt: LATE });
  });

  test('are outdated after a change until a newer answer comes', async () => {
    const table = openTable();
    table.keep(KEY, 'before', EARLY);
    await table.markOutdated('personr', '1x2', EARLY);
    expect(await table.find(KEY)).toMatchObject({ value: 'before', outdated: true });
    table.keep(KEY, 'after', LATE);
    await table.flush();
    expect(await table.find(KEY)).toMatchObject({ value: 'after', outdated: false });
  });

  test('a hundred answers are written by one statement and read by one', async () => {
    const statements: string[] = [];
    const original = dataSource.query.bind(dataSource);
    const counting = new Proxy(dataSource, {
      get: (target, name) =>
        name === 'query'
          ? (sql: string, parameters: unknown[]) => {
              statements.push(sql);
              return original(sql, parameters);
            }
          : Reflect.get(target, name),
    });
    const table = tableOn(counting);
    const keys = Array.from({ length: 100 }, (_, index) => ({ ...KEY, recordKey: `1x${index}` }));
    for (const key of keys) table.keep(key, key.recordKey, EARLY);
    await table.flush();
    const found = await Promise.all(keys.map((key) => table.find(key)));
    expect(found.map((snapshot) => snapshot?.value)).toEqual(keys.map((key) => key.recordKey));
    expect(statements).toHaveLength(2);
  });

  test('a database that fails loses them without an exception, and says how many', async () => {
    const broken = createDataSource({ url: database.url, poolSize: 1 });
    await broken.initialize();
    const table = tableOn(broken);
    await broken.destroy();
    table.keep(KEY, 'x', EARLY);
    await table.flush();
    expect(lost).toBe(1);
  });
});
