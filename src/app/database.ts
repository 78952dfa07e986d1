import { join } from 'node:path';
import type { Logger } from 'pino';
import type { DataSource, Logger as StatementLogger } from 'typeorm';
import type { GATEWAY_SETTINGS } from '../config/gateway-settings.js';
import type { SettingValues } from '../config/setting.js';
import type { Vault } from '../domain/personal-data/vault.js';
import type { ChainMac } from '../persistence/chain/chain-row.js';
import { checkAuditKey } from '../persistence/chain/check-audit-key.js';
import { createDataSource } from '../persistence/data-source.js';
import { startEmbeddedPostgres } from '../persistence/embedded/embedded-postgres.js';
import { checkVault } from '../persistence/sealing/check-vault.js';
import { sealExistingRows } from '../persistence/sealing/seal-existing-rows.js';
import { findSealedMarks, markSealed } from '../persistence/sealing/sealed-marks.js';
import { KeyedBlindIndexer } from '../security/blind-index.js';
import { KeyRing, localRingKeys } from '../security/key-ring.js';
import { localSecret } from '../security/local-secret.js';
import { FolderDocumentStore } from '../storage/folder-document-store.js';

type Config = SettingValues<typeof GATEWAY_SETTINGS>;
export type Cleanup = () => Promise<void>;

export interface DatabaseNeeds {
  readonly config: Pick<Config, 'DATABASE_URL' | 'DATABASE_POOL_SIZE'>;
  readonly dataDir: string;
  readonly log: Logger;
  readonly logger?: StatementLogger | undefined;
}

/**
 * The database of the configuration, or the embedded one, started. What it started is in `cleanups`, also when it fails.
 * @throws EmbeddedDatabaseError naming the setting to change, e.g. while a gateway runs on the same data folder
 */
export async function openDatabase(needs: DatabaseNeeds, cleanups: Cleanup[]): Promise<DataSource> {
  const { config, dataDir, log, logger } = needs;
  let url = config.DATABASE_URL;
  if (url === undefined) {
    const embedded = await startEmbeddedPostgres({ dataDir, log: (line) => log.debug({ postgres: line }) });
    cleanups.push(embedded.stop);
    url = embedded.url;
  }
  const dataSource = createDataSource({ url, poolSize: config.DATABASE_POOL_SIZE, logger });
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
  readonly stores: Stores;
  readonly auditMac: ChainMac;
}

/**
 * Brings tables and files, and what is in them, to this version.
 * @throws VaultMismatchError when the keys are those of another database
 */
export async function prepareData({ dataSource, vault, stores, auditMac }: DataParts): Promise<void> {
  await dataSource.runMigrations();
  await checkVault(dataSource, vault);
  await checkAuditKey(dataSource, auditMac);
  await sealExistingRows(dataSource, vault);
  const marks = await findSealedMarks(dataSource);
  for (const store of Object.values(stores) as FolderDocumentStore[]) {
    if (marks.has(`${store.table}.bytes`)) continue;
    await store.sealExisting();
    await markSealed(dataSource, store.table, ['bytes']);
  }
}

/** What was started last stops first. */
export async function cleanUp(cleanups: Cleanup[]): Promise<void> {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
}
