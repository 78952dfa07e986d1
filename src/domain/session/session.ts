import type { Page, PageRequest } from '../kernel/paging.js';

/**
 * A signed-in device: one login and everything that was refreshed out of it. Its refresh tokens are the family that ends
 * as a whole; each is known only by hash.
 */
export interface SessionRecord {
  readonly id: string;
  readonly userId: string;
  /** Coarse, e.g. `Firefox on Windows`. */
  readonly device: string;
  readonly createdAt: Date;
  /** When it was opened or last refreshed. */
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

/** What a client gets when it signs in. */
export interface Session {
  readonly userId: string;
  /** JWT, 15 minutes. */
  readonly accessToken: string;
  /** Opaque, for one use; its session lives 30 days. */
  readonly refreshToken: string;
  /** For the device to keep, and to be known again by when it is not signed in. */
  readonly deviceToken: string;
  /** When the access token ends. */
  readonly expiresAt: Date;
}

/** A refresh token that was issued, and the session that it belongs to. */
export interface RefreshState {
  readonly sessionId: string;
  readonly userId: string;
  readonly roles: readonly string[];
  /** When another pair was issued for it; null: not yet. */
  readonly usedAt: Date | null;
  /** When that pair, or a later answer to the same race, went out; null: not yet, or the gateway broke down before. */
  readonly answeredAt: Date | null;
  /** Whether session and account are still good. */
  readonly alive: boolean;
}

export interface SessionRepository {
  insert(session: SessionRecord, refreshTokenHash: string): Promise<void>;
  /** The user's roles when the session is alive and the account is not suspended, else null. */
  findActive(
    sessionId: string,
    at: Date,
  ): Promise<{ readonly userId: string; readonly roles: readonly string[] } | null>;
  findRefresh(tokenHash: string, at: Date): Promise<RefreshState | null>;
  /** Puts the next token in the place of an unused one of a live session. False, and nothing done, for any other: of many at once one gets true. */
  rotate(tokenHash: string, nextHash: string, at: Date): Promise<boolean>;
  /** Never moves the time back. */
  markAnswered(tokenHash: string, at: Date): Promise<void>;
  revoke(sessionId: string, at: Date): Promise<void>;
  /** The live ones, newest first. */
  listActive(userId: string, at: Date, page: PageRequest): Promise<Page<SessionRecord>>;
  /** Ends those of the user's live sessions that are named, or all but `except`; returns how many. */
  revokeOf(
    userId: string,
    which: { readonly id: string } | { readonly except: string | null },
    at: Date,
  ): Promise<number>;
}
