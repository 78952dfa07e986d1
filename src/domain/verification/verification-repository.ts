import type { ProviderRecordRepository } from '../owned-repository.js';
import type { Verification } from './verification.js';

export interface VerificationRepository extends ProviderRecordRepository<Verification> {
  /** Replaces `seen` by `next`, whose `updatedAt` must be later. False, and nothing done, when the record has changed since. */
  replace(seen: Verification, next: Verification): Promise<boolean>;
}
