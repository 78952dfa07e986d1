import type { Actor, Role } from '../kernel/actor.js';
import type { TokenReader } from './authenticator.js';
import type { ExternalIdentityRepository } from './external-identity.js';

/** What counts of a token of an outside provider that is good. */
export interface OpenIdClaims {
  readonly issuer: string;
  readonly subject: string;
  /** In the provider's words. */
  readonly roles: readonly string[];
}

/** NOT_OURS: a token of another kind, about which nothing is said. */
export type OpenIdFault = 'NOT_OURS' | 'NOT_VALID' | 'KEYS_OUT_OF_REACH';

export interface OpenIdVerifier {
  /** Never throws for what a token holds, nor when the provider's keys cannot be fetched. */
  verify(token: string): Promise<OpenIdClaims | { readonly fault: OpenIdFault }>;
}

/** Why a token of the outside provider opens nothing; for the log. The answer is the same for all. */
export type OpenIdRefusal = Exclude<OpenIdFault, 'NOT_OURS'> | 'NO_ACCOUNT' | 'NO_ROLE';

export interface OpenIdDependencies {
  readonly verifier: OpenIdVerifier;
  readonly identities: Pick<ExternalIdentityRepository, 'findAccount'>;
  /** What the provider's words for roles mean; any other word means nothing. */
  readonly roles: ReadonlyMap<string, Role>;
  readonly onRefused: (reason: OpenIdRefusal) => void;
}

/**
 * Knows people by tokens of an outside provider, through the account that is linked to their identity there. What they may
 * do is what the token says.
 */
export class OpenIdReader implements TokenReader {
  constructor(private readonly deps: OpenIdDependencies) {}

  async read(token: string): Promise<Actor | null> {
    const { verifier, identities, onRefused } = this.deps;
    const claims = await verifier.verify(token);
    if ('fault' in claims) {
      if (claims.fault !== 'NOT_OURS') onRefused(claims.fault);
      return null;
    }
    const account = await identities.findAccount(claims.issuer, claims.subject);
    const roles = account === null ? [] : this.#rolesOf(claims, account.roles);
    if (account !== null && roles.length > 0) return { userId: account.userId, sessionId: null, roles };
    onRefused(account === null ? 'NO_ACCOUNT' : 'NO_ROLE');
    return null;
  }

  /** Without a role that is known, a customer is still a customer; a member of staff is nobody. */
  #rolesOf(claims: OpenIdClaims, ofAccount: readonly string[]): readonly Role[] {
    const known = [...new Set(claims.roles.flatMap((word) => this.deps.roles.get(word) ?? []))];
    return known.length === 0 && ofAccount.includes('CUSTOMER') ? ['CUSTOMER'] : known;
  }
}
