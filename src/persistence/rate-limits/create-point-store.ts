import type { Redis } from 'ioredis';
import { RateLimiterPostgres, RateLimiterRedis } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import type { PointStore } from '../../domain/rate-limit/point-store.js';
import { GuardedDataSource } from '../trouble/guarded-data-source.js';
import { LimiterPointStore } from './limiter-point-store.js';

export interface PointStoreOptions {
  readonly dataSource: DataSource;
  /** Preferred when given; PostgreSQL counts while it does not answer. */
  readonly redis?: Redis;
  /** Tells the keys of one limit from those of another. */
  readonly name: string;
  readonly limit: number;
  readonly windowS: number;
}

/** Points in PostgreSQL, or in Redis with PostgreSQL as its insurance. The table comes from a migration. */
export function createPointStore({ dataSource, redis, name, limit, windowS }: PointStoreOptions): PointStore {
  const common = { keyPrefix: name, points: limit, duration: windowS };
  const inPostgres = new RateLimiterPostgres({
    ...common,
    storeClient: dataSource,
    storeType: 'typeorm',
    tableName: 'rate_limits',
    tableCreated: true,
  });
  const gate = dataSource instanceof GuardedDataSource ? dataSource.gate : undefined;
  if (redis === undefined) return new LimiterPointStore(inPostgres, gate);
  return new LimiterPointStore(
    new RateLimiterRedis({ ...common, storeClient: redis, insuranceLimiter: inPostgres, rejectIfRedisNotReady: true }),
  );
}
