import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { errnoCode } from './embedded-database.errors.js';

/** A pid alone may be recycled; the pair survives neither the end of the process nor a reboot. */
export interface ProcessIdentity {
  pid: number;
  /** Opaque start stamp; `unknown` where the platform hides it. */
  startedAt: string;
}

const UNKNOWN = 'unknown';

/** Identity of a running process; null when there is none. A zombie has ended, although its pid still answers. */
export function findProcess(pid: number): ProcessIdentity | null {
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  const startedAt = process.platform === 'linux' ? readLinuxStart(pid) : readPsStart(pid);
  return startedAt === null ? null : { pid, startedAt };
}

export function isRunning(identity: ProcessIdentity): boolean {
  const found = findProcess(identity.pid);
  if (!found) return false;
  return found.startedAt === identity.startedAt || [found.startedAt, identity.startedAt].includes(UNKNOWN);
}

/** Whether process `pid` is the postmaster that serves `clusterDir` (absolute, links resolved). */
export function isPostmasterOf(pid: number, clusterDir: string): boolean {
  if (!findProcess(pid)) return false;
  const command = readCommand(pid);
  if (!/postgres(\s|\0|$)/.test(command)) return false;
  return command.includes(clusterDir) || readWorkingFolder(pid) === clusterDir;
}

function readLinuxStart(pid: number): string | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    // A /proc mounted with hidepid shows only one's own processes.
    return answersSignal(pid) ? UNKNOWN : null;
  }
  // The second field is the command in brackets and may hold spaces: count from the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return null;
  return `${readBootId()}:${fields[19] ?? UNKNOWN}`;
}

function readBootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return 'boot';
  }
}

function readPsStart(pid: number): string | null {
  const line = readPs(pid, 'stat=,lstart=');
  if (line === null) return answersSignal(pid) ? UNKNOWN : null;
  const [state = '', ...start] = line.split(/\s+/);
  return state.startsWith('Z') ? null : start.join(' ');
}

function readCommand(pid: number): string {
  if (process.platform !== 'linux') return readPs(pid, 'command=') ?? '';
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** A postmaster works in its data folder, also after the folder was moved. */
function readWorkingFolder(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

function readPs(pid: number, columns: string): string | null {
  try {
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
    const output = execFileSync('ps', ['-ww', '-o', columns, '-p', String(pid)], { encoding: 'utf8', env });
    return output.trim() || null;
  } catch {
    return null;
  }
}

function answersSignal(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoCode(error) === 'EPERM';
  }
}
