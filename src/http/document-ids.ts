import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './http-errors.js';
import type { TrustedDocuments } from './trusted-documents.js';

export interface DocumentIdOptions {
  readonly documents: TrustedDocuments;
  /** Nothing but these documents is run, whoever asks. */
  readonly only: boolean;
}

type Parameters = Record<string, unknown>;

/**
 * Requests of this scope may name a trusted document in place of sending it: `documentId`, or
 * `extensions.persistedQuery.sha256Hash` as Apollo's clients do. With `only`, whatever is not such a document is refused;
 * its whole text will do as well.
 */
export function registerDocumentIds(scope: FastifyInstance, { documents, only }: DocumentIdOptions): void {
  scope.addHook('preHandler', async (request, reply) => {
    const parameters = readParameters(request);
    if (parameters === null) return undefined;
    const id = readId(parameters);
    if (typeof parameters.query === 'string' && parameters.query !== '') {
      const trusted = (only || id !== null) && documents.has(parameters.query);
      if (only && !trusted) return refuse(reply);
      if (trusted) replaceDocument(request, parameters, parameters.query);
      return undefined;
    }
    if (id === null) return only && !isPageVisit(request) ? refuse(reply) : undefined;
    const body = documents.find(id);
    if (body === null) return only ? refuse(reply) : sendUnknown(reply);
    replaceDocument(request, parameters, body);
    return undefined;
  });
}

function readParameters(request: FastifyRequest): Parameters | null {
  const source: unknown = request.method === 'GET' ? request.query : request.body;
  return typeof source === 'object' && source !== null && !Array.isArray(source) ? (source as Parameters) : null;
}

function readId({ documentId, extensions }: Parameters): string | null {
  if (typeof documentId === 'string') return documentId;
  const { persistedQuery } = (typeof extensions === 'string' ? readJson(extensions) : (extensions ?? {})) as {
    persistedQuery?: { sha256Hash?: unknown };
  };
  const hash = persistedQuery?.sha256Hash;
  return typeof hash === 'string' ? hash : null;
}

/** What comes after this sees a plain operation. */
function replaceDocument(request: FastifyRequest, parameters: Parameters, query: string): void {
  parameters.query = query;
  delete parameters.documentId;
  delete parameters.extensions;
  if (request.method !== 'GET') return;
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) search.set(name, String(value));
  request.raw.url = `${request.url.split('?', 1)[0]}?${search}`;
}

/** A browser that opens the address gets a page, or nothing; it sends no operation. */
function isPageVisit({ method, query }: FastifyRequest): boolean {
  return method === 'GET' && Object.keys(query as object).length === 0;
}

function refuse(reply: FastifyReply): FastifyReply {
  const message = 'Only the documents of schema/trusted-documents.json are run here: send the id or the text of one.';
  return sendProblem(reply, 403, message, { code: 'DOCUMENT_NOT_TRUSTED' });
}

function sendUnknown(reply: FastifyReply): FastifyReply {
  return sendProblem(reply, 400, 'There is no document with this id: send its text.', {
    code: 'PERSISTED_QUERY_NOT_FOUND',
  });
}

function readJson(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
