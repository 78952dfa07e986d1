import type { DigilockerDocument } from '../../domain/check/kinds/digilocker.js';
import { type Evidence, found, type Period, type Statement, shows } from '../../domain/provider/evidence.js';
import { optionalWord } from '../json-reader.js';
import { numberAt, textAt } from './cashfree.fact.mapping.js';
import { ocrEvidence } from './cashfree.ocr-evidence.mapping.js';
import { isInForce } from './cashfree.registry-words.mapping.js';
import type { SuiteCapability } from './cashfree.shared.mapping.js';
import {
  type CashfreePolicy,
  known,
  nameStatement,
  toIsoDate,
  toUnitScore,
  yesOrNo,
} from './cashfree.shared.mapping.js';
import { type CashfreeAnswer, detail } from './cashfree.suite.contract.js';

type Details = CashfreeAnswer['details'];
type Proof = Pick<Evidence, 'statements'> & Partial<Pick<Evidence, 'periods'>>;
type Prove = (details: Details, policy: CashfreePolicy) => Proof;

const CONFIRMED = found('CONFIRMED');
const SILENT = found(null);

/** What each answer proves of what was asked; what is not said here is not proven. */
const PROVE: Readonly<Record<Exclude<SuiteCapability, 'BANK_ACCOUNT_ASYNC'>, Prove>> = {
  PAN_ADVANCED: (d) => ({ statements: { pan: text(d, 'pan'), name: text(d, 'registered_name') } }),
  PAN_LITE: (d) => ({
    statements: {
      pan: text(d, 'pan'),
      name: yesOrNo(d.name_match),
      dateOfBirth: yesOrNo(d.dob_match),
      panStatus: when(/^E[A-Z]?$/.test(textAt(d, 'pan_status') ?? '')),
    },
  }),
  FACE_MATCH: (d, { faceMatchScore }) => {
    const score = numberAt(d, 'face_match_score');
    const believed = score === null || (score >= faceMatchScore && score <= 1);
    const same = believed ? CONFIRMED : found('PARTIAL', { reason: 'FACE_MISMATCH' });
    return { statements: { faces: d.face_match_result === 'YES' ? same : SILENT } };
  },
  IP_ADDRESS: (d) => ({
    statements: { ipAddress: text(d, 'ip_address'), proxy: when(isText(d.proxy_type, /^(-|none)$/i)) },
  }),
  AADHAAR_OTP: (d) => ({ statements: { holder: when(isText(d.name, /\S/)) } }),
  DIGILOCKER: (d) => ({ statements: { documents: shows(...consented(d.document_consent)) } }),
  DIGILOCKER_DOCUMENT: (d) => ({
    statements: {
      document: shows(...kindsIn(d)),
      holder: when(isText(d.name, /\S/) || isText(d.name_pan_card, /\S/)),
    },
    periods: textAt(d, 'dl_number') === null ? [] : [{ ...until(d, 'expiresOn', 'expiry_date'), decisive: true }],
  }),
  DIGILOCKER_ACCOUNT: () => ({ statements: {} }),
  KYC_LINK: (d) => ({ statements: { formChecks: when(everyStatus(d.verification_details, /^(SUCCESS|VALID)$/)) } }),
  DRIVING_LICENCE: (d) => ({
    statements: {
      licenceNumber: text(d, 'dl_number'),
      dateOfBirth: day(d, 'dob'),
      licenceStatus: when(isInForce(detail(d, 'details_of_driving_licence.status'))),
    },
    periods: licencePeriods(d),
  }),
  VOTER_ID: (d) => ({ statements: { epicNumber: text(d, 'epic_number'), name: text(d, 'name') } }),
  PASSPORT: (d) => ({
    statements: { fileNumber: text(d, 'file_number'), dateOfBirth: day(d, 'dob'), name: text(d, 'name') },
    periods: passportPeriods(d),
  }),
  CIN: (d) => ({ statements: { cin: text(d, 'cin'), companyStatus: when(isInForce(d.cin_status)) } }),
  UPI: (d, policy) => ({ statements: { vpa: text(d, 'vpa'), name: bankName(d, policy) } }),
  VEHICLE: (d) => ({
    statements: {
      vehicleNumber: shows(textAt(d, 'reg_no') ?? textAt(d, 'vehicle_number')),
      registrationStatus: when(isInForce(d.rc_status)),
      blacklistStatus: when(isClear(d.blacklist_status) && isEmpty(d.blacklist_details)),
    },
    periods: [
      { ...until(d, 'registrationValidUntil', 'rc_expiry_date'), decisive: true },
      { ...until(d, 'insuredUntil', 'vehicle_insurance_upto'), decisive: false },
    ],
  }),
  E_SIGN: (d) => ({
    statements: {
      signerName: shows(...signers(d.signers)),
      signatures: when(everyStatus(d.signers, /^(SUCCESS|SIGNED)$/)),
    },
  }),
  REVERSE_PENNY_DROP: (d, policy) => ({
    statements: {
      name: bankName(d, policy),
      account: when(isText(d.bank_account, /\S/) && isText(d.name_at_bank, /\S/)),
    },
  }),
  DOCUMENT_OCR: (d) => ocrEvidence(d),
  AADHAAR_MASKING: () => ({ statements: {} }),
};

export function evidenceOf(capability: SuiteCapability, { details }: CashfreeAnswer, policy: CashfreePolicy): Evidence {
  const proof = capability === 'BANK_ACCOUNT_ASYNC' ? { statements: {} } : PROVE[capability](details, policy);
  // A shared document carries the id of the session that it was shared in, not of the check that fetches it.
  const checkId = capability === 'DIGILOCKER_DOCUMENT' ? null : textAt(details, 'verification_id');
  return { checkId, periods: [], ...proof };
}

function text(details: Details, path: string): Statement {
  return shows(textAt(details, path));
}

function day(details: Details, path: string): Statement {
  return shows(toIsoDate(textAt(details, path)));
}

function when(proven: boolean): Statement {
  return proven ? CONFIRMED : SILENT;
}

function bankName(details: Details, policy: CashfreePolicy): Statement {
  const score = toUnitScore(numberAt(details, 'name_match_score'), 100);
  const label = optionalWord({ ...details }, 'name_match_result');
  return nameStatement(label, score, policy, { observed: known(textAt(details, 'name_at_bank')) });
}

function until(details: Details, field: string, path: string): Omit<Period, 'decisive'> {
  return { field, until: toIsoDate(textAt(details, path)) };
}

/** A licence is in force while one of its classes is; the other one may have run out. */
function licencePeriods(details: Details): Period[] {
  const periods = [
    until(details, 'validUntil', 'dl_validity.non_transport.to'),
    until(details, 'transportValidUntil', 'dl_validity.transport.to'),
  ].filter((period) => period.until !== null);
  const last = periods
    .map((period) => period.until ?? '')
    .sort()
    .at(-1);
  if (last === undefined) return [{ field: 'validUntil', until: null, decisive: true }];
  return periods.map((period) => ({ ...period, decisive: period.until === last }));
}

/** Their reference lists none of these; where one comes it counts. */
const PASSPORT_EXPIRY = ['expiry_date', 'date_of_expiry', 'passport_expiry_date', 'valid_upto'];
/** No passport is in force for longer. */
const PASSPORT_YEARS = 10;

function passportPeriods(details: Details): Period[] {
  const told = PASSPORT_EXPIRY.filter((key) => textAt(details, key) !== null);
  if (told.length > 0) return told.map((key) => ({ ...until(details, 'validUntil', key), decisive: true }));
  if (textAt(details, 'application_received_date') === null) return [];
  const received = toIsoDate(textAt(details, 'application_received_date'));
  if (received === null) return [{ field: 'validUntil', until: null, decisive: false }];
  const last = `${Number(received.slice(0, 4)) + PASSPORT_YEARS}${received.slice(4)}`;
  // From the application, so a little early: doubtful, not certain.
  return [{ field: 'validUntil', until: last, decisive: false }];
}

const CONSENT_WORDS: Readonly<Record<string, DigilockerDocument>> = {
  AADHAAR: 'AADHAAR',
  PAN: 'PAN',
  DRIVING_LICENSE: 'DRIVING_LICENCE',
  DRIVING_LICENCE: 'DRIVING_LICENCE',
};

/** As one text for each, since all of what was asked for is compared with all of this. */
function consented(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => (typeof item === 'string' ? (CONSENT_WORDS[item] ?? []) : []));
}

function kindsIn(details: Details): DigilockerDocument[] {
  const kinds = { uid: 'AADHAAR', pan: 'PAN', dl_number: 'DRIVING_LICENCE' } as const;
  return Object.entries(kinds).flatMap(([key, kind]) => (isText(details[key], /\S/) ? [kind] : []));
}

function everyStatus(list: unknown, good: RegExp): boolean {
  if (!Array.isArray(list) || list.length === 0) return false;
  return list.every((item: unknown) => {
    const status: unknown = typeof item === 'object' && item !== null && 'status' in item ? item.status : null;
    return typeof status === 'string' && good.test(status);
  });
}

function signers(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown) => {
    const name: unknown = typeof item === 'object' && item !== null && 'name' in item ? item.name : null;
    return typeof name === 'string' && name.trim() !== '' ? [name.trim()] : [];
  });
}

/** Assumption: their reference says text, and lists no words. */
function isClear(value: unknown): boolean {
  return value === false || isText(value, /^(na|n\/a|-|false)$/i);
}

function isText(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value.trim());
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}
