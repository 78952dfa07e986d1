import type { FastifyInstance } from 'fastify';
import type { WebhookAnswer, WebhookService } from '../domain/webhook/webhook-service.js';

const MAX_BODY_BYTES = 256 * 1024;

const STATUS: Record<WebhookAnswer, number> = {
  ACCEPTED: 200,
  NO_WEBHOOK: 404,
  SIGNATURE: 401,
  TIMESTAMP: 401,
  MALFORMED: 400,
};

/** `POST /webhooks/<provider id>`: the raw bytes go to the provider's own check before anything reads them. */
export function registerWebhooks(scope: FastifyInstance, webhooks: WebhookService): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_BODY_BYTES }, (_request, body, done) =>
    done(null, body),
  );
  scope.post<{ Params: { providerId: string }; Body: Buffer | undefined }>(
    '/webhooks/:providerId',
    async (request, reply) => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
      );
      const answer = await webhooks.receive(request.params.providerId, {
        rawBody: request.body ?? Buffer.alloc(0),
        headers,
        receivedAt: new Date(),
      });
      return reply.code(STATUS[answer]).send({ accepted: answer === 'ACCEPTED' });
    },
  );
}
