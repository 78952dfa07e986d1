import type { Call } from './call.js';
import type { RawAnswer } from './exchange.js';
import { readRetryAfterMs } from './rate-limit.js';
import { BadBody, parseBody } from './response-body.js';
import type { TransportResponse } from './transport-request.js';

/** Turns an answer into a response, or throws the `TransportError` that it stands for. */
export function judgeAnswer(call: Call, { status, headers, bytes }: RawAnswer): TransportResponse {
  const now = Date.now();
  if (status >= 300 && status < 400) throw call.error('REDIRECT_REFUSED', { status });
  const body = bodyOf(call, status, bytes);
  if (status === 429 || status >= 500) {
    const retryAfterMs = readRetryAfterMs(status, headers, now);
    throw call.error(status === 429 ? 'RATE_LIMITED' : 'SERVER_ERROR', { status, retryAfterMs, body });
  }
  const response = { status, headers, body, fetchedAt: new Date(now) };
  if (call.wire.shareable) {
    Object.freeze(headers);
    Object.freeze(response);
  }
  return response;
}

function bodyOf(call: Call, status: number, bytes: Buffer): unknown {
  if (call.wire.answer === 'bytes' && status < 300) return bytes;
  try {
    return parseBody(bytes, { freeze: call.wire.shareable });
  } catch (error) {
    if (!(error instanceof BadBody)) throw error;
    if (status < 300) throw call.error('BAD_RESPONSE', { status });
    return undefined; // a proxy's HTML page under 4xx or 5xx: the status tells enough
  }
}
