import type { TransportErrorCode } from './transport-error.js';

export type CircuitName = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

/** What the upstream's latest answer said about its rate limit. */
export interface RateLimitState {
  limit: number | null;
  remaining: number | null;
  resetAt: Date | null;
}

/** Totals since the start of the process. */
export interface TransportCalls {
  /** Attempts that went to the pool, retries included. */
  attempts: number;
  succeeded: number;
  failed: number;
  retries: number;
  /** Reads that joined a call already in flight. */
  shared: number;
  /** Refused without an attempt: circuit open or bulkhead full. */
  refused: number;
}

export interface TransportState {
  /** HALF_OPEN also when the open time is over and the next call will be the probe. */
  circuit: CircuitName;
  lastSuccessAt: Date | null;
  lastFailureAt: Date | null;
  inFlight: number;
  queued: number;
  rateLimit: RateLimitState | null;
  calls: TransportCalls;
}

/** For metrics: labels and figures only. */
export type TransportEvent =
  | {
      type: 'attempt';
      transport: string;
      operation: string;
      kind: 'read' | 'command';
      /** 1 for the first. */
      attempt: number;
      durationMs: number;
      status?: number | undefined;
      code?: TransportErrorCode | undefined;
    }
  | {
      type: 'retry';
      transport: string;
      operation: string;
      attempt: number;
      delayMs: number;
      code: TransportErrorCode;
    }
  | { type: 'refused'; transport: string; operation: string; code: 'BUSY' | 'CIRCUIT_OPEN' }
  | { type: 'shared'; transport: string; operation: string }
  | { type: 'circuit'; transport: string; state: CircuitName };
