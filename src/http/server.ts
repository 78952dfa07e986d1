import { setTimeout } from 'node:timers/promises';
import type { ApolloServerPlugin } from '@apollo/server';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { GraphQLSchema, ValidationRule } from 'graphql';
import type { Logger } from 'pino';
import { OperationGate } from '../graphql/limits/operation-gate.js';
import type { OperationLimits } from '../graphql/limits/operation-limits.js';
import type { GatewayMetrics } from '../telemetry/gateway-metrics.js';
import { registerNotFound } from './allowed-methods.js';
import { createApolloServer } from './apollo-server.js';
import { Connections } from './connections.js';
import { type CorsOptions, registerCors } from './cors.js';
import type { DocumentIdOptions } from './document-ids.js';
import { registerExplorer } from './explorer.js';
import { type ContextMaker, registerGraphql } from './graphql-route.js';
import { registerHealth } from './health.js';
import { createErrorHandler } from './http-errors.js';
import { registerLandingPage } from './landing-page.js';
import { registerLingering } from './lingering.js';
import { LoadShedding, type LoadSheddingOptions } from './load-shedding.js';
import { registerMetricsRoute, registerRequestMetrics } from './metrics.js';
import { ParserRefusals } from './parser-refusals.js';
import { registerHeaderRules } from './request-headers.js';
import { toRequestId } from './request-id.js';
import { registerRequestLog } from './request-log.js';
import { requireRouteRules } from './route-rules.js';
import { registerSecurityHeaders } from './security-headers.js';
import { type SlowClientOptions, SlowClients } from './slow-clients.js';

export interface HttpServerOptions {
  readonly schema: GraphQLSchema;
  /** Makes the context of an operation; an `ApiError` becomes the answer, with a status that fits its code. */
  readonly makeContext: ContextMaker;
  /** Checks an `Authorization` header before an upload is read; rejects with `ApiError` UNAUTHENTICATED. */
  readonly authenticate: (authorizationHeader: string | undefined) => Promise<unknown>;
  readonly isReady: () => Promise<boolean>;
  readonly log: Logger;
  /** No landing page, suggestions in messages for staff only. */
  readonly production: boolean;
  /** Who may look at the schema; by default everybody, and nobody in production. */
  readonly mayIntrospect?: (context: object) => boolean;
  readonly limits: OperationLimits;
  readonly documents?: DocumentIdOptions;
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
  readonly connections?: ConnectionOptions;
  /** By default everything is let in. */
  readonly load?: LoadSheddingOptions;
  /** Absent: no page of another origin may read an answer. */
  readonly cors?: CorsOptions;
  readonly validationRules?: readonly ValidationRule[];
  readonly plugins?: ReadonlyArray<ApolloServerPlugin<object>>;
  /** `token`: what `GET /metrics` demands; absent: nothing. `shown` false: there is no such route. */
  readonly metrics?: { readonly counts: GatewayMetrics; readonly shown: boolean; readonly token?: string };
  /** More routes (webhooks), each in a scope of its own. */
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

export interface ConnectionOptions extends SlowClientOptions {
  /** Until the headers of a request are there. */
  readonly headersTimeoutMs: number;
  /** Until all of a request is there, uploads included. */
  readonly requestTimeoutMs: number;
  /** Between requests. */
  readonly keepAliveTimeoutMs: number;
}

const ONE_MIB = 1024 * 1024;

/** How often Node looks for connections whose headers or requests are late. */
const TIMEOUT_CHECK_MS = 1_000;

const EVERYTHING: LoadSheddingOptions = { limit: 'off', maxInFlight: Number.POSITIVE_INFINITY };

const CONNECTIONS: ConnectionOptions = {
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 300_000,
  keepAliveTimeoutMs: 72_000,
  minBytesPerSecond: 1_024,
  graceMs: 10_000,
  maxConnectionsPerAddress: 0,
};

/** The HTTP side of the gateway, ready to listen. */
export async function createHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  let draining = false;
  const apollo = createApolloServer({ ...options, maxTokens: options.limits.tokens });
  await apollo.start();
  const app = createApp(options);
  const connections = new Connections(app.server);
  const slowClients = new SlowClients(app, options.connections ?? CONNECTIONS);
  if (options.cors !== undefined) await registerCors(app, options.cors);
  // After CORS, so that pages of other origins can read a refusal; before everything that reads a body.
  const load = new LoadShedding(options.load ?? EVERYTHING, options.log);
  load.register(app);
  options.metrics?.counts.watchLoad(load);
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
      slowClients.stop();
      load.stop();
      await apollo.stop();
    },
    get address() {
      const bound = app.server.address();
      return typeof bound === 'object' && bound !== null ? { host: bound.address, port: bound.port } : null;
    },
  };
}

function createApp(options: HttpServerOptions): FastifyInstance {
  const { log, trustProxy = false, bodyLimitBytes = ONE_MIB, metrics, connections = CONNECTIONS } = options;
  const onError = createErrorHandler(log);
  const refusals = new ParserRefusals();
  const app: FastifyInstance = fastify({
    logger: false,
    clientErrorHandler: (error, socket) => refusals.refuse(error, socket),
    // What still comes on an open connection while the server stops is answered like everything else.
    return503OnClosing: false,
    trustProxy,
    bodyLimit: bodyLimitBytes,
    requestTimeout: connections.requestTimeoutMs,
    keepAliveTimeout: connections.keepAliveTimeoutMs,
    http: {
      headersTimeout: connections.headersTimeoutMs,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
      requireHostHeader: false,
    },
    requestIdHeader: false,
    genReqId: toRequestId,
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request: FastifyRequest, reply: FastifyReply) => {
      onError(error, request, reply);
    },
  });
  refusals.watch(app.server);
  requireRouteRules(app);
  app.setErrorHandler(onError);
  registerNotFound(app);
  registerLingering(app);
  registerSecurityHeaders(app, { encryptedOnly: options.production });
  registerRequestLog(app, log);
  if (metrics !== undefined) registerRequestMetrics(app, metrics.counts);
  registerHeaderRules(app);
  return app;
}

async function registerRoutes(
  app: FastifyInstance,
  options: HttpServerOptions,
  apollo: ReturnType<typeof createApolloServer>,
): Promise<void> {
  const { makeContext, authenticate, bodyLimitBytes = ONE_MIB, uploads, explorer, production, metrics } = options;
  await registerGraphql(app, {
    apollo,
    makeContext,
    gate: new OperationGate(options.schema, options.limits),
    log: options.log,
    documents: options.documents,
    bodyLimitBytes,
    uploads: { ...uploads, maxFieldBytes: bodyLimitBytes, authenticate },
  });
  registerLandingPage(app, { sandbox: !production, explorer });
  if (explorer) await registerExplorer(app, options);
  if (metrics?.shown) registerMetricsRoute(app, metrics.counts, metrics.token);
  for (const routes of options.routes ?? []) {
    await app.register(async (scope) => {
      await routes(scope);
    });
  }
}
