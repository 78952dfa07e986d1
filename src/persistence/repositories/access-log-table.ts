import type { DataSource } from 'typeorm';
import type { Access, AccessAction, AccessLog, AccessPurpose, PastAccess } from '../../domain/audit/access-log.js';
import type { Page, PageRequest } from '../../domain/kernel/paging.js';
import type { ChainRow } from '../chain/chain-row.js';
import { AccessLogEntity } from '../entities/audit-entities.js';
import type { AuditTrailTableDependencies } from './audit-trail-table.js';
import { Table } from './table.js';

export class AccessLogTable implements AccessLog {
  readonly #rows: Table<ChainRow>;

  constructor(
    dataSource: DataSource,
    private readonly deps: AuditTrailTableDependencies,
  ) {
    this.#rows = new Table(dataSource, AccessLogEntity);
  }

  record(accesses: readonly Access[]): Promise<void> {
    const { chain, newId, clock } = this.deps;
    const at = clock();
    return chain.append(
      accesses.map(({ actor, action, subjectUserId, target, field, purpose, requestId }) => ({
        id: newId(),
        at,
        actorId: actor.id,
        actorRole: actor.role,
        action,
        subjectUserId,
        targetType: target.type,
        targetId: target.id,
        purpose,
        requestId,
        details: detailsOf(field),
      })),
    );
  }

  async listBySubjects(userIds: readonly string[], page: PageRequest): Promise<ReadonlyMap<string, Page<PastAccess>>> {
    const pages = await this.#rows.listByOwners('subject_user_id', userIds, page);
    return new Map(
      [...pages].map(([userId, { items, hasNextPage }]) => [userId, { items: items.map(toAccess), hasNextPage }]),
    );
  }
}

function detailsOf(field: string | null): ChainRow['details'] {
  return field === null ? {} : { field };
}

function toAccess(row: ChainRow): PastAccess {
  const { field } = row.details;
  return {
    id: row.id,
    at: row.at,
    actor: { id: row.actorId, role: row.actorRole },
    action: row.action as AccessAction,
    subjectUserId: row.subjectUserId ?? '',
    target: { type: row.targetType ?? '', id: row.targetId ?? '' },
    field: typeof field === 'string' ? field : null,
    purpose: row.purpose as AccessPurpose | null,
    requestId: row.requestId,
  };
}
