import type { FastifyInstance } from 'fastify';

/** Who may use a route, and how that is known. */
interface RouteRule {
  readonly to: string;
  readonly known: string;
  /** Also while the gateway has too much to do: little work, and others depend on it. */
  readonly alwaysServed?: true;
}

const ANYONE = { to: 'anyone', known: '–' };

/** Every address of the server. GraphQL has rules of its own, field by field. */
export const ROUTE_RULES: Readonly<Record<string, RouteRule>> = {
  '*': { to: 'browser pages of other origins', known: '`CORS_ORIGINS`; only to ask before they send' },
  '/': ANYONE,
  '/graphql': { to: 'anyone', known: 'field by field; a file is read only with a good access token' },
  '/explorer': ANYONE,
  '/explorer/': ANYONE,
  '/explorer/*': ANYONE,
  '/explorer/initial_options.js': ANYONE,
  '/health/live': { ...ANYONE, alwaysServed: true },
  '/health/ready': { ...ANYONE, alwaysServed: true },
  '/metrics': {
    to: 'who has the token',
    known: '`METRICS_TOKEN` as bearer token; in production never without',
    alwaysServed: true,
  },
  '/documents/:id': { to: 'staff, and whoever uploaded the file', known: 'the access token' },
  '/provider-documents/:id': { to: 'staff, and whoever gave the document', known: 'the access token' },
  '/webhooks/:providerId': {
    to: 'the provider',
    known: "the provider's signature over the raw body",
    alwaysServed: true,
  },
  '/exports/:id/:token': { to: 'who holds the link', known: 'the secret in the address, until the link ends' },
};

/** From now on, a route that has no rule stops the server from starting. */
export function requireRouteRules(app: FastifyInstance): void {
  app.addHook('onRoute', ({ url }) => {
    if (ROUTE_RULES[withoutPatterns(url)] === undefined)
      throw new Error(`src/http/route-rules.ts has no rule for ${url}`);
  });
}

/** `/exports/:id(^[0-9a-f]+$)` is `/exports/:id`. */
function withoutPatterns(url: string): string {
  return url.replace(/\(\^[^/]*?\$\)/g, '');
}
