import { setMaxListeners } from 'node:events';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { ApiError } from '../domain/api-error.js';
import { ProviderError } from '../domain/provider/provider-error.js';
import type { ProviderSessionService } from '../domain/provider-session/provider-session-service.js';
import type { Authenticator } from '../domain/session/authenticator.js';
import type { StorageDocumentService } from '../domain/workflow-admin/storage-document-service.js';
import { sendProblem } from './http-errors.js';

export interface ProviderDocumentsOptions {
  readonly authenticator: Pick<Authenticator, 'requireActor'>;
  readonly sessions: Pick<ProviderSessionService, 'contextFor'>;
  readonly storage: Pick<StorageDocumentService, 'download'>;
}

const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** What a browser may show as it is; everything else is bytes to it, whatever the provider calls them. */
const SHOWN_TYPES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'application/pdf']);

/** `GET /provider-documents/<id>`: a file of the workflow provider's storage, for staff and its owner. */
export function registerProviderDocuments(scope: FastifyInstance, options: ProviderDocumentsOptions): void {
  const { authenticator, sessions, storage } = options;
  scope.get<{ Params: { id: string } }>('/provider-documents/:id', async (request, reply) => {
    try {
      const actor = await authenticator.requireActor(request.headers.authorization);
      const { id } = request.params;
      if (!ID.test(id)) return sendProblem(reply, 404);
      const context = { ...sessions.contextFor(actor, signalOf(reply)), requestId: request.id };
      const file = await storage.download(actor, id, context);
      const type = file.contentType.split(';')[0]?.trim().toLowerCase() ?? '';
      return reply
        .header('cache-control', 'no-store')
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('content-disposition', `attachment; filename="${file.filename.replaceAll(/[^\w. -]/g, '_')}"`)
        .type(SHOWN_TYPES.has(type) ? type : 'application/octet-stream')
        .send(Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength));
    } catch (error) {
      return refuse(reply, error);
    }
  });
}

function refuse(reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof ApiError) return sendProblem(reply, error.code === 'UNAUTHENTICATED' ? 401 : 404);
  if (!(error instanceof ProviderError)) throw error;
  if (error.code === 'PROVIDER_NOT_FOUND') return sendProblem(reply, 404);
  return sendProblem(reply, error.retryable ? 503 : 502, error.message);
}

function signalOf(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
