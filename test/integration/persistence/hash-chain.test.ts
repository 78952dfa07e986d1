import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as newId } from 'uuid';
import { verifyAudit } from '../../../src/app/verify-audit.js';
import type { AuditEvent } from '../../../src/domain/audit/audit-trail.js';
import { HashChain } from '../../../src/persistence/chain/hash-chain.js';
import { verifyChain } from '../../../src/persistence/chain/verify-chain.js';
import { AccessLogTable } from '../../../src/persistence/repositories/access-log-table.js';
import { AuditTrailTable } from '../../../src/persistence/repositories/audit-trail-table.js';
import { keyedHash } from '../../../src/security/keyed-hash.js';
import { ChainWitnessFile } from '../../../src/storage/chain-witness-file.js';
import { openTestTables, type TestTables } from './test-tables.js';

const mac = keyedHash('a secret of the tests', 'audit-chain');
const chain = 'audit_events';
const WRITERS = 50;

let tables: TestTables;
let folder: string;
let witness: ChainWitnessFile;

beforeEach(async () => {
  tables = await openTestTables();
  folder = await mkdtemp(join(tmpdir(), 'kyc-witness-'));
  witness = new ChainWitnessFile(join(folder, 'heads.json'), () => {
    throw new Error('The witness could not write.');
  });
});
afterEach(async () => {
  // A head that waits would be written into a folder that is gone.
  await witness.flush();
  await tables.close();
  await rm(folder, { recursive: true, force: true });
});

/** As one gateway has it. */
function newTrail(): AuditTrailTable {
  const written = new HashChain({ dataSource: tables.dataSource, name: chain, mac, witness });
  return new AuditTrailTable({ chain: written, newId, clock: () => new Date() });
}

function eventOf(details: AuditEvent['details'] = {}): AuditEvent {
  const subject = newId();
  return {
    actor: { id: subject, role: 'CUSTOMER' },
    action: 'CONSENT_GIVEN',
    subjectUserId: subject,
    target: { type: 'Consent', id: newId() },
    requestId: 'request-1',
    details,
  };
}

async function write(count: number): Promise<void> {
  const trail = newTrail();
  for (let index = 1; index <= count; index += 1) await trail.record(eventOf({ index, note: 'ä "quoted" \u2028' }));
}

const verify = (witnessed: Parameters<typeof verifyChain>[0]['witnessed'] = null) =>
  verifyChain({ dataSource: tables.dataSource, chain, mac, witnessed });

/** As whoever owns the database can: triggers are no obstacle to them. */
async function tamper(...statements: readonly string[]): Promise<void> {
  const runner = tables.dataSource.createQueryRunner();
  try {
    await runner.query('SET session_replication_role = replica');
    for (const statement of statements) await runner.query(statement);
    await runner.query('SET session_replication_role = DEFAULT');
  } finally {
    await runner.release();
  }
}

describe('writing', () => {
  test('fifty writers at once, on two gateways, make one chain without gaps', async () => {
    const trails = [newTrail(), newTrail()];
    await Promise.all(
      Array.from({ length: WRITERS }, async (_, writer) => {
        for (let event = 0; event < 4; event += 1) await trails[writer % 2]?.record(eventOf({ writer, event }));
      }),
    );
    expect(await verify()).toEqual({ chain, rows: 4 * WRITERS, fault: null });
    const rows: { writer: number; events: number[] }[] = await tables.dataSource.query(
      `SELECT (details->>'writer')::int AS writer, array_agg((details->>'event')::int ORDER BY seq) AS events
       FROM audit_events GROUP BY 1`,
    );
    expect(rows).toHaveLength(WRITERS);
    for (const { events } of rows) expect(events).toEqual([0, 1, 2, 3]);
  });

  test('what waits goes together: fifty events of one moment cost a handful of statements', async () => {
    const trail = newTrail();
    await trail.record(eventOf());
    const statements = await tables.statementsOf(() =>
      Promise.all(Array.from({ length: WRITERS }, () => trail.record(eventOf()))),
    );
    expect(statements).toHaveLength(4);
    expect(await verify()).toMatchObject({ rows: WRITERS + 1, fault: null });
  });

  test('a row that the database refuses leaves no gap, and the next one is written', async () => {
    const trail = newTrail();
    await trail.record(eventOf());
    await expect(trail.record({ ...eventOf(), subjectUserId: 'no id' })).rejects.toThrow();
    await trail.record(eventOf());
    expect(await verify()).toMatchObject({ rows: 2, fault: null });
  });

  test.each(['UPDATE audit_events SET action = action', 'DELETE FROM audit_events', 'TRUNCATE audit_events'])(
    'the database refuses %s',
    async (statement) => {
      await write(1);
      await expect(tables.dataSource.query(statement)).rejects.toMatchObject({ code: '23001' });
      expect(await verify()).toMatchObject({ rows: 1, fault: null });
    },
  );
});

describe('verifying finds the first row', () => {
  const insertedCopy = `INSERT INTO audit_events SELECT 6, gen_random_uuid(), at, actor_id, actor_role, action,
    subject_user_id, target_type, target_id, purpose, request_id, details, hash, hash FROM audit_events WHERE seq = 5`;

  test.each([
    ['that was edited', 3, 'ALTERED', [`UPDATE audit_events SET details = '{"index": 4}' WHERE seq = 3`]],
    ['whose time was moved', 2, 'ALTERED', [`UPDATE audit_events SET at = at + interval '1 ms' WHERE seq = 2`]],
    ['that was removed', 4, 'MISSING', ['DELETE FROM audit_events WHERE seq = 4']],
    ['of all', 1, 'MISSING', ['DELETE FROM audit_events WHERE seq = 1']],
    [
      'that was removed although the rest was moved up',
      3,
      'ALTERED',
      ['DELETE FROM audit_events WHERE seq = 3', 'UPDATE audit_events SET seq = seq - 1 WHERE seq > 3'],
    ],
    [
      'of two that were swapped',
      2,
      'ALTERED',
      [
        'UPDATE audit_events SET seq = -2 WHERE seq = 2',
        'UPDATE audit_events SET seq = 2 WHERE seq = 4',
        'UPDATE audit_events SET seq = 4 WHERE seq = -2',
      ],
    ],
    ['that was inserted', 6, 'ALTERED', [insertedCopy]],
    ['that was cut off', 4, 'CUT', ['DELETE FROM audit_events WHERE seq >= 4']],
    ['of an emptied table', 1, 'CUT', ['TRUNCATE audit_events']],
    [
      'before an end that was forged',
      3,
      'HEAD',
      [
        'DELETE FROM audit_events WHERE seq > 3',
        `UPDATE chain_heads SET seq = 3, hash = (SELECT hash FROM audit_events WHERE seq = 3) WHERE chain = '${chain}'`,
      ],
    ],
    ['before an end that was removed', 5, 'HEAD', ['DELETE FROM chain_heads']],
  ] as const)('%s', async (_name, seq, kind, statements) => {
    await write(5);
    await tamper(...statements);
    expect(await verify()).toEqual({ chain, rows: kind === 'HEAD' ? seq : seq - 1, fault: { seq, kind } });
  });

  test('that was cut off together with an end that was once true, by what was seen from outside', async () => {
    await write(3);
    const [old] = await tables.dataSource.query('SELECT seq, hash, seal FROM chain_heads');
    await write(2);
    await witness.flush();
    const seen = await witness.find(chain);
    expect(seen?.seq).toBe(5);
    await tamper(
      'DELETE FROM audit_events WHERE seq > 3',
      `UPDATE chain_heads SET seq = 3, hash = '${old.hash}', seal = '${old.seal}'`,
    );
    expect(await verify()).toMatchObject({ rows: 3, fault: null });
    expect(await verify(seen)).toEqual({ chain, rows: 3, fault: { seq: 4, kind: 'CUT' } });
    await write(2);
    expect(await verify(seen)).toEqual({ chain, rows: 4, fault: { seq: 5, kind: 'REWRITTEN' } });
  });

  test('of a chain that another key was used for', async () => {
    await write(2);
    const other = keyedHash('another secret', 'audit-chain');
    const report = await verifyChain({ dataSource: tables.dataSource, chain, mac: other, witnessed: null });
    expect(report.fault).toEqual({ seq: 1, kind: 'ALTERED' });
  });
});

test('both chains are reported in words', async () => {
  await write(2);
  const accessChain = new HashChain({ dataSource: tables.dataSource, name: 'access_log', mac, witness });
  const accessLog = new AccessLogTable(tables.dataSource, { chain: accessChain, newId, clock: () => new Date() });
  const [subject, staff] = [newId(), newId()];
  const target = { type: 'Applicant', id: newId() };
  const common = {
    subjectUserId: subject,
    target,
    requestId: 'request-1',
    actor: { id: staff, role: 'REVIEWER' },
  } as const;
  await accessLog.record([
    { ...common, action: 'READ', field: null, purpose: null },
    { ...common, action: 'REVEAL', field: 'PAN', purpose: 'CASE_REVIEW' },
  ]);
  const page = (await accessLog.listBySubjects([subject, staff], { first: 10, after: null })).get(subject);
  expect(page?.items).toMatchObject([
    { ...common, action: 'REVEAL', field: 'PAN', purpose: 'CASE_REVIEW' },
    { ...common, action: 'READ', field: null, purpose: null },
  ]);
  const audit = { mac, witness };
  expect(await verifyAudit({ dataSource: tables.dataSource, audit })).toEqual({
    whole: true,
    lines: ['The audit trail is whole: 2 rows.', 'The access log is whole: 2 rows.'],
  });
  await tamper('DELETE FROM access_log WHERE seq = 1');
  expect(await verifyAudit({ dataSource: tables.dataSource, audit })).toMatchObject({
    whole: false,
    lines: [expect.anything(), expect.stringContaining('broken: row 1 is gone')],
  });
});
