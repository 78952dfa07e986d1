import type { Scope } from '../../domain/kernel/actor.js';

/**
 * Who may use something.
 * - ANYONE: also without a login.
 * - SIGNED_IN: any person with an account, for themselves; no program.
 * - OWNER: the person whose record it is. Asked of a root field, the resolver finds out whose it is and answers "not
 *   found" to everybody else; asked of a field of a record, that was settled where the record was found.
 * - PARENT: whoever was shown the object that the field is part of.
 * - STAFF: reviewers and admins. ADMIN: admins alone.
 * - READ_RECORDS, READ_USERS: programs with this scope.
 */
export type Audience = 'ANYONE' | 'SIGNED_IN' | 'OWNER' | 'PARENT' | 'STAFF' | 'ADMIN' | Scope;

export interface AccessRule {
  readonly to: readonly Audience[];
  /** What all others get: an error, or null as if there were nothing. */
  readonly others: 'ERROR' | 'NULL';
}

/** The rules of the fields of one type, by field name. */
export type TypeRules = Readonly<Record<string, AccessRule>>;

export const ANYONE: AccessRule = { to: ['ANYONE'], others: 'ERROR' };
export const SIGNED_IN: AccessRule = { to: ['SIGNED_IN'], others: 'ERROR' };
/** Commands about a record: staff do not act in somebody's name. */
export const OWNER: AccessRule = { to: ['OWNER'], others: 'ERROR' };
export const STAFF: AccessRule = { to: ['STAFF'], others: 'ERROR' };
export const ADMIN: AccessRule = { to: ['ADMIN'], others: 'ERROR' };
/** Applicants, runners, documents, verifications and what providers know. */
export const RECORDS: AccessRule = { to: ['OWNER', 'STAFF', 'READ_RECORDS'], others: 'ERROR' };
/** Accounts and profiles. */
export const USERS: AccessRule = { to: ['OWNER', 'STAFF', 'READ_USERS'], others: 'ERROR' };
export const PARENT: AccessRule = { to: ['PARENT'], others: 'ERROR' };
/** What the subject must not see, e.g. the provider's own words: showing it could tip them off. */
export const HIDDEN: AccessRule = { to: ['STAFF'], others: 'NULL' };
