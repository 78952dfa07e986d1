import { type Actor, ROLES, type Role } from '../kernel/actor.js';

/** Who did something. Programs with a key are SERVICE, our own commands SYSTEM, requests without a login ANONYMOUS. */
export const AUDIT_ROLES = [...ROLES, 'ANONYMOUS', 'SYSTEM'] as const;
export type AuditRole = (typeof AUDIT_ROLES)[number];

export interface AuditActor {
  /** A user's id, or that of an API key for SERVICE; null for SYSTEM and ANONYMOUS. */
  readonly id: string | null;
  readonly role: AuditRole;
}

/** Our kind of record and our id of it, never a personal value. */
export interface AuditTarget {
  /** e.g. `User`, `Applicant`, `Consent`, `Provider`. */
  readonly type: string;
  readonly id: string;
}

/** The gateway itself, or whoever runs its commands. */
export const SYSTEM_ACTOR: AuditActor = { id: null, role: 'SYSTEM' };
const ANONYMOUS_ACTOR: AuditActor = { id: null, role: 'ANONYMOUS' };

/** The most powerful role first: it is the one that opened the door. */
const BY_POWER: readonly Role[] = ['ADMIN', 'REVIEWER', 'SERVICE', 'CUSTOMER'];

export function toAuditActor(actor: Actor | null): AuditActor {
  if (actor === null) return ANONYMOUS_ACTOR;
  return { id: actor.userId, role: BY_POWER.find((role) => actor.roles.includes(role)) ?? 'CUSTOMER' };
}
