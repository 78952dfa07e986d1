import { setMaxListeners } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { ApiError, type ApiErrorCode } from '../domain/kernel/api-error.js';
import { STORE_RETRY_AFTER_S, StoreUnavailableError } from '../domain/kernel/store-unavailable.js';
import type { OperationGate } from '../graphql/limits/operation-gate.js';
import { type DocumentIdOptions, registerDocumentIds } from './document-ids.js';
import { sendProblem } from './http-errors.js';
import { registerOperationLimits } from './operation-limits.js';
import { refuseOtherCharsets } from './request-headers.js';
import { registerUploads, type UploadOptions } from './uploads.js';

/** What the context of an operation is made from. */
export interface ContextRequest {
  readonly headers: IncomingHttpHeaders;
  readonly ip: string;
  readonly requestId: string;
  /** Since its headers were there. */
  readonly elapsedMs: number;
  /** Fires when the client goes away before its answer. */
  readonly signal: AbortSignal;
}

export type ContextMaker = (request: ContextRequest) => Promise<object>;

export interface GraphqlRouteOptions {
  readonly apollo: ApolloServer<object>;
  readonly makeContext: ContextMaker;
  readonly gate: OperationGate;
  readonly log: Logger;
  readonly documents?: DocumentIdOptions;
  readonly bodyLimitBytes: number;
  readonly uploads: UploadOptions;
}

/** Statuses of a refusal before the operation has begun. */
const CONTEXT_STATUS: Record<ApiErrorCode, number> = {
  BAD_REQUEST: 400,
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  LIMIT_EXCEEDED: 429,
  CAPABILITY_UNAVAILABLE: 503,
};

/** `/graphql`: operations as JSON (POST), as a multipart form (POST) and, for queries, in the address (GET). */
export async function registerGraphql(app: FastifyInstance, options: GraphqlRouteOptions): Promise<void> {
  await app.register(async (scope) => {
    registerJson(scope, options.bodyLimitBytes);
    refuseCompressed(scope);
    refuseOtherCharsets(scope);
    registerUploads(scope, options.uploads);
    if (options.documents !== undefined) registerDocumentIds(scope, options.documents);
    registerOperationLimits(scope, options.gate, options.log);
    scope.addHook('onSend', async (_request, reply) => {
      reply.header('cache-control', 'no-store');
    });
    const context = (request: FastifyRequest, reply: FastifyReply) =>
      createContext(request, reply, options.makeContext);
    const handler = fastifyApolloHandler(options.apollo, { context });
    scope.route({
      method: ['GET', 'POST'],
      url: '/graphql',
      exposeHeadRoute: false,
      // The integration builds an address from it.
      preValidation: async (request, reply) =>
        URL.canParse(`http://${request.hostname}/`) ? undefined : sendProblem(reply, 400),
      handler: (request, reply) => {
        // The Sandbox page brings its own policy in a meta element.
        if (request.method === 'GET') reply.header('content-security-policy', "frame-ancestors 'none'");
        return handler.call(scope, request, reply);
      },
    });
  });
}

/** A compressed body can be a thousand times as large as it looks. */
function refuseCompressed(scope: FastifyInstance): void {
  scope.addHook('onRequest', async (request, reply) => {
    const encoding = request.headers['content-encoding'] ?? 'identity';
    return encoding.toLowerCase() === 'identity'
      ? undefined
      : sendProblem(reply, 415, 'Send the body without compression.');
  });
}

/** Strict UTF-8, and no keys that name a prototype. */
function registerJson(scope: FastifyInstance, bodyLimit: number): void {
  const parseJson = scope.getDefaultJsonParser('error', 'error');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit }, (request, body: Buffer, done) => {
    try {
      return parseJson(request, decoder.decode(body), done);
    } catch {
      done(Object.assign(new Error('not UTF-8'), { statusCode: 400 }));
    }
  });
}

async function createContext(request: FastifyRequest, reply: FastifyReply, makeContext: ContextMaker): Promise<object> {
  const { headers, ip, id: requestId } = request;
  try {
    return await makeContext({ headers, ip, requestId, elapsedMs: reply.elapsedTime, signal: toSignal(reply) });
  } catch (error) {
    if (error instanceof StoreUnavailableError) {
      const headers = new HeaderMap([['retry-after', String(STORE_RETRY_AFTER_S)]]);
      throw new GraphQLError(error.message, { originalError: error, extensions: { http: { status: 503, headers } } });
    }
    if (!(error instanceof ApiError)) throw error;
    throw new GraphQLError(error.message, {
      originalError: error,
      extensions: { code: error.code, http: { status: CONTEXT_STATUS[error.code] } },
    });
  }
}

function toSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  // One request may wait for many calls, which is no leak.
  setMaxListeners(0, controller.signal);
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
