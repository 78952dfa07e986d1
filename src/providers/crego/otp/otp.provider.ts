import type { SettingValues } from '../../../config/setting.js';
import type { CallContext } from '../../../domain/kernel/call-context.js';
import type { OtpPort, OtpRequest, OtpSent, OtpVerified } from '../../../domain/provider/otp-port.js';
import type { CregoCaller } from '../crego.call.client.js';
import { itemsOf } from '../crego.setting-rules.provider.js';
import { CregoOtpClient } from './otp.client.js';
import { toOtpIdentifier, toOtpMode, toOtpSent, toOtpVerified } from './otp.mapping.js';
import type { CREGO_OTP_SETTINGS } from './otp.settings.provider.js';

export function createOtp(
  caller: CregoCaller,
  values: SettingValues<typeof CREGO_OTP_SETTINGS>,
  keepsTokens: boolean,
): OtpPort {
  const client = new CregoOtpClient(caller, {
    identifierKey: values.CREGO_OTP_IDENTIFIER_KEY,
    wrongCodeStatuses: itemsOf(values.CREGO_OTP_WRONG_CODE_STATUSES).map(Number),
  });
  return new CregoOtp(client, keepsTokens);
}

/** Crego's customer login. */
class CregoOtp implements OtpPort {
  constructor(
    private readonly client: CregoOtpClient,
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
