import type { ReplaceableRecords } from '../../../src/domain/kernel/owned-repository.js';
import { type Page, type PageRequest, toPage } from '../../../src/domain/kernel/paging.js';

/** The newest first by id, after the row with id `after`, as the SQL tables page. */
export function pageOf<T extends { readonly id: string }>(
  records: Iterable<T>,
  { first, after }: PageRequest,
): Page<T> {
  const newestFirst = [...records].sort((a, b) => (a.id < b.id ? 1 : -1));
  return toPage(after === null ? newestFirst : newestFirst.filter(({ id }) => id < after), first);
}

/** When it was last changed; records without a time are never changed by two at once. */
function instantOf(record: object): number | null {
  return 'updatedAt' in record && record.updatedAt instanceof Date ? record.updatedAt.getTime() : null;
}

export class MemoryOwnedRepository<T extends { readonly id: string; readonly userId: string }>
  implements ReplaceableRecords<T>
{
  readonly records = new Map<string, T>();
  /** The names of the reading methods called, in order; each stands for one statement. */
  readonly reads: string[] = [];
  /** Every version that was ever written of a record, oldest first. */
  readonly history: T[] = [];

  async insert(record: T): Promise<void> {
    if (this.records.has(record.id)) throw new Error('A record with this id is there already.');
    this.#write(record);
  }

  async save(record: T): Promise<void> {
    if (this.records.has(record.id)) this.#write(record);
  }

  async replace(seen: T, next: T): Promise<boolean> {
    const current = this.records.get(seen.id);
    if (current === undefined || instantOf(current) !== instantOf(seen)) return false;
    this.#write(next);
    return true;
  }

  async findMany(ids: readonly string[]): Promise<readonly T[]> {
    this.reads.push('findMany');
    return [...this.records.values()].filter(({ id }) => ids.includes(id));
  }

  async list(userId: string | null, page: PageRequest): Promise<Page<T>> {
    this.reads.push('list');
    return this.#page(userId, page);
  }

  async listByUsers(userIds: readonly string[], page: PageRequest): Promise<ReadonlyMap<string, Page<T>>> {
    this.reads.push('listByUsers');
    return new Map(userIds.map((userId) => [userId, this.#page(userId, page)]));
  }

  #page(userId: string | null, page: PageRequest): Page<T> {
    return pageOf(
      [...this.records.values()].filter((record) => userId === null || record.userId === userId),
      page,
    );
  }

  #write(record: T): void {
    const copy = { ...record };
    this.records.set(record.id, copy);
    this.history.push(copy);
  }
}
