import 'reflect-metadata';
import { resolve } from 'node:path';
import type { DataSource } from 'typeorm';
import { GATEWAY_SETTINGS } from '../config/gateway-settings.js';
import { loadConfig } from '../config/load-config.js';
import type { SettingValues } from '../config/setting.js';
import { underPreparationLock } from '../persistence/advisory-lock.js';
import { createLogger } from '../telemetry/logger.js';
import { openAudit } from './audit.js';
import {
  type Cleanup,
  cleanUp,
  openStores,
  openVault,
  openWorkDatabase,
  prepareData,
  type Stores,
} from './database.js';
import { toFailureReason } from './failure-reason.js';
import { type AuditKeeping, createRepositories, type Repositories } from './repositories.js';

type Config = SettingValues<typeof GATEWAY_SETTINGS>;

/** What a maintenance command works with: no server, no providers. */
export interface Maintenance {
  readonly config: Config;
  readonly dataDir: string;
  readonly dataSource: DataSource;
  readonly vault: ReturnType<typeof openVault>;
  readonly stores: Stores;
  readonly audit: AuditKeeping;
  readonly repositories: Repositories;
}

/**
 * A command beside the gateway: opens the database as the gateway does, brings it up to date, runs `work`, closes
 * everything. `work` resolves to the exit code; a failure is told in one line and is 1.
 */
export async function runMaintenance(
  env: Readonly<Record<string, string | undefined>>,
  work: (parts: Maintenance) => Promise<number>,
): Promise<void> {
  try {
    process.exitCode = await withMaintenance(env, work);
  } catch (error) {
    process.stderr.write(`${toFailureReason(error)}\n`);
    process.exitCode = 1;
  }
}

async function withMaintenance<T>(
  env: Readonly<Record<string, string | undefined>>,
  work: (parts: Maintenance) => Promise<T>,
): Promise<T> {
  const config: Config = loadConfig(GATEWAY_SETTINGS, env);
  const log = createLogger(config.LOG_LEVEL);
  const dataDir = resolve(config.KYC_DATA_DIR);
  const cleanups: Cleanup[] = [];
  try {
    const dataSource = await openWorkDatabase({ config, dataDir, log }, cleanups);
    const vault = openVault(config, dataDir);
    const stores = openStores(dataDir, vault);
    const audit = openAudit({ config, dataDir, log }, cleanups);
    await underPreparationLock(dataSource, () => prepareData({ dataSource, vault, auditMac: audit.mac }));
    const repositories = createRepositories({ dataSource, vault, audit, log });
    cleanups.push(() => repositories.snapshots.flush());
    return await work({ config, dataDir, dataSource, vault, stores, audit, repositories });
  } finally {
    await cleanUp(cleanups);
  }
}
