import { join } from 'node:path';
import type { Logger } from 'pino';
import type { DataSource, Logger as StatementLogger } from 'typeorm';
import type { GATEWAY_SETTINGS } from '../config/gateway-settings.js';
import type { SettingValues } from '../config/setting.js';
import type { Vault } from '../domain/personal-data/vault.js';
import { applyClosedSets } from '../persistence/apply-closed-sets.js';
import type { ChainMac } from '../persistence/chain/chain-row.js';
import { checkAuditKey } from '../persistence/chain/check-audit-key.js';
import { createDataSource, createRequestDataSource } from '../persistence/data-source.js';
import { startEmbeddedPostgres } from '../persistence/embedded/embedded-postgres.js';
import { CLOSED_SETS } from '../persistence/entities/entities.js';
import { checkVault } from '../persistence/sealing/check-vault.js';
import type { GuardedDataSource } from '../persistence/trouble/guarded-data-source.js';
import { KeyedBlindIndexer } from '../security/blind-index.js';
import { KeyRing, localRingKeys } from '../security/key-ring.js';
import { localSecret } from '../security/local-secret.js';
import { FolderDocumentStore } from '../storage/folder-document-store.js';

type Config = SettingValues<typeof GATEWAY_SETTINGS>;
export type Cleanup = () => Promise<void>;

export interface DatabaseNeeds {
  readonly config: Pick<
    Config,
    | 'DATABASE_URL'
    | 'DATABASE_POOL_SIZE'
    | 'DATABASE_CONNECT_TIMEOUT_MS'
    | 'DATABASE_STATEMENT_TIMEOUT_MS'
    | 'DATABASE_LOCK_TIMEOUT_MS'
  >;
  readonly dataDir: string;
  readonly log: Logger;
  readonly logger?: StatementLogger | undefined;
}

/** Two ways to one database. */
export interface Databases {
  /** For what answers requests: gives up soon. */
  readonly requests: GuardedDataSource;
  /** For what nobody waits for: migrations, demo data, housekeeping. */
  readonly work: DataSource;
}

/** One for the lock, one for what is done under it, and some for what is done at once. */
const WORK_CONNECTIONS = 4;

/**
 * The database of the configuration, or the embedded one, started. What it started is in `cleanups`, also when it fails.
 * @throws EmbeddedDatabaseError naming the setting to change, e.g. while a gateway runs on the same data folder
 */
export async function openDatabases(needs: DatabaseNeeds, cleanups: Cleanup[]): Promise<Databases> {
  const { config, log, logger } = needs;
  const url = await findDatabaseUrl(needs, cleanups);
  const work = await opened(createDataSource({ url, poolSize: WORK_CONNECTIONS }), cleanups);
  const requests = createRequestDataSource({
    url,
    poolSize: config.DATABASE_POOL_SIZE,
    logger,
    limits: {
      connectMs: config.DATABASE_CONNECT_TIMEOUT_MS,
      statementMs: config.DATABASE_STATEMENT_TIMEOUT_MS,
      lockMs: config.DATABASE_LOCK_TIMEOUT_MS,
    },
    onChange: (reachable) =>
      reachable ? log.warn('the database answers again') : log.error('the database is out of reach'),
  });
  return { work, requests: await opened(requests, cleanups) };
}

/** Likewise for a command beside the gateway. */
export async function openWorkDatabase(needs: DatabaseNeeds, cleanups: Cleanup[]): Promise<DataSource> {
  const url = await findDatabaseUrl(needs, cleanups);
  return opened(createDataSource({ url, poolSize: Math.max(needs.config.DATABASE_POOL_SIZE, 2) }), cleanups);
}

async function findDatabaseUrl({ config, dataDir, log }: DatabaseNeeds, cleanups: Cleanup[]): Promise<string> {
  if (config.DATABASE_URL !== undefined) return config.DATABASE_URL;
  const embedded = await startEmbeddedPostgres({ dataDir, log: (line) => log.debug({ postgres: line }) });
  cleanups.push(embedded.stop);
  return embedded.url;
}

async function opened<T extends DataSource>(dataSource: T, cleanups: Cleanup[]): Promise<T> {
  await dataSource.initialize();
  cleanups.push(() => dataSource.destroy());
  return dataSource;
}

/** The keys to personal data: configured, or made once and kept in the data folder. */
export function openVault(
  config: Pick<Config, 'DATA_KEYS' | 'BLIND_INDEX_KEY'>,
  dataDir: string,
): Vault & { readonly sealer: KeyRing } {
  return {
    sealer: new KeyRing(config.DATA_KEYS ?? localRingKeys(localSecret(dataDir, 'data'))),
    indexer: new KeyedBlindIndexer(config.BLIND_INDEX_KEY ?? localSecret(dataDir, 'index')),
  };
}

/** The sealed files of the data folder. */
export interface Stores {
  readonly documents: FolderDocumentStore;
  /** What people may take with them, for as long as the link to it holds. */
  readonly exports: FolderDocumentStore;
}

export function openStores(dataDir: string, { sealer }: Vault): Stores {
  return {
    documents: new FolderDocumentStore({ folder: join(dataDir, 'documents'), table: 'documents', sealer }),
    exports: new FolderDocumentStore({ folder: join(dataDir, 'exports'), table: 'data_exports', sealer }),
  };
}

export interface DataParts {
  readonly dataSource: DataSource;
  readonly vault: Vault;
  readonly auditMac: ChainMac;
}

/**
 * Brings the tables to this version.
 * @throws VaultMismatchError when the keys are those of another database
 */
export async function prepareData({ dataSource, vault, auditMac }: DataParts): Promise<void> {
  await dataSource.runMigrations();
  await applyClosedSets(dataSource, CLOSED_SETS);
  await checkVault(dataSource, vault);
  await checkAuditKey(dataSource, auditMac);
}

/** What was started last stops first. */
export async function cleanUp(cleanups: Cleanup[]): Promise<void> {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
}
