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
