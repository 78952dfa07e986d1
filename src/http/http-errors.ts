import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { StorageUnavailableError } from '../domain/document/document-ports.js';
import { STORE_RETRY_AFTER_S, StoreUnavailableError } from '../domain/kernel/store-unavailable.js';
import { logFailure } from '../graphql/execution/failure-log.js';
import { secondsUntil } from './rate-limit.js';

/** Fixed words per status: Fastify's own messages repeat URLs, media types and pieces of the body. */
const MESSAGES: Record<number, string> = {
  400: 'The request is not well formed.',
  401: 'Sign in first.',
  403: 'This is not allowed.',
  404: 'There is nothing at this address.',
  405: 'This method is not available at this address.',
  406: 'None of the accepted media types is available.',
  408: 'The request took too long to arrive.',
  413: 'The request body is too large.',
  414: 'The address is too long.',
  415: 'This media type is not supported.',
  417: 'No such expectation can be met.',
  429: 'Too many requests.',
  431: 'The headers of the request are too large.',
  501: 'There is no such method.',
  503: 'The server is about to stop.',
  505: 'This version of HTTP is not supported.',
};

const CODES: Record<number, string> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  429: 'RATE_LIMITED',
  500: 'INTERNAL_SERVER_ERROR',
  503: 'SERVICE_UNAVAILABLE',
};

type ProblemExtensions = Readonly<Record<string, string | number | boolean | undefined>>;

/** A refusal in the shape of a GraphQL answer, so that every client can read it. */
export interface HttpProblem {
  readonly errors: readonly [
    { readonly message: string; readonly extensions: ProblemExtensions & { readonly code: string } },
  ];
}

/**
 * Body for a status; without a message or code of its own it gets the fixed ones of the status. Never repeats the
 * request.
 */
export function toHttpProblem(status: number, message?: string, extensions: ProblemExtensions = {}): HttpProblem {
  const code = CODES[status] ?? 'BAD_REQUEST';
  const text = message ?? MESSAGES[status] ?? (status < 500 ? MESSAGES[400]! : 'Internal error');
  return { errors: [{ message: text, extensions: { code, ...extensions } }] };
}

/** Answers with a problem as JSON. */
export function sendProblem(
  reply: FastifyReply,
  status: number,
  message?: string,
  extensions?: ProblemExtensions,
): FastifyReply {
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(toHttpProblem(status, message, extensions)));
}

/** Answers that the caller has asked for too much. */
export function sendTooMany(reply: FastifyReply, resetAt: Date): FastifyReply {
  const retryAfter = secondsUntil(resetAt);
  reply.header('retry-after', String(retryAfter));
  return sendProblem(reply, 429, `Too many requests: try again in ${retryAfter} s.`, { retryAfter });
}

/** Answers that our own records are out of reach for the moment. */
export function sendUnavailable(reply: FastifyReply, { message, retryable }: StoreUnavailableError): FastifyReply {
  const retryAfter = STORE_RETRY_AFTER_S;
  reply.header('retry-after', String(retryAfter));
  return sendProblem(reply, 503, message, { retryable, retryAfter });
}

/** Fastify's error hook: faults of the request keep their status, everything else is a logged 500. */
export function createErrorHandler(log: Logger) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (error instanceof StoreUnavailableError) return sendUnavailable(reply, error);
    if (error instanceof StorageUnavailableError) {
      log.error({ reason: error.reason, requestId: request.id }, 'files cannot be stored or read');
      return sendProblem(reply, 503, error.message, { code: 'STORAGE_UNAVAILABLE', retryable: true });
    }
    const status = error.statusCode ?? 500;
    if (status >= 400 && status < 500) return sendProblem(reply, status);
    if (status === 503) return sendProblem(reply, 503);
    logFailure(log, error, { requestId: request.id });
    return sendProblem(reply, 500);
  };
}
