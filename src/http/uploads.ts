import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { processRequest } from 'graphql-upload-minimal';
import { ApiError } from '../domain/kernel/api-error.js';
import { freezeBuiltinFunctions } from './frozen-builtins.js';
import { sendProblem } from './http-errors.js';
import { MultipartBody } from './multipart-body.js';
import { discardBody, limitBody } from './request-body.js';
import { guardFiles } from './upload-files.js';

export interface UploadOptions {
  readonly maxFileBytes: number;
  readonly maxFiles: number;
  /** Limit of the `operations` and `map` fields, each. */
  readonly maxFieldBytes: number;
  /** Rejects when the caller may not upload. */
  readonly authenticate: (authorizationHeader: string | undefined) => Promise<unknown>;
}

const MULTIPART = /^multipart\/form-data/i;
const PREFLIGHT_HEADERS = ['apollo-require-preflight', 'x-apollo-operation-name'];

const NOT_WELL_FORMED =
  'The body must be a well-formed multipart form: `operations`, then `map`, then the files that it names.';

/** Boundaries and part headers. */
const FORM_OVERHEAD_BYTES = 64 * 1024;

/** How long a client may go on sending after its answer. */
const LINGER_MS = 10_000;

class Refusal {
  constructor(
    readonly status: number,
    readonly message?: string,
  ) {}
}

/**
 * Multipart GraphQL requests in this scope. Header and caller are checked before a byte of the body is read; then the
 * operation becomes `request.body`, and its files stream in while it runs.
 */
export function registerUploads(scope: FastifyInstance, options: UploadOptions): void {
  freezeBuiltinFunctions();
  scope.addContentTypeParser(MULTIPART, (_request, _payload, done) => done(null, undefined));
  scope.addHook('preHandler', async (request, reply) => {
    if (!MULTIPART.test(request.headers['content-type'] ?? '')) return undefined;
    const refusal = (await checkBeforeReading(request, options)) ?? (await readOperation(request, reply, options));
    return refusal ? refuse(request, reply, refusal) : undefined;
  });
}

async function checkBeforeReading(request: FastifyRequest, options: UploadOptions): Promise<Refusal | null> {
  if (!PREFLIGHT_HEADERS.some((name) => (request.headers[name] ?? '') !== '')) {
    return new Refusal(400, `Uploads need one of the headers ${PREFLIGHT_HEADERS.join(', ')}.`);
  }
  try {
    await options.authenticate(request.headers.authorization);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return new Refusal(401);
  }
  return Number(request.headers['content-length'] ?? 0) > toMaxBytes(options) ? new Refusal(413) : null;
}

async function readOperation(
  request: FastifyRequest,
  reply: FastifyReply,
  options: UploadOptions,
): Promise<Refusal | null> {
  const { maxFileBytes: maxFileSize, maxFiles, maxFieldBytes: maxFieldSize } = options;
  try {
    limitBody(request.raw, toMaxBytes(options));
    const body = new MultipartBody(request.raw);
    const operation = await processRequest(body.request, reply.raw, { maxFileSize, maxFiles, maxFieldSize });
    if (Array.isArray(operation)) return new Refusal(400, 'Several operations in one request are not available.');
    guardFiles(operation.variables, maxFileSize, body);
    // Nothing runs for a request that is known to be broken.
    await body.begun();
    if (body.isBroken) return new Refusal(400, NOT_WELL_FORMED);
    request.body = operation;
    releaseAfter(request.raw, reply.raw);
    return null;
  } catch (error) {
    const tooLarge = error instanceof Error && 'status' in error && error.status === 413;
    return new Refusal(tooLarge ? 413 : 400, tooLarge ? undefined : NOT_WELL_FORMED);
  }
}

async function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, message }: Refusal,
): Promise<FastifyReply> {
  request.raw.unpipe();
  if (!(await discardBody(request.raw))) reply.header('connection', 'close');
  return sendProblem(reply, status, message);
}

/** A file that no resolver read would hold up the connection for ever: what is left of the body is let go. */
function releaseAfter(request: IncomingMessage, response: ServerResponse): void {
  response.once('close', () => {
    if (request.complete) return;
    request.unpipe();
    request.resume();
    const timer = setTimeout(() => request.destroy(), LINGER_MS).unref();
    request.once('close', () => clearTimeout(timer)).once('end', () => clearTimeout(timer));
  });
}

function toMaxBytes({ maxFileBytes, maxFiles, maxFieldBytes }: UploadOptions): number {
  return maxFileBytes * maxFiles + 2 * maxFieldBytes + FORM_OVERHEAD_BYTES;
}
