import type { Access, AccessLog, PastAccess } from '../../../src/domain/audit/access-log.js';
import type { Page, PageRequest } from '../../../src/domain/kernel/paging.js';
import { pageOf } from './memory-owned-repository.js';

const AT = new Date('2026-02-01T00:00:00.000Z');

export class MemoryAccessLog implements AccessLog {
  readonly accesses: PastAccess[] = [];
  /** What comes next fails. */
  broken = false;

  async record(accesses: readonly Access[]): Promise<void> {
    if (this.broken) throw new Error('The access log cannot be written.');
    for (const access of accesses) {
      const id = `01910000-0000-7000-8000-${String(this.accesses.length).padStart(12, '0')}`;
      this.accesses.push({ ...access, id, at: AT });
    }
  }

  async listBySubjects(userIds: readonly string[], page: PageRequest): Promise<ReadonlyMap<string, Page<PastAccess>>> {
    return new Map(
      userIds.map((userId) => [
        userId,
        pageOf(
          this.accesses.filter((one) => one.subjectUserId === userId),
          page,
        ),
      ]),
    );
  }
}
