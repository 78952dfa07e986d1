import { setTimeout as delay } from 'node:timers/promises';
import { DataSource, type Logger } from 'typeorm';
import { ENTITIES } from './entities/entities.js';
import { Initial1790000600000 } from './migrations/1790000600000-initial.js';
import { SnakeNaming } from './naming.js';
import { GuardedDataSource } from './trouble/guarded-data-source.js';

export const MIGRATIONS = [Initial1790000600000];

/** How long the requests of a gateway may wait for its database, in milliseconds. */
export interface RequestLimits {
  /** For a connection, whether new or out of the pool. */
  readonly connectMs: number;
  /** For one statement. */
  readonly statementMs: number;
  /** For one lock, as a part of that. */
  readonly lockMs: number;
}

export interface DatabaseOptions {
  readonly url: string;
  /** Connections of this process. */
  readonly poolSize: number;
  /** Sees every statement; for tests that count them. */
  readonly logger?: Logger;
}

export interface RequestDatabaseOptions extends DatabaseOptions {
  readonly limits: RequestLimits;
  /** Told when the database goes out of reach, and when it answers again. */
  readonly onChange?: (reachable: boolean) => void;
}

/** How long work that nobody waits for may take: migrations, housekeeping, commands beside the gateway. */
const PATIENT = { connectMs: 10_000, statementMs: 30_000 };

/** The server ends a statement that takes too long; only one that says nothing any more is given up by the client. */
const SILENCE_MS = 200;

/** For work that nobody waits for. */
export function createDataSource(options: DatabaseOptions): DataSource {
  return new DataSource({
    ...toDataSourceOptions(options),
    connectTimeoutMS: PATIENT.connectMs,
    extra: {
      max: options.poolSize,
      statement_timeout: PATIENT.statementMs,
      idle_in_transaction_session_timeout: PATIENT.statementMs,
    },
  });
}

/** For what answers requests: trouble of the database comes soon, and as `StoreUnavailableError`. */
export function createRequestDataSource(options: RequestDatabaseOptions): GuardedDataSource {
  const { url, poolSize, limits, onChange } = options;
  const { connectMs, statementMs, lockMs } = limits;
  return new GuardedDataSource(
    {
      ...toDataSourceOptions(options),
      connectTimeoutMS: connectMs,
      extra: {
        max: poolSize,
        statement_timeout: statementMs,
        lock_timeout: lockMs,
        query_timeout: statementMs + SILENCE_MS,
        idle_in_transaction_session_timeout: PATIENT.statementMs,
        keepAlive: true,
      },
    },
    { url, timeoutMs: connectMs, onChange },
  );
}

function toDataSourceOptions({ url, logger }: DatabaseOptions) {
  return {
    type: 'postgres',
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTransactionMode: 'all',
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    logging: logger !== undefined,
    logger,
    applicationName: 'kyc-gateway',
  } as const;
}

/** Whether the database answers within this time. */
export async function isReachable(dataSource: DataSource, withinMs: number): Promise<boolean> {
  const late = new AbortController();
  const answered = dataSource.query('SELECT 1').then(
    () => true,
    () => false,
  );
  const waited = delay(withinMs, false, { ref: false, signal: late.signal }).catch(() => false);
  try {
    return await Promise.race([answered, waited]);
  } finally {
    late.abort();
  }
}
