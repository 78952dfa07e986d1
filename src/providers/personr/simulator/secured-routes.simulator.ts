import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bubbleError, type MultipartForm, readForm } from './forms-and-errors.simulator.js';

/** Kept out of the state file: a restart gives the configured token back its worth. */
export interface IssuedToken {
  token: string;
  generated: number;
}

export type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown;
export type FormHandler = (form: MultipartForm, request: FastifyRequest, reply: FastifyReply) => unknown;
export type Route = (path: string, handler: Handler, secured?: boolean) => void;

/** The configured base may be the origin or carry the vendor's path. */
const PREFIXES = ['', '/api/1.1/wf'];

/** Every call carries the token, below the bare origin and below the vendor's path. */
export function securedRoutes(app: FastifyInstance, issued: IssuedToken): Route {
  return (path, handler, secured = true) => {
    const onRequest = async (request: FastifyRequest, reply: FastifyReply) => {
      if (!secured || request.headers.authorization === `Bearer ${issued.token}`) return;
      return reply.code(401).send({ message: 'Invalid or expired token' });
    };
    for (const prefix of PREFIXES) {
      app.post(`${prefix}${path}`, { onRequest }, async (request, reply) => handler(request, reply));
    }
  };
}

export function formHandler(path: string, required: readonly string[], handler: FormHandler): Handler {
  return (request, reply) => {
    const form = readForm(request);
    const missing = required.find((name) => (form[name]?.[0] ?? '') === '');
    if (missing === undefined) return handler(form, request, reply);
    return bubbleError(
      reply,
      400,
      'MISSING_DATA',
      `Missing parameter for workflow ${path.slice(1)}: parameter ${missing}`,
    );
  };
}
