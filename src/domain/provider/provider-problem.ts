import { type Problem, ProblemError } from '../kernel/problem.js';
import { ProviderError } from './provider-error.js';

/** What the caller of a command is told when a provider gave no usable answer. */
export function toProblem(error: ProviderError): Problem {
  if (error.code === 'PROVIDER_REJECTED' || error.code === 'PROVIDER_CONFLICT') {
    return {
      kind: 'ProviderRejected',
      message: error.message,
      providerId: error.providerId,
      field: error.field ?? null,
      reason: error.reason,
    };
  }
  if (error.code === 'PROVIDER_NOT_FOUND')
    return { kind: 'NotFound', message: error.message, field: error.field ?? null };
  return {
    kind: 'ProviderUnavailable',
    message: error.message,
    providerId: error.providerId,
    providerErrorCode: error.code,
    retryable: error.retryable && !error.outcomeUnknown,
    retryAfter: error.retryAfterMs === undefined ? null : Math.ceil(error.retryAfterMs / 1000),
    outcomeUnknown: error.outcomeUnknown,
  };
}

/** Runs a provider command; `onFailure` records what is known before the caller is told. */
export async function providerCommand<T>(
  call: () => Promise<T>,
  onFailure?: (error: ProviderError) => Promise<void>,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    await onFailure?.(error);
    throw new ProblemError(toProblem(error));
  }
}
