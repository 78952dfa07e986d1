import type { TokenIssuer } from '../../../src/domain/session/ports.js';

/** Tokens are numbers; what they stand for is kept here. */
export class FakeTokenIssuer implements TokenIssuer {
  readonly #claims = new Map<string, { readonly userId: string; readonly sessionId: string }>();
  #refreshTokens = 0;

  async issueAccessToken({
    userId,
    sessionId,
  }: {
    readonly userId: string;
    readonly sessionId: string;
  }): Promise<string> {
    const token = `access-token-${this.#claims.size + 1}`;
    this.#claims.set(token, { userId, sessionId });
    return token;
  }

  async readAccessToken(token: string) {
    return this.#claims.get(token) ?? null;
  }

  createRefreshToken() {
    this.#refreshTokens += 1;
    const token = `refresh-token-${this.#refreshTokens}`.padEnd(43, '-');
    return { token, hash: this.hashOf(token) };
  }

  hashOf(refreshToken: string): string {
    return `hash-of-the-${refreshToken}`;
  }
}
