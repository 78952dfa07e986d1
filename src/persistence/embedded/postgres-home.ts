import { randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  lchown,
  lstat,
  mkdir,
  readdir,
  readlink,
  realpath,
  rmdir,
  stat,
  symlink,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EmbeddedDatabaseError, errnoCode, toFolderError } from './embedded-database.errors.js';
import { canWrite, type PostgresAccount } from './postgres-account.js';

/** Outlives a reboot and can be entered by every account, unlike a home folder or the folder for temporary files. */
const SHARED_PARENT = '/var/lib/kyc-gateway';

/**
 * The folder that holds cluster, password and copied binaries: `<dataDir>/postgres`. Where root runs the gateway from a
 * place the PostgreSQL account cannot enter (a home folder of mode 700), `<dataDir>/postgres` is a link to a folder
 * under /var/lib, so removing the data folder still means beginning anew.
 * @param dataDir absolute and existing
 */
export async function resolvePostgresHome(
  dataDir: string,
  account: PostgresAccount | null,
  log: (line: string) => void,
): Promise<string> {
  const home = join(dataDir, 'postgres');
  try {
    const existing = await findHome(home);
    if (!existing) await mkdir(home, { mode: 0o700 });
    const folder = existing ?? home;
    if (!account) return await realpath(folder);
    await giveTo(folder, account);
    if (canWrite(account, folder)) return await realpath(folder);
    await letGroupEnter(dataDir, account);
    if (canWrite(account, folder)) return await realpath(folder);
    return await moveOut(folder, dataDir, account, log);
  } catch (error) {
    throw toFolderError(home, error);
  }
}

async function findHome(home: string): Promise<string | null> {
  const entry = await lstat(home).catch(() => null);
  if (!entry) return null;
  try {
    return await realpath(home);
  } catch (error) {
    if (errnoCode(error) !== 'ENOENT') throw error;
    throw new EmbeddedDatabaseError(
      `${home} links to ${await readlink(home)}, which is missing. Bring that folder back to keep its data, ` +
        'or remove the link to begin with an empty database.',
    );
  }
}

/** Files restored or copied by root belong to root, and PostgreSQL insists on owning its data. */
async function giveTo(folder: string, account: PostgresAccount): Promise<void> {
  const owner = await stat(folder);
  if (owner.uid !== account.uid) await chown(folder, account.uid, account.gid);
  const cluster = join(folder, 'cluster');
  const clusterOwner = await stat(cluster).catch(() => null);
  if (!clusterOwner || clusterOwner.uid === account.uid) return;
  for (const entry of await readdir(cluster, { recursive: true })) {
    await lchown(join(cluster, entry), account.uid, account.gid);
  }
  await chown(cluster, account.uid, account.gid);
}

/** The data folder itself is the gateway's own: its group may pass through it. Folders above it are left alone. */
async function letGroupEnter(dataDir: string, account: PostgresAccount): Promise<void> {
  const { uid, mode } = await stat(dataDir);
  if (uid !== 0) return;
  await chown(dataDir, uid, account.gid);
  await chmod(dataDir, (mode & 0o7777) | 0o010);
}

async function moveOut(
  home: string,
  dataDir: string,
  account: PostgresAccount,
  log: (line: string) => void,
): Promise<string> {
  const advice = 'Set KYC_DATA_DIR to a folder that account may enter, or DATABASE_URL to a PostgreSQL of your own.';
  if ((await readdir(home)).length > 0) {
    throw new EmbeddedDatabaseError(`${home} cannot be entered by the account PostgreSQL runs as. ${advice}`);
  }
  const name = basename(dirname(dataDir)).replace(/[^\w.-]/g, '_');
  const target = join(SHARED_PARENT, `${name}-${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(SHARED_PARENT, { recursive: true });
    await chmod(SHARED_PARENT, 0o755);
    await mkdir(target, { mode: 0o700 });
    await chown(target, account.uid, account.gid);
  } catch (error) {
    const code = errnoCode(error);
    throw new EmbeddedDatabaseError(
      `${dataDir} cannot be entered by the account PostgreSQL runs as, and ${target} cannot be created (${code}). ${advice}`,
    );
  }
  if (!canWrite(account, target)) {
    throw new EmbeddedDatabaseError(`Neither ${dataDir} nor ${target} can be entered by that account. ${advice}`);
  }
  await rmdir(home);
  await symlink(target, home);
  log(`PostgreSQL runs as another account than root, which cannot enter ${dataDir}: its data is kept in ${target}`);
  return target;
}
