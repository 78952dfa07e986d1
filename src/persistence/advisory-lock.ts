import type { DataSource } from 'typeorm';

/** Any 64-bit number; every gateway takes the same lock while it prepares the database. */
const PREPARATION_LOCK = '7203711947221003';

/** Runs `work` while no other gateway on this database does. */
export async function underPreparationLock(dataSource: DataSource, work: () => Promise<void>): Promise<void> {
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SET statement_timeout = 0');
    await lock.query('SELECT pg_advisory_lock($1)', [PREPARATION_LOCK]);
    try {
      await work();
    } finally {
      await lock.query('SELECT pg_advisory_unlock($1)', [PREPARATION_LOCK]);
      await lock.query('RESET statement_timeout');
    }
  } finally {
    await lock.release();
  }
}

/** Likewise for the work that one process at a time does for all. */
const HOUSEKEEPING_LOCK = '7203711947221004';

/** Runs `work` unless another process is at it: then null. */
export async function withHousekeepingLock<T>(dataSource: DataSource, work: () => Promise<T>): Promise<T | null> {
  const lock = dataSource.createQueryRunner();
  try {
    const [{ taken }]: [{ taken: boolean }] = await lock.query('SELECT pg_try_advisory_lock($1) AS taken', [
      HOUSEKEEPING_LOCK,
    ]);
    if (!taken) return null;
    try {
      return await work();
    } finally {
      await lock.query('SELECT pg_advisory_unlock($1)', [HOUSEKEEPING_LOCK]);
    }
  } finally {
    await lock.release();
  }
}
