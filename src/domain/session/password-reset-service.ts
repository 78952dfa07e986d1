import { toAuditActor } from '../audit/audit-entry.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import type { BackgroundWork } from '../kernel/background-work.js';
import type { Client } from '../kernel/client.js';
import type { Clock } from '../kernel/clock.js';
import type { LinkSecrets } from '../kernel/link-secrets.js';
import { ProblemError } from '../kernel/problem.js';
import type { Mailer } from '../mail/mailer.js';
import type { User } from '../user/user.js';
import type { UserRepository } from '../user/user-repository.js';
import type { AttemptLimits } from './attempt-limits.js';
import { type KnownClients, laneOrNetwork } from './known-clients.js';
import { checkNewPassword } from './password-policy.js';
import type { PasswordResetRepository } from './password-reset.js';
import type { PasswordHasher } from './ports.js';
import type { SessionService } from './session-service.js';

const LIVES_MS = 30 * 60_000;

export interface PasswordResetDependencies {
  readonly users: UserRepository;
  readonly resets: PasswordResetRepository;
  readonly sessionService: SessionService;
  readonly passwords: PasswordHasher;
  readonly limits: AttemptLimits;
  readonly knownClients: KnownClients;
  readonly background: BackgroundWork;
  /** Null: no way of sending mail is configured. */
  readonly mailer: Mailer | null;
  readonly secrets: LinkSecrets;
  readonly auditTrail: AuditTrail;
  readonly newId: () => string;
  readonly clock: Clock;
}

export interface ResetPasswordInput {
  readonly token: string;
  readonly password: string;
  readonly passwordConfirmation: string;
}

/** Lets people who forgot their password set another one, by a token that goes to the account's own email address. */
export class PasswordResetService {
  constructor(
    private readonly deps: PasswordResetDependencies,
    /** Where people set a new password; `{token}` stands for the token. Null: the mail holds the token itself. */
    private readonly linkTemplate: string | null,
  ) {}

  /**
   * Answers at once and alike, whether or not there is such an account.
   * @throws ProblemError RateLimited, or Blocked when no mail can be sent
   */
  async request(email: string, client: Client): Promise<void> {
    const { limits, background, mailer, knownClients } = this.deps;
    if (mailer === null) {
      throw new ProblemError({ kind: 'Blocked', message: 'This gateway has no way of sending mail.' });
    }
    const lane = await knownClients.laneOf(email, client);
    const network = lane === null ? client.network : null;
    await limits.spend({ kind: 'reset-send', account: email, by: laneOrNetwork(lane, client), network });
    background.start('sending a password reset', async () => {
      const user = await this.deps.users.findByEmail(email);
      if (user === null || user.suspendedAt !== null) return;
      // One that is not sent is not missed: those that were sent before are good for longer than none is sent.
      if (lane === null && !(await limits.spendAsStranger('reset-send', user.id))) return;
      await mailer.send(this.#write(user, await this.#create(user)));
    });
  }

  /** Ends every session of the account. @throws ProblemError ValidationProblem, InvalidCredentials or RateLimited */
  async reset(input: ResetPasswordInput, client: Client): Promise<void> {
    const { users, resets, passwords, limits, secrets, sessionService, clock } = this.deps;
    const reset = await resets.find(secrets.hashOf(input.token), clock());
    const [user] = reset === null ? [] : await users.findMany([reset.userId]);
    if (reset === null || user === undefined || user.suspendedAt !== null) {
      // Only what was wrong counts: nobody can guess 256 bits, and no neighbour is to use up a right token's try.
      await limits.spend({ kind: 'reset-token', account: null, by: '', network: client.network });
      throw notGood();
    }
    checkNewPassword({ ...input, email: user.email }, passwords.isCommon);
    const passwordHash = await passwords.hash(input.password);
    if (!(await resets.take(reset))) throw notGood();
    await users.setPassword(user.id, passwordHash, clock());
    await users.markVerified(user.id, 'EMAIL', clock());
    const ended = await sessionService.endAll(user.id);
    await this.deps.auditTrail.record({
      actor: toAuditActor(null),
      action: 'PASSWORD_RESET',
      subjectUserId: user.id,
      target: { type: 'User', id: user.id },
      requestId: client.requestId,
      details: { sessions: ended },
    });
  }

  async #create(user: User): Promise<string> {
    const { resets, secrets, newId, clock } = this.deps;
    const { token, hash } = secrets.create();
    const createdAt = clock();
    const expiresAt = new Date(createdAt.getTime() + LIVES_MS);
    await resets.insert({ id: newId(), userId: user.id, tokenHash: hash, createdAt, expiresAt });
    return token;
  }

  #write(user: User, token: string) {
    const way =
      this.linkTemplate === null
        ? `Enter this code where you were asked for it: ${token}`
        : `Open this page to choose another one: ${this.linkTemplate.replaceAll('{token}', token)}`;
    const text = [
      'Somebody asked for a new password for the account with this email address.',
      '',
      way,
      '',
      `It works once, for ${LIVES_MS / 60_000} minutes. If it was not you, do nothing: the password stays as it is.`,
      '',
    ].join('\n');
    return { to: user.email, subject: 'A new password', text };
  }
}

/** The same for every token that is no good. */
function notGood(): ProblemError {
  return new ProblemError({
    kind: 'InvalidCredentials',
    message: 'The token is not valid, or no longer valid. Ask for another one.',
  });
}
