import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedDatabaseError, errnoCode } from './embedded-database.errors.js';
import { isPostmasterOf } from './process-identity.js';

/** Above every pid_max, so no process ever answers to it. */
const NO_PROCESS = 999_999_999;
const ESCALATION: { signal: NodeJS.Signals; waitMs: number }[] = [
  { signal: 'SIGINT', waitMs: 20_000 },
  { signal: 'SIGQUIT', waitMs: 5_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
];

/**
 * Leaves `clusterDir` ready for a new postmaster: one that outlived its killed gateway is shut down, and a pid file
 * that names some other process is disarmed. The caller holds the folder's lock, so no living gateway is harmed.
 */
export async function clearStalePostmaster(clusterDir: string, log: (line: string) => void): Promise<void> {
  const path = join(clusterDir, 'postmaster.pid');
  const content = await readPidFile(path);
  if (content === null) return;
  const pid = Number.parseInt(content, 10);
  if (isPostmasterOf(pid, clusterDir)) {
    log(`Stopping PostgreSQL (process ${pid}), left running by a gateway that was killed`);
    await shutDown(pid, clusterDir);
  }
  await disarmPidFile(path);
}

async function shutDown(pid: number, clusterDir: string): Promise<void> {
  for (const { signal, waitMs } of ESCALATION) {
    try {
      process.kill(pid, signal);
    } catch {
      // Gone meanwhile, or another account's: told apart below.
    }
    const deadline = Date.now() + waitMs;
    while (Date.now() < deadline) {
      if (!isPostmasterOf(pid, clusterDir)) return;
      await delay(10);
    }
  }
  throw new EmbeddedDatabaseError(
    `PostgreSQL (process ${pid}) still serves ${clusterDir} and does not stop. End it first.`,
  );
}

/**
 * PostgreSQL refuses to start while any process of the same account has the recorded pid, recycled or not. Only the pid
 * is replaced: the rest of the file lets PostgreSQL see that children of a killed postmaster are still at work.
 */
async function disarmPidFile(path: string): Promise<void> {
  const content = await readPidFile(path);
  if (content === null) return;
  const lines = content.split('\n');
  if (lines.length < 7) await rm(path, { force: true });
  else await writeFile(path, [NO_PROCESS, ...lines.slice(1)].join('\n'));
}

async function readPidFile(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errnoCode(error) === 'ENOENT') return null;
    throw error;
  }
}
