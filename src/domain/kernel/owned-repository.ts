import type { Page, PageRequest } from './paging.js';

/** Records that belong to one user each. */
export interface OwnedRepository<T> {
  insert(record: T): Promise<void>;
  /** In any order; unknown ids are missing from the answer. */
  findMany(ids: readonly string[]): Promise<readonly T[]>;
  /** The newest first; of everybody when `userId` is null. */
  list(userId: string | null, page: PageRequest): Promise<Page<T>>;
  /** One page for each user, in one statement. */
  listByUsers(userIds: readonly string[], page: PageRequest): Promise<ReadonlyMap<string, Page<T>>>;
}

/** Records that several may change at the same time, so they are replaced as they were seen or not at all. */
export interface ReplaceableRecords<T> extends OwnedRepository<T> {
  /** Replaces `seen` by `next`, whose `updatedAt` must be later. False, and nothing done, when the record has changed since. */
  replace(seen: T, next: T): Promise<boolean>;
}

/** Records that a provider holds too, under an id of its own. */
export interface ProviderRecordRepository<T> extends ReplaceableRecords<T> {
  /** The records that this id of the provider belongs to: usually one, none when it is not ours. */
  findByProviderRecord(providerId: string, recordKey: string): Promise<readonly T[]>;
}
