/**
 * The checks of the suite whose answers are one flat record: a status and details. Casing and spelling are theirs.
 * Parsers throw a `ContractError` and nothing else.
 */
import { asObject, ContractError, optionalObject, optionalString, optionalWord, UNREADABLE } from '../json-reader.js';

/** What all of these answers have in common; the details are read by the mapping, by their own names. */
export interface CashfreeAnswer {
  /** `reference_id` or `ref_id`, a number or text. */
  readonly reference_id: string | null;
  readonly status: string;
  /** Free text: read for a meaning, never kept. */
  readonly message: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** `statusKey`: where the status stands. `without`: the status of an answer that is known to come without one. */
export function parseAnswer(body: unknown, statusKey = 'status', without: string | null = null): CashfreeAnswer {
  const object = asObject(body);
  const status = optionalWord(object, statusKey) ?? without;
  if (status === null || status === UNREADABLE) throw new ContractError(statusKey);
  return {
    reference_id: optionalString(object, 'reference_id') ?? optionalString(object, 'ref_id'),
    status,
    message: optionalString(object, 'message'),
    details: object,
  };
}

/** The answer to the start of something that a person ends: their SUCCESS, or no status at all, says that it has begun. */
export function parseBegun(body: unknown): CashfreeAnswer {
  const answer = parseAnswer(body, 'status', 'RECEIVED');
  return answer.status === 'SUCCESS' ? { ...answer, status: 'RECEIVED' } : answer;
}

/** `GET /digilocker/document/…`: an answer without `status` counts only when it holds the document's number. */
export function parseDigilockerDocument(body: unknown): CashfreeAnswer {
  const object = asObject(body);
  const number = ['uid', 'pan', 'dl_number'].some((key) => optionalString(object, key) !== null);
  return parseAnswer(body, 'status', number ? 'SUCCESS' : null);
}

/** `POST /esignature/document`: `{status, document_id}`. */
export function parseDocumentId(body: unknown): string {
  const id = optionalString(asObject(body), 'document_id');
  if (id === null) throw new ContractError('document_id');
  return id;
}

/** `details.a.b` as an object's value; undefined where the path leads nowhere. */
export function detail(details: Readonly<Record<string, unknown>>, path: string): unknown {
  const keys = path.split('.');
  let object: Record<string, unknown> | null = { ...details };
  for (const key of keys.slice(0, -1)) object = object === null ? null : entriesAt(object, key);
  const last = keys.at(-1) ?? '';
  return object !== null && Object.hasOwn(object, last) ? object[last] : undefined;
}

/** An object, or a list by its places. */
function entriesAt(object: Record<string, unknown>, key: string): Record<string, unknown> | null {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return Array.isArray(value) ? { ...value } : optionalObject(object, key);
}

/** The products that are one JSON POST each, by what they check. Paths as in their OpenAPI reference. */
export const SUITE_PATHS = {
  PAN_ADVANCED: '/pan/advance',
  PAN_LITE: '/pan-lite',
  IP_ADDRESS: '/ip',
  DIGILOCKER_ACCOUNT: '/digilocker/verify-account',
  DRIVING_LICENCE: '/driving-license',
  VOTER_ID: '/voter-id',
  PASSPORT: '/passport',
  CIN: '/cin',
  VEHICLE: '/vehicle-rc',
} as const;
