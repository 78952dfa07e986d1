import type { Actor } from './actor.js';

/** Password hashing; slow by design. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
}

/** Access tokens and refresh tokens. */
export interface TokenIssuer {
  issueAccessToken(actor: Actor, expiresAt: Date): Promise<string>;
  /** The claims of a token that is ours, unexpired and unaltered; null for anything else. */
  readAccessToken(token: string): Promise<{ readonly userId: string; readonly sessionId: string } | null>;
  createRefreshToken(): { readonly token: string; readonly hash: string };
}
