import { ProblemError } from '../problem.js';

const MAX_WAITING = 100;

/** Runs tasks of one key one after the other, those of different keys side by side. */
export class LaneSet {
  readonly #lanes = new Map<string, { tail: Promise<unknown>; waiting: number }>();

  /** @throws ProblemError RateLimited when too many wait already */
  async run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const lane = this.#lanes.get(key) ?? { tail: Promise.resolve(), waiting: 0 };
    if (lane.waiting >= MAX_WAITING) {
      throw new ProblemError({ kind: 'RateLimited', message: 'Too many attempts at once. Try again.', resetAt: null });
    }
    this.#lanes.set(key, lane);
    lane.waiting += 1;
    const done = lane.tail.then(task, task);
    lane.tail = done.catch(() => undefined);
    try {
      return await done;
    } finally {
      lane.waiting -= 1;
      if (lane.waiting === 0) this.#lanes.delete(key);
    }
  }
}
