import type { Clock } from '../kernel/clock.js';
import { ProblemError } from '../kernel/problem.js';
import { FairLine } from './fair-line.js';

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

export interface CountingDependencies {
  readonly counter: GuessCounter;
  /** Keys hold neither addresses nor emails. */
  readonly hash: (text: string) => string;
  readonly clock: Clock;
}

export interface GuessGuardDependencies extends CountingDependencies {
  readonly pause: (ms: number) => Promise<void>;
}

/** Who is guessed at, and by whom. */
export interface Guess {
  /** e.g. a normalised email address; counted alike whether there is such an account. */
  readonly account: string;
  /** What only the person has, as `KnownClients` says; null for anybody. */
  readonly lane: string | null;
  readonly network: string | null;
}

interface Counts {
  readonly budgets: readonly Budget[];
  readonly counted: readonly Counted[];
  /** Those of the budgets that are used up, by key. */
  readonly over: readonly string[];
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const MAX_WAIT_MS = 30 * SECOND;
/** Of one account by everybody who is not known to be its owner, of one network at all accounts, of one lane. */
const STRANGERS = { short: 10, day: 1_000, paceMs: 10 * SECOND };
const NETWORK = { short: 100, day: 5_000, paceMs: SECOND };
const LANE = { short: 10, day: 100 };

/**
 * Limits wrong answers without locking anybody out. Whoever shows that they were let in before has a budget of their own.
 * Of all others, after ten wrong answers for one account they are told to wait and are checked one after the other; after
 * 1,000 in a day one every ten seconds is checked. Which one is next goes by network in turn, so that a right answer
 * still gets in however many wrong ones are under way from elsewhere.
 */
export class GuessGuard {
  readonly #oneByOne: FairLine;
  readonly #pacedByAccount: FairLine;
  readonly #pacedByNetwork: FairLine;

  constructor(private readonly deps: GuessGuardDependencies) {
    const common = { clock: deps.clock, maxWaitMs: MAX_WAIT_MS };
    const paced = (paceMs: number) =>
      new FairLine({ ...common, perLane: 1, beforeTurn: (key) => this.#awaitPace(key, paceMs) });
    this.#oneByOne = new FairLine({ ...common, perLane: 200 });
    this.#pacedByAccount = paced(STRANGERS.paceMs);
    this.#pacedByNetwork = paced(NETWORK.paceMs);
  }

  /** Runs the check. Null is a wrong answer: null is returned while within the limit, else `RateLimited` is thrown. */
  async attempt<T>(guess: Guess, check: () => Promise<T | null>): Promise<T | null> {
    const own = await this.#count(this.#ownBudgets(guess));
    // A lane that guessed so often is worth no more than any other.
    const isOwner = own.budgets.length > 0 && !own.over.some((key) => key.includes(':day:'));
    const common = isOwner ? NOTHING : await this.#count(this.#strangerBudgets(guess));
    const all = [own, common];
    let wasChecked = false;
    const run = () => {
      wasChecked = true;
      return check();
    };
    try {
      const result = await this.#inTurn(guess, isOwner ? own : common, run);
      if (result !== null) await this.#giveBack(all);
      const over = all.flatMap(({ counted, over, budgets }) =>
        counted.filter((_, index) => over.includes(budgets[index]?.key ?? '')),
      );
      if (result === null && over.length > 0) throw tooMany(latest(over));
      return result;
    } finally {
      if (!wasChecked) await this.#giveBack(all);
    }
  }

  async #inTurn<T>({ account, lane, network }: Guess, { over }: Counts, check: () => Promise<T>): Promise<T> {
    const { hash } = this.deps;
    const line = hash(account);
    const from = lane ?? `network ${network}`;
    const isOver = (start: string) => over.some((key) => key.startsWith(start));
    // Only the turn is waited for: what goes on afterwards keeps nobody of the same network waiting.
    if (isOver('network:day:')) await this.#pacedByNetwork.run(`pace:network:${hash(network ?? '')}`, line, nothing);
    if (isOver('account:day:')) return this.#pacedByAccount.run(`pace:account:${line}`, from, check);
    if (over.length === 0) return check();
    return this.#oneByOne.run(isOver('lane:') ? `${line} ${from}` : line, from, check);
  }

  /** One turn in each window, whichever gateway has it. */
  async #awaitPace(key: string, paceMs: number): Promise<void> {
    const { counter, clock, pause } = this.deps;
    for (;;) {
      const [counted] = await counter.add([{ key, limit: 1, windowMs: paceMs }], clock());
      if (counted === undefined || counted.count <= 1) return;
      await pause(Math.max(counted.endsAt.getTime() - clock().getTime(), 1));
    }
  }

  async #count(budgets: readonly Budget[]): Promise<Counts> {
    if (budgets.length === 0) return NOTHING;
    const counted = await this.deps.counter.add(budgets, this.deps.clock());
    const over = budgets.filter(({ limit }, index) => (counted[index]?.count ?? 0) > limit).map(({ key }) => key);
    return { budgets, counted, over };
  }

  async #giveBack(counts: readonly Counts[]): Promise<void> {
    const keys = counts.flatMap(({ budgets }) => budgets.map(({ key }) => key));
    await this.deps.counter.giveBack(keys);
  }

  #ownBudgets({ account, lane }: Guess): readonly Budget[] {
    return lane === null ? [] : this.#budgets('lane', `${account}\0${lane}`, LANE);
  }

  #strangerBudgets({ account, network }: Guess): readonly Budget[] {
    const ofNetwork = network === null ? [] : this.#budgets('network', network, NETWORK);
    return [...this.#budgets('account', account, STRANGERS), ...ofNetwork];
  }

  #budgets(kind: string, text: string, { short, day }: { readonly short: number; readonly day: number }): Budget[] {
    const hashed = this.deps.hash(text);
    return [
      { key: `${kind}:short:${hashed}`, limit: short, windowMs: 15 * MINUTE },
      { key: `${kind}:day:${hashed}`, limit: day, windowMs: DAY },
    ];
  }
}

const NOTHING: Counts = { budgets: [], counted: [], over: [] };
const nothing = async () => undefined;

function latest(counted: readonly Counted[]): Date {
  return new Date(Math.max(...counted.map(({ endsAt }) => endsAt.getTime())));
}

export function tooMany(resetAt: Date | null): ProblemError {
  return new ProblemError({ kind: 'RateLimited', message: 'Too many attempts. Wait before the next one.', resetAt });
}
