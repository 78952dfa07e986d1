import { createHash, randomBytes } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { TokenIssuer } from '../domain/session/ports.js';

const ISSUER = 'kyc-gateway';
const AUDIENCE = 'kyc-gateway-api';
const ALGORITHM = 'HS256';
/** The database takes nothing else for an id. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Access tokens signed with one secret; refresh tokens are random and kept by hash only. */
export class JwtTokenIssuer implements TokenIssuer {
  readonly #key: Uint8Array;

  constructor(secret: string) {
    this.#key = createHash('sha256').update('access-token\0').update(secret).digest();
  }

  issueAccessToken(actor: { readonly userId: string; readonly sessionId: string }, expiresAt: Date): Promise<string> {
    return new SignJWT({ sid: actor.sessionId })
      .setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt' })
      .setSubject(actor.userId)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt()
      .setExpirationTime(expiresAt)
      .sign(this.#key);
  }

  async readAccessToken(token: string): Promise<{ readonly userId: string; readonly sessionId: string } | null> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        typ: 'at+jwt',
        requiredClaims: ['sub', 'sid', 'exp', 'iat'],
      });
      return typeof payload.sub === 'string' && typeof payload.sid === 'string' && UUID.test(payload.sid)
        ? { userId: payload.sub, sessionId: payload.sid }
        : null;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }

  createRefreshToken(): { readonly token: string; readonly hash: string } {
    const token = randomBytes(32).toString('base64url');
    return { token, hash: this.hashOf(token) };
  }

  hashOf(refreshToken: string): string {
    return createHash('sha256').update(refreshToken).digest('hex');
  }
}
