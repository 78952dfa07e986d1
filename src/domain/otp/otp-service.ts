import type { Clock } from '../clock.js';
import { notFound } from '../problem.js';
import type { CallContext } from '../provider/call-context.js';
import type { OtpChannel, OtpRequest } from '../provider/otp-port.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';
import { providerCommand } from '../provider/provider-problem.js';
import type { Actor } from '../session/actor.js';
import type { User } from '../user/user.js';
import type { UserRepository } from '../user/user-repository.js';

export interface OtpDependencies {
  readonly users: UserRepository;
  readonly providers: ProviderDirectory;
  readonly clock: Clock;
}

/** Proves that an account's mobile or email is the person's: codes go only to the addresses of the account itself. */
export class OtpService {
  constructor(private readonly deps: OtpDependencies) {}

  async request(
    actor: Actor,
    channel: OtpChannel,
    context: CallContext,
  ): Promise<{ readonly sent: boolean; readonly channel: OtpChannel }> {
    const { port } = this.deps.providers.choose('OTP');
    const destination = await this.#destination(actor, channel);
    const { sent } = await providerCommand(() => port.requestOtp(destination, context));
    return { sent, channel };
  }

  async verify(
    actor: Actor,
    channel: OtpChannel,
    code: string,
    context: CallContext,
  ): Promise<{ readonly verified: boolean; readonly channel: OtpChannel }> {
    const { port } = this.deps.providers.choose('OTP');
    const destination = await this.#destination(actor, channel);
    const { verified } = await providerCommand(() => port.verifyOtp({ ...destination, code }, context));
    if (verified && channel === 'SMS') await this.deps.users.markMobileVerified(actor.userId, this.deps.clock());
    return { verified, channel };
  }

  async #destination(actor: Actor, channel: OtpChannel): Promise<OtpRequest> {
    const [user] = await this.deps.users.findMany([actor.userId]);
    if (user === undefined) throw notFound('channel');
    return { channel, destination: addressOf(user, channel) };
  }
}

function addressOf(user: User, channel: OtpChannel): string {
  return channel === 'SMS' ? user.mobile : user.email;
}
