import type { ReasonCode } from '../../domain/kernel/reason.js';
import type { CheckResult } from '../../domain/provider/check-port.js';
import { shows } from '../../domain/provider/evidence.js';
import type { CashfreeBankAccount, CashfreeBankRefusal } from './cashfree.contract.js';
import {
  type CashfreePolicy,
  hasNameLabel,
  known,
  nameStatement,
  reason,
  toFacts,
  toUnitScore,
  word,
} from './cashfree.shared.mapping.js';

type Verdict = Pick<CheckResult, 'status' | 'outcome' | 'decision' | 'reasons' | 'retryable'>;

/**
 * What was found about the account. FRAUD_ACCOUNT becomes WATCHLIST_HIT, our choice: it comes from a list, and a
 * reason of that category is not shown to the holder. An NRE account exists but cannot be checked this way.
 */
const FINDINGS: ReadonlyMap<string, { readonly code: ReasonCode; readonly field: string }> = new Map([
  ['INVALID_ACCOUNT_FAIL', { code: 'REGISTRY_NOT_FOUND', field: 'accountNumber' }],
  ['ACCOUNT_BLOCKED', { code: 'REGISTRY_INACTIVE', field: 'accountNumber' }],
  ['INVALID_IFSC_FAIL', { code: 'ID_FORMAT_INVALID', field: 'ifsc' }],
  ['NRE_ACCOUNT_FAIL', { code: 'OTHER', field: 'accountNumber' }],
  ['FRAUD_ACCOUNT', { code: 'WATCHLIST_HIT', field: 'accountNumber' }],
]);

/** The bank, the network or the merchant's own account stood in the way: nothing was found. */
const OUTAGES: ReadonlySet<string> = new Set([
  'FAILED_AT_BANK',
  'NPCI_UNAVAILABLE',
  'CONNECTION_TIMEOUT',
  'SOURCE_BANK_DECLINED',
  'BENE_BANK_DECLINED',
  'IMPS_MODE_FAIL',
  'BENFICIARY_BANK_OFFLINE',
  'BENEFICIARY_BANK_OFFLINE',
  'INSUFFICIENT_BALANCE',
  'BAV_BLOCKED',
]);

const UNDER_WAY: ReadonlySet<string> = new Set(['VALIDATION_IN_PROGRESS', 'VERIFICATION_ALREADY_UNDER_PROCESS']);

/**
 * `nameGiven`: whether the caller asked to compare a name; null when that is not known any more, as with a check read
 * again: then the label in the answer tells.
 */
export function toBankAccountResult(
  account: CashfreeBankAccount,
  nameGiven: boolean | null,
  policy: CashfreePolicy,
): CheckResult {
  const compared = nameGiven ?? hasNameLabel(account.name_match_result);
  const score = compared ? toUnitScore(account.name_match_score, 100) : null;
  const names = { observed: known(account.name_at_bank) };
  return {
    ...verdictOf(account, policy),
    evidence: {
      checkId: null,
      statements: {
        ifsc: shows(account.ifsc),
        ...(compared ? { name: nameStatement(account.name_match_result, score, policy, names) } : {}),
      },
      periods: [],
    },
    referenceId: account.reference_id,
    score,
    facts: toFacts({
      nameAtBank: account.name_at_bank,
      nameMatchResult: compared ? word(account.name_match_result) : null,
      bankName: account.bank_name,
      branch: account.branch,
      city: account.city,
      micr: account.micr,
      ifsc: account.ifsc,
    }),
    raw: {
      providerStatus: word(account.account_status),
      providerCode: word(account.account_status_code),
      providerLabel: compared ? word(account.name_match_result) : null,
    },
  };
}

/** The 422 answers of a bank check. Only the fraud list is a finding; the others say that nothing could be found out. */
export function toBankRefusalResult(refusal: CashfreeBankRefusal, policy: CashfreePolicy): CheckResult {
  return {
    ...refusalVerdict(refusal, policy),
    referenceId: refusal.reference_id,
    score: null,
    facts: [],
    raw: { providerStatus: null, providerCode: word(refusal.code), providerLabel: null },
  };
}

function refusalVerdict({ code, reference_id }: CashfreeBankRefusal, policy: CashfreePolicy): Verdict {
  const upper = code.toUpperCase();
  if (FINDINGS.has(upper)) return failed(upper);
  // Without a reference nobody could ever read how it ended.
  if (UNDER_WAY.has(upper) && reference_id !== null) return pending('PROCESSING');
  return unavailable(code, policy);
}

function verdictOf(account: CashfreeBankAccount, policy: CashfreePolicy): Verdict {
  const code = account.account_status_code?.toUpperCase() ?? null;
  switch (account.account_status) {
    case 'VALID':
      return completed(code === null || code === 'ACCOUNT_IS_VALID' ? 'PASS' : 'UNKNOWN');
    case 'INVALID':
      if (code === 'ACCOUNT_IS_VALID') return completed('UNKNOWN');
      return code !== null && (OUTAGES.has(code) || UNDER_WAY.has(code)) ? unavailable(code, policy) : failed(code);
    case 'RECEIVED':
    case 'IN_PROCESS':
    case 'PROCESSING':
      return pending('PROCESSING');
    case 'APPROVAL_PENDING':
    case 'PARTIALLY_APPROVED':
      return pending('IN_REVIEW');
    case 'CANCELLED':
      return pending('CANCELLED');
    case 'FAILED':
    case 'REJECTED':
    case 'MANUALLY_REJECTED':
      // The check ended, which says nothing about the account unless the code does.
      return code !== null && FINDINGS.has(code) ? failed(code) : unavailable(code, policy);
    default:
      return { ...completed('UNKNOWN'), status: 'UNKNOWN' };
  }
}

function completed(outcome: 'PASS' | 'UNKNOWN'): Verdict {
  return { status: 'COMPLETED', outcome, decision: null, reasons: [], retryable: false };
}

function failed(code: string | null): Verdict {
  const known = code === null ? undefined : FINDINGS.get(code);
  const why = reason(known?.code ?? 'OTHER', known?.field ?? 'accountNumber', word(code));
  return { status: 'COMPLETED', outcome: 'FAIL', decision: null, reasons: [why], retryable: false };
}

function pending(status: 'PROCESSING' | 'IN_REVIEW' | 'CANCELLED'): Verdict {
  return { status, outcome: 'UNAVAILABLE', decision: null, reasons: [], retryable: false };
}

function unavailable(code: string | null, policy: CashfreePolicy): Verdict {
  const retryable = code !== null && policy.retryableBankCodes.has(code.toLowerCase());
  const reasons = [reason('REGISTRY_UNAVAILABLE', null, word(code), retryable)];
  return { status: 'ERRORED', outcome: 'UNAVAILABLE', decision: null, reasons, retryable };
}
