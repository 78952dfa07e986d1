import type { AccessLog, AccessPurpose } from '../audit/access-log.js';
import { toAuditActor } from '../audit/audit-entry.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import type { Actor } from '../kernel/actor.js';
import { ApiError } from '../kernel/api-error.js';
import type { CallContext } from '../kernel/call-context.js';
import type { RetainedRecord, SubjectDataRepository } from './erasure.js';
import { type RetainedIdentity, readIdentity } from './retained-identity.js';

export interface RetainedRecordDependencies {
  readonly subjects: Pick<SubjectDataRepository, 'findRetained'>;
  readonly accessLog: AccessLog;
  readonly auditTrail: AuditTrail;
}

export interface ReadRetainedRecord {
  readonly record: RetainedRecord;
  readonly identity: RetainedIdentity;
}

/** The one way to what a law keeps of people who are gone: with a reason, and on record first. */
export class RetainedRecordService {
  constructor(private readonly deps: RetainedRecordDependencies) {}

  /** The caller checks the role. Throws BAD_USER_INPUT for a reason that is none here, NOT_FOUND when nothing is kept. */
  async read(
    actor: Actor,
    userId: string,
    purpose: AccessPurpose,
    { requestId }: CallContext,
  ): Promise<ReadRetainedRecord> {
    const { subjects, accessLog, auditTrail } = this.deps;
    if (purpose === 'OWN_DATA')
      throw new ApiError('BAD_USER_INPUT', 'The purpose cannot be OWN_DATA: nobody here is that person.', 'purpose');
    const record = await subjects.findRetained(userId);
    if (record === null) throw new ApiError('NOT_FOUND', 'Nothing is retained about this person.', 'userId');
    const what = {
      actor: toAuditActor(actor),
      subjectUserId: userId,
      target: { type: 'RetainedRecord', id: userId },
      purpose,
      requestId: requestId ?? null,
    };
    await accessLog.record([{ ...what, action: 'READ', field: null }]);
    await auditTrail.record({ ...what, action: 'RETAINED_RECORD_READ' });
    return { record, identity: readIdentity(record.content) };
  }
}
