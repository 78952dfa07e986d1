import { CHECK_KINDS } from '../../domain/check/kinds/check-kinds.js';
import type { ReasonCode } from '../../domain/kernel/reason.js';
import type { CheckLink, CheckResult } from '../../domain/provider/check-port.js';
import { numberAt, textAt } from './cashfree.fact.mapping.js';
import type { SuiteCapability } from './cashfree.shared.mapping.js';
import { type CashfreePolicy, type Finding, reason, toUnitScore, word } from './cashfree.shared.mapping.js';
import { type CashfreeAnswer, detail } from './cashfree.suite.contract.js';
import { evidenceOf } from './cashfree.suite-evidence.mapping.js';
import { factsOf } from './cashfree.suite-facts.mapping.js';
import { refine } from './cashfree.suite-refine.mapping.js';

type Verdict = Pick<CheckResult, 'status' | 'outcome' | 'decision' | 'reasons' | 'retryable'>;
type Meaning = (field: string | null, providerCode: string | null) => Verdict;

const done =
  (outcome: CheckResult['outcome'], code?: ReasonCode): Meaning =>
  (field, providerCode) => ({
    status: 'COMPLETED',
    outcome,
    decision: null,
    reasons: code === undefined ? [] : [reason(code, field, providerCode)],
    retryable: false,
  });
const open =
  (status: CheckResult['status'], code?: ReasonCode): Meaning =>
  (field, providerCode) => ({ ...done('UNAVAILABLE', code)(field, providerCode), status });
const again =
  (code: ReasonCode): Meaning =>
  (field, providerCode) => ({
    ...open('AWAITING_INPUT')(field, providerCode),
    decision: 'RESUBMIT',
    reasons: [reason(code, field, providerCode, true)],
  });

const VALID_OR_NOT = { VALID: done('PASS'), INVALID: done('FAIL', 'REGISTRY_NOT_FOUND') };
const SESSION = {
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

/** What their status words mean; a word that is not here becomes UNKNOWN. */
const MEANINGS: Readonly<Partial<Record<SuiteCapability, Readonly<Record<string, Meaning>>>>> = {
  FACE_MATCH: {
    SUCCESS: done('PASS'),
    MULTIPLE_FACE_DETECTED: again('FACE_MULTIPLE'),
    MULTIPLE_FACES_DETECTED: again('FACE_MULTIPLE'),
    FACE_NOT_DETECTED: again('FACE_NOT_VISIBLE'),
  },
  IP_ADDRESS: { VALID: done('PASS'), INVALID: done('FAIL', 'ID_FORMAT_INVALID') },
  DIGILOCKER: {
    PENDING: open('AWAITING_INPUT'),
    AUTHENTICATED: done('PASS'),
    EXPIRED: open('EXPIRED', 'USER_ABANDONED'),
    CONSENT_DENIED: open('CANCELLED', 'CONSENT_MISSING'),
    FAILURE: done('FAIL', 'OTHER'),
  },
  DIGILOCKER_DOCUMENT: { SUCCESS: done('PASS'), AADHAAR_NOT_LINKED: done('NOT_FOUND', 'DOC_MISSING') },
  DIGILOCKER_ACCOUNT: { ACCOUNT_EXISTS: done('PASS'), ACCOUNT_NOT_FOUND: done('NOT_FOUND', 'REGISTRY_NOT_FOUND') },
  KYC_LINK: SESSION,
  E_SIGN: SESSION,
  REVERSE_PENNY_DROP: SESSION,
  UPI: {
    ...VALID_OR_NOT,
    EXPIRED: done('FAIL', 'REGISTRY_INACTIVE'),
    // What the payment network has as the holder's name is wrong.
    NPCI_NAME_INCORRECT: done('FAIL', 'NAME_MISMATCH'),
  },
  DOCUMENT_OCR: { VALID: done('PASS'), SUCCESS: done('PASS'), INVALID: again('DOC_WRONG_TYPE') },
  AADHAAR_MASKING: {
    VALID: done('PASS'),
    SUCCESS: done('PASS'),
    INVALID: again('DOC_WRONG_TYPE'),
    INVALID_DOCUMENT: again('DOC_WRONG_TYPE'),
  },
};

/** Any answer of the table. `nameGiven`: whether the caller asked to compare a name; null: the label tells. */
export function toSuiteResult(
  capability: SuiteCapability,
  answer: CashfreeAnswer,
  policy: CashfreePolicy,
  nameGiven: boolean | null = false,
): CheckResult {
  const { details } = answer;
  const label = textAt(details, 'name_match_result');
  const compared = nameGiven ?? label !== null;
  const nameScore = compared ? toUnitScore(numberAt(details, 'name_match_score'), 100) : null;
  const score = capability === 'FACE_MATCH' ? toUnitScore(numberAt(details, 'face_match_score'), 1) : nameScore;
  return {
    ...verdictOf(capability, answer),
    evidence: evidenceOf(capability, answer, policy),
    referenceId: answer.reference_id,
    score,
    facts: factsOf(capability, details),
    raw: { providerStatus: word(answer.status), providerCode: null, providerLabel: compared ? word(label) : null },
  };
}

function verdictOf(capability: SuiteCapability, { status, message, details }: CashfreeAnswer): Verdict {
  const words = MEANINGS[capability] ?? VALID_OR_NOT;
  const field = CHECK_KINDS[capability].reasonField;
  const meaning = Object.hasOwn(words, status) ? (words as Readonly<Record<string, Meaning>>)[status] : undefined;
  if (meaning === undefined) return { ...done('UNKNOWN')(null, null), status: 'UNKNOWN' };
  const verdict = meaning(field, status === 'VALID' || status === 'INVALID' ? null : word(status));
  const refined: Finding | null = refine(capability, status, { ...details, message }, field);
  return refined === null ? verdict : { ...verdict, ...refined };
}

/** `SUCCESS` is also their answer when the Aadhaar has no mobile number and so nothing was sent. */
export function toAadhaarOtpResult(answer: CashfreeAnswer): CheckResult {
  const sent = answer.status === 'SUCCESS' && !/not\s+linked|no\s+mobile/i.test(answer.message ?? '');
  const common = {
    referenceId: answer.reference_id,
    score: null,
    facts: [{ name: 'otpSent', value: String(sent) }],
    raw: { providerStatus: word(answer.status), providerCode: null, providerLabel: null },
  };
  if (sent) {
    // Without their reference no code could ever be checked.
    const status = answer.reference_id === null ? open('ERRORED') : open('AWAITING_INPUT');
    return { ...common, ...status(null, null) };
  }
  if (answer.status === 'SUCCESS') return { ...common, ...done('UNAVAILABLE', 'OTHER')('aadhaarNumber', null) };
  const invalid = done('FAIL', 'REGISTRY_NOT_FOUND')('aadhaarNumber', word(answer.status));
  return {
    ...common,
    ...(answer.status === 'INVALID' ? invalid : { ...done('UNKNOWN')(null, null), status: 'UNKNOWN' }),
  };
}

/** A document that their 202 says is on its way. */
export function pendingDocument(referenceId: string): CheckResult {
  return {
    ...open('PROCESSING')(null, null),
    retryable: true,
    referenceId,
    score: null,
    facts: [],
    raw: { providerStatus: null, providerCode: 'validation_pending', providerLabel: null },
  };
}

/** The page that the person has to open; null unless it is an absolute http(s) or UPI address. */
export function toLink(answer: CashfreeAnswer, path: string, expiresAt: Date | null): CheckLink | null {
  const url = detail(answer.details, path);
  if (typeof url !== 'string' || url.length > 2_048 || !URL.canParse(url)) return null;
  return /^(https?|upi):/i.test(url) ? { url, expiresAt } : null;
}
