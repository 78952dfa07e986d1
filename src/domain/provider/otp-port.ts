import type { CallContext } from '../kernel/call-context.js';
import type { ProviderTokens } from './customer-auth-port.js';

export const OTP_CHANNELS = ['SMS', 'EMAIL'] as const;
export type OtpChannel = (typeof OTP_CHANNELS)[number];

export interface OtpRequest {
  readonly channel: OtpChannel;
  /** A phone number in E.164 for SMS, an email address for EMAIL. */
  readonly destination: string;
}

export interface OtpSent {
  /** False when the provider answered but says that nothing was sent. */
  readonly sent: boolean;
}

export interface OtpVerified {
  readonly verified: boolean;
  /** The customer's own tokens at the provider, where it issues them. */
  readonly tokens: ProviderTokens | null;
}

/** One-time passwords. Both calls are commands: sending costs money and a wrong code uses up an attempt. */
export interface OtpPort {
  requestOtp(request: OtpRequest, context: CallContext): Promise<OtpSent>;
  verifyOtp(request: OtpRequest & { readonly code: string }, context: CallContext): Promise<OtpVerified>;
}
