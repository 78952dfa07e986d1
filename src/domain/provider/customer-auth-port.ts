import type { CallContext } from '../kernel/call-context.js';

/** A customer's own tokens at a provider. Secret: never returned, never logged, kept only sealed. */
export interface ProviderTokens {
  readonly accessToken: string;
  /** Null where the provider gives none; may be the access token itself. */
  readonly refreshToken: string | null;
  /** As the token says of itself, unverified; null when it says nothing. */
  readonly expiresAt: Date | null;
  /** Whose they are in the provider's words (a phone number or an email), unverified; null when they do not say. */
  readonly holder: string | null;
}

/** Customers' sessions with a provider. Refreshing and exchanging are commands: a token or a code may work only once. */
export interface CustomerAuthPort {
  /** Null: the provider refuses the token. */
  refresh(refreshToken: string, context: CallContext): Promise<ProviderTokens | null>;
  /** Whether the provider still accepts the token. */
  ping(accessToken: string, context: CallContext): Promise<boolean>;
  /** Null: the provider refuses the code. */
  exchangeCode(code: string, context: CallContext): Promise<ProviderTokens | null>;
}
