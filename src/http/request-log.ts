import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';

/** Status of a request whose client went away before the answer. */
const CLIENT_CLOSED = 499;

/** One line per request: method, route (never the query string), status, milliseconds, request id. */
export function registerRequestLog(app: FastifyInstance, log: Logger): void {
  app.addHook('onResponse', async (request, reply) => {
    write(log, request, reply, reply.raw.writableFinished ? reply.statusCode : CLIENT_CLOSED);
  });
}

function write(log: Logger, request: FastifyRequest, reply: FastifyReply, status: number): void {
  const fields = {
    method: request.method,
    route: request.is404 ? 'unmatched' : request.routeOptions.url,
    status,
    ms: Math.round(reply.elapsedTime),
    requestId: request.id,
  };
  // Who is asked to come back later is no fault of ours, and in an overload there are thousands.
  const refused = status === 503 && reply.hasHeader('retry-after');
  if (status >= 500 && !refused) log.error(fields, 'request');
  else log.info(fields, 'request');
}
