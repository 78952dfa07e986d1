/** A signed-in device. Its refresh token is known only by hash. */
export interface SessionRecord {
  readonly id: string;
  readonly userId: string;
  readonly refreshTokenHash: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

/** What a client gets when it signs in. */
export interface Session {
  readonly userId: string;
  /** JWT, 15 minutes. */
  readonly accessToken: string;
  /** Opaque, 30 days. */
  readonly refreshToken: string;
  /** When the access token ends. */
  readonly expiresAt: Date;
}

export interface SessionRepository {
  insert(session: SessionRecord): Promise<void>;
  /** The user's roles when the session is alive, else null. */
  findActive(
    sessionId: string,
    at: Date,
  ): Promise<{ readonly userId: string; readonly roles: readonly string[] } | null>;
  revoke(sessionId: string, at: Date): Promise<void>;
}
