export const ROLES = ['CUSTOMER', 'REVIEWER', 'ADMIN', 'SERVICE'] as const;
export type Role = (typeof ROLES)[number];

/** Who is asking. Every service method that touches somebody's data takes one. */
export interface Actor {
  readonly userId: string;
  readonly sessionId: string;
  readonly roles: readonly Role[];
}

const STAFF_ROLES: ReadonlySet<Role> = new Set(['REVIEWER', 'ADMIN']);

/** Reviewers and admins may see everybody's records. */
export function isStaff(actor: Actor): boolean {
  return actor.roles.some((role) => STAFF_ROLES.has(role));
}

/** Whether the actor may see a record of this user. Callers answer "not found" when not, so that ids cannot be probed. */
export function maySee(actor: Actor, ownerId: string): boolean {
  return actor.userId === ownerId || isStaff(actor);
}
