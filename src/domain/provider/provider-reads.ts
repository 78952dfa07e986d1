import type { Clock } from '../kernel/clock.js';
import type { ConsentPurpose } from '../kernel/consent-purpose.js';
import { ProviderError } from './provider-error.js';
import type { SnapshotKey, SnapshotRepository } from './snapshot.js';
import type { Source, Sourced } from './source.js';

/** Whose record it is, and what the provider was given it for. */
export interface ReadSubject {
  readonly userId: string;
  readonly purpose: ConsentPurpose;
}

export interface ProviderReadsDependencies {
  readonly snapshots: SnapshotRepository;
  readonly clock: Clock;
  readonly consentGate: { mayAsk(userId: string, purpose: ConsentPurpose): Promise<boolean> };
  /** Told of every answer that a reader gets. */
  readonly onAnswer?: (source: Source) => void;
}

/** Reads of providers: a failure costs only its own fields, and the last good answer stands in for a live one. */
export class ProviderReads {
  constructor(private readonly deps: ProviderReadsDependencies) {}

  /**
   * `maxAgeMs` null: always ask. Otherwise a kept answer that is younger and not outdated is good enough (CACHED).
   * After a withdrawal the provider is not asked any more: what is kept is shown as STALE (CONSENT_WITHDRAWN). `subject`
   * null: nobody's record in particular. A `ProviderError` becomes STALE with the last known value, or UNAVAILABLE without one; other errors pass through.
   */
  async read<T>(
    key: SnapshotKey,
    subject: ReadSubject | null,
    maxAgeMs: number | null,
    call: () => Promise<T>,
  ): Promise<Sourced<T>> {
    const answer = await this.#answer(key, subject, maxAgeMs, call);
    this.deps.onAnswer?.(answer.source);
    return answer;
  }

  /** A value that the provider gave just now, e.g. in its answer to a command. */
  known<T>(key: SnapshotKey, value: T): Sourced<T> {
    const fetchedAt = this.deps.clock();
    this.deps.snapshots.keep(key, value, fetchedAt);
    return { value, source: { providerId: key.providerId, state: 'LIVE', fetchedAt, error: null } };
  }

  /** Whether an answer is kept that nothing has outdated since. */
  async isCurrent(key: SnapshotKey): Promise<boolean> {
    const kept = await this.deps.snapshots.find(key);
    return kept !== null && !kept.outdated;
  }

  /** After a command or a webhook about the record. */
  async changed(providerId: string, recordKey: string): Promise<void> {
    await this.deps.snapshots.markOutdated(providerId, recordKey, this.deps.clock());
  }

  async #answer<T>(
    key: SnapshotKey,
    subject: ReadSubject | null,
    maxAgeMs: number | null,
    call: () => Promise<T>,
  ): Promise<Sourced<T>> {
    if (subject !== null && !(await this.deps.consentGate.mayAsk(subject.userId, subject.purpose)))
      return this.#lastKnown<T>(key, { code: 'CONSENT_WITHDRAWN', retryable: false });
    const cached = maxAgeMs === null ? null : await this.#cached<T>(key, maxAgeMs);
    if (cached !== null) return cached;
    try {
      return this.known(key, await call());
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      return this.#lastKnown<T>(key, { code: error.code, retryable: error.retryable });
    }
  }

  async #cached<T>(key: SnapshotKey, maxAgeMs: number): Promise<Sourced<T> | null> {
    const kept = await this.deps.snapshots.find(key);
    if (kept === null || kept.outdated) return null;
    if (this.deps.clock().getTime() - kept.fetchedAt.getTime() > maxAgeMs) return null;
    return {
      value: kept.value as T,
      source: { providerId: key.providerId, state: 'CACHED', fetchedAt: kept.fetchedAt, error: null },
    };
  }

  async #lastKnown<T>(key: SnapshotKey, error: NonNullable<Source['error']>): Promise<Sourced<T>> {
    const kept = await this.deps.snapshots.find(key);
    if (kept === null)
      return { value: null, source: { providerId: key.providerId, state: 'UNAVAILABLE', fetchedAt: null, error } };
    return {
      value: kept.value as T,
      source: { providerId: key.providerId, state: 'STALE', fetchedAt: kept.fetchedAt, error },
    };
  }
}
