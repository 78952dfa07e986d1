import { Field, ID, ObjectType } from 'type-graphql';
import {
  ACCESS_ACTIONS,
  ACCESS_PURPOSES,
  type AccessAction,
  type AccessPurpose,
  type PastAccess,
} from '../../domain/audit/access-log.js';
import type { AuditRole } from '../../domain/audit/audit-entry.js';
import { connectionType } from '../common/connection.js';
import { enumType } from '../common/enums.js';
import { NODE_TYPES, toGlobalId } from '../common/global-id.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';
import { RoleEnum } from '../user/user.type.js';

export const AccessActionEnum = enumType<AccessAction>('AccessAction', 'What was shown to whom.', ACCESS_ACTIONS, {
  READ: 'A record, masked.',
  REVEAL: 'One field of it, in clear.',
  DOWNLOAD: 'The file of a document.',
});

export const AccessPurposeEnum = enumType<AccessPurpose>(
  'AccessPurpose',
  'Why somebody looks at personal data in clear.',
  ACCESS_PURPOSES,
  {
    OWN_DATA: 'People look at their own; nobody else may give this reason.',
    CASE_REVIEW: 'Work on the case of the person.',
    SUPPORT_REQUEST: 'The person asked for it.',
    FRAUD_INVESTIGATION: 'There is a suspicion.',
    LEGAL_REQUEST: 'A court or an authority asks.',
  },
);

@ObjectType('AccessLogEntry', {
  description: 'One look at data of a person; entries are chained and never changed.',
  simpleResolvers: true,
})
export class AccessLogEntryType {
  @Field(() => DateTimeScalar, { description: 'When.' })
  at!: Date;

  @Field(() => AccessActionEnum, { description: 'What was shown.' })
  action!: AccessAction;

  @Field(() => RoleEnum, { description: 'The role of whoever looked.' })
  actorRole!: AuditRole;

  @Field(() => String, {
    description: 'Who looked: the end of the id of a member of staff or a program, always the same for the same one.',
  })
  actor!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Who looked: the id of a User, or of an ApiKey where `actorRole` is SERVICE. Admins only.',
  })
  actorId!: string | null;

  @Field(() => String, { description: 'The kind of record, e.g. `Profile` or `Applicant`.' })
  recordType!: string;

  @Field(() => ID, { nullable: true, description: 'Which one, where the API has an id for it.' })
  recordId!: string | null;

  @Field(() => String, { nullable: true, description: 'The field that was shown in clear, for REVEAL.' })
  field!: string | null;

  @Field(() => AccessPurposeEnum, { nullable: true, description: 'Why, where a reason was asked for.' })
  purpose!: AccessPurpose | null;

  @Field(() => String, { nullable: true, description: 'The request, as in `x-request-id`.' })
  requestId!: string | null;
}

export const AccessLogConnection = connectionType('AccessLogEntry', () => AccessLogEntryType);

/** Staff are known to subjects by role and the end of their id only. */
export function toAccessView(access: PastAccess, admin: boolean): AccessLogEntryType & { readonly id: string } {
  const { id, at, action, actor, target, field, purpose, requestId } = access;
  const type = NODE_TYPES.find((known) => known === target.type);
  return {
    id,
    at,
    action,
    actorRole: actor.role,
    actor: `XXXX${(actor.id ?? '').slice(-4)}`,
    actorId: admin && actor.id !== null ? toGlobalId(actor.role === 'SERVICE' ? 'ApiKey' : 'User', actor.id) : null,
    recordType: target.type,
    recordId: type === undefined ? null : toGlobalId(type, target.id),
    field,
    purpose,
    requestId,
  };
}
