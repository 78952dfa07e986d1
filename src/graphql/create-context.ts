import type { AccountService } from '../domain/session/account-service.js';
import type { GraphqlContext } from './context.js';
import { ProviderFailures } from './execution/provider-failures.js';
import { type LoaderDependencies, Loaders } from './loaders.js';

/** What the HTTP side knows of a request. */
export interface RequestInfo {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly requestId: string;
  /** Fires when the client is gone. */
  readonly signal?: AbortSignal;
}

export type ContextFactory = (request: RequestInfo) => Promise<GraphqlContext>;

/** Makes each request's context: who asks, and fresh loaders. Throws UNAUTHENTICATED for a token that is not good. */
export function createContextFactory(accounts: AccountService, loaderDependencies: LoaderDependencies): ContextFactory {
  return async ({ headers, requestId, signal }) => {
    const { authorization } = headers;
    const actor = await accounts.authenticate(Array.isArray(authorization) ? authorization[0] : authorization);
    const call = { signal, principal: actor?.userId ?? 'anonymous' };
    return {
      actor,
      requestId,
      call,
      loaders: new Loaders(loaderDependencies, call),
      providerFailures: new ProviderFailures(),
    };
  };
}
