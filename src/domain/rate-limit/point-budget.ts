import type { Clock } from '../kernel/clock.js';
import type { PointStore } from './point-store.js';

interface Lease {
  left: number;
  readonly resetAt: Date;
  /** The window has no more than what is left here. */
  readonly last: boolean;
}

export interface PointBudgetOptions {
  readonly store: PointStore;
  /** Points of one key in one window. */
  readonly limit: number;
  readonly clock: Clock;
}

/** A gateway takes this part of a window at once, so that not every operation asks the store. */
const LEASED_PART = 20;
const KEPT_LEASES = 10_000;
/** Leases that had ended when they came: the clocks of store and gateway are too far apart to count anything. */
const MAX_STILLBORN = 5;

/**
 * Spends the points of a key out of leases. All gateways together never spend more than the limit; one may be refused a
 * little early while another holds points of a lease that it does not use.
 */
export class PointBudget {
  readonly #leases = new Map<string, Lease>();
  readonly #taking = new Map<string, Promise<void>>();

  constructor(private readonly options: PointBudgetOptions) {}

  /** Null when the points were there, else the time from which on there will be some. */
  async spend(key: string, points: number): Promise<Date | null> {
    let stillborn = 0;
    // Others may use up a lease while this one waits for it; in the end it gets one, or the last one is empty.
    while (stillborn < MAX_STILLBORN) {
      const lease = this.#live(key);
      if (lease !== null && lease.left >= points) {
        lease.left -= points;
        return null;
      }
      if (lease?.last) return lease.resetAt;
      await this.#renew(key, points, lease?.left ?? 0);
      if (this.#live(key) === null) stillborn += 1;
    }
    throw new Error('The clock of the store is too far from ours to count anything.');
  }

  #live(key: string): Lease | null {
    const lease = this.#leases.get(key);
    return lease !== undefined && lease.resetAt > this.options.clock() ? lease : null;
  }

  /** One request to the store at a time for each key. */
  #renew(key: string, points: number, left: number): Promise<void> {
    const running = this.#taking.get(key);
    if (running !== undefined) return running;
    const started = this.#take(key, points, left).finally(() => this.#taking.delete(key));
    this.#taking.set(key, started);
    return started;
  }

  async #take(key: string, points: number, left: number): Promise<void> {
    const { store, limit } = this.options;
    const wanted = Math.max(points - left, Math.ceil(limit / LEASED_PART));
    const { taken, resetAt } = await store.take(key, wanted);
    // What was left may have been spent, or have ended with its window, while the store was asked.
    const kept = this.#live(key)?.left ?? 0;
    this.#leases.delete(key);
    this.#leases.set(key, { left: kept + taken, resetAt, last: taken < wanted });
    const oldest = this.#leases.keys().next();
    if (this.#leases.size > KEPT_LEASES && !oldest.done) this.#leases.delete(oldest.value);
  }
}
