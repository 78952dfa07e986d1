import type { DataSource, EntitySchema } from 'typeorm';
import type { OwnedRepository } from '../../domain/kernel/owned-repository.js';
import type { Page, PageRequest } from '../../domain/kernel/paging.js';
import type { Vault } from '../../domain/personal-data/vault.js';
import { Table } from './table.js';

/** Records that belong to a user each: applicants, runners, documents, verifications. */
export class OwnedTable<T extends { readonly id: string; readonly userId: string }> implements OwnedRepository<T> {
  protected readonly table: Table<T>;

  constructor(dataSource: DataSource, entity: EntitySchema<T>, vault?: Vault) {
    this.table = new Table(dataSource, entity, vault);
  }

  insert(record: T): Promise<void> {
    return this.table.insert(record);
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
