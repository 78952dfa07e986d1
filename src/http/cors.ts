import fastifyCors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

export interface CorsOptions {
  /** Exactly as browsers send them; with none, nothing is registered and no page of another origin can read an answer. */
  readonly origins: readonly string[];
  readonly credentials: boolean;
}

const PREFLIGHT_MAX_AGE_S = 600;

/** Lets pages of the listed origins read answers. */
export async function registerCors(app: FastifyInstance, { origins, credentials }: CorsOptions): Promise<void> {
  if (origins.length === 0) return;
  const allowed = new Set(origins);
  await app.register(fastifyCors, {
    origin: (origin, done) => done(null, origin !== undefined && allowed.has(origin)),
    credentials,
    methods: ['GET', 'POST'],
    allowedHeaders: [
      'authorization',
      'content-type',
      'apollo-require-preflight',
      'x-apollo-operation-name',
      'idempotency-key',
      'x-device-token',
      'x-request-id',
    ],
    exposedHeaders: ['x-request-id', 'retry-after'],
    maxAge: PREFLIGHT_MAX_AGE_S,
    strictPreflight: false,
  });
}
