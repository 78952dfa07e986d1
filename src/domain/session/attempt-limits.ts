import { type Budget, type Counted, type CountingDependencies, tooMany } from './guess-guard.js';

/** What is attempted: a short word of ours that keeps the counts apart. */
export type AttemptKind = 'register' | 'otp-send' | 'otp-code' | 'reset-send' | 'reset-token';

/** Who is meant by an attempt, and who makes it. */
export interface Attempt {
  readonly kind: AttemptKind;
  /** e.g. a normalised email address or a user id; counted alike whether there is such an account. Null: only the network counts. */
  readonly account: string | null;
  /** Attempts at one account by others do not count for these. */
  readonly by: string;
  /** Null for whoever is known: strangers in their network are no fault of theirs. */
  readonly network: string | null;
}

interface Limits {
  readonly short: number;
  readonly day: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PER_ACCOUNT: Limits = { short: 5, day: 20 };
/** One address may be that of a whole mobile network. */
const PER_NETWORK: Limits = { short: 100, day: 1_000 };
/** All strangers together, at one account: what messages may cost, and how many guesses a code withstands. */
const BY_STRANGERS: Limits = { short: 10, day: 20 };
/** After the day's budget one more in each window of this length: nobody can keep messages from a person all day. */
const PACE_MS: Readonly<Partial<Record<AttemptKind, number>>> = {
  'otp-send': 30 * MINUTE,
  // Shorter than a token lives, so that there is always a good one in the mail box, or one is sent now.
  'reset-send': 20 * MINUTE,
};

/**
 * Limits for what is cheap to guess or costs money: short codes, and messages that are sent. They are counted by account
 * and by who makes them, so that nobody uses up the attempts of another. The counts outlive the process, and each
 * attempt is counted before it is made, so that attempts side by side are all counted.
 */
export class AttemptLimits {
  constructor(private readonly deps: CountingDependencies) {}

  /** Counts one. @throws ProblemError RateLimited */
  async spend(attempt: Attempt): Promise<void> {
    const resetAt = await this.#count(this.#budgetsOf(attempt));
    if (resetAt !== null) throw tooMany(resetAt);
  }

  /** Counts one; false when it is one too many. For limits that the caller must not learn of. */
  async spendQuietly(attempt: Attempt): Promise<boolean> {
    return (await this.#count(this.#budgetsOf(attempt))) === null;
  }

  /** Counts one of somebody who is not known, for all of those together; false when it is one too many. */
  async spendAsStranger(kind: AttemptKind, account: string): Promise<boolean> {
    const [short, day] = await this.#add(this.#strangerBudgets(kind, account));
    if ((day?.count ?? 0) <= BY_STRANGERS.day) return (short?.count ?? 0) <= BY_STRANGERS.short;
    const windowMs = PACE_MS[kind];
    if (windowMs === undefined) return false;
    const [pace] = await this.#add([{ key: `${kind}:pace:${this.deps.hash(account)}`, limit: 1, windowMs }]);
    return (pace?.count ?? 0) <= 1;
  }

  /** Runs the check. Null is a wrong answer and stays counted; a right one is given back. @throws ProblemError RateLimited */
  async check<T>(attempt: Attempt, check: () => Promise<T | null>): Promise<T | null> {
    await this.spend(attempt);
    const result = await check();
    if (result !== null) await this.giveBack(attempt);
    return result;
  }

  /** Takes back what one attempt counted. */
  async giveBack(attempt: Attempt): Promise<void> {
    await this.deps.counter.giveBack(this.#budgetsOf(attempt).map(({ key }) => key));
  }

  /** Takes back what `spendAsStranger` counted. */
  async giveBackAsStranger(kind: AttemptKind, account: string): Promise<void> {
    await this.deps.counter.giveBack(this.#strangerBudgets(kind, account).map(({ key }) => key));
  }

  async #count(budgets: readonly Budget[]): Promise<Date | null> {
    const counted = await this.#add(budgets);
    const over = counted.filter(({ count }, index) => count > (budgets[index]?.limit ?? 0));
    return over.length === 0 ? null : new Date(Math.max(...over.map(({ endsAt }) => endsAt.getTime())));
  }

  #add(budgets: readonly Budget[]): Promise<readonly Counted[]> {
    return this.deps.counter.add(budgets, this.deps.clock());
  }

  #budgetsOf({ kind, account, by, network }: Attempt): readonly Budget[] {
    return [
      ...(account === null ? [] : this.#by(`${kind}:account`, `${account}\0${by}`, PER_ACCOUNT)),
      ...(network === null ? [] : this.#by(`${kind}:network`, network, PER_NETWORK)),
    ];
  }

  #strangerBudgets(kind: AttemptKind, account: string): readonly Budget[] {
    return this.#by(`${kind}:strangers`, account, BY_STRANGERS);
  }

  #by(start: string, text: string, { short, day }: Limits): readonly Budget[] {
    const key = `${start}:${this.deps.hash(text)}`;
    return [
      { key: `${key}:short`, limit: short, windowMs: 15 * MINUTE },
      { key: `${key}:day`, limit: day, windowMs: DAY },
    ];
  }
}
