import type { Clock } from '../kernel/clock.js';
import { ProblemError } from '../kernel/problem.js';

export interface FairLineOptions {
  /** How many of one lane may wait; an older one gives way to a newer. */
  readonly perLane: number;
  /** How long anybody waits, in milliseconds. */
  readonly maxWaitMs: number;
  readonly clock: Clock;
  /** Awaited before each turn. */
  readonly beforeTurn?: (key: string) => Promise<void>;
}

interface Waiting {
  readonly since: number;
  run(): Promise<void>;
  refuse(reason: unknown): void;
}

interface Line {
  readonly lanes: Map<string, Waiting[]>;
  /** Turns that a lane has had since somebody waits. */
  readonly turns: Map<string, number>;
}

/** Of all lanes together. */
const MAX_WAITING = 1_000;

/**
 * Runs tasks of one key one after the other. The lane with the fewest turns so far comes next, so that whoever sends many
 * waits for those who send few, and not the other way round. When too many wait, the fullest lane gives one up.
 */
export class FairLine {
  readonly #lines = new Map<string, Line>();

  constructor(private readonly options: FairLineOptions) {}

  /** @throws ProblemError RateLimited when its turn did not come; the task was not run then */
  run<T>(key: string, lane: string, task: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const run = () => task().then(resolve, reject);
      this.#enter(key, lane, { since: this.options.clock().getTime(), run, refuse: reject });
    });
  }

  #enter(key: string, lane: string, waiting: Waiting): void {
    const known = this.#lines.get(key);
    const line = known ?? { lanes: new Map<string, Waiting[]>(), turns: new Map<string, number>() };
    const own = line.lanes.get(lane) ?? [];
    own.push(waiting);
    line.lanes.set(lane, own);
    if (own.length > this.options.perLane) own.shift()?.refuse(tooManyAtOnce());
    const all = [...line.lanes.values()];
    if (all.reduce((sum, { length }) => sum + length, 0) > MAX_WAITING) {
      const fullest = all.reduce((most, other) => (other.length > most.length ? other : most));
      fullest.shift()?.refuse(tooManyAtOnce());
    }
    if (known !== undefined) return;
    this.#lines.set(key, line);
    this.#serve(key, line).catch((error: unknown) => {
      for (const left of [...line.lanes.values()].flat()) left.refuse(error);
    });
  }

  async #serve(key: string, line: Line): Promise<void> {
    try {
      while (this.#hasWaiting(line)) {
        await this.options.beforeTurn?.(key);
        this.#refuseLate(line);
        await takeNext(line)?.run();
      }
    } finally {
      this.#lines.delete(key);
    }
  }

  #hasWaiting(line: Line): boolean {
    for (const [lane, waiting] of line.lanes) if (waiting.length === 0) line.lanes.delete(lane);
    return line.lanes.size > 0;
  }

  #refuseLate(line: Line): void {
    const earliest = this.options.clock().getTime() - this.options.maxWaitMs;
    for (const waiting of line.lanes.values()) {
      while (waiting[0] !== undefined && waiting[0].since < earliest) waiting.shift()?.refuse(tooManyAtOnce());
    }
  }
}

function takeNext({ lanes, turns }: Line): Waiting | undefined {
  const turnsOf = (lane: string) => turns.get(lane) ?? 0;
  const [next] = [...lanes].filter(([, { length }]) => length > 0).sort(([a], [b]) => turnsOf(a) - turnsOf(b));
  if (next === undefined) return undefined;
  const [lane, waiting] = next;
  turns.set(lane, turnsOf(lane) + 1);
  return waiting.shift();
}

function tooManyAtOnce(): ProblemError {
  return new ProblemError({
    kind: 'RateLimited',
    message: 'Too many attempts at once: this one was not checked. Try again.',
    resetAt: null,
  });
}
