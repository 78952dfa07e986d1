import { GraphQLError } from 'graphql';
import type { RequestProgress } from './request-progress.js';

/** What a resolver knows about a provider edge that could not be answered. The message must be safe for clients. */
export interface ProviderFailure {
  readonly providerId: string;
  readonly code: string;
  readonly retryable: boolean;
  readonly message: string;
}

/** The part of the request's context that the executor needs. */
export interface ExecutionContext {
  readonly providerFailures: ProviderFailures;
  /** Repeated in the error of a masked failure, so that a caller's report leads to the log line. */
  readonly requestId?: string;
  /** Absent where nothing is sent to anybody. */
  readonly progress?: RequestProgress;
  /** What must be on record before the answer leaves. */
  readonly accesses?: { flush(): Promise<void> };
}

interface NotedFailure {
  readonly failure: ProviderFailure;
  readonly path: ReadonlyArray<string | number>;
}

/**
 * Collects the provider failures of one request. A page of 25 applicants of a dead provider fails 25 times;
 * the response says so once: the first failure of each provider is kept.
 */
export class ProviderFailures {
  private readonly firstByProvider = new Map<string, NotedFailure>();

  /** Notes a failure at a response path, e.g. `['user', 'applicants', 0, 'decision']`. */
  note(failure: ProviderFailure, path: ReadonlyArray<string | number>): void {
    if (!this.firstByProvider.has(failure.providerId)) this.firstByProvider.set(failure.providerId, { failure, path });
  }

  /** One error per provider, in the order in which the providers first failed. */
  toErrors(): GraphQLError[] {
    return [...this.firstByProvider.values()].map(
      ({ failure: { code, providerId, retryable, message }, path }) =>
        new GraphQLError(message, { path: [...path], extensions: { code, providerId, retryable } }),
    );
  }
}
