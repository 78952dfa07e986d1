import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import type { PointStore, PointsTaken } from '../../domain/rate-limit/point-store.js';
import type { DatabaseGate } from '../trouble/database-gate.js';

/** Points kept by a limiter of `rate-limiter-flexible`, in PostgreSQL or in Redis. */
export class LimiterPointStore implements PointStore {
  /** `gate`: where the limiter is in the database, past whose data source it goes. */
  constructor(
    private readonly limiter: RateLimiterAbstract,
    private readonly gate?: Pick<DatabaseGate, 'run'>,
  ) {}

  take(key: string, wanted: number): Promise<PointsTaken> {
    const take = () => this.#take(key, wanted);
    return this.gate === undefined ? take() : this.gate.run(take);
  }

  async #take(key: string, wanted: number): Promise<PointsTaken> {
    try {
      const { msBeforeNext } = await this.limiter.consume(key, wanted);
      return { taken: wanted, resetAt: toInstant(msBeforeNext) };
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return this.#takeRest(key, wanted, refusal);
    }
  }

  /** A limiter counts what it refuses; what went beyond its limit is given back, and what did not is taken. */
  async #takeRest(key: string, wanted: number, refusal: RateLimiterRes): Promise<PointsTaken> {
    const before = refusal.consumedPoints - wanted;
    const taken = Math.max(this.limiter.points - before, 0);
    await this.limiter.reward(key, wanted - taken);
    return { taken, resetAt: toInstant(refusal.msBeforeNext) };
  }
}

function toInstant(msFromNow: number): Date {
  return new Date(Date.now() + Math.max(msFromNow, 1));
}
