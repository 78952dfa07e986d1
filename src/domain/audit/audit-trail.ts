import type { AuditActor, AuditTarget } from './audit-entry.js';

/** What the trail knows. New words may be added; a word that was written stays what it meant. */
export const AUDIT_ACTIONS = [
  'ACCOUNT_REGISTERED',
  'LOGIN_SUCCEEDED',
  'LOGIN_FAILED',
  'LOGGED_OUT',
  'REFRESH_REPLAYED',
  'SESSIONS_ENDED',
  'PASSWORD_CHANGED',
  'PASSWORD_RESET',
  'ROLES_CHANGED',
  'ACCOUNT_SUSPENDED',
  'ACCOUNT_RESTORED',
  'API_KEY_CREATED',
  'API_KEY_REVOKED',
  'IDENTITY_LINKED',
  'IDENTITY_CONFIRMED',
  'IDENTITY_UNLINKED',
  'CONSENT_GIVEN',
  'CONSENT_WITHDRAWN',
  'PROFILE_CHANGED',
  'CUSTOMER_LOOKED_UP',
  'ONBOARDING_SETTLED',
  'DATA_EXPORTED',
  'EXPORT_DOWNLOADED',
  'FILE_DOWNLOADED',
  'ERASURE_REQUESTED',
  'ERASURE_MOVED',
  'PROVIDER_ERASURE_RECORDED',
  'RETAINED_RECORD_READ',
  'LEGAL_HOLD_PLACED',
  'LEGAL_HOLDS_RELEASED',
  'PROVIDER_COMMANDED',
  'PROVIDER_COMMAND_ENDED',
  'KEYS_ROTATED',
  'WEBHOOK_APPLIED',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export interface AuditEvent {
  readonly actor: AuditActor;
  readonly action: AuditAction;
  /** Whose data it is about; null when it is about nobody in particular. */
  readonly subjectUserId: string | null;
  readonly target: AuditTarget | null;
  readonly purpose?: string | null;
  readonly requestId?: string | null;
  /** Words, numbers and our own ids: never a personal value, because no row can be taken back. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}

/** What was done, in an order that nobody can change afterwards unnoticed. */
export interface AuditTrail {
  /** Durable when it resolves. */
  record(event: AuditEvent): Promise<void>;
}
