import type { CheckCapability, CheckInputs } from '../../domain/check/kinds/check-kinds.js';
import { ProviderError, type ProviderErrorCode } from '../../domain/provider/provider-error.js';
import { TransportError } from '../../transport/transport-error.js';
import { fromStatus, fromTransportError } from '../provider-errors.js';
import { readError } from './cashfree.contract.js';

const ID = 'cashfree';

/** What our inputs are called in faults: by their names, stored documents by the argument that names them. */
type InputName =
  | { [C in CheckCapability]: Extract<keyof CheckInputs[C], string> }[CheckCapability]
  | 'checkId'
  | 'referenceId'
  | 'code'
  | 'documentId'
  | 'firstDocumentId'
  | 'secondDocumentId'
  | 'image';

/** Which of our inputs the refusals of one product are about. */
export interface RefusedFields {
  /** By their field, which begins codes such as `bank_account_value_invalid`, or by the code where it names none. */
  readonly inputs: Readonly<Record<string, InputName>>;
  /** What codes about a file are about, whatever its field is called; null for a product that takes none. */
  readonly file: InputName | null;
}

/** Of every product. */
const COMMON: RefusedFields['inputs'] = {
  verification_id: 'checkId',
  user_id: 'checkId',
  invalid_verification_id: 'checkId',
  duplicate_verification_id: 'checkId',
  ref_id: 'referenceId',
  reference_id: 'referenceId',
};

const FIELD_CODE =
  /^(.+?)_(?:missing|empty|value_invalid|invalid|length_short|length_exceeded|unsupported|already_exists|not_found)$/;
const FILE_CODES: ReadonlySet<string> = new Set([
  'file_size_exceeded',
  'file_format_invalid',
  'file_type_invalid',
  'file_name_invalid',
  'file_name_length_exceeded',
]);

/** Our name of the input that an error code of a product is about. */
export function fieldOfCode(code: string, { inputs, file }: RefusedFields): string | undefined {
  if (FILE_CODES.has(code)) return file ?? undefined;
  const all = { ...COMMON, ...inputs };
  const theirs = [code, FIELD_CODE.exec(code)?.[1] ?? ''].find((name) => Object.hasOwn(all, name));
  return theirs === undefined ? undefined : all[theirs];
}

/** Codes whose meaning differs from that of their HTTP status. All others go by the status. */
const BY_CODE: Readonly<Record<string, ProviderErrorCode>> = {
  'x-client-id_missing': 'PROVIDER_AUTH_FAILED',
  'x-client-id_value_invalid': 'PROVIDER_AUTH_FAILED',
  'x-client-secret_missing': 'PROVIDER_AUTH_FAILED',
  'x-client-secret_value_invalid': 'PROVIDER_AUTH_FAILED',
  authentication_failed: 'PROVIDER_AUTH_FAILED',
  ip_validation_failed: 'PROVIDER_AUTH_FAILED',
  verification_id_already_exists: 'PROVIDER_CONFLICT',
  duplicate_verification_id: 'PROVIDER_CONFLICT',
  user_id_already_exists: 'PROVIDER_CONFLICT',
  referenceId_not_found: 'PROVIDER_NOT_FOUND',
  reference_id_not_found: 'PROVIDER_NOT_FOUND',
  user_id_not_found: 'PROVIDER_NOT_FOUND',
  verification_id_not_found: 'PROVIDER_NOT_FOUND',
  not_found: 'PROVIDER_NOT_FOUND',
  invalid_verification_id: 'PROVIDER_CONFLICT',
  insufficient_balance: 'PROVIDER_REJECTED',
  // The check before this one has not ended; they ask for about thirty seconds.
  verification_pending: 'PROVIDER_UNAVAILABLE',
  // Under 202: the document is on its way.
  validation_pending: 'PROVIDER_UNAVAILABLE',
  consent_not_granted: 'PROVIDER_REJECTED',
  url_expired: 'PROVIDER_REJECTED',
  session_expired: 'PROVIDER_REJECTED',
  user_detail_mismatch: 'PROVIDER_REJECTED',
  too_many_requests_per_operation: 'PROVIDER_RATE_LIMITED',
  too_many_requests_per_ip: 'PROVIDER_RATE_LIMITED',
};

/** How long they ask to wait where it names no time. */
const PENDING_MS: Readonly<Record<string, number>> = { verification_pending: 30_000, validation_pending: 10_000 };
/** A 4xx answer, or an error body under a 2xx, in the domain's words. */
export function refusal(kind: 'read' | 'command', fields: RefusedFields, status: number, body: unknown): ProviderError {
  const { type, code } = readError(body) ?? {};
  if (status < 400 && (type === 'internal_error' || code === 'internal_error')) return ownFault(kind, code);
  // A 2xx has no meaning of its own here: the body says that the request failed.
  const details = { providerCode: code, field: code === undefined ? undefined : fieldOfCode(code, fields) };
  const mapped = code !== undefined && Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined;
  if (mapped === undefined) return fromStatus(ID, status, details);
  const retryAfterMs = code === undefined ? undefined : PENDING_MS[code];
  const retryable = mapped === 'PROVIDER_RATE_LIMITED' || retryAfterMs !== undefined;
  return new ProviderError({ providerId: ID, code: mapped, retryable, retryAfterMs, ...details });
}

/** Their own fault under a 2xx: the same as a 500, after which a paid check may have been carried out all the same. */
function ownFault(kind: 'read' | 'command', providerCode: string | undefined): ProviderError {
  const outcomeUnknown = kind === 'command';
  return new ProviderError({
    providerId: ID,
    code: 'PROVIDER_ERROR',
    retryable: !outcomeUnknown,
    outcomeUnknown,
    providerCode,
  });
}

/** A transport failure; a 502 of theirs means that the registry behind them is away. */
function outage(error: TransportError): ProviderError {
  const plain = fromTransportError(ID, error, readError(error.body)?.code);
  if (error.status !== 502 && error.status !== 503) return plain;
  return new ProviderError({
    providerId: ID,
    code: 'PROVIDER_UNAVAILABLE',
    retryable: plain.retryable,
    outcomeUnknown: plain.outcomeUnknown,
    retryAfterMs: plain.retryAfterMs,
    providerCode: plain.providerCode,
  });
}

/** Anything a call may throw, as the domain's error where it is one of ours. */
export function toProviderError(error: unknown): unknown {
  return error instanceof TransportError ? outage(error) : error;
}
