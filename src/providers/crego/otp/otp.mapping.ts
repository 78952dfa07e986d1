import type { OtpRequest, OtpSent, OtpVerified } from '../../../domain/provider/otp-port.js';
import { isToken } from '../auth/auth.contract.js';
import { toProviderTokens } from '../auth/auth.mapping.js';
import type { CregoOtpMode, CregoOtpSendAnswer, CregoOtpVerifyAnswer } from './otp.contract.js';

const CHANNEL_MODES: Record<OtpRequest['channel'], CregoOtpMode> = { SMS: 'sms', EMAIL: 'email' };

export function toOtpMode(channel: OtpRequest['channel']): CregoOtpMode {
  return CHANNEL_MODES[channel];
}

/** Crego's examples know ten digits without a country code: an Indian number loses its +91, any other stays E.164. */
export function toOtpIdentifier({ channel, destination }: OtpRequest): string {
  return channel === 'SMS' && /^\+91\d{10}$/.test(destination) ? destination.slice(-10) : destination;
}

/** Under HTTP 200 either `status` may be false. */
export function toOtpSent({ status, delivery }: CregoOtpSendAnswer): OtpSent {
  const refused = delivery !== null && (delivery.status === false || (delivery.status_code ?? 0) >= 400);
  return { sent: status !== false && !refused };
}

const SAYS_YES = /\b(success(ful|fully)?|verified|valid|validated|matched)\b/i;
const SAYS_NO =
  /\b(not?|un\w+|invalid|incorrect|wrong|expired?|fail\w*|errors?|mismatch\w*|denied|rejected|attempts?|retry|again|can\W?t|cannot|\w+n't)\b/i;

/** Tokens are proof. A message alone counts only when it says yes and nothing in it says no. */
export function toOtpVerified({ status, access, refresh, message }: CregoOtpVerifyAnswer, at: Date): OtpVerified {
  if (status === false) return { verified: false, tokens: null };
  if (access !== null) {
    const grant = { access, refresh: isToken(refresh) ? refresh : null, expires_in: null };
    return { verified: true, tokens: isToken(access) ? toProviderTokens(grant, at) : null };
  }
  return { verified: message !== null && SAYS_YES.test(message) && !SAYS_NO.test(message), tokens: null };
}
