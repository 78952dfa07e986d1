import type { Call } from './call.js';
import { TransportError } from './transport-error.js';
import type { TransportOptions } from './transport-options.js';
import type { TransportResponse } from './transport-request.js';
import type { CircuitName, RateLimitState, TransportCalls, TransportEvent, TransportState } from './transport-state.js';

/** Remembers what `state()` shows and tells the listener of the options. Holds labels and figures, never content. */
export class TransportLog {
  rateLimit: RateLimitState | null = null;
  private readonly calls: TransportCalls = { attempts: 0, succeeded: 0, failed: 0, retries: 0, shared: 0, refused: 0 };
  private lastSuccessAt: Date | null = null;
  private lastFailureAt: Date | null = null;

  constructor(
    private readonly transport: string,
    private readonly listener: TransportOptions['onEvent'],
  ) {}

  snapshot(): Pick<TransportState, 'lastSuccessAt' | 'lastFailureAt' | 'rateLimit' | 'calls'> {
    const { lastSuccessAt, lastFailureAt, rateLimit } = this;
    return { lastSuccessAt, lastFailureAt, rateLimit, calls: { ...this.calls } };
  }

  shared(operation: string): void {
    this.calls.shared++;
    this.emit({ type: 'shared', transport: this.transport, operation });
  }

  refused({ wire }: Call, code: 'BUSY' | 'CIRCUIT_OPEN'): void {
    this.calls.refused++;
    this.emit({ type: 'refused', transport: this.transport, operation: wire.operation, code });
  }

  retrying({ wire }: Call, attempt: number, delayMs: number, { code }: TransportError): void {
    this.calls.retries++;
    this.emit({ type: 'retry', transport: this.transport, operation: wire.operation, attempt, delayMs, code });
  }

  circuitChanged(state: CircuitName): void {
    this.emit({ type: 'circuit', transport: this.transport, state });
  }

  succeeded(call: Call, attempt: number, durationMs: number, { status, fetchedAt }: TransportResponse): void {
    this.calls.attempts++;
    this.calls.succeeded++;
    this.lastSuccessAt = fetchedAt;
    this.attempted(call, attempt, durationMs, { status });
  }

  failed(call: Call, attempt: number, durationMs: number, error: unknown): void {
    const { status, code } = error instanceof TransportError ? error : {};
    this.calls.attempts++;
    this.calls.failed++;
    // That the caller went away says nothing about the upstream.
    if (code !== 'ABORTED') this.lastFailureAt = new Date();
    this.attempted(call, attempt, durationMs, { status, code });
  }

  private attempted(
    { wire: { operation, kind } }: Call,
    attempt: number,
    durationMs: number,
    outcome: Pick<Extract<TransportEvent, { type: 'attempt' }>, 'status' | 'code'>,
  ): void {
    this.emit({ type: 'attempt', transport: this.transport, operation, kind, attempt, durationMs, ...outcome });
  }

  private emit(event: TransportEvent): void {
    try {
      this.listener?.(event);
    } catch {
      // A broken metric must not break a call.
    }
  }
}
