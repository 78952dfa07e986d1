import { type Actor, knownRoles } from '../kernel/actor.js';
import { ApiError } from '../kernel/api-error.js';
import type { Clock } from '../kernel/clock.js';
import { readBearer } from './bearer.js';
import type { TokenIssuer } from './ports.js';
import type { SessionRepository } from './session.js';

/** Knows the actor behind one kind of token. */
export interface TokenReader {
  /** Null for a token that is not good, or not of this kind. */
  read(token: string): Promise<Actor | null>;
}

const TOKEN = /^[A-Za-z0-9._~+/=-]{1,8192}$/;

/** Tells who a token belongs to. Every token that is not good gets the same answer, whatever is wrong with it. */
export class Authenticator {
  constructor(private readonly readers: readonly TokenReader[]) {}

  /** The actor behind an `Authorization` header, or null when there is none. Throws UNAUTHENTICATED for a header that is not good. */
  async authenticate(authorization: string | undefined): Promise<Actor | null> {
    if (authorization === undefined || authorization === '') return null;
    const token = readBearer(authorization) ?? '';
    for (const reader of TOKEN.test(token) ? this.readers : []) {
      const actor = await reader.read(token);
      if (actor !== null) return actor;
    }
    throw new ApiError('UNAUTHENTICATED', 'The access token is not valid, or no longer valid. Log in again.');
  }

  /** Like `authenticate`, for requests that must not be anonymous. */
  async requireActor(authorization: string | undefined): Promise<Actor> {
    const actor = await this.authenticate(authorization);
    if (actor !== null) return actor;
    throw new ApiError('UNAUTHENTICATED', 'Log in first: send the header "Authorization: Bearer <accessToken>".');
  }
}

/** Our own access tokens: good as long as their session is. */
export class SessionTokenReader implements TokenReader {
  constructor(
    private readonly deps: {
      readonly tokens: TokenIssuer;
      readonly sessions: SessionRepository;
      readonly clock: Clock;
    },
  ) {}

  async read(token: string): Promise<Actor | null> {
    const claims = await this.deps.tokens.readAccessToken(token);
    const session = claims === null ? null : await this.deps.sessions.findActive(claims.sessionId, this.deps.clock());
    if (claims === null || session === null || session.userId !== claims.userId) return null;
    return { userId: session.userId, sessionId: claims.sessionId, roles: knownRoles(session.roles) };
  }
}
