import type { CallContext } from '../../domain/provider/call-context.js';
import type { OtpPort, OtpRequest, OtpSent, OtpVerified } from '../../domain/provider/otp-port.js';
import type { CregoClient } from './crego.client.js';
import { toOtpIdentifier, toOtpMode, toOtpSent, toOtpVerified } from './crego.mapping.js';

/** Crego's customer login. */
export class CregoOtp implements OtpPort {
  constructor(
    private readonly client: CregoClient,
    /** Whether the customer's tokens are of use; otherwise they are let go at once. */
    private readonly keepsTokens: boolean,
  ) {}

  async requestOtp(request: OtpRequest, context: CallContext): Promise<OtpSent> {
    const { channel } = request;
    return toOtpSent(
      await this.client.sendOtp({ mode: toOtpMode(channel), identifier: toOtpIdentifier(request) }, context),
    );
  }

  async verifyOtp(request: OtpRequest & { readonly code: string }, context: CallContext): Promise<OtpVerified> {
    const input = { mode: toOtpMode(request.channel), identifier: toOtpIdentifier(request), otp: request.code };
    const answer = await this.client.verifyOtp(input, context);
    if (answer === null) return { verified: false, tokens: null };
    const verified = toOtpVerified(answer, new Date());
    return this.keepsTokens ? verified : { ...verified, tokens: null };
  }
}
