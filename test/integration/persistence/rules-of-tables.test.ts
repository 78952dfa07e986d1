import { applyClosedSets, listKnownWords } from '../../../src/persistence/apply-closed-sets.js';
import { CLOSED_SETS } from '../../../src/persistence/entities/entities.js';
import { openTestTables, type TestTables } from './test-tables.js';

/** Foreign keys whose columns are not the first ones of any whole, valid index; a partial one must hold every value. */
const UNINDEXED = `
  SELECT k.conrelid::regclass || '.' || k.conname AS key FROM pg_constraint k
  WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND NOT EXISTS (
    SELECT FROM pg_index i WHERE i.indrelid = k.conrelid AND i.indisvalid
    AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey
    AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) = (
      SELECT '(' || string_agg(a.attname || ' IS NOT NULL', ' AND ') || ')' FROM pg_attribute a
      WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey))))`;

let tables: TestTables;
beforeAll(async () => {
  tables = await openTestTables();
});
afterAll(() => tables.close());

describe('foreign keys', () => {
  test('of the entities are those of the database, and each has an index that begins with it', async () => {
    const rows: { name: string }[] = await tables.dataSource.query(
      `SELECT conname AS name FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`,
    );
    const declared = tables.dataSource.entityMetadatas.flatMap(({ foreignKeys }) =>
      foreignKeys.map(({ name }) => name),
    );
    expect(rows.map(({ name }) => name).sort()).toEqual(declared.sort());
    expect(rows.length).toBeGreaterThan(10);
    expect(await tables.dataSource.query(UNINDEXED)).toEqual([]);
  });

  test('without an index, or with one that leaves rows out, would be seen', async () => {
    await tables.dataSource.query('DROP INDEX verifications_document');
    expect(await tables.dataSource.query(UNINDEXED)).toEqual([{ key: 'verifications.verifications_document_id_fkey' }]);
    await tables.dataSource.query(`CREATE INDEX verifications_document ON verifications (document_id) WHERE retryable`);
    expect(await tables.dataSource.query(UNINDEXED)).toHaveLength(1);
    await tables.dataSource.query('DROP INDEX verifications_document');
    await tables.dataSource.query(
      'CREATE INDEX verifications_document ON verifications (document_id) WHERE document_id IS NOT NULL',
    );
    expect(await tables.dataSource.query(UNINDEXED)).toEqual([]);
  });

  test('are found by their index when the record they refer to goes', async () => {
    const plan: { 'QUERY PLAN': string }[] = await tables.dataSource.transaction(async (manager) => {
      await manager.query('SET LOCAL enable_seqscan = off');
      return manager.query(
        `EXPLAIN SELECT FROM verifications WHERE document_id = '00000000-0000-7000-8000-000000000000'`,
      );
    });
    expect(plan.map((line) => line['QUERY PLAN']).join(' ')).toContain('verifications_document');
  });
});

describe('closed sets', () => {
  test('are rules of the database, with the words of the domain, all of them and no others', async () => {
    const known = await listKnownWords(tables.dataSource);
    const declared = new Map(CLOSED_SETS.map(({ name, words }) => [name, [...words]]));
    expect(Object.fromEntries(known)).toEqual(Object.fromEntries(declared));
    expect(CLOSED_SETS.length).toBeGreaterThan(25);
  });

  test('hold every column that is called a state, status, decision, outcome, role, scope, capability or purpose', async () => {
    const rows: { place: string }[] = await tables.dataSource.query(
      `SELECT table_name || '.' || column_name AS place FROM information_schema.columns WHERE table_schema = 'public'
       AND column_name ~ '(^|_)(state|status|decision|outcome|validity|roles?|scopes|capability|purpose|action|channel|language|items)$'`,
    );
    const places = new Set(CLOSED_SETS.map(({ table, column }) => `${table}.${column}`));
    expect(rows.map(({ place }) => place).filter((place) => !places.has(place))).toEqual(['audit_events.purpose']);
  });

  test.each([
    ['a status', `UPDATE verifications SET status = 'DONE'`, 'verifications_status_known'],
    ['a role among good ones', `UPDATE users SET roles = '{CUSTOMER,OWNER}'`, 'users_roles_known'],
    ['a state', `UPDATE documents SET state = 'stored'`, 'documents_state_known'],
  ])('refuse %s that is none', async (_what, statement, constraint) => {
    const user = await tables.addUser();
    await tables.dataSource.query(
      `INSERT INTO documents (id, user_id, kind, filename, content_type, size_bytes, sha256, state, created_at)
       VALUES (gen_random_uuid(), $1, 'OTHER', 'x', 'image/png', 1, 'x', 'STORED', now())`,
      [user.id],
    );
    await tables.dataSource.query(
      `INSERT INTO verifications (id, user_id, capability, provider_id, check_id, subject, status, reasons, facts,
         retryable, raw, attempts, timeline, created_at, updated_at)
       VALUES (gen_random_uuid(), $1, 'PAN', 'cashfree', gen_random_uuid(), 'x', 'PROCESSING', 'x', 'x', false, 'x',
         '[]', '[]', now(), now())`,
      [user.id],
    );
    await expect(tables.dataSource.query(statement)).rejects.toMatchObject({
      driverError: { code: '23514', constraint },
    });
  });

  test('get the words of a newer version at its start, and keep those of an older one', async () => {
    const set = { table: 'runners', column: 'status', name: 'runners_status_known', array: false };
    const before = (await listKnownWords(tables.dataSource)).get(set.name) ?? [];
    await applyClosedSets(tables.dataSource, [{ ...set, words: ['COMPLETED', 'PAUSED'] }]);
    const after = (await listKnownWords(tables.dataSource)).get(set.name) ?? [];
    expect(after).toEqual([...before, 'PAUSED']);
    const statements = await tables.statementsOf(() => applyClosedSets(tables.dataSource, [{ ...set, words: before }]));
    expect(statements.filter((statement) => statement.startsWith('ALTER'))).toEqual([]);
    await tables.dataSource.query(`ALTER TABLE runners DROP CONSTRAINT ${set.name}`);
    await applyClosedSets(tables.dataSource, CLOSED_SETS);
  });

  test('leave rows of older versions as they are, and the tables of later migrations alone', async () => {
    const set = { table: 'access_log', column: 'target_type', name: 'access_log_target_type_known', array: false };
    await tables.dataSource.query(
      `INSERT INTO access_log (seq, id, at, actor_role, action, target_type, details, previous_hash, hash)
       VALUES (1, gen_random_uuid(), now(), 'SYSTEM', 'READ', 'Old', '{}', 'x', 'x')`,
    );
    const later = { ...set, table: 'of_tomorrow', name: 'of_tomorrow_known' };
    await applyClosedSets(tables.dataSource, [
      { ...set, words: ['User'] },
      { ...later, words: ['User'] },
    ]);
    const known = await listKnownWords(tables.dataSource);
    expect(known.get(set.name)).toEqual(['User']);
    expect(known.has(later.name)).toBe(false);
    await tables.dataSource.query(`ALTER TABLE access_log DROP CONSTRAINT ${set.name}`);
  });
});
