import type { DataSource, QueryRunner } from 'typeorm';
import type { AuditRole } from '../../domain/audit/audit-entry.js';
import type { ChainHead } from '../../domain/audit/chain-witness.js';
import { CHAIN_START, type ChainMac, type ChainName, type ChainRow, hashOfRow, sealOf } from './chain-row.js';

const PAGE = 5_000;

/**
 * ALTERED: the row is not what a gateway wrote there. MISSING: the row is not there although later ones are. UNLINKED:
 * the row is whole and does not follow the one before. CUT: the chain ends before its known end. HEAD: the record of the
 * chain's end does not fit the chain. REWRITTEN: the row is whole and not the one that was seen from outside.
 */
export type ChainFault = 'ALTERED' | 'MISSING' | 'UNLINKED' | 'CUT' | 'HEAD' | 'REWRITTEN';

export interface ChainReport {
  readonly chain: ChainName;
  /** Rows that are proven. */
  readonly rows: number;
  /** The first one; null when the chain is whole. */
  readonly fault: { readonly seq: number; readonly kind: ChainFault } | null;
}

export interface ChainProof {
  readonly dataSource: DataSource;
  readonly chain: ChainName;
  readonly mac: ChainMac;
  /** The end of the chain as it was once seen from outside the database; null when it never was. */
  readonly witnessed: ChainHead | null;
}

/** Reads a whole chain, as it is at one moment, and recomputes it. Gateways may go on writing meanwhile. */
export async function verifyChain(proof: ChainProof): Promise<ChainReport> {
  const runner = proof.dataSource.createQueryRunner();
  try {
    await runner.startTransaction('REPEATABLE READ');
    await runner.query('SET LOCAL statement_timeout = 0');
    const report = await verifyRows(runner, proof);
    await runner.commitTransaction();
    return report;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

async function verifyRows(runner: QueryRunner, { chain, mac, witnessed }: ChainProof): Promise<ChainReport> {
  let last: ChainHead = CHAIN_START;
  const broken = (seq: number, kind: ChainFault): ChainReport => ({ chain, rows: last.seq, fault: { seq, kind } });
  for (let page = await readPage(runner, chain, 0); page.length > 0; page = await readPage(runner, chain, last.seq)) {
    for (const row of page) {
      if (row.seq !== last.seq + 1) return broken(last.seq + 1, 'MISSING');
      if (hashOfRow(chain, row, mac) !== row.hash) return broken(row.seq, 'ALTERED');
      if (row.previousHash !== last.hash) return broken(row.seq, 'UNLINKED');
      if (row.seq === witnessed?.seq && row.hash !== witnessed.hash) return broken(row.seq, 'REWRITTEN');
      last = row;
    }
  }
  const head = await readHead(runner, chain);
  const known = Math.max(head?.seq ?? 0, witnessed?.seq ?? 0);
  if (known > last.seq) return broken(last.seq + 1, 'CUT');
  if (head === null ? last.seq > 0 : head.hash !== last.hash || head.seal !== sealOf(chain, head, mac))
    return broken(last.seq, 'HEAD');
  return { chain, rows: last.seq, fault: null };
}

async function readPage(runner: QueryRunner, chain: ChainName, after: number): Promise<readonly ChainRow[]> {
  const rows: Record<string, unknown>[] = await runner.query(
    `SELECT * FROM ${chain} WHERE seq > $1 ORDER BY seq LIMIT ${PAGE}`,
    [after],
  );
  return rows.map(toRow);
}

async function readHead(
  runner: QueryRunner,
  chain: ChainName,
): Promise<(ChainHead & { readonly seal: string }) | null> {
  const [head]: { seq: string; hash: string; seal: string }[] = await runner.query(
    'SELECT seq, hash, seal FROM chain_heads WHERE chain = $1',
    [chain],
  );
  return head === undefined ? null : { ...head, seq: Number(head.seq) };
}

function toRow(row: Record<string, unknown>): ChainRow {
  return {
    seq: Number(row.seq),
    id: String(row.id),
    at: row.at as Date,
    actorId: row.actor_id as string | null,
    actorRole: row.actor_role as AuditRole,
    action: String(row.action),
    subjectUserId: row.subject_user_id as string | null,
    targetType: row.target_type as string | null,
    targetId: row.target_id as string | null,
    purpose: row.purpose as string | null,
    requestId: row.request_id as string | null,
    details: row.details as ChainRow['details'],
    previousHash: String(row.previous_hash),
    hash: String(row.hash),
  };
}
