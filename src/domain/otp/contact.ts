import type { OtpChannel } from '../provider/otp-port.js';
import type { User } from '../user/user.js';

/** Where a code for this account goes. */
export function contactOf(user: User, channel: OtpChannel): string {
  return channel === 'SMS' ? user.mobile : user.email;
}
