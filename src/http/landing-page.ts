import type { FastifyInstance } from 'fastify';

export interface LandingPageOptions {
  /** Apollo Sandbox takes the page's own address for the endpoint, so a browser is sent to `/graphql`. */
  readonly sandbox: boolean;
  readonly explorer: boolean;
}

/** `/`: a browser gets to Apollo Sandbox, everybody else gets the list of addresses. */
export function registerLandingPage(app: FastifyInstance, { sandbox, explorer }: LandingPageOptions): void {
  app.get('/', async (request, reply) => {
    if (sandbox && request.headers.accept?.includes('text/html')) return reply.redirect('/graphql', 302);
    return { graphql: '/graphql', ...(explorer ? { explorer: '/explorer' } : {}), health: '/health/ready' };
  });
}
