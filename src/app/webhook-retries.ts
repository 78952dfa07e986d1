import type { Logger } from 'pino';
import type { WebhookService } from '../domain/webhook/webhook-service.js';
import type { Cleanup } from './database.js';

const EVERY_MS = 30_000;

/** Looks after the events that could not be applied when they came; the result stops it. */
export function startWebhookRetries(
  { webhookService }: { readonly webhookService: Pick<WebhookService, 'retryDue'> },
  log: Logger,
): Cleanup {
  let running: Promise<unknown> | null = null;
  const retry = () => {
    running ??= webhookService
      .retryDue()
      .catch((error: unknown) => log.error({ error }, 'trying webhook events again failed'))
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(retry, EVERY_MS).unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
