import { ProviderError, type ProviderErrorCode } from '../../domain/provider/provider-error.js';
import { TransportError } from '../../transport/transport-error.js';
import { fromStatus, fromTransportError } from '../provider-errors.js';
import { readError } from './cashfree.contract.js';
import { fieldOfCode } from './cashfree.fields.client.js';

const ID = 'cashfree';

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

/** How long the suite asks to wait where it names no time. */
const PENDING_MS: Readonly<Record<string, number>> = { verification_pending: 30_000, validation_pending: 10_000 };
/** A 4xx answer, or an error body under a 2xx, in the domain's words. */
export function refusal(
  call: { readonly kind: 'read' | 'command'; readonly path: string },
  status: number,
  body: unknown,
): ProviderError {
  const { type, code } = readError(body) ?? {};
  if (status < 400 && (type === 'internal_error' || code === 'internal_error')) return ownFault(call.kind, code);
  // A 2xx has no meaning of its own here: the body says that the request failed.
  const details = { providerCode: code, field: code === undefined ? undefined : fieldOfCode(code, call.path) };
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
