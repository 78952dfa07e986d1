import type { ProviderErrorCode } from './provider-error.js';

/** LIVE: asked just now. CACHED: kept, and good enough. STALE: kept, shown because the live call failed. UNAVAILABLE: nothing to show. */
export const SOURCE_STATES = ['LIVE', 'CACHED', 'STALE', 'UNAVAILABLE'] as const;
export type SourceState = (typeof SOURCE_STATES)[number];

/** Where a provider-backed value comes from. */
export interface Source {
  readonly providerId: string;
  readonly state: SourceState;
  /** When the provider gave the value; null when it never did. */
  readonly fetchedAt: Date | null;
  readonly error: { readonly code: ProviderErrorCode; readonly retryable: boolean } | null;
}

/** A value with its provenance. `value` is null exactly when `source.state` is UNAVAILABLE. */
export interface Sourced<T> {
  readonly value: T | null;
  readonly source: Source;
}
