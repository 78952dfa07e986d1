/** Every way a call can end without an answer that the caller may judge. */
export type TransportErrorCode =
  | 'UNREACHABLE'
  | 'TIMEOUT'
  | 'RATE_LIMITED'
  | 'CIRCUIT_OPEN'
  | 'BUSY'
  | 'BAD_RESPONSE'
  | 'RESPONSE_TOO_LARGE'
  | 'REDIRECT_REFUSED'
  | 'SERVER_ERROR'
  | 'ABORTED';

export interface TransportErrorDetails {
  transport: string;
  operation: string;
  /** A later attempt may succeed, and making it cannot repeat a command. */
  retryable: boolean;
  /** A command may have reached the upstream. Always false for a read. */
  outcomeUnknown: boolean;
  retryAfterMs?: number | undefined;
  status?: number | undefined;
  /** Parsed JSON of a 429 or 5xx answer, for the provider client's eyes only. */
  body?: unknown;
  /** Low-level code such as `ECONNREFUSED`; anything that does not look like a code is dropped. */
  reason?: string | undefined;
}

const REASON = /^[A-Z][A-Z0-9_]{1,63}$/;

/**
 * The only error that {@link Transport.send} rejects with, apart from a `TypeError` for a request that is not allowed.
 * Carries no query, header or body: `body` is reachable by name alone, never by enumeration, JSON or inspection.
 */
export class TransportError extends Error {
  readonly code: TransportErrorCode;
  readonly transport: string;
  readonly operation: string;
  readonly retryable: boolean;
  readonly outcomeUnknown: boolean;
  readonly retryAfterMs?: number;
  readonly status?: number;
  readonly reason?: string;
  readonly #body: unknown;

  constructor(code: TransportErrorCode, details: TransportErrorDetails) {
    const reason = details.reason !== undefined && REASON.test(details.reason) ? details.reason : undefined;
    const note = details.status ?? reason;
    super(`${details.transport} ${details.operation}: ${code}${note === undefined ? '' : ` (${note})`}`);
    this.name = 'TransportError';
    this.code = code;
    this.transport = details.transport;
    this.operation = details.operation;
    this.retryable = details.retryable;
    this.outcomeUnknown = details.outcomeUnknown;
    if (details.retryAfterMs !== undefined) this.retryAfterMs = details.retryAfterMs;
    if (details.status !== undefined) this.status = details.status;
    if (reason !== undefined) this.reason = reason;
    // A private field and not a hidden property: `util.inspect(error, { showHidden: true })` shows hidden properties.
    this.#body = details.body;
  }

  get body(): unknown {
    return this.#body;
  }

  toJSON(): Record<string, unknown> {
    return {
      name: this.name,
      message: this.message,
      code: this.code,
      transport: this.transport,
      operation: this.operation,
      retryable: this.retryable,
      outcomeUnknown: this.outcomeUnknown,
      retryAfterMs: this.retryAfterMs,
      status: this.status,
      reason: this.reason,
    };
  }
}
