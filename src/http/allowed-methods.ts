import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './http-errors.js';

interface Known {
  readonly path: RegExp;
  readonly methods: Set<string>;
}

/**
 * Unknown addresses are 404; other methods of known ones, TRACE among them, are 405 and name those that there are. Neither
 * reads a body.
 */
export function registerNotFound(app: FastifyInstance): void {
  const known = new Map<string, Known>();
  app.addHook('onRoute', ({ url, method }) => {
    if (url === '*') return;
    const entry = known.get(url) ?? { path: toPattern(url), methods: new Set<string>() };
    for (const one of [method].flat()) entry.methods.add(one);
    known.set(url, entry);
  });
  const answer = (request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const methods = [...known.values()].flatMap((one) => (one.path.test(path) ? [...one.methods] : []));
    if (methods.length === 0 || methods.includes(request.method)) return sendProblem(reply, 404);
    return sendProblem(reply.header('allow', [...new Set(methods)].sort().join(', ')), 405);
  };
  app.addHook('onRequest', async (request, reply) => (request.is404 ? answer(request, reply) : undefined));
  app.setNotFoundHandler(answer);
}

/** Of a route such as `/exports/:id(^[0-9a-f]+$)`; what the parts must look like is left out. */
function toPattern(url: string): RegExp {
  const parts = url.replaceAll(/\(\^[^/]*?\$\)/g, '').split('/');
  const patterns = parts.map((part) => {
    if (part === '*') return '.*';
    return part.startsWith(':') ? '[^/]+' : part.replaceAll('.', '\\.');
  });
  return new RegExp(`^${patterns.join('/')}$`);
}
