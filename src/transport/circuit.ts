import {
  type CircuitBreakerPolicy,
  CircuitState,
  circuitBreaker,
  handleWhen,
  type IBackoff,
  type IHalfOpenAfterBackoffContext,
} from 'cockatiel';
import { RatioBreaker } from './ratio-breaker.js';
import { TransportError, type TransportErrorCode } from './transport-error.js';
import type { TransportSettings } from './transport-options.js';
import type { CircuitName } from './transport-state.js';

/** An answer that we do not like (4xx, not JSON, too large, a redirect) is still an answer: the upstream is up. */
const FAILURES: ReadonlySet<TransportErrorCode> = new Set(['UNREACHABLE', 'TIMEOUT', 'RATE_LIMITED', 'SERVER_ERROR']);

const CLOCK_MARGIN_MS = 5;

const NAMES: Record<CircuitState, CircuitName> = {
  [CircuitState.Closed]: 'CLOSED',
  [CircuitState.Open]: 'OPEN',
  [CircuitState.HalfOpen]: 'HALF_OPEN',
  [CircuitState.Isolated]: 'OPEN',
};

/** Stops calling an upstream that keeps failing, and lets one call through now and then to see whether it is back. */
export class Circuit {
  private readonly policy: CircuitBreakerPolicy;
  private openUntil = 0;

  constructor(
    { threshold, minimumCalls, openMs }: TransportSettings['breaker'],
    onChange: (state: CircuitName) => void,
  ) {
    const failures = handleWhen((error) => {
      if (!(error instanceof TransportError)) return false;
      // cockatiel closes the circuit after a probe whose error is not a failure; a probe that nobody waited for says
      // nothing, so it counts, but the circuit is then open for no time at all (see OpenFor).
      return FAILURES.has(error.code) || (wasAbandoned(error) && this.policy.state === CircuitState.HalfOpen);
    });
    this.policy = circuitBreaker(failures, {
      breaker: new RatioBreaker(threshold, minimumCalls),
      halfOpenAfter: new OpenFor(openMs, openMs, (duration) => {
        // cockatiel reads the clock a moment later; until then it would still refuse.
        this.openUntil = duration === 0 ? 0 : Date.now() + duration + CLOCK_MARGIN_MS;
      }),
    });
    this.policy.onStateChange((state) => onChange(NAMES[state]));
  }

  get state(): CircuitName {
    const state = NAMES[this.policy.state];
    return state === 'OPEN' && Date.now() >= this.openUntil ? 'HALF_OPEN' : state;
  }

  /** Undefined when a call would be let through; otherwise how long to wait, as far as that is known. */
  refusal(): { retryAfterMs?: number } | undefined {
    switch (this.policy.state) {
      case CircuitState.Closed:
        return undefined;
      case CircuitState.HalfOpen:
        // cockatiel would make the others wait for the probe, holding their slots.
        return {};
      default: {
        const left = this.openUntil - Date.now();
        return left > 0 ? { retryAfterMs: left } : undefined;
      }
    }
  }

  /** Runs and judges one attempt. Ask {@link refusal} first, in the same turn of the event loop. */
  run<T>(attempt: () => Promise<T>): Promise<T> {
    return this.policy.execute(attempt);
  }
}

function wasAbandoned(error: unknown): boolean {
  return error instanceof TransportError && error.code === 'ABORTED';
}

class OpenFor implements IBackoff<IHalfOpenAfterBackoffContext> {
  constructor(
    readonly duration: number,
    private readonly openMs: number,
    private readonly onOpen: (durationMs: number) => void,
  ) {}

  next({ result }: IHalfOpenAfterBackoffContext): OpenFor {
    const duration = 'error' in result && wasAbandoned(result.error) ? 0 : this.openMs;
    this.onOpen(duration);
    return new OpenFor(duration, this.openMs, this.onOpen);
  }
}
