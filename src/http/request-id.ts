import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { hideInText } from '../telemetry/log-filter.js';

/** What is taken over from a caller: an opaque token, nothing that could forge a log line. */
const SHAPE = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/;

/**
 * The caller's `x-request-id` when it has the shape of one, else a new UUID. It is kept with everything that is recorded of
 * the request, so nothing that looks like a number of a person is taken over.
 */
export function toRequestId(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && SHAPE.test(given) && hideInText(given) === given ? given : randomUUID();
}
