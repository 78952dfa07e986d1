import type { BankAccountCheckInput } from '../../../../domain/check/kinds/bank-account.js';
import type { ReasonCode } from '../../../../domain/kernel/reason.js';
import type { CheckResult } from '../../../../domain/provider/check-port.js';
import { type Evidence, shows } from '../../../../domain/provider/evidence.js';
import { type CashfreeDefinition, isGiven, type ReadAgain } from '../../cashfree.check.client.js';
import { digits, optional, read } from '../../cashfree.client.js';
import { type CashfreeBankAccount, type CashfreeError, parseBankAccountAnswer } from '../../cashfree.contract.js';
import {
  type CashfreePolicy,
  hasNameLabel,
  known,
  nameStatement,
  type Reading,
  reason,
  toUnitScore,
  type Verdict,
  word,
} from '../../cashfree.mapping.js';

/** 422 codes of a bank check that speak of the account or the bank, not of the request. Their spelling. */
const BANK_REFUSALS: ReadonlySet<string> = new Set([
  'fraud_account',
  'invalid_account_fail',
  'account_blocked',
  'invalid_ifsc_fail',
  'nre_account_fail',
  'verification_already_under_process',
  'failed_at_bank',
  'npci_unavailable',
  'connection_timeout',
  'source_bank_declined',
  'bene_bank_declined',
  'imps_mode_fail',
  'benficiary_bank_offline',
  'beneficiary_bank_offline',
]);

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

type Definition = CashfreeDefinition<BankAccountCheckInput, CashfreeBankAccount, ReadAgain<CashfreeBankAccount>>;

/** What both checks of a bank account say of their answers, which are alike. */
export const BANK_ACCOUNT_ANSWER: Omit<Definition, 'operation' | 'path' | 'request'> = {
  parse: parseBankAccountAnswer,
  told: (error, status, _input, policy) =>
    status === 422 && BANK_REFUSALS.has(error.code) ? toBankRefusalResult(error, policy) : null,
  fields: {
    inputs: { bank_account: 'accountNumber', ifsc: 'ifsc', invalid_ifsc_fail: 'ifsc', name: 'name', phone: 'phone' },
    file: null,
  },
  comparesName: (input, account) => (input === null ? hasNameLabel(account.name_match_result) : isGiven(input.name)),
  verdict: (account, { policy }) => verdictOf(account, policy),
  facts: (account, { compared }) => ({
    nameAtBank: account.name_at_bank,
    nameMatchResult: compared ? word(account.name_match_result) : null,
    bankName: account.bank_name,
    branch: account.branch,
    city: account.city,
    micr: account.micr,
    ifsc: account.ifsc,
  }),
  evidence: bankEvidence,
  score: bankScore,
  raw: (account, { compared }) => ({
    providerStatus: word(account.account_status),
    providerCode: word(account.account_status_code),
    providerLabel: compared ? word(account.name_match_result) : null,
  }),
  link: null,
  readAgain: {
    request: (reference) => read('getBankAccountCheck', '/bank-account', { reference_id: reference }),
    parse: parseBankAccountAnswer,
    event: /^BANK_ACCOUNT_VERIFICATION_/,
  },
};

export function bankAccountRequest({
  accountNumber,
  ifsc,
  name,
  phone,
}: BankAccountCheckInput): Record<string, string> {
  return {
    bank_account: accountNumber,
    ifsc,
    ...optional('name', name),
    ...optional('phone', digits(phone)),
  };
}

function bankScore(account: CashfreeBankAccount, { compared }: Reading): number | null {
  return compared ? toUnitScore(account.name_match_score, 100) : null;
}

function bankEvidence(account: CashfreeBankAccount, reading: Reading): Evidence {
  const names = { observed: known(account.name_at_bank) };
  const score = bankScore(account, reading);
  const name = nameStatement(account.name_match_result, score, reading.policy, names);
  const ifsc = shows(account.ifsc);
  return { checkId: null, statements: reading.compared ? { ifsc, name } : { ifsc }, periods: [] };
}

/** The 422 answers of a bank check. Only the fraud list is a finding; the others say that nothing could be found out. */
export function toBankRefusalResult(refusal: BankRefusal, policy: CashfreePolicy): CheckResult {
  return {
    ...refusalVerdict(refusal, policy),
    referenceId: refusal.reference_id,
    score: null,
    facts: [],
    raw: { providerStatus: null, providerCode: word(refusal.code), providerLabel: null },
  };
}

type BankRefusal = Pick<CashfreeError, 'code' | 'reference_id'>;

function refusalVerdict({ code, reference_id }: BankRefusal, policy: CashfreePolicy): Verdict {
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
      return decided(code === null || code === 'ACCOUNT_IS_VALID' ? 'PASS' : 'UNKNOWN');
    case 'INVALID':
      if (code === 'ACCOUNT_IS_VALID') return decided('UNKNOWN');
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
      return { ...decided('UNKNOWN'), status: 'UNKNOWN' };
  }
}

function decided(outcome: 'PASS' | 'UNKNOWN'): Verdict {
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
