export const ROLES = ['CUSTOMER', 'REVIEWER', 'ADMIN', 'SERVICE'] as const;
export type Role = (typeof ROLES)[number];

/** What another program may read. Programs change nothing. */
export const SCOPES = ['READ_RECORDS', 'READ_USERS'] as const;
export type Scope = (typeof SCOPES)[number];

/** Who is asking. Every service method that touches somebody's data takes one. */
export interface Actor {
  /** Of a program: the id of its key. */
  readonly userId: string;
  /** Null for who has no session here: programs, and people whom an outside provider signed in. */
  readonly sessionId: string | null;
  readonly roles: readonly Role[];
  /** Of a program; people have none. */
  readonly scopes?: readonly Scope[];
}

/** Words of an older or newer version are no roles. */
export function knownRoles(words: readonly string[]): readonly Role[] {
  return ROLES.filter((role) => words.includes(role));
}

const STAFF_ROLES: ReadonlySet<Role> = new Set(['REVIEWER', 'ADMIN']);

/** Reviewers and admins may see everybody's records. */
export function isStaff(actor: Actor): boolean {
  return actor.roles.some((role) => STAFF_ROLES.has(role)) && !isService(actor);
}

export function isAdmin(actor: Actor): boolean {
  return actor.roles.includes('ADMIN') && !isService(actor);
}

/** Another program. It owns nothing and is never staff, whatever else its roles say. */
export function isService(actor: Actor): boolean {
  return actor.roles.includes('SERVICE');
}

/** Whether the actor may see everybody's records of the kind that the scope is for. */
export function seesEverybody(actor: Actor, scope: Scope): boolean {
  return isService(actor) ? (actor.scopes?.includes(scope) ?? false) : isStaff(actor);
}

/** Whether the actor may see a record of this user. Callers answer "not found" when not, so that ids cannot be probed. */
export function maySee(actor: Actor, ownerId: string, scope: Scope = 'READ_RECORDS'): boolean {
  return seesEverybody(actor, scope) || (actor.userId === ownerId && !isService(actor));
}
