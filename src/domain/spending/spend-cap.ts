import type { Clock } from '../kernel/clock.js';
import { ProblemError } from '../kernel/problem.js';

/** What providers send bills for besides checks, in units of one call where the settings name no price. */
export const OTHER_PRICES = { APPLICANT_CHECK: 10, ONBOARDING: 10, OTP: 1 } as const;

/** What accounts have spent, by day. */
export interface SpendLedger {
  /** Adds units to a day, unless it would then hold more than `cap`; whether it did. Atomic. */
  reserve(userId: string, day: string, units: number, cap: number): Promise<boolean>;
  /** Takes units off a day again. */
  release(userId: string, day: string, units: number): Promise<void>;
}

export interface SpendCapOptions {
  readonly ledger: SpendLedger;
  /** Units that one account may spend in one day (UTC); 0: any number. */
  readonly cap: number;
  /** Units of one call, by the name of what is asked for; 1 where nothing is said. */
  readonly prices: Readonly<Record<string, number>>;
  readonly clock: Clock;
}

/** Units of one call that is about to be sent. */
export interface Reservation {
  /** For a call that certainly was not carried out. */
  release(): Promise<void>;
}

const FREE: Reservation = { release: async () => undefined };

/**
 * How much an account may cost in a day. Units are taken before a call is sent and given back only when nothing was
 * carried out, so that no crash and no number of requests at once can spend more than the cap.
 */
export class SpendCap {
  constructor(private readonly options: SpendCapOptions) {}

  /**
   * `operation`: the capability of a check, or one of `OTHER_PRICES`. Throws the problem RateLimited, with the time at which the next
   * day begins, when the cap is reached.
   */
  async reserve(userId: string, operation: string): Promise<Reservation> {
    const { ledger, cap, prices, clock } = this.options;
    const units = prices[operation] ?? 1;
    if (cap === 0 || units === 0) return FREE;
    const now = clock();
    const day = now.toISOString().slice(0, 10);
    if (await ledger.reserve(userId, day, units, cap)) return { release: () => ledger.release(userId, day, units) };
    throw new ProblemError({
      kind: 'RateLimited',
      message: 'What this account may cost in one day is used up.',
      resetAt: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1)),
    });
  }
}
