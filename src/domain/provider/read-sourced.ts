import type { Clock } from '../clock.js';
import { ProviderError } from './provider-error.js';
import type { Sourced } from './source.js';

/** Runs a provider read; a failure becomes an UNAVAILABLE value instead of an exception, so it costs only its own fields. */
export async function readSourced<T>(providerId: string, clock: Clock, read: () => Promise<T>): Promise<Sourced<T>> {
  try {
    const value = await read();
    return { value, source: { providerId, state: 'LIVE', fetchedAt: clock(), error: null } };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return {
      value: null,
      source: {
        providerId,
        state: 'UNAVAILABLE',
        fetchedAt: null,
        error: { code: error.code, retryable: error.retryable },
      },
    };
  }
}
