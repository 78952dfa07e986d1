import { EntitySchema } from 'typeorm';
import * as c from './columns.js';

/** Points of the current windows, written by rate-limiter-flexible. */
const RateLimitEntity = new EntitySchema({
  name: 'RateLimit',
  tableName: 'rate_limits',
  columns: {
    key: { type: 'varchar', length: 255, primary: true },
    points: { type: 'integer', default: 0 },
    expire: { type: 'bigint', nullable: true },
  },
});

/** What paid checks of an account have cost, by day (UTC). */
const SpendDayEntity = new EntitySchema({
  name: 'SpendDay',
  tableName: 'spend_days',
  columns: {
    userId: { ...c.uuid, primary: true },
    day: { type: 'date', primary: true },
    units: c.integer,
  },
});

export const COUNTING_ENTITIES = [RateLimitEntity, SpendDayEntity];
