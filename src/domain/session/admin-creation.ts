import { SYSTEM_ACTOR } from '../audit/audit-entry.js';
import type { AuditAction, AuditTrail } from '../audit/audit-trail.js';
import type { Clock } from '../kernel/clock.js';
import type { LinkSecrets } from '../kernel/link-secrets.js';
import { conflict } from '../kernel/problem.js';
import type { ManagedAccounts } from '../user/managed-accounts.js';
import type { User } from '../user/user.js';
import type { UserRepository } from '../user/user-repository.js';
import { checkNewPassword } from './password-policy.js';
import type { PasswordResetRepository } from './password-reset.js';
import type { PasswordHasher } from './ports.js';

const TOKEN_LIVES_MS = 24 * 3_600_000;

export interface NewAdmin {
  readonly name: string;
  readonly email: string;
  /** E.164. */
  readonly mobile: string;
  /** Null: the person chooses it with the token of the answer. */
  readonly password: string | null;
}

export interface CreatedAdmin {
  readonly userId: string;
  /** Good once, for `resetPassword`, for a day; null where a password was given. */
  readonly token: string | null;
}

export interface AdminCreationDependencies {
  readonly users: Pick<UserRepository, 'insert' | 'findByEmail'>;
  readonly accounts: ManagedAccounts;
  readonly resets: Pick<PasswordResetRepository, 'insert'>;
  readonly passwords: PasswordHasher;
  readonly secrets: LinkSecrets;
  readonly auditTrail: AuditTrail;
  readonly newId: () => string;
  readonly clock: Clock;
}

/**
 * Makes admins without asking an admin: a new installation has none. For whoever can run commands on the gateway's
 * machine, never for a request.
 */
export class AdminCreation {
  constructor(private readonly deps: AdminCreationDependencies) {}

  /** @throws ProblemError ValidationProblem for a weak password, Conflict when the address has an account */
  async create({ password, ...person }: NewAdmin): Promise<CreatedAdmin> {
    const { users, passwords, secrets, newId, clock } = this.deps;
    if (password !== null) {
      const chosen = { password, passwordConfirmation: password, email: person.email };
      checkNewPassword(chosen, passwords.isCommon);
    }
    const now = clock();
    const user: User = {
      ...person,
      id: newId(),
      roles: ['ADMIN'],
      mobileVerifiedAt: null,
      emailVerifiedAt: null,
      suspendedAt: null,
      createdAt: now,
      updatedAt: now,
    };
    // Nobody knows the token that stands in for a password, so nobody signs in before one is chosen.
    const passwordHash = await passwords.hash(password ?? secrets.create().token);
    if (!(await users.insert({ ...user, passwordHash }))) throw taken();
    await this.#record('ACCOUNT_REGISTERED', user.id);
    return { userId: user.id, token: password === null ? await this.#createToken(user.id, now) : null };
  }

  /** Adds ADMIN to the roles of an account and ends its sessions. @throws ProblemError Conflict when there is none */
  async promote(email: string): Promise<CreatedAdmin> {
    const { users, accounts, clock } = this.deps;
    const user = await users.findByEmail(email);
    if (user === null) throw conflict('email', 'There is no account with this email address.');
    await accounts.change(user.id, { roles: [...new Set([...user.roles, 'ADMIN' as const])] }, clock());
    await this.#record('ROLES_CHANGED', user.id);
    return { userId: user.id, token: null };
  }

  async #createToken(userId: string, createdAt: Date): Promise<string> {
    const { token, hash } = this.deps.secrets.create();
    const expiresAt = new Date(createdAt.getTime() + TOKEN_LIVES_MS);
    await this.deps.resets.insert({ id: this.deps.newId(), userId, tokenHash: hash, createdAt, expiresAt });
    return token;
  }

  #record(action: AuditAction, userId: string): Promise<void> {
    const target = { type: 'User', id: userId };
    return this.deps.auditTrail.record({
      actor: SYSTEM_ACTOR,
      action,
      subjectUserId: userId,
      target,
      details: { roles: 'ADMIN' },
    });
  }
}

function taken() {
  return conflict('email', 'There is already an account with this email address.');
}
