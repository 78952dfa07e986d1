import { spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { EmbeddedDatabaseError } from './embedded-database.errors.js';

/** The system account PostgreSQL runs as when the gateway itself runs as root, which PostgreSQL refuses. */
export interface PostgresAccount {
  uid: number;
  gid: number;
}

const NAME = 'postgres';

/**
 * Null for an ordinary user, who runs PostgreSQL as himself. For root: the owner of an existing `clusterDir`, else the
 * account `postgres` (created when missing), else `nobody`.
 */
export async function resolvePostgresAccount(clusterDir: string): Promise<PostgresAccount | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(clusterDir).catch(() => null);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const account = findAccount(NAME) ?? createAccount() ?? findAccount('nobody');
  if (account) return account;
  throw new EmbeddedDatabaseError(
    'PostgreSQL does not run as root, and no account "postgres" exists or could be created. ' +
      'Run the gateway as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

/** Whether the account may enter and write `folder`: asked of the system itself, so that parents and ACLs count. */
export function canWrite(account: PostgresAccount, folder: string): boolean {
  const script = 'cd "$1" && test -w .';
  const probe = spawnSync('/bin/sh', ['-c', script, 'sh', folder], { ...account, cwd: '/', stdio: 'ignore' });
  if (probe.error) {
    throw new EmbeddedDatabaseError(
      'PostgreSQL does not run as root, and this system does not let root switch to another account. ' +
        'Run the gateway as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
      { cause: probe.error },
    );
  }
  return probe.status === 0;
}

function findAccount(name: string): PostgresAccount | null {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
    return status === 0 ? Number.parseInt(stdout, 10) : 0;
  });
  return uid && gid ? { uid, gid } : null;
}

function createAccount(): PostgresAccount | null {
  spawnSync('/usr/sbin/groupadd', ['--system', NAME], { stdio: 'ignore' });
  spawnSync('/usr/sbin/useradd', ['--system', '--no-create-home', '--shell', '/bin/false', '-g', NAME, NAME], {
    stdio: 'ignore',
  });
  return findAccount(NAME);
}
