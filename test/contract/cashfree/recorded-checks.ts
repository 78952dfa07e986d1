import { claimsOf } from '../../../src/domain/check/claims.js';
import type { CheckCapability } from '../../../src/domain/check/kinds/check-kinds.js';
import { type Verification, withResult } from '../../../src/domain/check/verification.js';
import type { CheckResult } from '../../../src/domain/provider/check-port.js';
import { verificationOf } from '../../unit/domain/people.js';
import { CHECK_ID, type PassingCheck } from './passing-checks.js';

export const TODAY = new Date('2026-02-01T09:00:00Z');

/** The check as the gateway records it when this answer comes; one whose end is read later has been begun before. */
export function recorded(
  capability: CheckCapability,
  check: Pick<PassingCheck, 'subject' | 'reference'> & { readonly input: object },
  answer: CheckResult,
  at = TODAY,
): Verification {
  const { input, subject = '', reference } = check;
  const given = claimsOf(capability, input);
  const begun = verificationOf({ capability, checkId: CHECK_ID, subject });
  if (reference === undefined) return withResult(begun, answer, at, { given });
  const open: CheckResult = {
    referenceId: reference,
    status: 'PROCESSING',
    outcome: 'UNAVAILABLE',
    decision: null,
    reasons: [],
    score: null,
    facts: [],
    retryable: false,
    raw: { providerStatus: null, providerCode: null, providerLabel: null },
  };
  return withResult(withResult(begun, open, at, { given }), answer, at);
}
