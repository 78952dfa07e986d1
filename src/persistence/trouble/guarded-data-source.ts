import pg from 'pg';
import { DataSource, type DataSourceOptions, type QueryRunner, type ReplicationMode } from 'typeorm';
import { StoreUnavailableError } from '../../domain/kernel/store-unavailable.js';
import { DatabaseGate } from './database-gate.js';
import { findTrouble } from './database-trouble.js';

const PROBE_EVERY_MS = 250;

type Query = (...args: readonly unknown[]) => Promise<unknown>;

export interface GuardOptions {
  readonly url: string;
  /** Of a probe: to connect, and to be answered. */
  readonly timeoutMs: number;
  readonly onChange?: (reachable: boolean) => void;
}

/**
 * A data source whose trouble is told as `StoreUnavailableError`, whoever uses it in whatever way: every statement of
 * TypeORM goes through a query runner, and those are made here.
 */
export class GuardedDataSource extends DataSource {
  readonly gate: DatabaseGate;

  constructor(options: DataSourceOptions, { url, timeoutMs, onChange }: GuardOptions) {
    super(options);
    this.gate = new DatabaseGate({ probe: () => probe(url, timeoutMs), probeEveryMs: PROBE_EVERY_MS, onChange });
  }

  override createQueryRunner(mode?: ReplicationMode): QueryRunner {
    const runner = super.createQueryRunner(mode);
    const query = runner.query.bind(runner) as Query;
    let broken = false;
    const guarded: Query = async (...args) => {
      // Nothing more goes over a connection that does not answer, not even a ROLLBACK.
      if (broken) throw new StoreUnavailableError();
      return this.gate.run(async () => {
        try {
          return await query(...args);
        } catch (error) {
          broken = findTrouble(error) === 'OUT_OF_REACH';
          // Back in the pool, it would keep the next statement waiting as long as this one.
          if (broken) await discard(runner);
          throw error;
        }
      });
    };
    return Object.assign(runner, { query: guarded });
  }

  override async destroy(): Promise<void> {
    this.gate.stop();
    await super.destroy();
  }
}

/** `end` cuts a connection on which a statement hangs, and the pool does not keep one that has ended. */
async function discard(runner: QueryRunner): Promise<void> {
  const client: unknown = await runner.connect().catch(() => null);
  if (client instanceof pg.Client) client.end().catch(() => undefined);
}

async function probe(connectionString: string, timeoutMs: number): Promise<void> {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
    application_name: 'kyc-gateway-probe',
  });
  // Without a listener a connection that breaks would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
  } finally {
    client.end().catch(() => undefined);
  }
}
