import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { ACCESS_ACTIONS, ACCESS_PURPOSES } from '../../domain/audit/access-log.js';
import { AUDIT_ROLES } from '../../domain/audit/audit-entry.js';
import { AUDIT_ACTIONS } from '../../domain/audit/audit-trail.js';
import { CHAINS, type ChainName, type ChainRow } from '../chain/chain-row.js';
import * as c from './columns.js';

/** JavaScript knows milliseconds: a finer instant could be altered without changing the hash. */
const exactInstant: EntitySchemaColumnOptions = { type: 'timestamptz', precision: 3 };
const sequence: EntitySchemaColumnOptions = { type: 'bigint' };

/** No reference to users: the trail outlives an account, and knows it by its id only. */
function chainEntity(
  name: string,
  tableName: ChainName,
  { action, purpose }: Pick<Record<string, EntitySchemaColumnOptions>, 'action' | 'purpose'>,
): EntitySchema<ChainRow> {
  return new EntitySchema<ChainRow>({
    name,
    tableName,
    columns: {
      seq: { ...sequence, primary: true },
      id: c.uuid,
      at: exactInstant,
      actorId: c.optionalUuid,
      actorRole: c.oneOf(AUDIT_ROLES),
      action,
      subjectUserId: c.optionalUuid,
      targetType: c.optionalText,
      targetId: c.optionalText,
      purpose,
      requestId: c.optionalText,
      details: { type: 'jsonb' },
      previousHash: c.text,
      hash: c.text,
    },
    indices: [{ name: `${tableName}_subject`, columns: ['subjectUserId', 'id'] }],
  });
}

export const AuditEventEntity = chainEntity('AuditEvent', 'audit_events', {
  action: c.oneOf(AUDIT_ACTIONS),
  purpose: c.optionalText,
});
export const AccessLogEntity = chainEntity('AccessLogRow', 'access_log', {
  action: c.oneOf(ACCESS_ACTIONS),
  purpose: c.optionalOneOf(ACCESS_PURPOSES),
});

/** The end of each chain, written with its rows, and locked by whoever writes. */
export const ChainHeadEntity = new EntitySchema({
  name: 'ChainHead',
  tableName: 'chain_heads',
  columns: {
    chain: { ...c.oneOf(CHAINS), primary: true },
    seq: sequence,
    hash: c.text,
    seal: c.text,
    updatedAt: c.instant,
  },
});

export const AUDIT_ENTITIES = [AuditEventEntity, AccessLogEntity, ChainHeadEntity];
