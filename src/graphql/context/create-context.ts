import { isService } from '../../domain/kernel/actor.js';
import { deviceOf } from '../../domain/kernel/client.js';
import type { Clock } from '../../domain/kernel/clock.js';
import type { ProviderSessionService } from '../../domain/provider-session/provider-session-service.js';
import type { Authenticator } from '../../domain/session/authenticator.js';
import { AccessNotes } from './access-notes.js';
import type { GraphqlContext } from './context.js';
import { type LoaderDependencies, Loaders } from './loaders.js';
import { ProviderFailures } from './provider-failures.js';
import { RequestProgress } from './request-progress.js';

/** What the HTTP side knows of a request. */
export interface RequestInfo {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly requestId: string;
  /** Where the request comes from, as far as proxies are believed. */
  readonly ip?: string;
  /** How long ago it arrived; 0 when that is not known. */
  readonly elapsedMs?: number;
  /** Fires when the client is gone. */
  readonly signal?: AbortSignal;
}

export interface ContextDependencies extends LoaderDependencies {
  readonly providerSessionService: Pick<ProviderSessionService, 'contextFor'>;
  /** What counts as one address; without it every address does. */
  readonly toNetwork?: (address: string) => string;
  readonly clock?: Clock;
}

export type ContextFactory = (request: RequestInfo) => Promise<GraphqlContext>;

/** Makes each request's context: who asks, and fresh loaders. Throws UNAUTHENTICATED for a token that is not good. */
export function createContextFactory(
  authenticator: Pick<Authenticator, 'authenticate'>,
  dependencies: ContextDependencies,
): ContextFactory {
  const { toNetwork = (address: string) => address, clock = () => new Date() } = dependencies;
  return async ({ headers, requestId, ip, elapsedMs = 0, signal }) => {
    const arrivedAt = new Date(clock().getTime() - elapsedMs);
    const actor = await authenticator.authenticate(first(headers.authorization));
    const client = {
      network: ip === undefined ? null : toNetwork(ip),
      device: deviceOf(first(headers['user-agent'])),
      signedInAs: actor === null || isService(actor) ? null : actor.userId,
      deviceToken: first(headers['x-device-token']) ?? null,
      arrivedAt,
      requestId,
    };
    const progress = new RequestProgress();
    const call = {
      ...dependencies.providerSessionService.contextFor(actor, signal),
      requestId,
      onCommand: progress.command,
    };
    const accesses = new AccessNotes(dependencies.accessLog, actor, requestId);
    return {
      actor,
      requestId,
      address: ip ?? null,
      client,
      call,
      accesses,
      loaders: new Loaders(dependencies, call, accesses),
      progress,
      providerFailures: new ProviderFailures(),
    };
  };
}

function first(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
