import type { Clock } from '../kernel/clock.js';
import type { ProviderTokens } from '../provider/customer-auth-port.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';
import { ProviderError } from '../provider/provider-error.js';
import type { ProviderToken, ProviderTokenRepository } from './provider-token.js';

export interface RenewalDependencies {
  readonly tokens: ProviderTokenRepository;
  readonly providers: ProviderDirectory;
  readonly newId: () => string;
  readonly clock: Clock;
}

const RENEW_AHEAD_MS = 60_000;
/** Of a token that is already over when it arrives: two clocks disagree, and it must not be renewed at every call. */
const MIN_LIFE_MS = 60_000;
const MAX_LIFE_MS = 30 * 24 * 3_600_000;

/** Keeps customers' tokens fresh: one renewal at a time for each customer and provider, whoever waits for it. */
export class TokenRenewal {
  readonly #running = new Map<string, Promise<ProviderToken | null>>();

  constructor(private readonly deps: RenewalDependencies) {}

  isExpired({ expiresAt }: ProviderToken): boolean {
    return expiresAt !== null && expiresAt <= this.deps.clock();
  }

  /** Near its end, by at most half its life. */
  isDue({ expiresAt, updatedAt }: ProviderToken): boolean {
    if (expiresAt === null) return false;
    const aheadMs = Math.min(RENEW_AHEAD_MS, (expiresAt.getTime() - updatedAt.getTime()) / 2);
    return this.deps.clock().getTime() >= expiresAt.getTime() - aheadMs;
  }

  isRunning(token: ProviderToken): boolean {
    return this.#running.has(keyOf(token));
  }

  /** Null: the provider refuses to renew it, and it was dropped. Throws `ProviderError` when the provider gives no usable answer. */
  renew(stale: ProviderToken): Promise<ProviderToken | null> {
    const key = keyOf(stale);
    let running = this.#running.get(key);
    if (running === undefined) {
      running = this.#renew(stale).finally(() => this.#running.delete(key));
      this.#running.set(key, running);
    }
    return running;
  }

  /** Keeps new tokens; `replaces` as in the repository. Null when another token was there first. */
  async keep(
    userId: string,
    providerId: string,
    { accessToken, refreshToken, expiresAt }: ProviderTokens,
    replaces: string | null = null,
  ): Promise<ProviderToken | null> {
    const now = this.deps.clock();
    const token: ProviderToken = {
      userId,
      providerId,
      tokenId: this.deps.newId(),
      accessToken,
      refreshToken,
      expiresAt: expiresAt === null ? null : clamp(expiresAt, now),
      updatedAt: now,
    };
    return (await this.deps.tokens.keep(token, replaces)) ? token : null;
  }

  async #renew(stale: ProviderToken): Promise<ProviderToken | null> {
    const { tokens } = this.deps;
    const { userId, providerId } = stale;
    // Whoever read the row before the last renewal comes here late: the answer is already kept.
    const kept = await tokens.find(userId, providerId);
    if (kept === null || kept.tokenId !== stale.tokenId) return kept;
    const next = stale.refreshToken === null ? null : await this.#ask(stale, stale.refreshToken);
    if (next === null) {
      await tokens.drop(stale);
      return tokens.find(userId, providerId);
    }
    const refreshToken = next.refreshToken ?? stale.refreshToken;
    const renewed = await this.keep(userId, providerId, { ...next, refreshToken }, stale.tokenId);
    return renewed ?? tokens.find(userId, providerId);
  }

  /** Outlives the request that began it, because others wait for it; whatever happens, no other call was carried out. */
  async #ask({ userId, providerId }: ProviderToken, refreshToken: string): Promise<ProviderTokens | null> {
    try {
      const port = this.deps.providers.portOf(providerId, 'CUSTOMER_AUTH');
      return await port.refresh(refreshToken, { principal: userId });
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      const { code, retryable, retryAfterMs, providerCode } = error;
      throw new ProviderError({ providerId, code, retryable, retryAfterMs, providerCode });
    }
  }
}

function keyOf({ userId, providerId }: ProviderToken): string {
  return `${userId} ${providerId}`;
}

function clamp(expiresAt: Date, now: Date): Date {
  const lifeMs = Math.min(Math.max(expiresAt.getTime() - now.getTime(), MIN_LIFE_MS), MAX_LIFE_MS);
  return new Date(now.getTime() + lifeMs);
}
