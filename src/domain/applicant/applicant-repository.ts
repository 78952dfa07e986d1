import type { Decision, LifecycleStatus } from '../kernel/lifecycle.js';
import type { ProviderRecordRepository } from '../kernel/owned-repository.js';
import type { Applicant } from './applicant.js';

/** Applicants, with the changes that may happen at the same time: each touches its own columns only. */
export interface ApplicantRepository extends ProviderRecordRepository<Applicant> {
  /** What the provider said last; `updatedAt` tells when. False, and nothing done, when the record has changed since `seen`. */
  recordState(
    seen: Applicant,
    state: { readonly status: LifecycleStatus; readonly decision: Decision | null },
    at: Date,
  ): Promise<boolean>;
  /** Counts one more check before it is sent, and changes nothing else. Null when `limit` have been counted already. */
  claimCheck(id: string, limit: number | null): Promise<Applicant | null>;
  /** The claimed check was started: PROCESSING, unless the provider has told a result since `claimedAt`. */
  recordCheckStarted(id: string, claimedAt: Date, at: Date): Promise<void>;
  /** The claimed check was certainly not started. */
  releaseCheck(id: string): Promise<void>;
}
