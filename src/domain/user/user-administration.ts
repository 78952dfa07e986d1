import { toAuditActor } from '../audit/audit-entry.js';
import type { AuditAction, AuditTrail } from '../audit/audit-trail.js';
import type { Actor, Role } from '../kernel/actor.js';
import type { CallContext } from '../kernel/call-context.js';
import type { Clock } from '../kernel/clock.js';
import { conflict, invalid, notFound } from '../kernel/problem.js';
import type { AccountChange, ManagedAccounts } from './managed-accounts.js';

/** Why an account is suspended. A closed list, so that no personal value can be written into the audit trail. */
export const SUSPENSION_REASONS = [
  'FRAUD_SUSPECTED',
  'ACCOUNT_TAKEN_OVER',
  'ASKED_BY_PERSON',
  'LEGAL_ORDER',
  'EMPLOYMENT_ENDED',
] as const;
export type SuspensionReason = (typeof SUSPENSION_REASONS)[number];

export interface UserAdministrationDependencies {
  readonly accounts: ManagedAccounts;
  readonly auditTrail: AuditTrail;
  readonly clock: Clock;
}

/** Changes other people's accounts, for admins. Each change ends the sessions of the account and is in the audit trail. */
export class UserAdministration {
  constructor(private readonly deps: UserAdministrationDependencies) {}

  async setRoles(actor: Actor, userId: string, roles: readonly Role[], context: CallContext): Promise<void> {
    const chosen = [...new Set(roles)];
    if (chosen.length === 0) throw invalid([{ field: 'roles', message: 'must name at least one role' }]);
    if (chosen.includes('SERVICE')) throw invalid([{ field: 'roles', message: 'must be roles of people' }]);
    await this.#change(userId, { roles: chosen });
    await this.#record(actor, 'ROLES_CHANGED', userId, { roles: chosen.join(' ') }, context);
  }

  async suspend(actor: Actor, userId: string, reason: SuspensionReason, context: CallContext): Promise<void> {
    if (actor.userId === userId) throw conflict('userId', 'Nobody can suspend their own account.');
    await this.#change(userId, { suspended: true });
    await this.#record(actor, 'ACCOUNT_SUSPENDED', userId, { reason }, context);
  }

  async reinstate(actor: Actor, userId: string, context: CallContext): Promise<void> {
    await this.#change(userId, { suspended: false });
    await this.#record(actor, 'ACCOUNT_RESTORED', userId, {}, context);
  }

  async #change(userId: string, change: AccountChange): Promise<void> {
    const result = await this.deps.accounts.change(userId, change, this.deps.clock());
    if (result === 'UNKNOWN_USER') throw notFound('userId');
    if (result === 'LAST_ADMIN') throw conflict('userId', 'There must be an admin who can log in.');
  }

  #record(
    actor: Actor,
    action: AuditAction,
    userId: string,
    details: Readonly<Record<string, string>>,
    { requestId }: CallContext,
  ): Promise<void> {
    const target = { type: 'User', id: userId };
    const who = { actor: toAuditActor(actor), subjectUserId: userId, target, requestId };
    return this.deps.auditTrail.record({ ...who, action, details });
  }
}
