import type { DataSource, EntitySchema } from 'typeorm';
import type { ProviderRecordRepository } from '../../domain/kernel/owned-repository.js';
import type { Vault } from '../../domain/personal-data/vault.js';
import type { LateWrites } from '../late-writes.js';
import { OwnedTable } from './owned-table.js';

/** Owned records that a provider holds too: applicants, runners, verifications. */
export class ProviderRecordTable<T extends { readonly id: string; readonly userId: string; readonly updatedAt: Date }>
  extends OwnedTable<T>
  implements ProviderRecordRepository<T>
{
  /** `recordColumn`: where the provider's own id stands. */
  constructor(
    dataSource: DataSource,
    entity: EntitySchema<T>,
    private readonly recordColumn: string,
    vault?: Vault,
    /** For what a provider answered, which nobody else knows. */
    private readonly late?: LateWrites,
  ) {
    super(dataSource, entity, vault);
  }

  replace(seen: T, next: T): Promise<boolean> {
    const replace = () => this.table.saveIf('updated_at = :seenAt', { seenAt: seen.updatedAt }, next);
    return this.late === undefined ? replace() : this.late.attempt(replace, replace);
  }

  findByProviderRecord(providerId: string, recordKey: string): Promise<readonly T[]> {
    return this.table.select(`provider_id = $1 AND ${this.recordColumn} = $2`, [providerId, recordKey]);
  }
}
