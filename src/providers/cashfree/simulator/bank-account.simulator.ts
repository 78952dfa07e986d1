import { isObject, optionalString } from '../../json-reader.js';
import { compareNames } from './known-people.simulator.js';
import { invalidField, magicNumber, missing, SimulatedError } from './magic-inputs.simulator.js';

/** A body of `POST /bank-account/sync` or `GET /bank-account` as it is kept and sent. */
export type BankBody = Record<string, string | number | null>;

export interface BankRequest {
  readonly account: string;
  readonly ifsc: string;
  readonly name: string | null;
}

export function readBankRequest(body: unknown): BankRequest {
  const object = isObject(body) ? body : {};
  const account = optionalString(object, 'bank_account');
  const ifsc = optionalString(object, 'ifsc');
  const name = optionalString(object, 'name');
  const phone = optionalString(object, 'phone');
  if (account === null) throw missing('bank_account');
  // A number loses its leading zeros, so only text is accepted.
  if (typeof object.bank_account !== 'string') throw invalidField('bank_account');
  if (account.length < 6) throw invalidField('bank_account', 'length_short');
  if (account.length > 40) throw invalidField('bank_account', 'length_exceeded');
  if (!/^[A-Za-z0-9]+$/.test(account)) throw invalidField('bank_account');
  if (ifsc === null) throw missing('ifsc');
  if (!/^[A-Za-z]{4}0[A-Za-z0-9]{6}$/.test(ifsc)) throw invalidField('ifsc');
  if (name !== null && name.length > 100) throw invalidField('name', 'length_exceeded');
  if (phone !== null && !/^\d{8,13}$/.test(phone)) throw invalidField('phone');
  return { account, ifsc: ifsc.toUpperCase(), name };
}

/** The 422 answers by the last four digits of a magic account number. */
const REFUSALS: Readonly<Record<string, string>> = {
  '4221': 'npci_unavailable',
  '4222': 'connection_timeout',
  '4223': 'benficiary_bank_offline',
  '4224': 'imps_mode_fail',
  '4225': 'failed_at_bank',
  '4226': 'source_bank_declined',
  '4227': 'bene_bank_declined',
  '4228': 'fraud_account',
  '4229': 'verification_already_under_process',
};

/** Throws the 422 of a magic account. Only the check that is under way has a number to read it by. */
export function refuseMagicAccount(account: string, underProcess: () => number): void {
  const code = REFUSALS[magicNumber(account) ?? ''];
  if (code === undefined) return;
  const reference = code === 'verification_already_under_process' ? underProcess() : null;
  throw new SimulatedError(422, code, code.replaceAll('_', ' '), 'validation_error', reference);
}

/** Account number, IFSC (null: any), holder. */
const HOLDERS: readonly (readonly [string, string | null, string])[] = [
  ['026291800001191', 'YESB0000262', 'JOHN DOE'],
  ['1233943142', null, 'TOM WELLS'],
  ['388108022658', 'ICIC0000009', 'BOB HOPE'],
];

const FAILURES: Readonly<Record<string, string>> = {
  '7766666585146 YESB0000001': 'INVALID_ACCOUNT_FAIL',
  '7766667287515 ICIC0000001': 'INVALID_IFSC_FAIL',
  '7766667989884 RATN0000070': 'ACCOUNT_BLOCKED',
  '7766667755761 ICIC0000001': 'NRE_ACCOUNT_FAIL',
  '026291800001190 YESB0000262': 'INVALID_ACCOUNT_FAIL',
};

const BANKS: Readonly<Record<string, string>> = { YESB: 'YES BANK', ICIC: 'ICICI BANK LIMITED', HDFC: 'HDFC BANK' };

/** Only listed accounts exist; those beginning `0001` (and the slow magic one) belong to whoever asks. */
export function checkAccount({ account, ifsc, name }: BankRequest, reference: number): BankBody {
  const anybody = account.startsWith('0001') || magicNumber(account) === '0003';
  const listed = HOLDERS.find(([number, branch]) => number === account && (branch === null || branch === ifsc));
  const holder = anybody ? (name ?? 'TEST HOLDER').toUpperCase() : listed?.[2];
  if (holder === undefined) {
    return invalidAccount(reference, FAILURES[`${account} ${ifsc}`] ?? 'INVALID_ACCOUNT_FAIL');
  }
  const match = name === null ? null : compareNames(holder, name);
  return {
    reference_id: reference,
    name_at_bank: holder,
    bank_name: BANKS[ifsc.slice(0, 4)] ?? 'EXAMPLE BANK',
    city: 'BENGALURU',
    branch: 'EXAMPLE BRANCH',
    micr: 560_000_001,
    utr: `0${String(reference).padStart(11, '0')}`,
    name_match_score: match === null ? null : match.score.toFixed(2),
    name_match_result: match === null ? null : match.label,
    account_status: 'VALID',
    account_status_code: 'ACCOUNT_IS_VALID',
  };
}

function invalidAccount(reference: number, code: string): BankBody {
  return { ...pendingAccount(reference, 'INVALID', code), utr: null };
}

/** An answer without details: of an account that is not valid or not known yet. */
export function pendingAccount(reference: number, status: string, code: string): BankBody {
  return {
    reference_id: reference,
    name_at_bank: null,
    bank_name: null,
    city: null,
    branch: null,
    micr: null,
    name_match_score: null,
    name_match_result: null,
    account_status: status,
    account_status_code: code,
  };
}

const READ_AGAIN: readonly (readonly [string, string])[] = [
  ['RECEIVED', 'VALIDATION_IN_PROGRESS'],
  ['IN_PROCESS', 'VALIDATION_IN_PROGRESS'],
  ['PROCESSING', 'VALIDATION_IN_PROGRESS'],
  ['APPROVAL_PENDING', 'VALIDATION_IN_PROGRESS'],
  ['PARTIALLY_APPROVED', 'VALIDATION_IN_PROGRESS'],
  ['FAILED', 'NPCI_UNAVAILABLE'],
  ['REJECTED', 'FRAUD_ACCOUNT'],
  ['CANCELLED', 'BAV_BLOCKED'],
  ['FAILED', 'INSUFFICIENT_BALANCE'],
  ['MANUALLY_REJECTED', 'VALIDATION_IN_PROGRESS'],
];

/** References 700001 and up: one for each status that only a check read again can have. */
export function firstBankChecks(): Record<string, BankBody> {
  return Object.fromEntries(
    READ_AGAIN.map(([status, code], index) => {
      const reference = 700_001 + index;
      return [String(reference), pendingAccount(reference, status, code)];
    }),
  );
}
