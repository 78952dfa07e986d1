import type { CheckOutcome, Decision, LifecycleStatus, RawStatus } from '../kernel/lifecycle.js';
import type { Reason } from '../kernel/reason.js';
import type { CheckFact, CheckLink, CheckResult } from '../provider/check-port.js';
import type { ProviderErrorCode } from '../provider/provider-error.js';
import type { Comparison } from './comparison.js';
import { type JudgedCheck, type JudgeOptions, judge } from './evidence-rule.js';
import type { CheckCapability } from './kinds/check-kinds.js';
import { isOver } from './lapses.js';

export const VALIDITIES = ['VALID', 'EXPIRED', 'REVOKED', 'SUPERSEDED'] as const;
export type Validity = (typeof VALIDITIES)[number];

/** One call to one provider. */
export interface VerificationAttempt {
  readonly providerId: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  /** Our error code; null when the provider answered. */
  readonly errorCode: ProviderErrorCode | null;
}

/** A point in the verification's life. */
export interface VerificationEvent {
  readonly at: Date;
  readonly status: LifecycleStatus;
  readonly outcome: CheckOutcome | null;
}

/** One request for one capability about one subject. */
export interface Verification {
  readonly id: string;
  readonly userId: string;
  readonly capability: CheckCapability;
  readonly providerId: string;
  /** The id we gave the call, so that the provider can recognise a repetition. */
  readonly checkId: string;
  readonly referenceId: string | null;
  /** What was checked, masked, e.g. `ABXXXXXX4F`. The value in clear is not kept. */
  readonly subject: string;
  /** The image, for liveness. */
  readonly documentId: string | null;
  readonly status: LifecycleStatus;
  readonly outcome: CheckOutcome | null;
  readonly decision: Decision | null;
  readonly validity: Validity | null;
  /** ISO date of the last day on which everything that was looked at is in force; null when nothing says. */
  readonly validUntil: string | null;
  /** What was given and how it compares; null for checks from before this was kept. */
  readonly comparisons: readonly Comparison[] | null;
  readonly score: number | null;
  readonly reasons: readonly Reason[];
  readonly facts: readonly CheckFact[];
  readonly retryable: boolean;
  readonly raw: RawStatus;
  /** The provider's page that the person has to open, where there is one. */
  readonly link: CheckLink | null;
  readonly attempts: readonly VerificationAttempt[];
  /** Oldest first. */
  readonly timeline: readonly VerificationEvent[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly completedAt: Date | null;
}

const CHECK_ID_HEAD = 'kyc-';

/** The id that a provider is given for the check with this id. */
export function checkIdOf(id: string): string {
  return `${CHECK_ID_HEAD}${id}`;
}

/** The id of the verification that a provider was given this id for; null when it is none that we give. */
export function idOfCheck(checkId: string): string | null {
  const id = checkId.slice(CHECK_ID_HEAD.length);
  return checkId.startsWith(CHECK_ID_HEAD) && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : null;
}

/**
 * The verification after the provider answered, by the rule of evidence. Throws a `ProviderError` PROVIDER_BAD_RESPONSE
 * when the answer is about something else than the check.
 */
export function withResult(
  verification: Verification,
  answer: CheckResult,
  at: Date,
  options: JudgeOptions = {},
): Verification {
  return withJudged(verification, judge(verification, answer, at, options), at);
}

/** The verification after an answer that went through the rule of evidence. */
export function withJudged(verification: Verification, judged: JudgedCheck, at: Date): Verification {
  const { lapsed, ...result } = judged;
  const passed = result.status === 'COMPLETED' && result.outcome === 'PASS';
  return finish(
    {
      ...verification,
      ...result,
      referenceId: result.referenceId ?? verification.referenceId,
      validity: lapsed ? 'EXPIRED' : passed ? 'VALID' : null,
      link: result.status === 'AWAITING_INPUT' ? (result.link ?? verification.link) : null,
    },
    at,
    null,
  );
}

/** Whether it holds on that day: what passed may have run out since. */
export function validityOn({ validity, validUntil }: Verification, at: Date): Validity | null {
  return validity === 'VALID' && validUntil !== null && isOver(validUntil, at) ? 'EXPIRED' : validity;
}

/** The verification after the provider gave no usable answer: UNKNOWN when it may have been done (and charged) all the same. */
export function withFailure(
  verification: Verification,
  code: ProviderErrorCode,
  outcomeUnknown: boolean,
  retryable: boolean,
  at: Date,
): Verification {
  const failed: Verification = {
    ...verification,
    status: outcomeUnknown ? 'UNKNOWN' : 'ERRORED',
    outcome: 'UNAVAILABLE',
    retryable: retryable && !outcomeUnknown,
  };
  return finish(failed, at, code);
}

/** The verification when the next provider is asked in place of the one that failed. */
export function withAttempt(verification: Verification, providerId: string, at: Date): Verification {
  return {
    ...verification,
    providerId,
    status: 'PROCESSING',
    outcome: null,
    attempts: [...verification.attempts, { providerId, startedAt: at, finishedAt: null, errorCode: null }],
    timeline: [...verification.timeline, { at, status: 'PROCESSING', outcome: null }],
  };
}

function finish(verification: Verification, at: Date, errorCode: ProviderErrorCode | null): Verification {
  const { status, outcome, attempts, timeline } = verification;
  const last = attempts.at(-1);
  return {
    ...verification,
    attempts: last === undefined ? attempts : [...attempts.slice(0, -1), { ...last, finishedAt: at, errorCode }],
    timeline: [...timeline, { at, status, outcome }],
    updatedAt: at,
    completedAt: status === 'COMPLETED' ? at : null,
  };
}
