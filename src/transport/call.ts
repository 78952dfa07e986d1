import { setMaxListeners } from 'node:events';
import { isPassing } from './retry-policy.js';
import { TransportError, type TransportErrorCode, type TransportErrorDetails } from './transport-error.js';
import type { TransportResponse } from './transport-request.js';
import type { WireRequest } from './wire-request.js';

interface Waiter {
  resolve(response: TransportResponse): void;
  reject(error: unknown): void;
  release(): void;
}

type ErrorExtras = Pick<TransportErrorDetails, 'status' | 'retryAfterMs' | 'body' | 'reason'>;

/**
 * One operation and everybody who waits for it. Each waiter has its own deadline and signal; when the last one has gone,
 * whatever the operation is doing at that moment (queueing, exchanging, pausing) is stopped.
 */
export class Call {
  /** The request may have reached the upstream. */
  sent = false;
  /** `performance.now()` at which the most patient waiter gives up. */
  deadlineAt = 0;
  private readonly waiters = new Set<Waiter>();
  private ended = false;
  private cancelledBy: TransportError | undefined;
  private stop: ((reason: TransportError) => void) | undefined;

  constructor(
    private readonly transport: string,
    readonly wire: WireRequest,
  ) {}

  get isJoinable(): boolean {
    return !this.ended && this.cancelledBy === undefined;
  }

  get isCancelled(): boolean {
    return this.cancelledBy !== undefined;
  }

  join(timeoutMs: number, signal: AbortSignal | undefined): Promise<TransportResponse> {
    this.deadlineAt = Math.max(this.deadlineAt, performance.now() + timeoutMs);
    return new Promise((resolve, reject) => {
      const onAbort = () => this.leave(waiter, 'ABORTED');
      const timer = setTimeout(() => this.leave(waiter, 'TIMEOUT'), timeoutMs);
      const release = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
      };
      const waiter: Waiter = { resolve, reject, release };
      if (signal !== undefined) {
        // One incoming request may wait for many calls, which is no leak.
        setMaxListeners(0, signal);
        signal.addEventListener('abort', onAbort);
      }
      this.waiters.add(waiter);
    });
  }

  /**
   * Runs one phase so that it ends with the call: `begin` starts it and returns what undoes it.
   * After a cancellation nothing is started any more.
   */
  during<T>(begin: (resolve: (value: T) => void, reject: (error: unknown) => void) => () => void): Promise<T> {
    if (this.cancelledBy !== undefined) return Promise.reject(this.cancelledBy);
    return new Promise<T>((resolve, reject) => {
      const undo = begin(resolve, reject);
      this.stop = (reason) => {
        undo();
        reject(reason);
      };
    });
  }

  succeed(response: TransportResponse): void {
    this.end((waiter) => waiter.resolve(response));
  }

  fail(error: unknown): void {
    this.end((waiter) => waiter.reject(error));
  }

  /** Stops the work; the waiters learn of it when it has ended. */
  cancel(reason: TransportError): void {
    if (!this.isJoinable) return;
    this.cancelledBy = reason;
    this.stop?.(reason);
  }

  error(code: TransportErrorCode, extras: ErrorExtras = {}): TransportError {
    const { operation, kind } = this.wire;
    // A 429 is a refusal: whatever was sent was not carried out.
    const outcomeUnknown = kind === 'command' && this.sent && code !== 'RATE_LIMITED';
    // A rate limit is a refusal, so trying again cannot repeat the command.
    const retryable = isPassing({ code, status: extras.status }) && !outcomeUnknown;
    return new TransportError(code, { transport: this.transport, operation, retryable, outcomeUnknown, ...extras });
  }

  private leave(waiter: Waiter, code: 'ABORTED' | 'TIMEOUT'): void {
    this.waiters.delete(waiter);
    waiter.release();
    const error = this.error(code);
    waiter.reject(error);
    if (this.waiters.size === 0) this.cancel(error);
  }

  private end(tell: (waiter: Waiter) => void): void {
    this.ended = true;
    this.stop = undefined;
    for (const waiter of this.waiters) {
      waiter.release();
      tell(waiter);
    }
    this.waiters.clear();
  }
}
