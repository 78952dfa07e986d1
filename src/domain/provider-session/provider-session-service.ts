import { type Actor, isService, isStaff } from '../kernel/actor.js';
import type { CallContext, CustomerTokenReader } from '../kernel/call-context.js';
import { conflict, ProblemError } from '../kernel/problem.js';
import type { ProviderTokens } from '../provider/customer-auth-port.js';
import { ProviderError } from '../provider/provider-error.js';
import { providerCommand } from '../provider/provider-problem.js';
import type { Source } from '../provider/source.js';
import type { User } from '../user/user.js';
import type { UserRepository } from '../user/user-repository.js';
import type { ProviderToken } from './provider-token.js';
import { RequestTokens } from './request-tokens.js';
import { type RenewalDependencies, TokenRenewal } from './token-renewal.js';

export const PROVIDER_SESSION_STATES = ['NONE', 'ALIVE', 'ENDED', 'UNKNOWN'] as const;
/** NONE: no tokens are kept. ENDED: the provider no longer accepts them. UNKNOWN: it could not be asked. */
export type ProviderSessionState = (typeof PROVIDER_SESSION_STATES)[number];

/** A customer's own session with a provider, without its tokens. */
export interface ProviderSession {
  readonly providerId: string;
  readonly state: ProviderSessionState;
  /** Null: the provider does not say, or there is none. */
  readonly expiresAt: Date | null;
  /** Whether it can be prolonged without the customer. */
  readonly renewable: boolean;
  /** Null when the provider was not asked. */
  readonly source: Source | null;
}

export interface ProviderSessionDependencies extends RenewalDependencies {
  readonly users: UserRepository;
}

/** Customers' own sessions with providers: what they sign in with there, kept for the calls made in their name. */
export class ProviderSessionService {
  readonly #renewal: TokenRenewal;

  constructor(private readonly deps: ProviderSessionDependencies) {
    this.#renewal = new TokenRenewal(deps);
  }

  /** For the provider calls of one request. */
  contextFor(actor: Actor | null, signal?: AbortSignal): CallContext {
    if (actor === null) return { signal, principal: 'anonymous' };
    const { userId } = actor;
    // Staff and programs read everybody's records, which a token of their own could not.
    return isStaff(actor) || isService(actor)
      ? { signal, principal: userId }
      : { signal, principal: userId, customerToken: this.readerFor(userId) };
  }

  /** For one request of this customer's. */
  readerFor(userId: string): CustomerTokenReader {
    return new RequestTokens(userId, this.deps.tokens, this.#renewal);
  }

  /** Takes the place of whatever the customer had at this provider. */
  async keep(userId: string, providerId: string, tokens: ProviderTokens): Promise<void> {
    await this.#renewal.keep(userId, providerId, tokens);
  }

  /** Asks the provider; changes nothing. */
  async read(actor: Actor, context: CallContext): Promise<ProviderSession> {
    const { providerId, port } = this.deps.providers.choose('CUSTOMER_AUTH');
    const token = await this.deps.tokens.find(actor.userId, providerId);
    if (token === null) return { providerId, state: 'NONE', expiresAt: null, renewable: false, source: null };
    try {
      const alive = await port.ping(token.accessToken, context);
      return this.#toSession(token, alive ? 'ALIVE' : 'ENDED');
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      const { code, retryable } = error;
      const source: Source = { providerId, state: 'UNAVAILABLE', fetchedAt: null, error: { code, retryable } };
      return { ...this.#toSession(token, 'UNKNOWN'), source };
    }
  }

  /** Throws `Conflict` when there is nothing to renew or the provider refuses; the session is over then. */
  async refresh(actor: Actor): Promise<ProviderSession> {
    const { providerId } = this.deps.providers.choose('CUSTOMER_AUTH');
    const token = await this.deps.tokens.find(actor.userId, providerId);
    if (token === null) throw conflict(null, 'There is no session with the provider: sign in with a code first.');
    if (token.refreshToken === null) throw conflict(null, 'The provider gave nothing to renew this session with.');
    const renewed = await providerCommand(() => this.#renewal.renew(token));
    if (renewed === null) throw conflict(null, 'The provider ended the session: sign in with a code again.');
    return this.#toSession(renewed, 'ALIVE');
  }

  /** Throws `ProviderRejected` for a code that is not good, `Conflict` for one that is somebody else's. */
  async exchange(actor: Actor, code: string, context: CallContext): Promise<ProviderSession> {
    const { providerId, port } = this.deps.providers.choose('CUSTOMER_AUTH');
    const tokens = await providerCommand(() => port.exchangeCode(code, context));
    if (tokens === null) {
      const message = `Provider ${providerId} refused the code.`;
      throw new ProblemError({ kind: 'ProviderRejected', message, providerId, field: 'input.code' });
    }
    if (!(await this.#isOwn(actor, tokens)))
      throw conflict('input.code', 'The code belongs to another person than the account.');
    const kept = await this.#renewal.keep(actor.userId, providerId, tokens);
    if (kept === null) throw new Error('An unconditional write of a token was refused.');
    return this.#toSession(kept, 'ALIVE');
  }

  async #isOwn(actor: Actor, tokens: ProviderTokens): Promise<boolean> {
    const [user] = await this.deps.users.findMany([actor.userId]);
    return user !== undefined && isHeldBy(user, tokens);
  }

  #toSession({ providerId, expiresAt, refreshToken }: ProviderToken, state: ProviderSessionState): ProviderSession {
    const source: Source = { providerId, state: 'LIVE', fetchedAt: this.deps.clock(), error: null };
    return { providerId, state, expiresAt, renewable: refreshToken !== null, source };
  }
}

/** Tokens that name their holder must name the account's own mobile number or email address. */
export function isHeldBy(user: Pick<User, 'email' | 'mobile'>, { holder }: ProviderTokens): boolean {
  if (holder === null) return true;
  const digits = holder.replace(/\D/g, '');
  return (
    holder.toLowerCase() === user.email.toLowerCase() ||
    (digits.length >= 10 && user.mobile.endsWith(digits.slice(-10)))
  );
}
