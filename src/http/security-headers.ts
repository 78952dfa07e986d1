import type { FastifyInstance } from 'fastify';

/** Nothing may be loaded by, or frame, an answer that is data. */
const DATA_ONLY = "default-src 'none'; frame-ancestors 'none'";

/** Headers for every answer; a page that needs more sets its own policy first. */
export function registerSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'no-referrer');
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', DATA_ONLY);
    if (!reply.hasHeader('x-frame-options')) reply.header('x-frame-options', 'DENY');
  });
}
