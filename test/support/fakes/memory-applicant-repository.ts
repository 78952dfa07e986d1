import type { Applicant } from '../../../src/domain/applicant/applicant.js';
import type { ApplicantRepository } from '../../../src/domain/applicant/applicant-repository.js';
import type { Decision, LifecycleStatus } from '../../../src/domain/kernel/lifecycle.js';
import { MemoryOwnedRepository } from './memory-owned-repository.js';

/** The conditions of the SQL table, over a map. */
export class MemoryApplicantRepository extends MemoryOwnedRepository<Applicant> implements ApplicantRepository {
  async findByProviderRecord(providerId: string, recordKey: string): Promise<readonly Applicant[]> {
    return [...this.records.values()].filter(
      (applicant) => applicant.providerId === providerId && applicant.providerApplicantId === recordKey,
    );
  }

  async recordState(
    seen: Applicant,
    state: { readonly status: LifecycleStatus; readonly decision: Decision | null },
    at: Date,
  ): Promise<boolean> {
    const current = this.records.get(seen.id);
    if (current === undefined || current.updatedAt.getTime() !== seen.updatedAt.getTime()) return false;
    const { status, decision } = state;
    await this.save({ ...current, status, decision, updatedAt: at });
    return true;
  }

  async claimCheck(id: string, limit: number | null): Promise<Applicant | null> {
    const current = this.records.get(id);
    if (current === undefined || (limit !== null && current.checkRequests >= limit)) return null;
    const claimed = { ...current, checkRequests: current.checkRequests + 1 };
    await this.save(claimed);
    return claimed;
  }

  async recordCheckStarted(id: string, _claimedAt: Date, at: Date): Promise<void> {
    const current = this.records.get(id);
    if (current !== undefined) await this.save({ ...current, status: 'PROCESSING', decision: null, updatedAt: at });
  }

  async releaseCheck(id: string): Promise<void> {
    const current = this.records.get(id);
    if (current !== undefined) await this.save({ ...current, checkRequests: Math.max(0, current.checkRequests - 1) });
  }
}
