import type { CheckOutcome, LifecycleStatus } from '../kernel/lifecycle.js';
import type { CheckResult } from '../provider/check-port.js';
import type { ProviderErrorCode } from '../provider/provider-error.js';
import type { JudgeOptions } from './evidence-rule.js';
import { type Verification, withFailure, withResult } from './verification.js';

type Found = Pick<Verification, 'status' | 'outcome' | 'decision'>;

/** From the worst. What is not known stands below what was found in order, and above what was found wanting. */
const GOODNESS: Readonly<Record<CheckOutcome, number>> = {
  FAIL: 0,
  NOT_FOUND: 0,
  UNKNOWN: 1,
  UNAVAILABLE: 1,
  CAUTION: 2,
  NOT_APPLICABLE: 2,
  PASS: 3,
};
const NOTHING_FOUND = GOODNESS.UNAVAILABLE;

function goodness({ outcome }: Pick<Found, 'outcome'>): number {
  return outcome === null ? NOTHING_FOUND : GOODNESS[outcome];
}

const ENDED: ReadonlySet<LifecycleStatus> = new Set(['COMPLETED', 'EXPIRED', 'CANCELLED', 'ERRORED']);

export function hasEnded({ status }: Pick<Found, 'status'>): boolean {
  return ENDED.has(status);
}

/**
 * Whether `told` only takes away from what stands. Whatever raises a result, makes anything of an account that had
 * nothing, opens again what had ended or touches the details of a pass does more than that.
 */
export function isNoBetter(standing: Found, told: Found): boolean {
  if (standing.decision === 'RESUBMIT' && told.decision !== 'RESUBMIT') return false;
  if (hasEnded(standing) && !hasEnded(told)) return false;
  return goodness(told) <= Math.min(goodness(standing), NOTHING_FOUND);
}

/** What the provider answers to our call, after somebody else may have written what it said of the same check later. */
export function withAnswer(
  newest: Verification,
  answer: CheckResult,
  at: Date,
  options: JudgeOptions = {},
): Verification {
  const next = withResult(newest, answer, at, options);
  if (newest.outcome === null || !hasEnded(newest)) return next;
  const replaces = next.status === 'COMPLETED' && goodness(next) <= goodness(newest);
  return replaces ? next : beside(newest, next);
}

/** Our call failed; what stands because the provider told it by another way is not lost with it. */
export function withoutAnswer(
  newest: Verification,
  { code, outcomeUnknown, retryable }: { code: ProviderErrorCode; outcomeUnknown: boolean; retryable: boolean },
  at: Date,
): Verification {
  const failed = withFailure(newest, code, outcomeUnknown, retryable, at);
  return newest.outcome === null ? failed : beside(newest, failed);
}

/** The history shows the answer, and after it that the result stands. */
function beside(standing: Verification, { referenceId, attempts, timeline, updatedAt }: Verification): Verification {
  const { status, outcome } = standing;
  return {
    ...standing,
    referenceId: standing.referenceId ?? referenceId,
    attempts,
    timeline: [...timeline, { at: updatedAt, status, outcome }],
    updatedAt,
  };
}
