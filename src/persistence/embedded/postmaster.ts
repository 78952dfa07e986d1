import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedDatabaseError } from './embedded-database.errors.js';
import type { PostgresAccount } from './postgres-account.js';
import { postgresEnvironment } from './postgres-cluster.js';

export interface Postmaster {
  /** Port on 127.0.0.1. */
  port: number;
  /** Fast shutdown: sessions are ended, everything committed is on disk when the promise resolves. */
  stop(): Promise<void>;
}

export interface PostmasterOptions {
  /** Absolute path of the program. */
  postgres: string;
  clusterDir: string;
  account: PostgresAccount | null;
  log: (line: string) => void;
}

const ATTEMPTS = 40;
const RETRY_MS = 250;
const STOP_GRACE_MS = 30_000;
const READY = 'database system is ready to accept connections';
/** Another program took the port, or children of a killed postmaster are about to end. */
const TRANSIENT = /could not bind|Address already in use|pre-existing shared memory block/;

/** Starts PostgreSQL and waits until it accepts connections, crash recovery included. */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  let messages: string[] = [];
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const port = await findFreePort();
    const child = spawnPostmaster(options, port);
    messages = [];
    if (await waitUntilReady(child, options.log, messages)) return new SupervisedPostmaster(child, port, options);
    if (!TRANSIENT.test(messages.join('\n'))) break;
    await delay(RETRY_MS);
  }
  throw new EmbeddedDatabaseError(
    `PostgreSQL did not start on ${options.clusterDir}: ${messages.slice(-4).join(' ') || 'it ended without a message'}`,
  );
}

function spawnPostmaster({ postgres, clusterDir, account }: PostmasterOptions, port: number): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    fsync: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    logging_collector: 'off',
    log_destination: 'stderr',
    // The text of an SQL error may quote stored values: only the server's own events are logged.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return spawn(postgres, ['-D', clusterDir, ...flags], {
    ...account,
    cwd: '/',
    env: postgresEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
    // Its own session: Ctrl-C must not stop the database under a gateway that is still draining.
    detached: true,
  });
}

function waitUntilReady(child: ChildProcess, log: (line: string) => void, messages: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    let ready = false;
    const lines = createInterface({ input: child.stderr! });
    lines.on('error', () => log('What PostgreSQL says cannot be read any more'));
    lines.on('line', (line) => {
      if (!ready) messages.push(line);
      log(line);
      if (!line.includes(READY)) return;
      ready = true;
      resolve(true);
    });
    // For as long as it lives: a signal that cannot be sent is an error too.
    child.on('error', (error) => messages.push(error.message));
    child.stderr!.on('error', () => undefined);
    child.once('close', () => resolve(false));
  });
}

/** A postmaster that ends although nobody stopped it is started again, at the same port: clients only connect anew. */
class SupervisedPostmaster implements Postmaster {
  #child: ChildProcess;
  #stopping: Promise<void> | undefined;
  readonly #stopped = new AbortController();
  #restarting: Promise<void> = Promise.resolve();

  constructor(
    child: ChildProcess,
    readonly port: number,
    private readonly options: PostmasterOptions,
  ) {
    this.#child = child;
    this.#watch(child);
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  #watch(child: ChildProcess): void {
    const { account, log } = this.options;
    const watchdog = startWatchdog(child.pid!, account);
    child.once('exit', () => {
      watchdog.kill('SIGKILL');
      if (this.#stopping) return;
      log('PostgreSQL ended although nobody stopped it');
      this.#restarting = this.#restart();
    });
    // A program that forgets to stop the database may still end; the watchdog then stops it.
    child.unref();
    (child.stderr as Socket).unref();
  }

  /** Until it runs or nobody wants it any more: the children of a killed postmaster take a moment to end. */
  async #restart(): Promise<void> {
    const { log } = this.options;
    while (!this.#stopping) {
      const child = spawnPostmaster(this.options, this.port);
      this.#child = child;
      if (await waitUntilReady(child, log, [])) return this.#watch(child);
      await delay(RETRY_MS, null, { ref: false, signal: this.#stopped.signal }).catch(() => undefined);
    }
  }

  async #stop(): Promise<void> {
    this.#stopped.abort();
    await Promise.all([endPostmaster(this.#child), this.#restarting]);
  }
}

/** Fast shutdown, and an immediate one when that takes too long. */
async function endPostmaster(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const exited = once(child, 'exit');
  child.kill('SIGINT');
  const escalation = setTimeout(() => child.kill('SIGQUIT'), STOP_GRACE_MS);
  await exited;
  clearTimeout(escalation);
}

/**
 * A shell that reads a pipe nobody writes to: the read ends when the gateway does, however that happens, and PostgreSQL
 * is asked to shut down. Without it every `kill -9` would leave a database server behind.
 */
function startWatchdog(postmasterPid: number, account: PostgresAccount | null): ChildProcess {
  const watchdog = spawn('/bin/sh', ['-c', 'read _; kill -INT "$1"', 'sh', String(postmasterPid)], {
    ...account,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watchdog.on('error', () => undefined);
  watchdog.stdin?.on('error', () => undefined);
  watchdog.unref();
  (watchdog.stdin as Socket | null)?.unref();
  return watchdog;
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new EmbeddedDatabaseError('No free port on 127.0.0.1');
  return address.port;
}
