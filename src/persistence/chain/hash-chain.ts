import type { DataSource, QueryRunner } from 'typeorm';
import type { ChainHead, ChainWitness } from '../../domain/audit/chain-witness.js';
import {
  CHAIN_START,
  type ChainEntry,
  type ChainMac,
  type ChainName,
  type ChainRow,
  linkRow,
  sealOf,
} from './chain-row.js';

/** Rows of one statement: more wait for the next. */
const MAX_BATCH = 500;

const COLUMNS = `seq bigint, id uuid, at timestamptz, actor_id uuid, actor_role text, action text,
  subject_user_id uuid, target_type text, target_id text, purpose text, request_id text, details jsonb,
  previous_hash text, hash text`;

export interface HashChainDependencies {
  readonly dataSource: DataSource;
  readonly name: ChainName;
  readonly mac: ChainMac;
  readonly witness: ChainWitness;
}

interface Waiting {
  readonly entries: readonly ChainEntry[];
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Appends rows to a table in which each is hashed with the one before. The row of the head is locked by whoever writes,
 * so all gateways of a database make one chain without gaps; whatever arrives while a batch is on its way goes with the
 * next one, so waiting does not add up.
 */
export class HashChain {
  #waiting: Waiting[] = [];
  #writing: Promise<void> | null = null;

  constructor(private readonly deps: HashChainDependencies) {}

  /** Durable when it resolves; in the order of the calls. */
  append(entries: readonly ChainEntry[]): Promise<void> {
    if (entries.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entries, resolve, reject });
      this.#writing ??= this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    // Let everything of this turn of the event loop join the first batch.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#nextBatch();
      try {
        await this.#write(batch.flatMap(({ entries }) => entries));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#writing = null;
  }

  #nextBatch(): readonly Waiting[] {
    let rows = 0;
    const fits = this.#waiting.findIndex(({ entries }, index) => {
      rows += entries.length;
      return index > 0 && rows > MAX_BATCH;
    });
    return this.#waiting.splice(0, fits < 0 ? this.#waiting.length : fits);
  }

  async #write(entries: readonly ChainEntry[]): Promise<void> {
    const { dataSource, name, mac, witness } = this.deps;
    const runner = dataSource.createQueryRunner();
    let head: ChainHead;
    try {
      await runner.startTransaction();
      head = await this.#lockHead(runner);
      const rows: ChainRow[] = [];
      for (const entry of entries) {
        const row = linkRow(name, head, entry, mac);
        rows.push(row);
        head = row;
      }
      await runner.query(
        `WITH added AS (INSERT INTO ${name} SELECT * FROM jsonb_to_recordset($2::jsonb) AS row (${COLUMNS}))
         UPDATE chain_heads SET seq = $3, hash = $4, seal = $5, updated_at = now() WHERE chain = $1`,
        [name, JSON.stringify(rows.map(toColumns)), head.seq, head.hash, sealOf(name, head, mac)],
      );
      await runner.commitTransaction();
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction();
      throw error;
    } finally {
      await runner.release();
    }
    witness.note(name, { seq: head.seq, hash: head.hash });
  }

  async #lockHead(runner: QueryRunner): Promise<ChainHead> {
    const { name, mac } = this.deps;
    for (;;) {
      const [found]: { seq: string; hash: string }[] = await runner.query(
        'SELECT seq, hash FROM chain_heads WHERE chain = $1 FOR UPDATE',
        [name],
      );
      if (found !== undefined) return { seq: Number(found.seq), hash: found.hash };
      await runner.query(
        'INSERT INTO chain_heads (chain, seq, hash, seal, updated_at) VALUES ($1, $2, $3, $4, now()) ON CONFLICT DO NOTHING',
        [name, CHAIN_START.seq, CHAIN_START.hash, sealOf(name, CHAIN_START, mac)],
      );
    }
  }
}

function toColumns(row: ChainRow): Record<string, unknown> {
  return {
    seq: row.seq,
    id: row.id,
    at: row.at,
    actor_id: row.actorId,
    actor_role: row.actorRole,
    action: row.action,
    subject_user_id: row.subjectUserId,
    target_type: row.targetType,
    target_id: row.targetId,
    purpose: row.purpose,
    request_id: row.requestId,
    details: row.details,
    previous_hash: row.previousHash,
    hash: row.hash,
  };
}
