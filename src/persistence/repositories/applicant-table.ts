import type { DataSource } from 'typeorm';
import type { Applicant } from '../../domain/applicant/applicant.js';
import type { ApplicantRepository } from '../../domain/applicant/applicant-repository.js';
import type { Decision, LifecycleStatus } from '../../domain/kernel/lifecycle.js';
import type { Vault } from '../../domain/personal-data/vault.js';
import { ApplicantEntity } from '../entities/entities.js';
import type { LateWrites } from '../late-writes.js';
import { ProviderRecordTable } from './provider-record-table.js';

export class ApplicantTable extends ProviderRecordTable<Applicant> implements ApplicantRepository {
  constructor(
    private readonly dataSource: DataSource,
    vault: Vault,
    late?: LateWrites,
  ) {
    super(dataSource, ApplicantEntity, 'provider_applicant_id', vault, late);
  }

  /** Never the same `updated_at` twice, since it tells whether a record has changed. */
  async recordState(
    seen: Applicant,
    { status, decision }: { readonly status: LifecycleStatus; readonly decision: Decision | null },
    at: Date,
  ): Promise<boolean> {
    const [, changed] = (await this.dataSource.query(
      `UPDATE applicants SET status = $2, decision = $3, updated_at = greatest($4, updated_at + interval '1 millisecond')
       WHERE id = $1 AND updated_at = $5`,
      [seen.id, status, decision, at, seen.updatedAt],
    )) as [unknown, number];
    return changed > 0;
  }

  async claimCheck(id: string, limit: number | null): Promise<Applicant | null> {
    const [, changed] = (await this.dataSource.query(
      `UPDATE applicants SET check_requests = check_requests + 1
       WHERE id = $1 AND ($2::integer IS NULL OR check_requests < $2)`,
      [id, limit],
    )) as [unknown, number];
    if (changed === 0) return null;
    const [applicant] = await this.findMany([id]);
    return applicant ?? null;
  }

  async recordCheckStarted(id: string, claimedAt: Date, at: Date): Promise<void> {
    await this.dataSource.query(
      `UPDATE applicants SET status = 'PROCESSING', decision = NULL,
         updated_at = greatest($3, updated_at + interval '1 millisecond')
       WHERE id = $1 AND NOT (status = 'COMPLETED' AND updated_at > $2)`,
      [id, claimedAt, at],
    );
  }

  async releaseCheck(id: string): Promise<void> {
    await this.dataSource.query(
      'UPDATE applicants SET check_requests = greatest(check_requests - 1, 0) WHERE id = $1',
      [id],
    );
  }
}
