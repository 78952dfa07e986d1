import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import type { GATEWAY_SETTINGS } from '../config/gateway-settings.js';
import type { SettingValues } from '../config/setting.js';
import { ErasureRun } from '../domain/privacy/erasure-run.js';
import { ErasureService } from '../domain/privacy/erasure-service.js';
import { ExportService } from '../domain/privacy/export-service.js';
import { RetainedRecordService } from '../domain/privacy/retained-record-service.js';
import { type RetentionLine, RetentionService } from '../domain/privacy/retention.js';
import { withHousekeepingLock } from '../persistence/advisory-lock.js';
import { linkSecrets } from '../security/link-secrets.js';
import { zipArchive } from '../storage/zip-archive.js';
import type { Cleanup, Stores } from './database.js';
import type { Repositories } from './repositories.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export interface PrivacyDependencies {
  readonly config: SettingValues<typeof GATEWAY_SETTINGS>;
  readonly repositories: Repositories;
  readonly stores: Stores;
}

/** Export, erasure and retention: what the gateway and the retention command share. */
export function createPrivacyServices({ config, repositories, stores }: PrivacyDependencies) {
  const { dataExports, erasures, subjects, retention, users, documents, verifications, auditTrail } = repositories;
  const clock = () => new Date();
  const common = { newId, clock, secrets: linkSecrets, auditTrail };
  const { documents: store, exports: archives } = stores;
  const run = new ErasureRun(
    { erasures, subjects, users, documents, verifications, store, auditTrail, clock },
    { basis: config.RETENTION_IDENTIFICATION_BASIS, years: config.RETENTION_IDENTIFICATION_YEARS },
  );
  const exportService = new ExportService({
    ...common,
    exports: dataExports,
    users,
    documents,
    store,
    archives,
    archive: zipArchive,
  });
  return {
    exportService,
    retainedRecordService: new RetainedRecordService(repositories),
    erasureService: new ErasureService({ ...common, erasures, run }, config.ERASURE_DELAY_HOURS * HOUR_MS),
    retentionService: new RetentionService(
      { retention, exports: exportService, erasures: run, clock },
      {
        SESSIONS: config.RETENTION_SESSION_DAYS,
        PROVIDER_ANSWERS: config.RETENTION_ANSWER_DAYS,
        WEBHOOK_EVENTS: config.RETENTION_WEBHOOK_DAYS,
        DISCLOSURES: config.RETENTION_PROOF_DAYS,
        CONSENTS: config.RETENTION_PROOF_DAYS,
      },
    ),
  };
}

export type PrivacyServices = ReturnType<typeof createPrivacyServices>;

/** Applies retention unless another process is at it: then null. */
export function applyRetention(
  dataSource: DataSource,
  service: RetentionService,
): Promise<readonly RetentionLine[] | null> {
  return withHousekeepingLock(dataSource, () => service.apply());
}

/** Housekeeping every hour, beginning a minute after the start; the result stops it. */
export function startRetention(dataSource: DataSource, service: RetentionService, log: Logger): Cleanup {
  let running: Promise<unknown> = Promise.resolve();
  const tidy = () => {
    running = applyRetention(dataSource, service).catch((error: unknown) =>
      log.error({ error }, 'housekeeping failed'),
    );
  };
  const timers = [setTimeout(tidy, MINUTE_MS).unref(), setInterval(tidy, HOUR_MS).unref()];
  return async () => {
    for (const timer of timers) clearTimeout(timer);
    await running;
  };
}
