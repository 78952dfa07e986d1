import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedDatabaseError, errnoCode } from './embedded-database.errors.js';
import type { PostgresAccount } from './postgres-account.js';
import type { PostgresBinaries } from './postgres-binaries.js';

export interface PostgresCluster {
  /** PostgreSQL's data folder, absolute. */
  clusterDir: string;
  password: string;
}

const DRAFT = 'cluster.new-';

/** Superuser of the cluster and name of its database. */
export const CLUSTER_USER = 'kyc';

/** Opens the cluster in `home`, creating it (UTF-8, code point order, checksums) and its password the first time. */
export async function ensureCluster(
  home: string,
  binaries: PostgresBinaries,
  account: PostgresAccount | null,
): Promise<PostgresCluster> {
  const clusterDir = join(home, 'cluster');
  const passwordPath = join(home, 'password');
  const exists = (await stat(clusterDir).catch(() => null)) !== null;
  await removeDrafts(home);
  const password = await ensurePassword(passwordPath, account, exists);
  if (!exists) await createCluster(clusterDir, passwordPath, binaries, account, home);
  return { clusterDir, password };
}

/** All that its programs need of ours. The rest holds keys and passwords, which `/proc` would show to that account. */
const KEPT_VARIABLES = ['PATH', 'HOME', 'TMPDIR', 'LD_LIBRARY_PATH'];

/** Environment for PostgreSQL's programs: ours without PG* variables, which would change what they do. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  const kept = KEPT_VARIABLES.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
}

async function ensurePassword(path: string, account: PostgresAccount | null, exists: boolean): Promise<string> {
  try {
    const known = (await readFile(path, 'utf8')).trim();
    if (known) return known;
  } catch (error) {
    if (errnoCode(error) !== 'ENOENT') throw error;
  }
  if (exists) {
    throw new EmbeddedDatabaseError(
      `The password of the embedded database is missing: ${path}. Bring the file back, or set KYC_DATA_DIR to a new folder.`,
    );
  }
  const password = randomBytes(24).toString('hex');
  const file = await open(path, 'w', 0o600);
  await file.writeFile(`${password}\n`);
  await file.sync();
  await file.close();
  if (account) await chown(path, account.uid, account.gid);
  return password;
}

/** Created beside its place and moved there when complete: a start that was killed half-way is simply begun again. */
async function createCluster(
  clusterDir: string,
  passwordPath: string,
  binaries: PostgresBinaries,
  account: PostgresAccount | null,
  home: string,
): Promise<void> {
  // A name of its own: the initdb of a killed gateway may still be writing to the draft it was given.
  const draft = join(home, `${DRAFT}${randomBytes(4).toString('hex')}`);
  await mkdir(draft, { mode: 0o700 });
  if (account) await chown(draft, account.uid, account.gid);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = [`--username=${CLUSTER_USER}`, `--pwfile=${passwordPath}`, '--auth=scram-sha-256'];
  const child = spawn(binaries.initdb, [`--pgdata=${draft}`, ...access, ...locale, '--no-instructions'], {
    ...account,
    cwd: home,
    env: postgresEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const messages: string[] = [];
  child.stderr
    .setEncoding('utf8')
    .on('data', (text: string) => messages.push(text))
    .on('error', () => undefined);
  const [code] = await once(child, 'close');
  if (code !== 0) {
    const reason = messages.join('').trim().split('\n').slice(-3).join(' ');
    throw new EmbeddedDatabaseError(
      `PostgreSQL could not create its data folder ${clusterDir}: ${reason || `exit code ${code}`}. ` +
        'Set KYC_DATA_DIR to another folder, or DATABASE_URL to a PostgreSQL of your own.',
    );
  }
  await rename(draft, clusterDir);
  // A power cut must not undo the new name once the gateway has answered.
  const folder = await open(home, 'r');
  await folder.sync();
  await folder.close();
}

async function removeDrafts(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (name.startsWith(DRAFT)) await rm(join(home, name), { recursive: true, force: true }).catch(() => undefined);
  }
}
