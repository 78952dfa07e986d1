import type { ReasonCode } from '../../domain/kernel/reason.js';
import type { CheckLink, CheckResult } from '../../domain/provider/check-port.js';
import { type CashfreeAnswer, detail } from './cashfree.answer.contract.js';
import type { Details } from './cashfree.answer.mapping.js';
import { type Finding, type Reading, reason, type Verdict, word } from './cashfree.mapping.js';

type Meaning = (field: string | null, providerCode: string | null) => Verdict;
/** What the status words of one product mean; a word that is not here becomes UNKNOWN. */
export type Words = Readonly<Record<string, Meaning>>;
/** Details that say more than the status word; null leaves the word's meaning as it is. */
export type Refine = (status: string, details: Details, field: string | null) => Finding | null;

export const done =
  (outcome: CheckResult['outcome'], code?: ReasonCode): Meaning =>
  (field, providerCode) => ({
    status: 'COMPLETED',
    outcome,
    decision: null,
    reasons: code === undefined ? [] : [reason(code, field, providerCode)],
    retryable: false,
  });
export const open =
  (status: CheckResult['status'], code?: ReasonCode): Meaning =>
  (field, providerCode) => ({ ...done('UNAVAILABLE', code)(field, providerCode), status });
export const again =
  (code: ReasonCode): Meaning =>
  (field, providerCode) => ({
    ...open('AWAITING_INPUT')(field, providerCode),
    decision: 'RESUBMIT',
    reasons: [reason(code, field, providerCode, true)],
  });

export const VALID_OR_NOT: Words = { VALID: done('PASS'), INVALID: done('FAIL', 'REGISTRY_NOT_FOUND') };
/** Of what a person carries on, on a page of theirs. */
export const SESSION: Words = {
  CREATED: open('AWAITING_INPUT'),
  RECEIVED: open('AWAITING_INPUT'),
  PENDING: open('AWAITING_INPUT'),
  LINK_SENT: open('AWAITING_INPUT'),
  IN_PROGRESS: open('AWAITING_INPUT'),
  SIGN_IN_PROGRESS: open('AWAITING_INPUT'),
  SUCCESS: done('PASS'),
  FAILURE: done('FAIL', 'OTHER'),
  FAILED: done('FAIL', 'OTHER'),
  EXPIRED: open('EXPIRED', 'USER_ABANDONED'),
};

export const NOT_DECIDED: Verdict = { ...done('UNKNOWN')(null, null), status: 'UNKNOWN' };
/** Neither a pass nor a fail: the answer contradicts itself, or a word is new. */
export const UNKNOWN: Finding = { outcome: 'UNKNOWN', reasons: [] };

export function finding(
  outcome: 'FAIL' | 'CAUTION',
  code: ReasonCode,
  field: string | null,
  providerCode: string | null,
): Finding {
  return { outcome, reasons: [reason(code, field, word(providerCode))] };
}

/** `refine`: null where the word says it all. */
export function byWords(words: Words, refine: Refine | null) {
  return ({ status, message, details }: CashfreeAnswer, { field }: Reading): Verdict => {
    const meaning = Object.hasOwn(words, status) ? words[status] : undefined;
    if (meaning === undefined) return NOT_DECIDED;
    const verdict = meaning(field, status === 'VALID' || status === 'INVALID' ? null : word(status));
    const refined = refine?.(status, { ...details, message }, field) ?? null;
    return refined === null ? verdict : { ...verdict, ...refined };
  };
}

/** The page that the person has to open; null unless it is an absolute http(s) or UPI address. */
export function toLink(answer: CashfreeAnswer, path: string, expiresAt: Date | null): CheckLink | null {
  const url = detail(answer.details, path);
  if (typeof url !== 'string' || url.length > 2_048 || !URL.canParse(url)) return null;
  return /^(https?|upi):/i.test(url) ? { url, expiresAt } : null;
}
