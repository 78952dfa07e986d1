import { toAuditActor } from '../audit/audit-entry.js';
import type { AuditAction, AuditTrail } from '../audit/audit-trail.js';
import { type Actor, isAdmin } from '../kernel/actor.js';
import type { Client } from '../kernel/client.js';
import type { Clock } from '../kernel/clock.js';
import { conflict, notFound, ProblemError } from '../kernel/problem.js';
import type { UserRepository } from '../user/user-repository.js';
import type { ExternalIdentity, ExternalIdentityRepository } from './external-identity.js';
import type { GuessGuard } from './guess-guard.js';
import type { KnownClients } from './known-clients.js';
import type { PasswordHasher } from './ports.js';

export interface ExternalIdentityDependencies {
  readonly identities: ExternalIdentityRepository;
  readonly users: Pick<UserRepository, 'findMany' | 'findCredentials'>;
  readonly passwords: Pick<PasswordHasher, 'verify'>;
  readonly guesses: GuessGuard;
  readonly knownClients: KnownClients;
  readonly auditTrail: AuditTrail;
  readonly newId: () => string;
  readonly clock: Clock;
}

/**
 * Links accounts to whom an outside provider knows people as. It takes two: an admin says whose identity it is, and the
 * person, with their password, that it is theirs. So nobody can claim somebody else's identity, and no admin can get into
 * somebody's account. An account is never found by an email address that a token holds.
 */
export class ExternalIdentityService {
  constructor(private readonly deps: ExternalIdentityDependencies) {}

  /** Doing it twice changes nothing. */
  async link(
    actor: Actor,
    wanted: Pick<ExternalIdentity, 'userId' | 'issuer' | 'subject'>,
    requestId: string,
  ): Promise<ExternalIdentity> {
    const { identities, users, newId, clock } = this.deps;
    const [user] = await users.findMany([wanted.userId]);
    if (user === undefined) throw notFound('userId');
    const { userId, issuer, subject } = wanted;
    const identity = { id: newId(), userId, issuer, subject, createdAt: clock(), confirmedAt: null };
    if (await identities.insert(identity)) {
      await this.#record(actor, 'IDENTITY_LINKED', identity, requestId);
      return identity;
    }
    const known = await identities.find(issuer, subject);
    if (known?.userId === userId) return known;
    throw conflict('subject', 'This identity belongs to another account.');
  }

  /** For the person whose account it is. From now on the identity opens the account. */
  async confirm(actor: Actor, id: string, password: string, client: Client): Promise<ExternalIdentity> {
    const { identities, clock } = this.deps;
    const identity = await this.#find(id, (found) => found.userId === actor.userId);
    await this.#checkPassword(actor, password, client);
    if (identity.confirmedAt !== null) return identity;
    const confirmedAt = clock();
    await identities.confirm(id, confirmedAt);
    await this.#record(actor, 'IDENTITY_CONFIRMED', identity, client.requestId);
    const { userId, issuer, subject, createdAt } = identity;
    return { id, userId, issuer, subject, createdAt, confirmedAt };
  }

  /** For the person and for admins. From now on the identity opens nothing. */
  async unlink(actor: Actor, id: string, requestId: string): Promise<void> {
    const identity = await this.#find(id, (found) => found.userId === actor.userId || isAdmin(actor));
    await this.deps.identities.delete(id);
    await this.#record(actor, 'IDENTITY_UNLINKED', identity, requestId);
  }

  async #find(id: string, isTheirs: (identity: ExternalIdentity) => boolean): Promise<ExternalIdentity> {
    const [identity] = await this.deps.identities.findMany([id]);
    if (identity === undefined || !isTheirs(identity)) throw notFound('identityId');
    return identity;
  }

  async #checkPassword(actor: Actor, password: string, client: Client): Promise<void> {
    const { users, passwords, guesses, knownClients } = this.deps;
    const [user] = await users.findMany([actor.userId]);
    const credentials = user === undefined ? null : await users.findCredentials(user.email);
    const isRight = async () =>
      credentials !== null && (await passwords.verify(credentials.passwordHash, password)) ? true : null;
    const account = credentials?.user.email ?? actor.userId;
    const lane = await knownClients.laneOf(account, client);
    if ((await guesses.attempt({ account, lane, network: client.network }, isRight)) === null)
      throw new ProblemError({ kind: 'InvalidCredentials', message: 'The password is wrong.' });
  }

  #record(actor: Actor, action: AuditAction, { id, userId }: ExternalIdentity, requestId: string): Promise<void> {
    const target = { type: 'ExternalIdentity', id };
    return this.deps.auditTrail.record({
      actor: toAuditActor(actor),
      action,
      subjectUserId: userId,
      target,
      requestId,
    });
  }
}
