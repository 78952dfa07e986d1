import type { Clock } from './clock.js';
import type { ReplaceableRecords } from './owned-repository.js';

/** So many others coming in between means that something is wrong, not that there is much to do. */
const MAX_TRIES = 50;

/**
 * Writes `change` of a record that others (a webhook, a second command) may be writing too: over the record as it was
 * `seen`, or else over the newest one, to which the change is applied anew, so that nothing they wrote is lost. `change`
 * may throw to give up. A record that was erased meanwhile is not brought back. Resolves to the record as changed.
 */
export async function changeRecord<T extends { readonly id: string; readonly updatedAt: Date }>(
  records: ReplaceableRecords<T>,
  clock: Clock,
  seen: T,
  change: (newest: T) => T,
): Promise<T> {
  let newest = seen;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const next = { ...change(newest), updatedAt: laterThan(newest.updatedAt, clock()) };
    if (await records.replace(newest, next)) return next;
    const [found] = await records.findMany([seen.id]);
    if (found === undefined) return next;
    newest = found;
  }
  throw new Error('A record could not be changed, because others never ceased to change it.');
}

/** Never the same instant twice, since it tells whether a record has changed. */
export function laterThan(before: Date, now: Date): Date {
  return new Date(Math.max(now.getTime(), before.getTime() + 1));
}
