import type { ProviderToken, ProviderTokenRepository } from '../../../src/domain/provider-session/provider-token.js';

export class MemoryProviderTokens implements ProviderTokenRepository {
  readonly rows = new Map<string, ProviderToken>();
  /** How often somebody looked. */
  finds = 0;

  async find(userId: string, providerId: string) {
    this.finds += 1;
    return this.rows.get(`${userId} ${providerId}`) ?? null;
  }

  async keep(token: ProviderToken, replaces: string | null) {
    const key = `${token.userId} ${token.providerId}`;
    const there = this.rows.get(key);
    if (there !== undefined && replaces !== null && there.tokenId !== replaces) return false;
    this.rows.set(key, token);
    return true;
  }

  async drop({ userId, providerId, tokenId }: Pick<ProviderToken, 'userId' | 'providerId' | 'tokenId'>) {
    const key = `${userId} ${providerId}`;
    if (this.rows.get(key)?.tokenId === tokenId) this.rows.delete(key);
  }
}
