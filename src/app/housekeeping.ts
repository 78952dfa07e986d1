import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { GATEWAY_SETTINGS } from '../config/gateway-settings.js';
import type { SettingValues } from '../config/setting.js';
import type { RetentionService } from '../domain/privacy/retention.js';
import type { WebhookService } from '../domain/webhook/webhook-service.js';
import type { Cleanup, Stores } from './database.js';
import { startRetention } from './privacy.js';
import { startSweeping } from './sweeping.js';
import { startWebhookRetries } from './webhook-retries.js';

export interface HousekeepingParts {
  readonly config: Pick<SettingValues<typeof GATEWAY_SETTINGS>, 'REQUEST_TIMEOUT_MS'>;
  readonly dataSource: DataSource;
  readonly stores: Stores;
  readonly log: Logger;
}

/** Everything that is done now and then while the gateway runs; `cleanups` stop it. */
export function startHousekeeping(
  { config, dataSource, stores, log }: HousekeepingParts,
  services: { readonly retentionService: RetentionService; readonly webhookService: WebhookService },
  cleanups: Cleanup[],
): void {
  cleanups.push(
    startRetention(dataSource, services.retentionService, log),
    startSweeping(stores, config.REQUEST_TIMEOUT_MS, log),
    startWebhookRetries(services, log),
  );
}
