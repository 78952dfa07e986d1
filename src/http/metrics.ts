import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readBearer } from '../domain/session/bearer.js';
import type { GatewayMetrics } from '../telemetry/gateway-metrics.js';

/** Counts every request that the server answers, whatever the route. */
export function registerRequestMetrics(app: FastifyInstance, metrics: GatewayMetrics): void {
  app.addHook('onResponse', async (request, reply) => {
    metrics.requestAnswered({
      method: request.method,
      route: request.is404 ? 'unmatched' : (request.routeOptions.url ?? 'unmatched'),
      status: reply.statusCode,
      durationMs: reply.elapsedTime,
    });
  });
}

/** `GET /metrics` in Prometheus' text format; with a token only for who sends it as a bearer token. */
export function registerMetricsRoute(app: FastifyInstance, metrics: GatewayMetrics, token: string | undefined): void {
  app.get('/metrics', async (request: FastifyRequest, reply: FastifyReply) => {
    if (token !== undefined && !sameText(readBearer(request.headers.authorization ?? '') ?? '', token)) {
      return reply.code(401).header('www-authenticate', 'Bearer').send();
    }
    return reply
      .header('cache-control', 'no-store')
      .type(metrics.contentType)
      .send(await metrics.render());
  });
}

/** Takes the same time wherever two texts differ. */
function sameText(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
