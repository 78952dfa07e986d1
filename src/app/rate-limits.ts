import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { GATEWAY_SETTINGS } from '../config/gateway-settings.js';
import type { SettingValues } from '../config/setting.js';
import { PointBudget } from '../domain/rate-limit/point-budget.js';
import { CallerRates } from '../http/rate-limit.js';
import { createPointStore } from '../persistence/rate-limits/create-point-store.js';
import { openRedis } from '../persistence/rate-limits/open-redis.js';
import { keyedHash } from '../security/keyed-hash.js';
import type { Cleanup } from './database.js';

interface Parts {
  readonly config: SettingValues<typeof GATEWAY_SETTINGS>;
  readonly dataSource: DataSource;
  /** Gateways that count together share it. */
  readonly secret: string;
  readonly log: Logger;
}

/** The points of actors and addresses, counted in Redis when there is one. */
export function openRateLimits({ config, dataSource, secret, log }: Parts, cleanups: Cleanup[]): CallerRates {
  const opened =
    config.REDIS_URL === undefined
      ? undefined
      : openRedis(config.REDIS_URL, (code) => log.warn({ code }, 'Redis is out of reach'));
  if (opened !== undefined) cleanups.push(async () => opened.close());
  const windowS = config.RATE_LIMIT_WINDOW_S;
  const budgetOf = (name: string, limit: number) => {
    if (limit === 0) return undefined;
    const store = createPointStore({ dataSource, redis: opened?.redis, name, limit, windowS });
    return new PointBudget({ store, limit, clock: () => new Date() });
  };
  return new CallerRates({
    perActor: budgetOf('actor', config.RATE_LIMIT_ACTOR),
    perAddress: budgetOf('address', config.RATE_LIMIT_ADDRESS),
    hash: keyedHash(secret, 'rate-limit'),
    onTrouble: () => log.error('rate limits cannot be looked up: queries pass uncounted, mutations are refused'),
  });
}
