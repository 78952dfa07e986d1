import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const IDLE_MS = 1_000;
const TOTAL_MS = 5_000;
/** Opening a new connection would cost more than reading this. */
const SHORT_BYTES = 64 * 1024;
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Refusals that go out before all of the request's body is there keep the connection until the client has finished, for a
 * while: closed at once, with bytes still unread, it would be reset and the client would never see the answer.
 */
export function registerLingering(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.raw.complete || reply.statusCode < 400 || typeof payload !== 'string') return payload;
    if (isShort(request) && keepsConnection(request, reply)) return payload;
    reply.header('connection', 'close').header('content-length', Buffer.byteLength(payload));
    return Readable.from(answerThenDiscard(payload, request.raw));
  });
}

/** Node reads over it before the next request. */
function isShort({ headers }: FastifyRequest): boolean {
  return Number(headers['content-length'] ?? Number.NaN) <= SHORT_BYTES;
}

function keepsConnection({ headers, raw }: FastifyRequest, reply: FastifyReply): boolean {
  return raw.httpVersion === '1.1' && ![headers.connection, reply.getHeader('connection')].includes('close');
}

async function* answerThenDiscard(answer: string, request: IncomingMessage): AsyncGenerator<string> {
  yield answer;
  await discardRest(request);
}

/** Resolves when the body has ended, or its time or size. */
function discardRest(request: IncomingMessage): Promise<void> {
  if (request.complete || request.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let bytes = 0;
    const finish = () => {
      clearTimeout(total);
      clearTimeout(idle);
      request.off('data', count).off('end', finish).off('close', finish);
      resolve();
    };
    const count = (chunk: Buffer) => {
      bytes += chunk.length;
      idle.refresh();
      if (bytes > MAX_BYTES) finish();
    };
    const total = setTimeout(finish, TOTAL_MS);
    const idle = setTimeout(finish, IDLE_MS);
    request.on('data', count).once('end', finish).once('close', finish).resume();
  });
}
