import type { CallContext } from '../../../src/domain/kernel/call-context.js';
import type { OtpPort, OtpRequest } from '../../../src/domain/provider/otp-port.js';
import { FakePort } from './fake-port.js';

export const RIGHT_CODE = '012345';

export class FakeOtpPort extends FakePort implements OtpPort {
  sent = true;
  /** Whose the tokens say they are. */
  holder: string | null = null;

  requestOtp(request: OtpRequest, context: CallContext) {
    return this.answer('requestOtp', request, context, () => ({ sent: this.sent }));
  }

  verifyOtp(request: OtpRequest & { readonly code: string }, context: CallContext) {
    const tokens = { accessToken: 'token-of-the-provider', refreshToken: null, expiresAt: null, holder: this.holder };
    return this.answer('verifyOtp', request, context, () => {
      const verified = request.code === RIGHT_CODE;
      return { verified, tokens: verified ? tokens : null };
    });
  }
}
