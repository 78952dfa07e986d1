import type { FastifyInstance } from 'fastify';
import type { ExportService } from '../domain/privacy/export-service.js';
import { toAttachment } from './attachment.js';
import { sendTooMany } from './http-errors.js';
import type { CallerRates } from './rate-limit.js';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** `GET /exports/<id>/<secret>`: the archive of a person's data, for whoever holds the link, until it ends. */
export function registerExportDownload(
  scope: FastifyInstance,
  exports: Pick<ExportService, 'open'>,
  rates: CallerRates,
): void {
  scope.get<{ Params: { id: string; token: string } }>(
    `/exports/:id(^${UUID}$)/:token(^[A-Za-z0-9_-]{43}$)`,
    async (request, reply) => {
      const resetAt = await rates.spend({ actorId: null, address: request.ip }, 1);
      if (resetAt !== null) return sendTooMany(reply, resetAt);
      const archive = await exports.open(request.params.id, request.params.token, request.id);
      reply.header('cache-control', 'no-store');
      if (archive === null) return reply.code(404).send({ error: 'There is no such export, or its link has ended.' });
      return reply
        .type('application/zip')
        .header('content-disposition', toAttachment('my-data.zip'))
        .send(Buffer.from(archive));
    },
  );
}
