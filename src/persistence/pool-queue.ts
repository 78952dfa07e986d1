import { Pool } from 'pg';
import type { DataSource } from 'typeorm';

/** Statements that wait for a connection, by connection that the pool may have; 0 where there is no pool. */
export function waitingPerConnection({ driver }: DataSource): number {
  const pool: unknown = 'master' in driver ? driver.master : null;
  return pool instanceof Pool ? pool.waitingCount / pool.options.max : 0;
}
