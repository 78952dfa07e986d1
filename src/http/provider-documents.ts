import { setMaxListeners } from 'node:events';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { ApiError } from '../domain/kernel/api-error.js';
import { ProviderError } from '../domain/provider/provider-error.js';
import type { ProviderSessionService } from '../domain/provider-session/provider-session-service.js';
import type { Authenticator } from '../domain/session/authenticator.js';
import type { StorageDocumentService } from '../domain/workflow-admin/storage-document-service.js';
import { sendProblem, sendTooMany } from './http-errors.js';
import type { CallerRates } from './rate-limit.js';
import { sendFile } from './send-file.js';

export interface ProviderDocumentsOptions {
  readonly authenticator: Pick<Authenticator, 'requireActor'>;
  readonly rates: CallerRates;
  readonly sessions: Pick<ProviderSessionService, 'contextFor'>;
  readonly storage: Pick<StorageDocumentService, 'download'>;
}

const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** `GET /provider-documents/<id>`: a file of the workflow provider's storage, for staff and its owner. */
export function registerProviderDocuments(scope: FastifyInstance, options: ProviderDocumentsOptions): void {
  const { authenticator, rates, sessions, storage } = options;
  scope.get<{ Params: { id: string } }>('/provider-documents/:id', async (request, reply) => {
    try {
      const actor = await authenticator.requireActor(request.headers.authorization);
      const resetAt = await rates.spend({ actorId: actor.userId, address: request.ip }, 1);
      if (resetAt !== null) return sendTooMany(reply, resetAt);
      const { id } = request.params;
      if (!ID.test(id)) return sendProblem(reply, 404);
      const context = { ...sessions.contextFor(actor, signalOf(reply)), requestId: request.id };
      return sendFile(reply, await storage.download(actor, id, context));
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
