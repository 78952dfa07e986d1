import type { TransportEvent } from './transport-state.js';

/** How one upstream is called. Times are in milliseconds; the default stands behind each key. */
export interface TransportOptions {
  /** Label for metrics and errors, e.g. `crego`. */
  name: string;
  /** http or https; may carry a path prefix, to which the path of each request is appended. */
  baseUrl: string;
  /** TCP and TLS together: 2,000. */
  connectTimeoutMs?: number;
  /** Until the headers are complete, and between two pieces of the body: 5,000 each. */
  responseTimeoutMs?: number;
  /** The whole operation: queueing, every attempt and the pauses between them: 15,000. */
  operationTimeoutMs?: number;
  /** 5 MiB. */
  maxResponseBytes?: number;
  /** Calls on the wire at once: 20. A hundred more may wait inside their deadline. */
  maxConcurrent?: number;
  /** Opens when `threshold` (0.5) of at least `minimumCalls` (10) failed within 5 s or 30 s; probes after `openMs` (30,000). */
  breaker?: { threshold?: number; minimumCalls?: number; openMs?: number };
  /** Further attempts of a read: 2. */
  maxRetries?: number;
  /** Retries allowed per request in the long run: 0.1. One a second is allowed in any case. */
  retryBudgetRatio?: number;
  /** For metrics and logs; what it throws is ignored. */
  onEvent?: (event: TransportEvent) => void;
}

/** {@link TransportOptions} with every default filled in. */
export interface TransportSettings {
  name: string;
  origin: string;
  /** Path of the base URL without a slash at its end. */
  pathPrefix: string;
  connectTimeoutMs: number;
  responseTimeoutMs: number;
  operationTimeoutMs: number;
  maxResponseBytes: number;
  maxConcurrent: number;
  maxQueued: number;
  breaker: { threshold: number; minimumCalls: number; openMs: number };
  maxRetries: number;
  retryBudgetRatio: number;
}

/** Fills in the defaults. Throws a `TypeError` for a base URL that cannot be called. */
export function resolveOptions(options: TransportOptions): TransportSettings {
  return {
    name: options.name,
    ...splitBaseUrl(options),
    connectTimeoutMs: options.connectTimeoutMs ?? 2_000,
    responseTimeoutMs: options.responseTimeoutMs ?? 5_000,
    operationTimeoutMs: options.operationTimeoutMs ?? 15_000,
    maxResponseBytes: options.maxResponseBytes ?? 5 * 1024 * 1024,
    maxConcurrent: options.maxConcurrent ?? 20,
    maxQueued: 100,
    breaker: { threshold: 0.5, minimumCalls: 10, openMs: 30_000, ...options.breaker },
    maxRetries: options.maxRetries ?? 2,
    retryBudgetRatio: options.retryBudgetRatio ?? 0.1,
  };
}

function splitBaseUrl({ name, baseUrl }: TransportOptions): { origin: string; pathPrefix: string } {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new TypeError(`transport ${name}: baseUrl must be an absolute http or https URL`);
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new TypeError(`transport ${name}: baseUrl must not carry credentials, a query or a fragment`);
  }
  return { origin: url.origin, pathPrefix: url.pathname.replace(/\/+$/, '') };
}
