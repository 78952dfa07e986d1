import type { ReasonCode } from '../domain/kernel/reason.js';
import { ProviderError, type ProviderErrorCode } from '../domain/provider/provider-error.js';
import { TransportError, type TransportErrorCode } from '../transport/transport-error.js';

const CODES: Record<TransportErrorCode, ProviderErrorCode> = {
  UNREACHABLE: 'PROVIDER_UNREACHABLE',
  TIMEOUT: 'PROVIDER_TIMEOUT',
  ABORTED: 'PROVIDER_TIMEOUT',
  RATE_LIMITED: 'PROVIDER_RATE_LIMITED',
  CIRCUIT_OPEN: 'PROVIDER_UNAVAILABLE',
  BUSY: 'PROVIDER_UNAVAILABLE',
  BAD_RESPONSE: 'PROVIDER_BAD_RESPONSE',
  RESPONSE_TOO_LARGE: 'PROVIDER_BAD_RESPONSE',
  REDIRECT_REFUSED: 'PROVIDER_BAD_RESPONSE',
  SERVER_ERROR: 'PROVIDER_ERROR',
};

/** A transport failure in the domain's words. `providerCode` is the code a provider's client read from an error body. */
export function fromTransportError(providerId: string, error: TransportError, providerCode?: string): ProviderError {
  return new ProviderError({
    providerId,
    code: CODES[error.code],
    retryable: error.retryable,
    outcomeUnknown: error.outcomeUnknown,
    retryAfterMs: error.retryAfterMs,
    providerCode,
  });
}

/** An answer whose shape we cannot use. For commands the outcome is unknown: the call arrived. */
export function badResponse(providerId: string, kind: 'read' | 'command'): ProviderError {
  return new ProviderError({
    providerId,
    code: 'PROVIDER_BAD_RESPONSE',
    retryable: false,
    outcomeUnknown: kind === 'command',
  });
}

/** Runs a call and turns what the transport throws into a `ProviderError`; `codeOf` may read the provider's code from an error body. */
export async function withProviderErrors<T>(
  providerId: string,
  call: () => Promise<T>,
  codeOf?: (body: unknown) => string | undefined,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof TransportError) throw fromTransportError(providerId, error, codeOf?.(error.body));
    throw error;
  }
}

const BY_STATUS: Readonly<Record<number, ProviderErrorCode>> = {
  401: 'PROVIDER_AUTH_FAILED',
  403: 'PROVIDER_AUTH_FAILED',
  404: 'PROVIDER_NOT_FOUND',
  409: 'PROVIDER_CONFLICT',
};

/** A 4xx answer in the domain's words; a provider's client first looks at the body where its documentation gives codes. */
export function fromStatus(
  providerId: string,
  status: number,
  details: { readonly providerCode?: string; readonly field?: string; readonly reason?: ReasonCode } = {},
): ProviderError {
  return new ProviderError({
    providerId,
    code: BY_STATUS[status] ?? 'PROVIDER_REJECTED',
    retryable: false,
    ...details,
  });
}
