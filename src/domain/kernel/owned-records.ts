import { type Actor, seesEverybody } from './actor.js';
import type { OwnedRepository } from './owned-repository.js';
import type { Page, PageRequest } from './paging.js';
import { notFound } from './problem.js';

/**
 * A record that the actor wants to use in a command. Only the owner may: staff see everybody's records, but do not spend
 * money or change anything in somebody's name. For all others it does not exist.
 */
export async function getOwned<T extends { readonly userId: string }>(
  repository: OwnedRepository<T>,
  actor: Actor,
  id: string,
  field: string,
): Promise<T> {
  const [record] = await repository.findMany([id]);
  if (record === undefined || record.userId !== actor.userId) throw notFound(field);
  return record;
}

/** Customers list their own records; staff, and programs that may read records, everybody's. */
export function listOwned<T>(repository: OwnedRepository<T>, actor: Actor, page: PageRequest): Promise<Page<T>> {
  return repository.list(seesEverybody(actor, 'READ_RECORDS') ? null : actor.userId, page);
}
