/** Password hashing; slow by design. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
  /** Whether it is on a list of passwords that are tried first. */
  isCommon(password: string): boolean;
}

/** Access tokens and refresh tokens. */
export interface TokenIssuer {
  issueAccessToken(actor: { readonly userId: string; readonly sessionId: string }, expiresAt: Date): Promise<string>;
  /** The claims of a token that is ours, unexpired and unaltered; null for anything else. */
  readAccessToken(token: string): Promise<{ readonly userId: string; readonly sessionId: string } | null>;
  createRefreshToken(): { readonly token: string; readonly hash: string };
  hashOf(refreshToken: string): string;
}

/** What a device keeps to be known again when it is not signed in. It opens nothing. */
export interface DeviceTokens {
  issue(userId: string, deviceId: string, at: Date): string;
  /** Null for anything that is not ours, altered, or too old. */
  read(token: string, at: Date): { readonly userId: string; readonly deviceId: string } | null;
}

/** Tells a text that we gave out from any other. */
export interface TextSigner {
  /** @param about what it is for and does not hold itself; whoever reads it must say the same */
  sign(text: string, about: string): string;
  /** The text; null when it is not ours, was altered, or is about something else. */
  read(signed: string, about: string): string | null;
}
