import type { CustomerTokenReader } from '../kernel/call-context.js';
import { ProviderError } from '../provider/provider-error.js';
import type { ProviderToken, ProviderTokenRepository } from './provider-token.js';
import type { TokenRenewal } from './token-renewal.js';

type Found = Promise<ProviderToken | null>;

/** One customer's tokens during one request: one statement for each provider, however many calls it answers for. */
export class RequestTokens implements CustomerTokenReader {
  readonly #found = new Map<string, Found>();

  constructor(
    private readonly userId: string,
    private readonly tokens: ProviderTokenRepository,
    private readonly renewal: TokenRenewal,
  ) {}

  async find(providerId: string): Promise<string | null> {
    let found = this.#found.get(providerId);
    if (found === undefined) {
      found = this.tokens.find(this.userId, providerId).then((token) => this.#fresh(token));
      this.#found.set(providerId, found);
    }
    return (await found)?.accessToken ?? null;
  }

  async renew(providerId: string, refused: string): Promise<string | null> {
    const current = await this.#found.get(providerId);
    // A call beside this one has met the refusal first.
    if (current == null || current.accessToken !== refused) return current?.accessToken ?? null;
    const renewed = this.renewal.renew(current);
    this.#found.set(providerId, renewed);
    return (await renewed)?.accessToken ?? null;
  }

  /** A token that still works stands in while its renewal is under way or fails for want of an answer. */
  async #fresh(token: ProviderToken | null): Found {
    if (token === null || !this.renewal.isDue(token)) return token;
    const usable = !this.renewal.isExpired(token);
    if (usable && (token.refreshToken === null || this.renewal.isRunning(token))) return token;
    try {
      return await this.renewal.renew(token);
    } catch (error) {
      if (usable && error instanceof ProviderError) return token;
      throw error;
    }
  }
}
