import { type Dispatcher, errors, type Pool } from 'undici';
import type { Call } from './call.js';
import type { TransportErrorCode } from './transport-error.js';

/** An answer as it came off the wire. */
export interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  bytes: Buffer;
}

const NOTHING = Buffer.alloc(0);
const GIVEN_UP = new Error('given up by the transport');

/** Sends the request of `call` once. Returns what gives it up; its connection is destroyed then. */
export function exchange(
  pool: Pool,
  call: Call,
  responseTimeoutMs: number,
  resolve: (answer: RawAnswer) => void,
  reject: (error: unknown) => void,
): () => void {
  const { method, path, headers, body, kind } = call.wire;
  const handler = new ExchangeHandler(call, responseTimeoutMs, resolve, reject);
  // Without pipelining undici never sends a request again; `idempotent` says the same should that ever change.
  pool.dispatch({ method, path, headers, body, idempotent: kind === 'read' }, handler);
  return () => handler.giveUp();
}

class ExchangeHandler implements Dispatcher.DispatchHandler {
  /** Ours because undici's timers are up to a second late. */
  private timer: NodeJS.Timeout | undefined;
  private controller: Dispatcher.DispatchController | undefined;
  private ended = false;
  private status = 0;
  private headers: Record<string, string> = {};
  private chunks: Buffer[] = [];
  private size = 0;

  constructor(
    private readonly call: Call,
    private readonly responseTimeoutMs: number,
    private readonly resolve: (answer: RawAnswer) => void,
    private readonly reject: (error: unknown) => void,
  ) {}

  giveUp(): void {
    this.ended = true;
    clearTimeout(this.timer);
    this.chunks = [];
    this.controller?.abort(GIVEN_UP);
  }

  /** Called when a connection is there and before the first byte is written. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.ended) {
      controller.abort(GIVEN_UP);
      return;
    }
    this.controller = controller;
    this.call.sent = true;
    this.timer = setTimeout(() => this.failWith('TIMEOUT', 'RESPONSE_TIMEOUT'), this.responseTimeoutMs);
  }

  onResponseStart(_: unknown, status: number, headers: Record<string, string | string[] | undefined>): void {
    if (this.ended || status < 200) return;
    this.timer?.refresh();
    this.status = status;
    this.headers = joined(headers);
    if (status >= 300 && status < 400) this.answerWithoutBody();
    else if (Number(this.headers['content-length'] ?? 0) > this.call.wire.maxResponseBytes)
      this.failWith('RESPONSE_TOO_LARGE');
  }

  onResponseData(_: unknown, chunk: Buffer): void {
    if (this.ended) return;
    this.timer?.refresh();
    this.size += chunk.length;
    if (this.size > this.call.wire.maxResponseBytes) this.failWith('RESPONSE_TOO_LARGE');
    else this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (this.ended) return;
    this.ended = true;
    clearTimeout(this.timer);
    const [first = NOTHING] = this.chunks;
    const bytes = this.chunks.length > 1 ? Buffer.concat(this.chunks, this.size) : first;
    this.chunks = [];
    this.resolve({ status: this.status, headers: this.headers, bytes });
  }

  onResponseError(_: unknown, error: Error & { code?: string }): void {
    if (!this.ended) this.failWith(codeOf(error), error.code);
  }

  private failWith(code: TransportErrorCode, reason?: string): void {
    if (this.status === 429 || this.status >= 500) {
      this.answerWithoutBody(); // the status tells enough
      return;
    }
    this.giveUp();
    const status = this.status === 0 ? undefined : this.status;
    this.reject(this.call.error(code, { status, reason }));
  }

  private answerWithoutBody(): void {
    this.giveUp();
    this.resolve({ status: this.status, headers: this.headers, bytes: NOTHING });
  }
}

/** A message cut short is the connection's fault, one that is not HTTP is the upstream's. */
function codeOf(error: Error & { code?: string }): TransportErrorCode {
  // undici's parser errors carry no code, and call both the same.
  const isGarbage = error instanceof errors.HTTPParserError && !error.message.includes('Invalid EOF state');
  if (isGarbage) return 'BAD_RESPONSE';
  return error.code === 'UND_ERR_HEADERS_OVERFLOW' ? 'RESPONSE_TOO_LARGE' : 'UNREACHABLE';
}

function joined(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value !== undefined) flat[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return flat;
}
