import type { Clock } from '../clock.js';
import { ProblemError } from '../problem.js';
import { LaneSet } from './lane-set.js';

/** A number of attempts in a window that begins with the first of them. */
export interface Budget {
  readonly key: string;
  readonly limit: number;
  readonly windowMs: number;
}

export interface Counted {
  readonly count: number;
  readonly endsAt: Date;
}

/** Counts that outlive the process and are shared by every gateway. */
export interface GuessCounter {
  /** Counts one more for each key, atomically; answers in the order of the keys. */
  add(budgets: readonly Budget[], at: Date): Promise<readonly Counted[]>;
  /** Takes one back from each key. */
  giveBack(keys: readonly string[]): Promise<void>;
  /** What is counted of a key now; 0 when its window is over. */
  peek(key: string, at: Date): Promise<number>;
}

export interface GuessGuardDependencies {
  readonly counter: GuessCounter;
  /** Keys hold neither addresses nor emails. */
  readonly hash: (text: string) => string;
  readonly clock: Clock;
}

/** Who is guessed at, and from where. */
export interface Guess {
  /** e.g. a normalised email address; counted alike whether there is such an account. */
  readonly account: string;
  readonly network: string | null;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const KNOWN_MS = 90 * DAY;

/**
 * Limits wrong answers without locking anybody out. After ten for one account, wrong ones are told to wait and are checked
 * one after the other, but a right one still gets in. Only after hundreds in a day nothing is checked any more, except
 * from networks where the person was let in before.
 */
export class GuessGuard {
  readonly #lanes = new LaneSet();

  constructor(private readonly deps: GuessGuardDependencies) {}

  /** Runs the check. Null is a wrong answer: null is returned while within the limit, else `RateLimited` is thrown. */
  async attempt<T>(guess: Guess, check: () => Promise<T | null>): Promise<T | null> {
    const { counter, clock } = this.deps;
    const budgets = this.#budgetsOf(guess);
    const counted = await counter.add(budgets, clock());
    const over = budgets.map(({ limit }, index) => (counted[index]?.count ?? 0) > limit);
    const slow = over.includes(true);
    const shut = over.some((isOver, index) => isOver && budgets[index]?.windowMs === DAY);
    if (shut && !(await this.#isKnown(guess))) throw tooMany(latest(counted, over));
    const result = slow ? await this.#lanes.run(budgets[0]?.key ?? '', check) : await check();
    if (result !== null) await this.#accept(guess, budgets);
    if (result === null && slow) throw tooMany(latest(counted, over));
    return result;
  }

  #budgetsOf({ account, network }: Guess): readonly Budget[] {
    const { hash } = this.deps;
    const by = (kind: string, text: string, short: number, long: number): Budget[] => [
      { key: `${kind}:short:${hash(text)}`, limit: short, windowMs: 15 * MINUTE },
      { key: `${kind}:day:${hash(text)}`, limit: long, windowMs: DAY },
    ];
    return [...by('account', account, 10, 500), ...(network === null ? [] : by('network', network, 100, 5_000))];
  }

  async #isKnown(guess: Guess): Promise<boolean> {
    return (await this.deps.counter.peek(this.#knownKey(guess), this.deps.clock())) > 0;
  }

  async #accept(guess: Guess, budgets: readonly Budget[]): Promise<void> {
    const { counter, clock } = this.deps;
    await counter.giveBack(budgets.map(({ key }) => key));
    if (guess.network !== null) {
      await counter.add([{ key: this.#knownKey(guess), limit: 1, windowMs: KNOWN_MS }], clock());
    }
  }

  #knownKey({ account, network }: Guess): string {
    return `known:${this.deps.hash(`${account}\0${network}`)}`;
  }
}

function latest(counted: readonly Counted[], over: readonly boolean[]): Date {
  return new Date(Math.max(...counted.filter((_, index) => over[index]).map(({ endsAt }) => endsAt.getTime())));
}

export function tooMany(resetAt: Date | null): ProblemError {
  return new ProblemError({ kind: 'RateLimited', message: 'Too many attempts. Wait before the next one.', resetAt });
}
