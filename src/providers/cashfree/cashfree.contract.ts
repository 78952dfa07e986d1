/**
 * What Cashfree's verification suite sends, as far as it is used. Casing and spelling are theirs.
 * Parsers throw a `ContractError` and nothing else.
 */
import {
  asObject,
  ContractError,
  isObject,
  optionalBoolean,
  optionalNumber,
  optionalObject,
  optionalString,
  optionalWord,
  requiredString,
  stringArray,
} from '../json-reader.js';

/** `POST /pan`, `GET /pan/{reference_id}`. An unknown PAN is a 200 with `valid: false`. */
export interface CashfreePan {
  /** The number that the answer is about. */
  readonly pan: string | null;
  readonly reference_id: string | null;
  readonly valid: boolean;
  /** VALID, INVALID, DELETED, DEACTIVATED. */
  readonly pan_status: string | null;
  /** Individual, Company, … */
  readonly type: string | null;
  readonly name_provided: string | null;
  readonly registered_name: string | null;
  readonly name_pan_card: string | null;
  /** 0–100; a string in the schema, a number in the samples. */
  readonly name_match_score: number | null;
  readonly name_match_result: string | null;
  /** Y, R, NA. */
  readonly aadhaar_seeding_status: string | null;
  /** dd/mm/yyyy. */
  readonly last_updated_at: string | null;
  /** Free text: read for the holder's end, never kept. */
  readonly message: string | null;
}

export function parsePanAnswer(body: unknown): CashfreePan {
  const object = asObject(body);
  return {
    pan: optionalString(object, 'pan'),
    reference_id: optionalString(object, 'reference_id'),
    valid: requiredBoolean(object, 'valid'),
    pan_status: optionalWord(object, 'pan_status'),
    type: optionalString(object, 'type'),
    name_provided: optionalString(object, 'name_provided'),
    // The sample answer for a business PAN spells it without the last letter.
    registered_name: optionalString(object, 'registered_name') ?? optionalString(object, 'registered_nam'),
    name_pan_card: optionalString(object, 'name_pan_card'),
    name_match_score: optionalNumber(object, 'name_match_score'),
    name_match_result: optionalWord(object, 'name_match_result'),
    aadhaar_seeding_status: optionalString(object, 'aadhaar_seeding_status'),
    last_updated_at: optionalString(object, 'last_updated_at'),
    message: optionalString(object, 'message'),
  };
}

/** `POST /bank-account/sync`, `GET /bank-account`. */
export interface CashfreeBankAccount {
  readonly reference_id: string | null;
  /** VALID, INVALID; when read again also RECEIVED, FAILED, REJECTED, … */
  readonly account_status: string;
  readonly account_status_code: string | null;
  readonly name_at_bank: string | null;
  readonly bank_name: string | null;
  readonly branch: string | null;
  readonly city: string | null;
  /** Nine digits, sent as a number. */
  readonly micr: string | null;
  /** From `ifsc_details`. */
  readonly ifsc: string | null;
  /** 0–100 as a string, e.g. "90.00". */
  readonly name_match_score: number | null;
  readonly name_match_result: string | null;
}

export function parseBankAccountAnswer(body: unknown): CashfreeBankAccount {
  const object = asObject(body);
  return {
    reference_id: optionalString(object, 'reference_id'),
    account_status: requiredString(object, 'account_status'),
    account_status_code: optionalWord(object, 'account_status_code'),
    name_at_bank: optionalString(object, 'name_at_bank'),
    bank_name: optionalString(object, 'bank_name'),
    branch: optionalString(object, 'branch'),
    city: optionalString(object, 'city'),
    micr: optionalString(object, 'micr')?.padStart(9, '0') ?? null,
    ifsc: optionalString(optionalObject(object, 'ifsc_details') ?? {}, 'ifsc'),
    name_match_score: optionalNumber(object, 'name_match_score'),
    name_match_result: optionalWord(object, 'name_match_result'),
  };
}

/** A bank check that Cashfree answers with 422: the bank, the network or a fraud list said no, not the request. */
export interface CashfreeBankRefusal {
  /** e.g. `npci_unavailable`. */
  readonly code: string;
  readonly reference_id: string | null;
}

/** `POST /gstin`. An unknown GSTIN is a 200 without `valid`. */
export interface CashfreeGstin {
  /** The number that the answer is about. */
  readonly GSTIN: string | null;
  readonly reference_id: string | null;
  readonly valid: boolean | null;
  readonly legal_name_of_business: string | null;
  readonly trade_name_of_business: string | null;
  readonly constitution_of_business: string | null;
  readonly taxpayer_type: string | null;
  /** Active, Cancelled, Suspended, … */
  readonly gst_in_status: string | null;
  readonly date_of_registration: string | null;
  readonly last_update_date: string | null;
  readonly center_jurisdiction: string | null;
  readonly state_jurisdiction: string | null;
  readonly nature_of_business_activities: readonly string[];
  readonly principal_place_address: string | null;
  /** From `principal_place_split_address`. */
  readonly district: string | null;
  readonly state: string | null;
  readonly pincode: string | null;
}

export function parseGstinAnswer(body: unknown): CashfreeGstin {
  const object = asObject(body);
  const sent = object.valid ?? null;
  const valid = sent === null ? null : requiredBoolean(object, 'valid');
  const legalName = optionalString(object, 'legal_name_of_business');
  // Only the documented "does not exist" may lack `valid`: a message, and nothing about a business.
  if (valid === null && (legalName !== null || optionalString(object, 'message') === null)) {
    throw new ContractError('valid');
  }
  const place = optionalObject(object, 'principal_place_split_address') ?? {};
  return {
    GSTIN: optionalString(object, 'GSTIN'),
    reference_id: optionalString(object, 'reference_id'),
    valid,
    legal_name_of_business: legalName,
    trade_name_of_business: optionalString(object, 'trade_name_of_business'),
    constitution_of_business: optionalString(object, 'constitution_of_business'),
    taxpayer_type: optionalString(object, 'taxpayer_type'),
    gst_in_status: optionalWord(object, 'gst_in_status'),
    date_of_registration: optionalString(object, 'date_of_registration'),
    last_update_date: optionalString(object, 'last_update_date'),
    center_jurisdiction: optionalString(object, 'center_jurisdiction'),
    state_jurisdiction: optionalString(object, 'state_jurisdiction'),
    nature_of_business_activities: stringArray(object, 'nature_of_business_activities'),
    principal_place_address: optionalString(object, 'principal_place_address'),
    district: optionalString(place, 'district'),
    state: optionalString(place, 'state'),
    pincode: optionalString(place, 'pincode'),
  };
}

/** `POST /name-match`. */
export interface CashfreeNameMatch {
  readonly reference_id: string | null;
  readonly verification_id: string | null;
  readonly name_1: string | null;
  readonly name_2: string | null;
  /** SUCCESS. */
  readonly status: string;
  /** 0–1. */
  readonly score: number | null;
  /** e.g. DIRECT_MATCH. */
  readonly reason: string | null;
}

export function parseNameMatchAnswer(body: unknown): CashfreeNameMatch {
  const object = asObject(body);
  const status = requiredString(object, 'status');
  const score = optionalNumber(object, 'score');
  if (status === 'SUCCESS' && score === null) throw new ContractError('score');
  return {
    reference_id: optionalString(object, 'reference_id'),
    verification_id: optionalString(object, 'verification_id'),
    name_1: optionalString(object, 'name_1'),
    name_2: optionalString(object, 'name_2'),
    status,
    score,
    reason: optionalWord(object, 'reason'),
  };
}

/** `POST /face-liveness` and, with other field names, the legacy `POST /liveliness`. */
export interface CashfreeLiveness {
  readonly reference_id: string | null;
  readonly verification_id: string | null;
  /** SUCCESS, REAL_FACE_NOT_DETECTED, FACE_NOT_DETECTED, MULTIPLE_FACES_DETECTED (legacy: MULTIPLE_FACE_DETECTED). */
  readonly status: string;
  /** Legacy: `liveliness`. Never null with SUCCESS. */
  readonly liveness: boolean | null;
  /** 0–1. Legacy: `score`. */
  readonly liveness_score: number | null;
  readonly eye_wear: boolean | null;
  readonly face_occluded: boolean | null;
  readonly eyes_open: boolean | null;
  /** UNDER_EXPOSED, NEUTRAL, OVER_EXPOSED. */
  readonly exposure: string | null;
  readonly blur: boolean | null;
  /** LEFT, RIGHT, CENTRE. */
  readonly face_alignment: string | null;
  readonly head_turned: boolean | null;
}

export function parseLivenessAnswer(body: unknown): CashfreeLiveness {
  const object = asObject(body);
  const status = requiredString(object, 'status');
  const liveness = optionalBoolean(object, 'liveness') ?? optionalBoolean(object, 'liveliness');
  if (status === 'SUCCESS' && liveness === null) throw new ContractError('liveness');
  const quality = optionalObject(object, 'quality') ?? {};
  const pose = optionalObject(object, 'pose') ?? {};
  return {
    reference_id: optionalString(object, 'reference_id'),
    verification_id: optionalString(object, 'verification_id'),
    status,
    liveness,
    liveness_score: optionalNumber(object, 'liveness_score') ?? optionalNumber(object, 'score'),
    eye_wear: valueWithConfidence(object, 'eye_wear'),
    face_occluded: valueWithConfidence(object, 'face_occluded'),
    eyes_open: valueWithConfidence(object, 'eyes_open'),
    exposure: optionalString(quality, 'exposure'),
    blur: optionalBoolean(quality, 'blur'),
    face_alignment: optionalString(pose, 'face_alignment'),
    head_turned: optionalBoolean(pose, 'head_turned'),
  };
}

/** `{type, code, message}`: also recognised under HTTP 200. Null when the body is no error. */
export function readError(
  body: unknown,
): { readonly type: string; readonly code: string; readonly reference_id: string | null } | null {
  if (!isObject(body)) return null;
  const code = optionalString(body, 'code');
  if (code === null || !/^[A-Za-z0-9_.-]{1,64}$/.test(code)) return null;
  const type = optionalString(body, 'type') ?? '';
  if (!type.endsWith('_error')) return null;
  const error = optionalObject(body, 'error') ?? {};
  const reference = optionalString(error, 'reference_id') ?? optionalString(error, 'refId');
  return { type, code, reference_id: reference };
}

function requiredBoolean(object: Record<string, unknown>, key: string): boolean {
  const value = optionalBoolean(object, key);
  if (value === null) throw new ContractError(key);
  return value;
}

/** `{value, confidence}`, where the value is a boolean. */
function valueWithConfidence(object: Record<string, unknown>, key: string): boolean | null {
  return optionalBoolean(optionalObject(object, key) ?? {}, 'value');
}
