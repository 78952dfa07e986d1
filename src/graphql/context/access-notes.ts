import type { Access, AccessLog } from '../../domain/audit/access-log.js';
import { toAuditActor } from '../../domain/audit/audit-entry.js';
import { type Actor, isService, isStaff } from '../../domain/kernel/actor.js';
import type { Page } from '../../domain/kernel/paging.js';

export interface Owned {
  readonly id: string;
  readonly userId: string;
}

/**
 * Which records of other people a request shows to staff and programs: one row for each record, written together before the answer
 * leaves. What people read of themselves is nobody's business.
 */
export class AccessNotes {
  readonly #seen = new Map<string, Access>();

  constructor(
    private readonly log: AccessLog,
    private readonly actor: Actor | null,
    private readonly requestId: string,
  ) {}

  see(type: string, records: readonly Owned[]): void {
    if (this.actor === null || !(isStaff(this.actor) || isService(this.actor))) return;
    for (const { id, userId } of records) {
      if (userId === this.actor.userId && !isService(this.actor)) continue;
      this.#seen.set(`${type} ${id}`, {
        actor: toAuditActor(this.actor),
        action: 'READ',
        subjectUserId: userId,
        target: { type, id },
        field: null,
        purpose: null,
        requestId: this.requestId,
      });
    }
  }

  /** Records that are a person each: their id is whose they are. */
  seePeople(type: string, people: readonly { readonly id: string }[]): void {
    this.see(
      type,
      people.map(({ id }) => ({ id, userId: id })),
    );
  }

  /** The same records. */
  seeAll<T extends Owned>(type: string, records: readonly T[]): readonly T[] {
    this.see(type, records);
    return records;
  }

  /** The same page. */
  seePage<T extends Owned>(type: string, page: Page<T>): Page<T> {
    this.see(type, page.items);
    return page;
  }

  /** Resolves when everything seen so far is on record; rejects when that fails, and the answer must not leave then. */
  async flush(): Promise<void> {
    const seen = [...this.#seen.values()];
    this.#seen.clear();
    if (seen.length > 0) await this.log.record(seen);
  }
}
