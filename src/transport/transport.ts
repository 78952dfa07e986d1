import { isBrokenCircuitError } from 'cockatiel';
import { Pool } from 'undici';
import { Bulkhead } from './bulkhead.js';
import { Call } from './call.js';
import { Circuit } from './circuit.js';
import { exchange, type RawAnswer } from './exchange.js';
import { judgeAnswer } from './judge-answer.js';
import { readRateLimit } from './rate-limit.js';
import { backoffMs, isWorthRetrying, RetryBudget } from './retry-policy.js';
import { flightKey, SingleFlight } from './single-flight.js';
import { TransportError } from './transport-error.js';
import { TransportLog } from './transport-log.js';
import { resolveOptions, type TransportOptions, type TransportSettings } from './transport-options.js';
import type { TransportRequest, TransportResponse } from './transport-request.js';
import type { TransportState } from './transport-state.js';
import { toWireRequest } from './wire-request.js';

export type { TransportOptions } from './transport-options.js';
export type { TransportRequest, TransportResponse } from './transport-request.js';
export type { TransportEvent, TransportState } from './transport-state.js';

/** What calls still in flight get to finish when the transport closes. */
const DRAIN_MS = 1_000;

/**
 * HTTP to one upstream: JSON in, JSON out, within a deadline, a size, a rate of retries and a number of connections.
 * Redirects are never followed, commands are sent once.
 */
export class Transport {
  private readonly settings: TransportSettings;
  private readonly pool: Pool;
  private readonly circuit: Circuit;
  private readonly bulkhead: Bulkhead;
  private readonly budget: RetryBudget;
  private readonly log: TransportLog;
  private readonly flights = new SingleFlight();
  private readonly running = new Set<Call>();
  private closing: Promise<void> | undefined;
  private onDrained: (() => void) | undefined;

  constructor(options: TransportOptions) {
    const settings = resolveOptions(options);
    this.settings = settings;
    this.pool = new Pool(settings.origin, {
      connections: settings.maxConcurrent,
      pipelining: 1,
      connectTimeout: settings.connectTimeoutMs,
      headersTimeout: 0, // the exchange keeps its own time
      bodyTimeout: 0,
    });
    this.log = new TransportLog(settings.name, options.onEvent);
    this.circuit = new Circuit(settings.breaker, (state) => this.log.circuitChanged(state));
    this.bulkhead = new Bulkhead(settings.maxConcurrent, settings.maxQueued);
    this.budget = new RetryBudget(settings.retryBudgetRatio);
  }

  /** Rejects with a `TransportError`, or with a `TypeError` when the request itself is not allowed. */
  send(request: TransportRequest): Promise<TransportResponse> {
    try {
      return this.start(request);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  state(): TransportState {
    const { inFlight, queued } = this.bulkhead;
    return { circuit: this.circuit.state, inFlight, queued, ...this.log.snapshot() };
  }

  /** Refuses new calls, gives those in flight a second, then ends them and every connection. */
  close(): Promise<void> {
    this.closing ??= this.drain();
    return this.closing;
  }

  private start(request: TransportRequest): Promise<TransportResponse> {
    const wire = toWireRequest(this.settings, request);
    const key = wire.shareable ? flightKey(request.principal ?? '', wire) : undefined;
    const inFlight = key === undefined ? undefined : this.flights.find(key);
    const call = inFlight ?? new Call(this.settings.name, wire);
    const timeoutMs = Math.min(request.deadlineMs ?? Infinity, this.settings.operationTimeoutMs);
    if (this.closing !== undefined) throw call.error('UNREACHABLE', { reason: 'CLOSED' });
    if (request.signal?.aborted) throw call.error('ABORTED');
    if (timeoutMs <= 0) throw call.error('TIMEOUT');
    const answer = call.join(timeoutMs, request.signal);
    if (inFlight === undefined) this.launch(call, key);
    else this.log.shared(request.operation);
    return answer;
  }

  private launch(call: Call, key: string | undefined): void {
    this.running.add(call);
    if (key !== undefined) this.flights.start(key, call);
    this.budget.earn();
    const end = () => {
      this.running.delete(call);
      if (key !== undefined) this.flights.end(key, call);
      if (this.running.size === 0) this.onDrained?.();
    };
    this.perform(call).then(
      (response) => {
        end();
        call.succeed(response);
      },
      (error: unknown) => {
        end();
        call.fail(error);
      },
    );
  }

  private async perform(call: Call): Promise<TransportResponse> {
    let earlier: TransportError | undefined;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(call, attempt);
      } catch (error) {
        if (!(error instanceof TransportError)) throw error;
        // That a retry was refused here is not news; what made it necessary is.
        if (earlier !== undefined && (error.code === 'BUSY' || error.code === 'CIRCUIT_OPEN')) throw earlier;
        const delayMs = this.retryDelay(call, error, attempt);
        if (delayMs === undefined) throw error;
        earlier = error;
        this.log.retrying(call, attempt, delayMs, error);
        await pause(call, delayMs);
      }
    }
  }

  /** Undefined when the error is final. */
  private retryDelay(call: Call, error: TransportError, attempt: number): number | undefined {
    if (call.wire.kind !== 'read' || attempt > this.settings.maxRetries || !isWorthRetrying(error)) return undefined;
    if (call.isCancelled || this.closing !== undefined || this.circuit.refusal() !== undefined) return undefined;
    const delayMs = backoffMs(attempt, error);
    if (performance.now() + delayMs >= call.deadlineAt || !this.budget.spend()) return undefined;
    return delayMs;
  }

  private async attempt(call: Call, attempt: number): Promise<TransportResponse> {
    this.checkCircuit(call);
    if (!this.bulkhead.tryEnter()) await this.queue(call);
    try {
      this.checkCircuit(call);
      return await this.circuit.run(() => this.exchange(call, attempt));
    } catch (error) {
      // cockatiel's look at the clock may fall a moment before the one its open time ends at, ours a moment after.
      throw isBrokenCircuitError(error) ? this.refusal(call, 'CIRCUIT_OPEN') : error;
    } finally {
      this.bulkhead.leave();
    }
  }

  private checkCircuit(call: Call): void {
    const refusal = this.circuit.refusal();
    if (refusal !== undefined) throw this.refusal(call, 'CIRCUIT_OPEN', refusal.retryAfterMs);
  }

  private queue(call: Call): Promise<void> {
    return call.during((resolve, reject) => {
      const leave = this.bulkhead.wait(resolve);
      if (leave === undefined) reject(this.refusal(call, 'BUSY'));
      return leave ?? (() => {});
    });
  }

  private refusal(call: Call, code: 'BUSY' | 'CIRCUIT_OPEN', retryAfterMs?: number): TransportError {
    this.log.refused(call, code);
    return call.error(code, { retryAfterMs });
  }

  private async exchange(call: Call, attempt: number): Promise<TransportResponse> {
    const startedAt = performance.now();
    try {
      const answer = await call.during<RawAnswer>((resolve, reject) =>
        exchange(this.pool, call, this.settings.responseTimeoutMs, resolve, reject),
      );
      this.log.rateLimit = readRateLimit(answer.headers, Date.now()) ?? this.log.rateLimit;
      const response = judgeAnswer(call, answer);
      this.log.succeeded(call, attempt, performance.now() - startedAt, response);
      return response;
    } catch (error) {
      this.log.failed(call, attempt, performance.now() - startedAt, error);
      throw error;
    }
  }

  private async drain(): Promise<void> {
    if (this.running.size > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, DRAIN_MS);
        this.onDrained = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    for (const call of this.running) call.cancel(call.error('UNREACHABLE', { reason: 'CLOSED' }));
    await this.pool.destroy();
  }
}

function pause(call: Call, delayMs: number): Promise<void> {
  return call.during((resolve) => {
    const timer = setTimeout(resolve, delayMs);
    return () => clearTimeout(timer);
  });
}
