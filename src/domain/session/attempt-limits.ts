import { type Budget, type GuessGuardDependencies, tooMany } from './guess-guard.js';

/** What is attempted: a short word of ours that keeps the counts apart. */
export type AttemptKind = 'register' | 'otp-send' | 'otp-code' | 'reset-send' | 'reset-token';

/** Who is meant by an attempt, and where it comes from. */
export interface Attempt {
  readonly kind: AttemptKind;
  /** e.g. a normalised email address or a user id; counted alike whether there is such an account. Null: only the network counts. */
  readonly account: string | null;
  readonly network: string | null;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PER_ACCOUNT = { short: 5, day: 20 };
/** One address may be that of a whole mobile network. */
const PER_NETWORK = { short: 100, day: 1_000 };

/**
 * Hard limits for what is cheap to guess or costs money: short codes, and messages that are sent. Unlike with passwords
 * nothing gets through once a budget is spent; the password is still a way in, so nobody is locked out. The counts
 * outlive the process, and each attempt is counted before it is made, so that attempts side by side are all counted.
 */
export class AttemptLimits {
  constructor(private readonly deps: GuessGuardDependencies) {}

  /** Counts one. @throws ProblemError RateLimited */
  async spend(attempt: Attempt): Promise<void> {
    const resetAt = await this.#count(this.#budgetsOf(attempt));
    if (resetAt !== null) throw tooMany(resetAt);
  }

  /** Counts one; false when it is one too many. For limits that the caller must not learn of. */
  async spendQuietly(attempt: Attempt): Promise<boolean> {
    return (await this.#count(this.#budgetsOf(attempt))) === null;
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

  async #count(budgets: readonly Budget[]): Promise<Date | null> {
    const counted = await this.deps.counter.add(budgets, this.deps.clock());
    const over = counted.filter(({ count }, index) => count > (budgets[index]?.limit ?? 0));
    return over.length === 0 ? null : new Date(Math.max(...over.map(({ endsAt }) => endsAt.getTime())));
  }

  #budgetsOf({ kind, account, network }: Attempt): readonly Budget[] {
    const by = (whose: string, text: string | null, limits: typeof PER_ACCOUNT): Budget[] => {
      if (text === null) return [];
      const key = `${kind}:${whose}:${this.deps.hash(text)}`;
      return [
        { key: `${key}:short`, limit: limits.short, windowMs: 15 * MINUTE },
        { key: `${key}:day`, limit: limits.day, windowMs: DAY },
      ];
    };
    return [...by('account', account, PER_ACCOUNT), ...by('network', network, PER_NETWORK)];
  }
}
