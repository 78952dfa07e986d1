import type { FastifyInstance } from 'fastify';

/** Nothing may be loaded by, or frame, an answer that is data. */
const DATA_ONLY = "default-src 'none'; frame-ancestors 'none'";

const ONE_YEAR_S = 31_536_000;

export interface SecurityHeaderOptions {
  /** Tells browsers to come by TLS only. */
  readonly encryptedOnly: boolean;
}

/** Headers for every answer; a page that needs more sets its own policy first. */
export function registerSecurityHeaders(app: FastifyInstance, { encryptedOnly }: SecurityHeaderOptions): void {
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'no-referrer');
    reply.header('cross-origin-resource-policy', 'same-origin');
    if (encryptedOnly) reply.header('strict-transport-security', `max-age=${ONE_YEAR_S}`);
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', DATA_ONLY);
    if (!reply.hasHeader('x-frame-options')) reply.header('x-frame-options', 'DENY');
  });
}
