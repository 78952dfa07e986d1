import type { FastifyInstance } from 'fastify';
import type { DocumentDownloads } from '../domain/document/document-downloads.js';
import { ApiError } from '../domain/kernel/api-error.js';
import type { Authenticator } from '../domain/session/authenticator.js';
import { sendProblem, sendTooMany } from './http-errors.js';
import type { CallerRates } from './rate-limit.js';
import { sendFile } from './send-file.js';

export interface DocumentsOptions {
  readonly authenticator: Pick<Authenticator, 'requireActor'>;
  readonly rates: CallerRates;
  readonly downloads: Pick<DocumentDownloads, 'read'>;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `GET /documents/<id>`, as `Document.downloadPath` says: an uploaded file, for its owner and staff. */
export function registerDocuments(scope: FastifyInstance, { authenticator, rates, downloads }: DocumentsOptions): void {
  scope.get<{ Params: { id: string } }>('/documents/:id', async (request, reply) => {
    try {
      const actor = await authenticator.requireActor(request.headers.authorization);
      const resetAt = await rates.spend({ actorId: actor.userId, address: request.ip }, 1);
      if (resetAt !== null) return sendTooMany(reply, resetAt);
      const { id } = request.params;
      if (!UUID.test(id)) return sendProblem(reply, 404);
      return sendFile(reply, await downloads.read(actor, id, request.id));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return sendProblem(reply, error.code === 'UNAUTHENTICATED' ? 401 : 404);
    }
  });
}
