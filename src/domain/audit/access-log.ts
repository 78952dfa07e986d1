import type { Page, PageRequest } from '../kernel/paging.js';
import type { AuditActor, AuditTarget } from './audit-entry.js';

/** READ: a record was shown, masked. REVEAL: one field of it was shown in clear. DOWNLOAD: the file of a document was. */
export const ACCESS_ACTIONS = ['READ', 'REVEAL', 'DOWNLOAD'] as const;
export type AccessAction = (typeof ACCESS_ACTIONS)[number];

/** Why somebody looks at personal data in clear. A closed list, so that no personal value can be written into it. */
export const ACCESS_PURPOSES = [
  'OWN_DATA',
  'CASE_REVIEW',
  'SUPPORT_REQUEST',
  'FRAUD_INVESTIGATION',
  'LEGAL_REQUEST',
] as const;
export type AccessPurpose = (typeof ACCESS_PURPOSES)[number];

export interface Access {
  readonly actor: AuditActor;
  readonly action: AccessAction;
  /** Whose data. */
  readonly subjectUserId: string;
  readonly target: AuditTarget;
  /** The field in clear, for REVEAL. */
  readonly field: string | null;
  /** Null where none was asked for: staff read masked records of people who are there without saying why. */
  readonly purpose: AccessPurpose | null;
  readonly requestId: string | null;
}

export interface PastAccess extends Access {
  readonly id: string;
  readonly at: Date;
}

/** Who looked at whose data, in an order that nobody can change afterwards unnoticed. */
export interface AccessLog {
  /** Durable when it resolves: answers that show the data wait for it. */
  record(accesses: readonly Access[]): Promise<void>;
  /** The newest first, one page for each subject. */
  listBySubjects(userIds: readonly string[], page: PageRequest): Promise<ReadonlyMap<string, Page<PastAccess>>>;
}
