/** What a kept answer is about. `recordKey` is the provider's own id of a record, or a fingerprint; never a personal value. */
export interface SnapshotKey {
  readonly providerId: string;
  /** e.g. `runner`, `runner-applicants`, `applicant`, `customer`, `pan-check`. */
  readonly kind: string;
  readonly recordKey: string;
}

export interface Snapshot {
  readonly value: unknown;
  readonly fetchedAt: Date;
  /** Something has changed the record since; the value is still the last known one. */
  readonly outdated: boolean;
}

/** The last good answer of every provider read. A cache: losing the newest few in a crash does no harm. */
export interface SnapshotRepository {
  find(key: SnapshotKey): Promise<Snapshot | null>;
  /** Kept soon; never throws, never holds up the caller. Twelve-digit Aadhaar numbers are masked on the way. */
  keep(key: SnapshotKey, value: unknown, fetchedAt: Date): void;
  /** Answers of every kind about this record are no longer good enough for CACHED. */
  markOutdated(providerId: string, recordKey: string, at: Date): Promise<void>;
}
