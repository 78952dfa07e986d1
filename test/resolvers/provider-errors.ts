import { ProviderError, type ProviderErrorCode } from '../../src/domain/provider/provider-error.js';

export function providerError(providerId: string, code: ProviderErrorCode, retryable = true): ProviderError {
  return new ProviderError({ providerId, code, retryable });
}

/** No answer came back to a command that may have been carried out. */
export function outcomeUnknown(providerId: string): ProviderError {
  return new ProviderError({ providerId, code: 'PROVIDER_TIMEOUT', retryable: true, outcomeUnknown: true });
}
