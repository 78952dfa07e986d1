import { toAuditActor } from '../audit/audit-entry.js';
import type { AuditAction, AuditTrail } from '../audit/audit-trail.js';
import type { Actor } from '../kernel/actor.js';
import type { Client } from '../kernel/client.js';
import type { Clock } from '../kernel/clock.js';
import { conflict, ProblemError } from '../kernel/problem.js';
import type { User } from '../user/user.js';
import type { UserRepository } from '../user/user-repository.js';
import type { AttemptLimits } from './attempt-limits.js';
import type { GuessGuard } from './guess-guard.js';
import { type KnownClients, laneOrNetwork } from './known-clients.js';
import { checkNewPassword } from './password-policy.js';
import type { PasswordHasher } from './ports.js';
import type { Session } from './session.js';
import type { SessionService } from './session-service.js';

export interface Registration {
  readonly name: string;
  readonly email: string;
  readonly mobile: string;
  readonly password: string;
  readonly passwordConfirmation: string;
}

export interface PasswordChange {
  readonly currentPassword: string;
  readonly password: string;
  readonly passwordConfirmation: string;
}

export interface AccountDependencies {
  readonly users: UserRepository;
  readonly sessionService: SessionService;
  readonly passwords: PasswordHasher;
  readonly guesses: GuessGuard;
  readonly limits: AttemptLimits;
  readonly knownClients: KnownClients;
  readonly auditTrail: AuditTrail;
  readonly newId: () => string;
  readonly clock: Clock;
}

/** Local accounts: registering, signing in with a password, and changing it. */
export class AccountService {
  /** Verified against when the email is unknown, so that both answers take the same time. */
  #dummyHash: Promise<string> | undefined;

  constructor(private readonly deps: AccountDependencies) {}

  async register(input: Registration, client: Client): Promise<User> {
    const { users, passwords, limits, newId, clock } = this.deps;
    checkNewPassword(input, passwords.isCommon);
    // The answer tells whether an address is taken: nobody is to ask for many.
    const by = laneOrNetwork(null, client);
    await limits.spend({ kind: 'register', account: input.email, by, network: client.network });
    const now = clock();
    const user: User = {
      id: newId(),
      email: input.email,
      name: input.name,
      mobile: input.mobile,
      roles: ['CUSTOMER'],
      mobileVerifiedAt: null,
      emailVerifiedAt: null,
      suspendedAt: null,
      createdAt: now,
      updatedAt: now,
    };
    const inserted = await users.insert({ ...user, passwordHash: await passwords.hash(input.password) });
    if (!inserted) throw conflict('email', 'There is already an account with this email address.');
    await this.#record('ACCOUNT_REGISTERED', user.id, client);
    return user;
  }

  async login(email: string, password: string, client: Client): Promise<Session> {
    const lane = await this.deps.knownClients.laneOf(email, client);
    const guess = { account: email, lane, network: client.network };
    const user = await this.deps.guesses.attempt(guess, () => this.#check(email, password, client));
    if (user === null) throw wrongCredentials('The email address or the password is wrong.');
    await this.deps.knownClients.remember(user, client);
    const session = await this.deps.sessionService.open(user, client);
    await this.#record('LOGIN_SUCCEEDED', user.id, client);
    return session;
  }

  /** Ends every other session: whoever else knew the old password is out. */
  async changePassword(actor: Actor, input: PasswordChange, client: Client): Promise<void> {
    const { users, passwords, guesses, sessionService, clock } = this.deps;
    const [user] = await users.findMany([actor.userId]);
    if (user === undefined) throw wrongCredentials('The password is wrong.');
    checkNewPassword({ ...input, email: user.email }, passwords.isCommon);
    const lane = await this.deps.knownClients.laneOf(user.email, client);
    const guess = { account: user.email, lane, network: client.network };
    const owner = await guesses.attempt(guess, () => this.#check(user.email, input.currentPassword, client));
    if (owner === null) throw wrongCredentials('The password is wrong.');
    await users.setPassword(user.id, await passwords.hash(input.password), clock());
    await sessionService.endAll(user.id, actor.sessionId);
    await this.#record('PASSWORD_CHANGED', user.id, client);
  }

  /** The same work for an unknown address, a suspended account and a wrong password. */
  async #check(email: string, password: string, client: Client): Promise<User | null> {
    const { users, passwords } = this.deps;
    const found = await users.findCredentials(email);
    this.#dummyHash ??= passwords.hash('a password that nobody has');
    const matches = await passwords.verify(found?.passwordHash ?? (await this.#dummyHash), password);
    if (found !== null && matches && found.user.suspendedAt === null) return found.user;
    await this.#record('LOGIN_FAILED', found?.user.id ?? null, client);
    return null;
  }

  #record(action: AuditAction, userId: string | null, { requestId }: Client): Promise<void> {
    return this.deps.auditTrail.record({
      actor: toAuditActor(null),
      action,
      subjectUserId: userId,
      target: userId === null ? null : { type: 'User', id: userId },
      requestId,
    });
  }
}

function wrongCredentials(message: string): ProblemError {
  return new ProblemError({ kind: 'InvalidCredentials', message });
}
