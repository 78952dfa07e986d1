import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const START_TIMEOUT_MS = 60_000;
const READY_LINE = /^KYC gateway: (http:\/\/\S+)\/graphql/m;

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface GatewayProcess {
  /** As printed, with the loopback address in place of `localhost`. */
  readonly url: string;
  readonly pid: number;
  readonly stdout: string;
  /** Resolves when the process is gone. */
  readonly ended: Promise<Ended>;
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Ended>;
}

export interface LaunchOptions {
  /** `dist/commands/<name>.command.js` instead of the gateway. */
  readonly command?: string;
  readonly args?: readonly string[];
  /** A module of `test/support` that the process loads first. */
  readonly preload?: string;
  /** The largest file it may write, in blocks of 512 bytes (of 1,024 in some shells). */
  readonly maxFileBlocks?: number;
}

const children = new Set<ChildProcess>();

/**
 * `node dist/main.js` as its own process, ready to answer. It sees none of this process's settings but those in `env`.
 * Rejects with what it wrote when it ends before.
 */
export async function startGatewayProcess(
  env: Record<string, string>,
  options: LaunchOptions = {},
): Promise<GatewayProcess> {
  const settings = {
    PORT: '0',
    LOG_LEVEL: 'silent',
    DATABASE_CONNECT_TIMEOUT_MS: '20000',
    DATABASE_STATEMENT_TIMEOUT_MS: '30000',
    DATABASE_LOCK_TIMEOUT_MS: '20000',
    RATE_LIMIT_ACTOR: '0',
    RATE_LIMIT_ADDRESS: '0',
    OVERLOAD_LIMIT: 'off',
    ...env,
  };
  const { child, ended, written } = launch(settings, options);
  const url = await new Promise<string>((found, failed) => {
    const timer = setTimeout(() => failed(new Error('The gateway did not start in time.')), START_TIMEOUT_MS);
    child.stdout?.on('data', () => {
      const line = READY_LINE.exec(written.stdout);
      if (line?.[1] === undefined) return;
      clearTimeout(timer);
      found(line[1].replace('localhost', '127.0.0.1'));
    });
    void ended.then(({ code, stderr }) => {
      clearTimeout(timer);
      failed(new Error(`The gateway ended with ${code} before it was ready: ${stderr}`));
    });
  });
  return {
    url,
    pid: child.pid ?? 0,
    get stdout() {
      return written.stdout;
    },
    ended,
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** Runs a gateway that is expected to end by itself. */
export function runGatewayProcess(env: Record<string, string>): Promise<Ended> {
  return launch({ PORT: '0', ...env }).ended;
}

/** Runs `dist/commands/<name>.command.js` to its end; `input` is what it reads. */
export function runCommandProcess(
  name: string,
  env: Record<string, string>,
  args: readonly string[] = [],
  input = '',
): Promise<Ended> {
  const { child, ended } = launch(env, { command: name, args });
  child.stdin.end(input);
  return ended;
}

/** Ends what tests left running; for `afterEach`. */
export async function endGatewayProcesses(): Promise<void> {
  for (const child of children) {
    child.kill('SIGTERM');
    const gone = once(child, 'close');
    if ((await Promise.race([gone, delay(15_000, 'alive', { ref: false })])) === 'alive') child.kill('SIGKILL');
  }
}

function launch(env: Record<string, string>, { command, args = [], preload, maxFileBlocks }: LaunchOptions = {}) {
  const { PATH = '', HOME = '', TMPDIR = '' } = process.env;
  const program = resolve('dist', command === undefined ? 'main.js' : `commands/${command}.command.js`);
  const node = [...(preload === undefined ? [] : ['--import', resolve('test/support', preload)]), program, ...args];
  const [file, words] =
    maxFileBlocks === undefined
      ? [process.execPath, node]
      : ['/bin/sh', ['-c', `ulimit -f ${maxFileBlocks}; exec "$0" "$@"`, process.execPath, ...node]];
  const child = spawn(file, words, {
    env: { PATH, HOME, ...(TMPDIR !== '' && { TMPDIR }), ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  children.add(child);
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      written[name] += text;
    });
  }
  const ended = once(child, 'close').then(([code, signal]): Ended => {
    children.delete(child);
    return { code, signal, ...written };
  });
  return { child, ended, written };
}
