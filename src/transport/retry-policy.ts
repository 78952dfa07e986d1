import type { TransportError, TransportErrorCode } from './transport-error.js';

const BASE_DELAY_MS = 100;
const MAX_DELAY_MS = 1_000;
/** Retries saved up at most, so that a quiet hour does not pay for a storm. */
const MAX_SAVED = 20;
/** What a service that sends little may spend: this many at once, and one more each second. */
const FLOOR = 10;

/** Statuses that speak of a passing state. */
const PASSING_STATUSES = new Set([500, 502, 503, 504]);

/** What decides whether trying again makes sense. */
interface Failure {
  code: TransportErrorCode;
  status?: number | undefined;
}

/** Does the failure speak of a passing state, so that the same call may succeed later? */
export function isPassing({ code, status }: Failure): boolean {
  switch (code) {
    case 'UNREACHABLE':
    case 'TIMEOUT':
    case 'RATE_LIMITED':
    case 'CIRCUIT_OPEN':
    case 'BUSY':
      return true;
    case 'SERVER_ERROR':
      return status !== undefined && PASSING_STATUSES.has(status);
    default:
      return false;
  }
}

/** Is it worth another attempt within the same operation? Not after a refusal of our own or without knowing when. */
export function isWorthRetrying(error: TransportError): boolean {
  if (error.code === 'CIRCUIT_OPEN' || error.code === 'BUSY') return false;
  if (error.code === 'RATE_LIMITED') return error.retryAfterMs !== undefined;
  return isPassing(error);
}

/** Full jitter: `retry` counts from 1. A Retry-After of the upstream is the least we wait. */
export function backoffMs(retry: number, error: TransportError, random: () => number = Math.random): number {
  const jitter = random() * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** (retry - 1));
  return (error.retryAfterMs ?? 0) + jitter;
}

/**
 * Keeps retries a small part of the traffic, so that they cannot keep a struggling upstream down. Each request earns
 * `ratio` of a retry; time earns one a second up to the floor.
 */
export class RetryBudget {
  private saved = FLOOR;
  private countedAt: number;

  constructor(
    private readonly ratio: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.countedAt = now();
  }

  earn(): void {
    if (this.saved < MAX_SAVED) this.saved += this.ratio;
  }

  /** False when there is nothing left to spend. */
  spend(): boolean {
    const now = this.now();
    if (this.saved < FLOOR) this.saved = Math.min(FLOOR, this.saved + (now - this.countedAt) / 1000);
    this.countedAt = now;
    if (this.saved < 1) return false;
    this.saved -= 1;
    return true;
  }
}
