import type { FastifyInstance } from 'fastify';
import type { ExportService } from '../domain/privacy/export-service.js';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** `GET /exports/<id>/<secret>`: the archive of a person's data, for whoever holds the link, until it ends. */
export function registerExportDownload(scope: FastifyInstance, exports: Pick<ExportService, 'open'>): void {
  scope.get<{ Params: { id: string; token: string } }>(
    `/exports/:id(^${UUID}$)/:token(^[A-Za-z0-9_-]{43}$)`,
    async (request, reply) => {
      const archive = await exports.open(request.params.id, request.params.token, request.id);
      reply.header('cache-control', 'no-store');
      if (archive === null) return reply.code(404).send({ error: 'There is no such export, or its link has ended.' });
      return reply
        .type('application/zip')
        .header('content-disposition', 'attachment; filename="my-data.zip"')
        .send(Buffer.from(archive));
    },
  );
}
