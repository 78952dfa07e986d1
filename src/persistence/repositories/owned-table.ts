import type { DataSource, EntitySchema } from 'typeorm';
import type { OwnedRepository } from '../../domain/owned-repository.js';
import type { Page, PageRequest } from '../../domain/paging.js';
import type { Vault } from '../../domain/personal-data/vault.js';
import type { LateWrites } from '../late-writes.js';
import { Table } from './table.js';

/** Records that belong to a user each: applicants, runners, documents, verifications. */
export class OwnedTable<T extends { readonly id: string; readonly userId: string; readonly updatedAt?: Date }>
  implements OwnedRepository<T>
{
  protected readonly table: Table<T>;

  /** `late`: for records that say what a provider answered, which nobody else knows. */
  constructor(
    dataSource: DataSource,
    entity: EntitySchema<T>,
    vault?: Vault,
    protected readonly late?: LateWrites,
  ) {
    this.table = new Table(dataSource, entity, vault);
  }

  insert(record: T): Promise<void> {
    return this.table.insert(record);
  }

  save(record: T): Promise<void> {
    const save = () => this.table.save(record);
    const { late } = this;
    if (late === undefined) return save();
    return late.attempt(save, () => this.table.saveIf('updated_at < :at', { at: record.updatedAt }, record));
  }

  findMany(ids: readonly string[]): Promise<readonly T[]> {
    return this.table.findMany(ids);
  }

  list(userId: string | null, page: PageRequest): Promise<Page<T>> {
    return userId === null ? this.table.list('true', [], page) : this.table.list('user_id = $1', [userId], page);
  }

  listByUsers(userIds: readonly string[], page: PageRequest): Promise<ReadonlyMap<string, Page<T>>> {
    return this.table.listByOwners('user_id', userIds, page);
  }
}
