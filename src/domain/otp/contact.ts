import type { OtpChannel } from '../provider/otp-port.js';
import type { Contact, User } from '../user/user.js';

/** Where a code for this account goes. */
export function contactOf(user: User, channel: OtpChannel): string {
  return channel === 'SMS' ? user.mobile : user.email;
}

/** What a code that came back proves. */
export function contactBehind(channel: OtpChannel): Contact {
  return channel === 'SMS' ? 'MOBILE' : 'EMAIL';
}
