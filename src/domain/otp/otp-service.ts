import type { ConsentGate } from '../consent/consent-gate.js';
import type { Actor } from '../kernel/actor.js';
import type { CallContext } from '../kernel/call-context.js';
import type { Clock } from '../kernel/clock.js';
import { notFound } from '../kernel/problem.js';
import type { OtpChannel, OtpRequest } from '../provider/otp-port.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';
import { providerCommand } from '../provider/provider-problem.js';
import type { ProviderSessionService } from '../provider-session/provider-session-service.js';
import type { AttemptLimits } from '../session/attempt-limits.js';
import type { SpendCap } from '../spending/spend-cap.js';
import type { UserRepository } from '../user/user-repository.js';
import { contactBehind, contactOf } from './contact.js';

export interface OtpDependencies {
  readonly users: UserRepository;
  readonly providers: ProviderDirectory;
  readonly consentGate: ConsentGate;
  readonly providerSessions: Pick<ProviderSessionService, 'keep'>;
  readonly limits: AttemptLimits;
  readonly spendCap: SpendCap;
  readonly clock: Clock;
}

/** Who is signed in is counted apart from all who only say which account they mean. */
const OWNER = 'signed in';

/**
 * Proves that an account's mobile or email is the person's: codes go only to the addresses of the account itself. Where
 * the provider signs the person in by it, the tokens are kept for the calls made in their name.
 */
export class OtpService {
  constructor(private readonly deps: OtpDependencies) {}

  async request(
    actor: Actor,
    channel: OtpChannel,
    context: CallContext,
  ): Promise<{ readonly sent: boolean; readonly channel: OtpChannel; readonly challenge: string | null }> {
    const { providerId, port } = this.deps.providers.choose('OTP');
    const destination = await this.#destination(actor, channel);
    await this.deps.limits.spend({ kind: 'otp-send', account: actor.userId, by: OWNER, network: null });
    await this.deps.consentGate.discloseContact(actor.userId, providerId, context);
    const reservation = await this.deps.spendCap.reserve(actor.userId, 'OTP');
    const { sent } = await providerCommand(
      () => port.requestOtp(destination, context),
      async (error) => {
        if (!error.outcomeUnknown) await reservation.release();
      },
    );
    return { sent, channel, challenge: null };
  }

  async verify(
    actor: Actor,
    { channel, code }: { readonly channel: OtpChannel; readonly code: string },
    context: CallContext,
  ): Promise<{ readonly verified: boolean; readonly channel: OtpChannel }> {
    const { providerId, port } = this.deps.providers.choose('OTP');
    const destination = await this.#destination(actor, channel);
    const attempt = { kind: 'otp-code', account: actor.userId, by: OWNER, network: null } as const;
    const answer = await this.deps.limits.check(attempt, async () => {
      const checked = await providerCommand(() => port.verifyOtp({ ...destination, code }, context));
      return checked.verified ? checked : null;
    });
    const verified = answer !== null;
    const tokens = answer?.tokens ?? null;
    if (verified) await this.deps.users.markVerified(actor.userId, contactBehind(channel), this.deps.clock());
    if (verified && tokens !== null) await this.deps.providerSessions.keep(actor.userId, providerId, tokens);
    return { verified, channel };
  }

  async #destination(actor: Actor, channel: OtpChannel): Promise<OtpRequest> {
    const [user] = await this.deps.users.findMany([actor.userId]);
    if (user === undefined) throw notFound('channel');
    return { channel, destination: contactOf(user, channel) };
  }
}
