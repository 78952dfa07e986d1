import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedDatabaseInUseError, errnoCode, toFolderError } from './embedded-database.errors.js';
import { findProcess, isRunning, type ProcessIdentity } from './process-identity.js';

export interface FolderLock {
  release(): Promise<void>;
}

interface Holder extends ProcessIdentity {
  token: string;
}

const FILE = 'gateway.lock';
const ATTEMPTS = 40;
const UNREADABLE_GRACE = 20;

/**
 * Holds `folder` for this process. The holder is named by pid and start time, so a lock left by `kill -9` or a reboot
 * is taken over at once, and a recycled pid does not keep it alive.
 * @throws EmbeddedDatabaseInUseError when a living process, this one included, holds it
 */
export async function acquireFolderLock(folder: string): Promise<FolderLock> {
  const path = join(folder, FILE);
  const self = findProcess(process.pid) ?? { pid: process.pid, startedAt: 'unknown' };
  const mine = JSON.stringify({ ...self, token: randomUUID() });
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if (await createLock(folder, path, mine)) return { release: () => releaseLock(path, mine) };
    const seen = await readLock(path);
    if (seen === null) continue;
    const holder = parseHolder(seen);
    if (holder && isRunning(holder)) throw new EmbeddedDatabaseInUseError(folder, holder.pid);
    // Half written: its owner may be about to finish, unless it was killed in between.
    if (!holder && attempt < UNREADABLE_GRACE) await delay(10);
    else await removeStale(path, seen);
  }
  throw new EmbeddedDatabaseInUseError(folder, parseHolder((await readLock(path)) ?? '')?.pid ?? 0);
}

async function createLock(folder: string, path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: 'wx', mode: 0o644 });
    return true;
  } catch (error) {
    if (errnoCode(error) === 'EEXIST') return false;
    throw toFolderError(folder, error);
  }
}

async function readLock(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errnoCode(error) === 'ENOENT') return null;
    throw toFolderError(path, error);
  }
}

function parseHolder(content: string): Holder | null {
  try {
    const value: Partial<Holder> | null = JSON.parse(content);
    if (typeof value?.pid !== 'number' || typeof value.startedAt !== 'string') return null;
    return { pid: value.pid, startedAt: value.startedAt, token: String(value.token) };
  } catch {
    return null;
  }
}

/** Renaming picks one winner among several that saw the same stale lock; a fresh lock caught by mistake is put back. */
async function removeStale(path: string, stale: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  if ((await readLock(aside)) === stale) await rm(aside, { force: true });
  else await rename(aside, path);
}

async function releaseLock(path: string, mine: string): Promise<void> {
  if ((await readLock(path).catch(() => null)) === mine) await rm(path, { force: true });
}
