import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { resolvePostgresAccount } from '../../src/persistence/embedded/postgres-account.js';
import { findNativeFolder, prepareBinaries } from '../../src/persistence/embedded/postgres-binaries.js';
import { CLUSTER_USER, ensureCluster, postgresEnvironment } from '../../src/persistence/embedded/postgres-cluster.js';
import { resolvePostgresHome } from '../../src/persistence/embedded/postgres-home.js';

const quiet = () => undefined;

/** A PostgreSQL that nobody supervises: it stays away until it is told to come back, and then has the port it had. */
export class OwnPostgres {
  #child: ChildProcess | null = null;

  private constructor(
    private readonly start: () => ChildProcess,
    readonly url: string,
  ) {}

  static async create(folder: string): Promise<OwnPostgres> {
    await chmod(folder, 0o755);
    const account = await resolvePostgresAccount(join(folder, 'postgres', 'cluster'));
    const home = await resolvePostgresHome(folder, account, quiet);
    const binaries = await prepareBinaries(findNativeFolder(), join(home, 'binaries'), account);
    const { clusterDir, password } = await ensureCluster(home, binaries, account);
    const port = await findFreePort();
    const flags = ['-D', clusterDir, '-p', String(port), '-h', '127.0.0.1', '-k', ''];
    const start = () =>
      spawn(binaries.postgres, flags, { ...account, cwd: '/', env: postgresEnvironment(), stdio: 'ignore' });
    const postgres = new OwnPostgres(start, `postgres://${CLUSTER_USER}:${password}@127.0.0.1:${port}/postgres`);
    await postgres.comeBack();
    return postgres;
  }

  /** A fast shutdown; resolves when nothing of it is left. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    const gone = once(child, 'exit');
    child.kill('SIGINT');
    await gone;
    this.#child = null;
  }

  async comeBack(): Promise<void> {
    this.#child = this.start();
    while (!(await this.#answers())) await delay(20);
  }

  /** Every process of it keeps its connections and does nothing any more. */
  async silence(): Promise<void> {
    this.#signalAll('SIGSTOP');
  }

  async wake(): Promise<void> {
    this.#signalAll('SIGCONT');
  }

  #signalAll(signal: NodeJS.Signals): void {
    const parent = this.#child?.pid ?? 0;
    const lines = execFileSync('ps', ['-axo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
    const processes = lines.map((line) => line.trim().split(/\s+/).map(Number));
    // The parent first, so that no child is born in between.
    process.kill(parent, signal);
    for (const [pid = 0, ppid] of processes) if (ppid === parent) process.kill(pid, signal);
  }

  async #answers(): Promise<boolean> {
    const client = new pg.Client({ connectionString: this.url });
    client.on('error', quiet);
    return client.connect().then(
      () => client.end().then(() => true),
      () => false,
    );
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
