import { parseAadhaar } from './aadhaar.js';
import { parseBankAccount } from './bank-account.js';
import { type Depository, parseDematText } from './demat.js';
import { parseEmail } from './email.js';
import { parseGstin } from './gstin.js';
import { parseIfsc } from './ifsc.js';
import { maskAadhaar, maskAccount, maskEmail, maskGstin, maskIdNumber, maskPan, maskPhone } from './mask.js';
import { panHolderType, parsePan } from './pan.js';
import type { Parsed, ParseProblemCode } from './parsed.js';
import { parsePhone } from './phone.js';
import { parsePincode } from './pincode.js';
import {
  parseCin,
  parseDrivingLicence,
  parsePassportFile,
  parseUpi,
  parseVehicleNumber,
  parseVoterId,
} from './registry-numbers.js';

export const IDENTIFIER_KINDS = [
  'AADHAAR',
  'PAN',
  'GSTIN',
  'IFSC',
  'DEMAT_NSDL',
  'DEMAT_CDSL',
  'PHONE',
  'PINCODE',
  'BANK_ACCOUNT',
  'EMAIL',
  'DRIVING_LICENCE',
  'VOTER_ID',
  'PASSPORT_FILE',
  'VEHICLE',
  'CIN',
  'UPI',
] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/** DEPOSITORY_MISMATCH is a warning beside a valid value: the account has the other depository's form. */
export type IdentifierProblemCode = ParseProblemCode | 'DEPOSITORY_MISMATCH';

export interface IdentifierProblem {
  readonly code: IdentifierProblemCode;
  /** Reads after the field's name ("must be …") and never repeats the value. */
  readonly message: string;
}

/** A fact read off the identifier, safe to show: personal parts are masked. */
export interface IdentifierDetail {
  readonly name: string;
  readonly value: string;
}

/** The answer of the offline checks; no provider is asked, so "valid" does not say that the identifier was issued. */
export interface IdentifierValidation {
  readonly kind: IdentifierKind;
  readonly valid: boolean;
  /** The canonical form, masked wherever it is personal (only IFSC, pincode and CIN are clear). Null when invalid. */
  readonly masked: string | null;
  readonly problems: readonly IdentifierProblem[];
  readonly details: readonly IdentifierDetail[];
}

type Facts = Pick<IdentifierValidation, 'masked'> & Partial<Pick<IdentifierValidation, 'problems' | 'details'>>;

const CHECKS: Readonly<Record<IdentifierKind, (text: string) => Parsed<Facts>>> = {
  AADHAAR: check(parseAadhaar, (aadhaar) => ({ masked: maskAadhaar(aadhaar) })),
  PAN: check(parsePan, (pan) => ({ masked: maskPan(pan), details: holderType(pan) })),
  GSTIN: check(parseGstin, ({ value, stateCode, pan }) => ({
    masked: maskGstin(value),
    details: [detail('stateCode', stateCode), detail('pan', maskPan(pan)), ...holderType(pan)],
  })),
  IFSC: check(parseIfsc, (ifsc) => ({
    masked: ifsc,
    details: [detail('bankCode', ifsc.slice(0, 4)), detail('branchCode', ifsc.slice(5))],
  })),
  DEMAT_NSDL: demat('NSDL'),
  DEMAT_CDSL: demat('CDSL'),
  PHONE: check(parsePhone, (phone) => ({
    masked: maskPhone(phone),
    details: phone.startsWith('+91') ? [detail('country', 'IN')] : [],
  })),
  PINCODE: check(parsePincode, (pincode) => ({ masked: pincode, details: [detail('postalZone', pincode.charAt(0))] })),
  BANK_ACCOUNT: check(parseBankAccount, (account) => ({ masked: maskAccount(account) })),
  EMAIL: check(parseEmail, (email) => ({
    masked: maskEmail(email),
    details: [detail('domain', email.slice(email.lastIndexOf('@') + 1))],
  })),
  DRIVING_LICENCE: check(parseDrivingLicence, (licence) => ({
    masked: maskIdNumber(licence),
    details: [detail('state', licence.slice(0, 2))],
  })),
  VOTER_ID: check(parseVoterId, (voterId) => ({ masked: maskIdNumber(voterId) })),
  PASSPORT_FILE: check(parsePassportFile, (file) => ({ masked: maskIdNumber(file) })),
  VEHICLE: check(parseVehicleNumber, (vehicle) => ({ masked: maskIdNumber(vehicle) })),
  CIN: check(parseCin, (cin) => ({ masked: cin, details: [detail('state', cin.slice(6, 8))] })),
  UPI: check(parseUpi, (address) => ({
    masked: maskEmail(address),
    details: [detail('handle', address.slice(address.lastIndexOf('@') + 1))],
  })),
};

/** Checks an identifier offline. Total: it answers for every text, and no part of the answer repeats it in clear. */
export function validateIdentifier(kind: IdentifierKind, value: string): IdentifierValidation {
  const parsed = CHECKS[kind](value);
  return parsed.ok
    ? { kind, valid: true, problems: [], details: [], ...parsed.value }
    : { kind, valid: false, masked: null, problems: [{ code: parsed.code, message: parsed.message }], details: [] };
}

function check<T>(parse: (text: string) => Parsed<T>, describe: (value: T) => Facts): (text: string) => Parsed<Facts> {
  return (text) => {
    const parsed = parse(text);
    return parsed.ok ? { ok: true, value: describe(parsed.value) } : parsed;
  };
}

function demat(depository: Depository): (text: string) => Parsed<Facts> {
  return check(
    (text) => parseDematText(depository, text),
    ({ dpId, clientId, mismatch }) => ({
      masked: `${maskIdNumber(dpId)} ${maskIdNumber(clientId)}`,
      details: [detail('depository', depository)],
      problems: mismatch
        ? [{ code: 'DEPOSITORY_MISMATCH', message: `does not have the form used by ${depository}` }]
        : [],
    }),
  );
}

function detail(name: string, value: string): IdentifierDetail {
  return { name, value };
}

function holderType(pan: string): IdentifierDetail[] {
  const type = panHolderType(pan);
  return type === null ? [] : [detail('holderType', type)];
}
