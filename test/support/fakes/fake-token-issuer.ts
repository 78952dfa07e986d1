import type { Actor } from '../../../src/domain/session/actor.js';
import type { TokenIssuer } from '../../../src/domain/session/ports.js';

/** Tokens are numbers; what they stand for is kept here. */
export class FakeTokenIssuer implements TokenIssuer {
  readonly #claims = new Map<string, { readonly userId: string; readonly sessionId: string }>();

  async issueAccessToken({ userId, sessionId }: Actor): Promise<string> {
    const token = `access-token-${this.#claims.size + 1}`;
    this.#claims.set(token, { userId, sessionId });
    return token;
  }

  async readAccessToken(token: string) {
    return this.#claims.get(token) ?? null;
  }

  createRefreshToken() {
    return { token: 'refresh-token', hash: 'hash-of-the-refresh-token' };
  }
}
