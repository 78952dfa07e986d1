import { setTimeout } from 'node:timers/promises';
import type { ApolloServerPlugin } from '@apollo/server';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { GraphQLSchema, ValidationRule } from 'graphql';
import type { Logger } from 'pino';
import { createApolloServer } from './apollo-server.js';
import { Connections } from './connections.js';
import { registerExplorer } from './explorer.js';
import { type ContextMaker, registerGraphql } from './graphql-route.js';
import { registerHealth } from './health.js';
import { createErrorHandler, registerErrorHandlers } from './http-errors.js';
import { registerLandingPage } from './landing-page.js';
import { toRequestId } from './request-id.js';
import { registerRequestLog } from './request-log.js';
import { registerSecurityHeaders } from './security-headers.js';

export interface HttpServerOptions {
  readonly schema: GraphQLSchema;
  /** Makes the context of an operation; an `ApiError` becomes the answer, with a status that fits its code. */
  readonly makeContext: ContextMaker;
  /** Checks an `Authorization` header before an upload is read; rejects with `ApiError` UNAUTHENTICATED. */
  readonly authenticate: (authorizationHeader: string | undefined) => Promise<unknown>;
  readonly isReady: () => Promise<boolean>;
  readonly log: Logger;
  /** No introspection, no landing page, no suggestions in messages. */
  readonly production: boolean;
  readonly explorer: boolean;
  /** Folder of the `*.graphql` files that the explorer opens with. */
  readonly operationsDir: string;
  /** What the explorer's tabs sign in with; for demo accounts only. */
  readonly visitorToken?: () => Promise<string>;
  /** Largest JSON body; 1 MiB by default. */
  readonly bodyLimitBytes?: number;
  readonly uploads: { readonly maxFileBytes: number; readonly maxFiles: number };
  /** Whether `x-forwarded-for` is believed: always, never (default), or from these addresses (CIDR, comma-separated). */
  readonly trustProxy?: boolean | string;
  readonly validationRules?: readonly ValidationRule[];
  readonly plugins?: ReadonlyArray<ApolloServerPlugin<object>>;
  /** More routes (webhooks, metrics), each in a scope of its own. */
  readonly routes?: ReadonlyArray<(scope: FastifyInstance) => void | Promise<void>>;
}

export interface HttpServer {
  /** Begins to accept connections; resolves to the base URL. Port 0 takes a free one. */
  listen(at: { host: string; port: number }): Promise<string>;
  /** Turns readiness off at once, then stops accepting, and resolves when the last answer is out. */
  drain(options?: DrainOptions): Promise<void>;
  /** Where it listens; null before `listen` and after `drain`. */
  readonly address: { readonly host: string; readonly port: number } | null;
}

export interface DrainOptions {
  /** How long to go on accepting, so that a load balancer can take notice; 0 by default. */
  readonly noticeMs?: number;
  /** When requests still in flight are cut off, counted from the end of the notice; 30 s by default. */
  readonly deadlineMs?: number;
}

const ONE_MIB = 1024 * 1024;

/** Time for a whole request to arrive, uploads included. */
const REQUEST_TIMEOUT_MS = 300_000;

/** The HTTP side of the gateway, ready to listen. */
export async function createHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  let draining = false;
  const apollo = createApolloServer(options);
  await apollo.start();
  const app = createApp(options);
  const connections = new Connections(app.server);
  app.addHook('onSend', async (_request, reply) => {
    if (draining) reply.header('connection', 'close');
  });
  registerHealth(app, { isReady: options.isReady, isDraining: () => draining });
  await registerRoutes(app, options, apollo);
  await app.ready();

  return {
    listen: (at) => app.listen(at),
    async drain({ noticeMs = 0, deadlineMs = 30_000 } = {}) {
      draining = true;
      if (noticeMs > 0) await setTimeout(noticeMs);
      const deadline = new AbortController();
      setTimeout(deadlineMs, null, { signal: deadline.signal }).then(
        () => app.server.closeAllConnections(),
        () => undefined,
      );
      const closed = app.close();
      connections.close();
      await closed;
      deadline.abort();
      await apollo.stop();
    },
    get address() {
      const bound = app.server.address();
      return typeof bound === 'object' && bound !== null ? { host: bound.address, port: bound.port } : null;
    },
  };
}

function createApp({ log, trustProxy = false, bodyLimitBytes = ONE_MIB }: HttpServerOptions): FastifyInstance {
  const onError = createErrorHandler(log);
  const app: FastifyInstance = fastify({
    logger: false,
    trustProxy,
    bodyLimit: bodyLimitBytes,
    requestTimeout: REQUEST_TIMEOUT_MS,
    requestIdHeader: false,
    genReqId: toRequestId,
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request: FastifyRequest, reply: FastifyReply) => {
      onError(error, request, reply);
    },
  });
  registerErrorHandlers(app, log);
  registerSecurityHeaders(app);
  registerRequestLog(app, log);
  return app;
}

async function registerRoutes(
  app: FastifyInstance,
  options: HttpServerOptions,
  apollo: ReturnType<typeof createApolloServer>,
): Promise<void> {
  const { makeContext, authenticate, bodyLimitBytes = ONE_MIB, uploads, explorer, production } = options;
  await registerGraphql(app, {
    apollo,
    makeContext,
    bodyLimitBytes,
    uploads: { ...uploads, maxFieldBytes: bodyLimitBytes, authenticate },
  });
  registerLandingPage(app, { sandbox: !production, explorer });
  if (explorer) await registerExplorer(app, options);
  for (const routes of options.routes ?? []) {
    await app.register(async (scope) => {
      await routes(scope);
    });
  }
}
