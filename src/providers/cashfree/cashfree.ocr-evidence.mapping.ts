import type { ReadableDocument } from '../../domain/check/kinds/document-ocr.js';
import { type Evidence, found, type Statement, shows } from '../../domain/provider/evidence.js';
import { textAt } from './cashfree.fact.mapping.js';
import { toIsoDate } from './cashfree.shared.mapping.js';
import { detail } from './cashfree.suite.contract.js';

type Details = Readonly<Record<string, unknown>>;

/** Their words for what a document is begin with ours; sides and `_OCR` follow. */
const KINDS: readonly (readonly [RegExp, ReadableDocument])[] = [
  [/^PAN(_|$)/, 'PAN'],
  [/^AADHAA?R(_|$)/, 'AADHAAR'],
  [/^(DRIVING_LICEN[CS]E|DL)(_|$)/, 'DRIVING_LICENCE'],
  // Their schema's own sample says VOTED_ID.
  [/^VOTE[RD](_ID|$)/, 'VOTER_ID'],
  [/^PASSPORT(_|$)/, 'PASSPORT'],
  [/^(VEHICLE_RC|RC)(_|$)/, 'VEHICLE_RC'],
  [/^(CANCELLED_)?CHEQUE(_|$)/, 'CANCELLED_CHEQUE'],
  [/^INVOICE(_|$)/, 'INVOICE'],
];

/** One of these has to be read, or nothing was. */
const NUMBERS: Readonly<Record<ReadableDocument, readonly string[]>> = {
  PAN: ['pan', 'pan_number'],
  AADHAAR: ['uid', 'aadhaar_number'],
  DRIVING_LICENCE: ['dl_number', 'license_number', 'licence_number'],
  VOTER_ID: ['voter_id_number', 'epic_number', 'voter_id'],
  PASSPORT: ['passport_number', 'passport_num', 'file_number'],
  VEHICLE_RC: ['registration_number', 'reg_no', 'vehicle_number'],
  CANCELLED_CHEQUE: ['account_number'],
  INVOICE: ['invoice_details.invoice_number', 'invoice_number', 'invoice_no'],
};

const QUALITY = ['blur', 'glare', 'partially_present', 'black_and_white', 'obscured'];
const FRAUD = ['is_screenshot', 'is_photo_of_screen', 'is_photo_imposed', 'is_overwritten'];
/** A cheque has an end as well, which does not matter: it is cancelled. */
const EXPIRING: readonly ReadableDocument[] = ['PASSPORT', 'DRIVING_LICENCE', 'VEHICLE_RC'];
const EXPIRY = [
  'expiry_date',
  'license_expiry_date',
  'registration_validity',
  'date_of_expiry',
  'valid_upto',
  'validity',
  'valid_till',
  'rc_expiry_date',
];

export function ocrEvidence(details: Details): Pick<Evidence, 'statements' | 'periods'> {
  const type =
    textAt(details, 'document_type')
      ?.toUpperCase()
      .replace(/[^A-Z]+/g, '_') ?? null;
  const kind = type === null ? null : (KINDS.find(([pattern]) => pattern.test(type))?.[1] ?? null);
  return {
    statements: {
      // A word that we do not know is not the kind that was asked for, but it may be a new spelling of it.
      kind: type !== null && kind === null ? found('UNKNOWN') : shows(kind),
      content: kind === null ? found(null) : content(details, kind),
      qualityChecks: allClear(details, 'quality_checks', QUALITY),
      fraudChecks: allClear(details, 'fraud_checks', FRAUD),
    },
    periods: kind === null || !EXPIRING.includes(kind) ? [] : periods(details),
  };
}

function content(details: Details, kind: ReadableDocument): Statement {
  const values = NUMBERS[kind].map((key) => detail(details, `document_fields.${key}`));
  const read = values.some((value) => typeof value === 'string' && value.trim() !== '');
  return found(read ? 'CONFIRMED' : null);
}

/** Every flag is there and says no: a flag that is missing was not looked at. */
function allClear(details: Details, block: string, flags: readonly string[]): Statement {
  const clear = flags.every((flag) => {
    const value = detail(details, `${block}.${flag}`);
    return value === false || value === 'false';
  });
  return found(clear ? 'CONFIRMED' : null);
}

function periods(details: Details): Evidence['periods'] {
  const told = EXPIRY.map((key) => textAt(details, `document_fields.${key}`)).filter((text) => text !== null);
  return told.map((text) => ({ field: 'validUntil', until: toIsoDate(text), decisive: true }));
}
