import { toAuditActor } from '../audit/audit-entry.js';
import type { AuditAction, AuditTrail } from '../audit/audit-trail.js';
import type { ConsentGate } from '../consent/consent-gate.js';
import type { BackgroundWork } from '../kernel/background-work.js';
import type { CallContext } from '../kernel/call-context.js';
import type { Client } from '../kernel/client.js';
import type { Clock } from '../kernel/clock.js';
import { invalid } from '../kernel/problem.js';
import type { OtpChannel } from '../provider/otp-port.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';
import { ProviderError } from '../provider/provider-error.js';
import { isHeldBy, type ProviderSessionService } from '../provider-session/provider-session-service.js';
import type { AttemptLimits } from '../session/attempt-limits.js';
import { type KnownClients, laneOrNetwork } from '../session/known-clients.js';
import type { Session } from '../session/session.js';
import type { SessionService } from '../session/session-service.js';
import type { User } from '../user/user.js';
import type { UserRepository } from '../user/user-repository.js';
import { contactBehind, contactOf } from './contact.js';
import type { OtpChallenges } from './otp-challenges.js';

export interface OtpLoginDependencies {
  readonly users: UserRepository;
  readonly providers: ProviderDirectory;
  readonly consentGate: ConsentGate;
  readonly providerSessions: Pick<ProviderSessionService, 'keep'>;
  readonly sessionService: SessionService;
  readonly limits: AttemptLimits;
  readonly knownClients: KnownClients;
  readonly challenges: OtpChallenges;
  readonly background: BackgroundWork;
  readonly auditTrail: AuditTrail;
  readonly clock: Clock;
  readonly pause: (ms: number) => Promise<void>;
}

/** How a person who is not signed in names their account: exactly one of the two. */
export interface AccountName {
  readonly email?: string | null;
  readonly mobile?: string | null;
}

/** A code as it was typed. */
export interface TypedCode {
  readonly channel: OtpChannel;
  readonly code: string;
  /** As `request` gave it out. */
  readonly challenge?: string | null;
}

/** A wrong answer comes at whole multiples of this after the request, whether or not a provider was asked. */
const WRONG_ANSWER_MS = 1_000;

/**
 * Signs people in by a code in place of a password. Codes go only to contacts of the account itself. Whether there is such
 * an account, whether a code could be sent, and whether the provider can be reached shows neither in an answer nor in how
 * long it takes.
 */
export class OtpLogin {
  constructor(private readonly deps: OtpLoginDependencies) {}

  /** @throws ProblemError ValidationProblem, RateLimited, or Blocked when no provider sends codes */
  async request(
    account: AccountName,
    channel: OtpChannel,
    client: Client,
    context: CallContext,
  ): Promise<{ readonly sent: boolean; readonly channel: OtpChannel; readonly challenge: string | null }> {
    const { limits, background, providers, challenges } = this.deps;
    const named = nameOf(account);
    const { providerId, port } = providers.choose('OTP');
    const lane = await this.deps.knownClients.laneOf(named, client);
    const attempt = { kind: 'otp-send', account: named, by: laneOrNetwork(lane, client) } as const;
    await limits.spend({ ...attempt, network: lane === null ? client.network : null });
    const challenge = challenges.issue(named, channel);
    background.start('sending a code to sign in', async () => {
      const user = await this.#find(account, channel);
      if (user === null) return;
      // The account may be named by two contacts: both count for it.
      if (!(await limits.spendQuietly({ ...attempt, account: user.id, network: null }))) return;
      if (lane === null && !(await limits.spendAsStranger('otp-send', user.id))) return;
      await challenges.markSent(challenge.id);
      const { signal: _endsWithTheRequest, ...call } = context;
      await this.deps.consentGate.discloseContact(user.id, providerId, call);
      await port.requestOtp({ channel, destination: contactOf(user, channel) }, call);
    });
    return { sent: true, channel, challenge: challenge.token };
  }

  /** Null: the code is wrong, too old, could not be checked, or there is no such account. @throws ProblemError as `request` */
  async verify(account: AccountName, typed: TypedCode, client: Client, context: CallContext): Promise<Session | null> {
    const startedAt = this.deps.clock();
    const by = await this.#whoTries(nameOf(account), typed, client);
    const attempt = { kind: 'otp-code', account: nameOf(account), by: by.name } as const;
    const counted = { ...attempt, network: by.isKnown ? null : client.network };
    const user = await this.deps.limits.check(counted, () => this.#check(account, typed, by, client, context));
    if (user !== null) {
      await this.deps.knownClients.remember(user, client);
      const session = await this.deps.sessionService.open(user, client);
      await this.#record('LOGIN_SUCCEEDED', user.id, client);
      return session;
    }
    const tookMs = this.deps.clock().getTime() - startedAt.getTime();
    await this.deps.pause(WRONG_ANSWER_MS - (tookMs % WRONG_ANSWER_MS));
    return null;
  }

  /** A code that was sent for this request, and a client that was let in before, have tries of their own. */
  async #whoTries(named: string, { challenge, channel }: TypedCode, client: Client): Promise<Trier> {
    const { challenges, knownClients } = this.deps;
    const id = challenges.read(challenge, named, channel);
    const lane = await knownClients.laneOf(named, client);
    const wasSent = id !== null && (await challenges.wasSent(id));
    const name = id === null ? laneOrNetwork(lane, client) : `challenge ${id}`;
    return { name, isKnown: lane !== null, hasOwnTries: lane !== null || wasSent };
  }

  async #check(
    account: AccountName,
    { channel, code }: TypedCode,
    by: Trier,
    client: Client,
    context: CallContext,
  ): Promise<User | null> {
    const { providers, users, limits, clock } = this.deps;
    const { providerId, port } = providers.choose('OTP');
    const user = await this.#find(account, channel);
    if (user === null) return null;
    const attempt = { kind: 'otp-code', account: user.id, by: by.name, network: null } as const;
    const allowed =
      (await limits.spendQuietly(attempt)) && (by.hasOwnTries || (await limits.spendAsStranger('otp-code', user.id)));
    const answer = allowed
      ? await orNull(() => port.verifyOtp({ channel, destination: contactOf(user, channel), code }, context))
      : null;
    if (!answer?.verified || (answer.tokens !== null && !isHeldBy(user, answer.tokens))) {
      await this.#record('LOGIN_FAILED', user.id, client);
      return null;
    }
    await limits.giveBack(attempt);
    if (!by.hasOwnTries) await limits.giveBackAsStranger('otp-code', user.id);
    await users.markVerified(user.id, contactBehind(channel), clock());
    if (answer.tokens !== null) await this.deps.providerSessions.keep(user.id, providerId, answer.tokens);
    return user;
  }

  /** A contact that was never verified may be somebody else's, and a number that several accounts share names none of them. */
  async #find({ email, mobile }: AccountName, channel: OtpChannel): Promise<User | null> {
    const { users } = this.deps;
    const found = email != null ? [await users.findByEmail(email)] : await users.findByMobile(mobile ?? '');
    const able = found.filter(
      (user): user is User =>
        user !== null &&
        user.suspendedAt === null &&
        (channel === 'SMS' ? user.mobileVerifiedAt : user.emailVerifiedAt) !== null &&
        (email != null || user.mobileVerifiedAt !== null),
    );
    const [user] = able;
    return user !== undefined && able.length === 1 ? user : null;
  }

  #record(action: AuditAction, userId: string, { requestId }: Client): Promise<void> {
    return this.deps.auditTrail.record({
      actor: toAuditActor(null),
      action,
      subjectUserId: userId,
      target: { type: 'User', id: userId },
      requestId,
      details: { method: 'OTP' },
    });
  }
}

interface Trier {
  readonly name: string;
  readonly isKnown: boolean;
  /** Those that nobody else can use up. */
  readonly hasOwnTries: boolean;
}

function nameOf({ email, mobile }: AccountName): string {
  if (email != null && mobile != null)
    throw invalid([{ field: 'mobile', message: 'must be left out beside an email' }]);
  const name = email ?? mobile;
  if (name == null) {
    throw invalid([{ field: 'email', message: 'must name the account, unless `mobile` does or you are signed in' }]);
  }
  return name;
}

/** A provider that fails says nothing about the code; its metrics tell those who run the gateway. */
async function orNull<T>(call: () => Promise<T>): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof ProviderError) return null;
    throw error;
  }
}
