import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedDatabaseInUseError } from '../../../src/persistence/embedded/embedded-database.errors.js';
import { acquireFolderLock } from '../../../src/persistence/embedded/folder-lock.js';
import { findProcess } from '../../../src/persistence/embedded/process-identity.js';

let folder: string;
let other: ChildProcess;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kyc-lock-'));
  other = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
  await once(other, 'spawn');
});
afterEach(async () => {
  await end(other);
  rmSync(folder, { recursive: true });
});

/** The lock as another gateway, which is this process, left it. */
function heldBy(pid: number, startedAt: string): void {
  writeFileSync(join(folder, 'gateway.lock'), JSON.stringify({ pid, startedAt, token: 'of another gateway' }));
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

describe('the lock of a data folder', () => {
  test('left by a gateway that was killed is taken over at once', async () => {
    heldBy(other.pid ?? 0, findProcess(other.pid ?? 0)?.startedAt ?? '');
    await expect(acquireFolderLock(folder)).rejects.toThrow(EmbeddedDatabaseInUseError);
    await end(other);
    const lock = await acquireFolderLock(folder);
    await lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('whose pid now belongs to another program is taken over', async () => {
    heldBy(other.pid ?? 0, 'before that program began');
    await expect(acquireFolderLock(folder)).resolves.toBeDefined();
  });

  test('stays with a gateway that lives but has been stopped, however old the lock is', async () => {
    heldBy(other.pid ?? 0, findProcess(other.pid ?? 0)?.startedAt ?? '');
    other.kill('SIGSTOP');
    await expect(acquireFolderLock(folder)).rejects.toMatchObject({ folder, pid: other.pid });
  });

  test('goes to exactly one of many that find it left behind', async () => {
    heldBy(other.pid ?? 0, 'before that program began');
    const tried = await Promise.allSettled(Array.from({ length: 12 }, () => acquireFolderLock(folder)));
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
