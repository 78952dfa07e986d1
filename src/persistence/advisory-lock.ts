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
