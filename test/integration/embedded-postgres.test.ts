import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { transformFile } from '@swc/core';
import pg from 'pg';
import {
  EmbeddedDatabaseError,
  EmbeddedDatabaseInUseError,
} from '../../src/persistence/embedded/embedded-database.errors.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/persistence/embedded/embedded-postgres.js';
import { findNativeFolder, prepareBinaries } from '../../src/persistence/embedded/postgres-binaries.js';

import { eventually } from './process/process-support.js';

const SOURCES = resolve('src/persistence/embedded');
const log = () => undefined;
const asRoot = process.getuid?.() === 0;
let scratch: string;
const started: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'kyc-embedded-'));
  await chmod(scratch, 0o755);
  await compileForChildren();
});

afterEach(async () => {
  for (const database of started.splice(0)) await database.stop();
  for (const child of children.splice(0)) if (child.exitCode === null && child.signalCode === null) await kill(child);
});

afterAll(() => rm(scratch, { recursive: true, force: true }));

test('keeps its data over a restart and listens on loopback with a password', async () => {
  const dataDir = join(scratch, 'restart');
  const first = await start(dataDir);
  await query(first.url, "CREATE TABLE kept (name text); INSERT INTO kept VALUES ('asha')");
  const settings = "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'listen_addresses') ORDER BY name";
  expect(await query(first.url, settings)).toEqual([
    { name: 'fsync', setting: 'on' },
    { name: 'listen_addresses', setting: '127.0.0.1' },
  ]);
  expect(await query(first.url, 'SHOW server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
  const guessed = new URL(first.url);
  guessed.password = 'guess';
  await expect(query(guessed.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  expect((await stat(join(dataDir, 'postgres', 'password'))).mode & 0o777).toBe(0o600);
  await first.stop();
  await expect(query(first.url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });

  const second = await start(dataDir);
  expect(await query(second.url, 'SELECT name FROM kept')).toEqual([{ name: 'asha' }]);
});

test('loses nothing that was committed when the gateway is killed, and stops the server it left', async () => {
  const dataDir = join(scratch, 'killed');
  const gateway = await startChild(dataDir);
  await query(gateway.url, 'CREATE TABLE kept (id int)');
  for (let id = 0; id < 20; id += 1) await query(gateway.url, `INSERT INTO kept VALUES (${id})`);
  const orphan = await readPostmasterPid(dataDir);
  await kill(gateway.process);

  const lines: string[] = [];
  const next = await startEmbeddedPostgres({ dataDir, log: (line) => lines.push(line) });
  started.push(next);
  expect(await query(next.url, 'SELECT count(*)::int FROM kept')).toEqual([{ count: 20 }]);
  expect(await readPostmasterPid(dataDir)).not.toBe(orphan);
  await expect(query(gateway.url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('comes back at the same address when its server is killed, and stops for good when it is told to', async () => {
  const dataDir = join(scratch, 'supervised');
  const database = await start(dataDir);
  await query(database.url, "CREATE TABLE kept (name text); INSERT INTO kept VALUES ('asha')");
  for (const signal of ['SIGKILL', 'SIGINT'] as const) {
    process.kill(await readPostmasterPid(dataDir), signal);
    const isBack = () => query(database.url, 'SELECT name FROM kept').catch(() => null);
    expect(await eventually(async () => (await isBack())?.length === 1)).toBe(true);
  }
  await database.stop();
  await expect(query(database.url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('recovers when gateway and server are killed together', async () => {
  const dataDir = join(scratch, 'crashed');
  const gateway = await startChild(dataDir);
  await query(gateway.url, 'CREATE TABLE kept AS SELECT generate_series(1, 500) AS id');
  process.kill(await readPostmasterPid(dataDir), 'SIGKILL');
  await kill(gateway.process);

  const next = await start(dataDir);
  expect(await query(next.url, 'SELECT count(*)::int FROM kept')).toEqual([{ count: 500 }]);
});

test('is not confused by a pid file that names another process', async () => {
  const dataDir = join(scratch, 'recycled');
  const gateway = await startChild(dataDir);
  const pidFile = join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
  const content = await readFile(pidFile, 'utf8');
  await query(gateway.url, 'CREATE TABLE kept AS SELECT 1 AS id');
  process.kill(await readPostmasterPid(dataDir), 'SIGKILL');
  await kill(gateway.process);
  const bystander = spawn('sleep', ['60']);
  children.push(bystander);
  await writeFile(pidFile, content.replace(/^\d+/, String(bystander.pid)));

  const next = await start(dataDir);
  expect(await query(next.url, 'SELECT id FROM kept')).toEqual([{ id: 1 }]);
  expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
});

test('a second gateway on the same folder is refused, and the first goes on', async () => {
  const dataDir = join(scratch, 'shared');
  const gateway = await startChild(dataDir);
  const refusal = await startEmbeddedPostgres({ dataDir, log }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(EmbeddedDatabaseInUseError);
  expect(refusal).toMatchObject({ folder: dataDir, pid: gateway.process.pid });
  expect(String(refusal)).toContain('KYC_DATA_DIR');
  expect(await query(gateway.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('of several gateways started at once after a kill, exactly one gets the folder', async () => {
  const dataDir = join(scratch, 'raced');
  await kill((await startChild(dataDir)).process);
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => startEmbeddedPostgres({ dataDir, log })));
  const winners = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  started.push(...winners);
  const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  expect(winners).toHaveLength(1);
  expect(reasons.every((reason) => reason instanceof EmbeddedDatabaseInUseError)).toBe(true);
});

test('a gateway that ends without stopping the database leaves no server behind', async () => {
  const dataDir = join(scratch, 'forgotten');
  const gateway = await startChild(dataDir);
  await kill(gateway.process);
  const pidFile = join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
  const gone = () =>
    stat(pidFile).then(
      () => false,
      () => true,
    );
  const deadline = Date.now() + 20_000;
  while (!(await gone()) && Date.now() < deadline) await new Promise((done) => setTimeout(done, 20));
  expect(await gone()).toBe(true);
});

test('makes the library links that a blocked post-install left out', async () => {
  const native = join(scratch, 'package', 'native');
  await copyPackage(native);
  const links = await removeLinks(native);
  expect(links.length).toBeGreaterThan(0);
  const binaries = await prepareBinaries(native, join(scratch, 'copies'), null);
  expect(binaries.postgres).toBe(join(native, 'bin', 'postgres'));
  expect(await listLinks(native)).toEqual(links);
});

test('runs from a copy where the package cannot be completed in place', async () => {
  const native = join(scratch, 'broken', 'native');
  await copyPackage(native);
  // Root may write everywhere, so for root the package is one the other account cannot enter.
  const account = asRoot ? await readableAccount() : null;
  if (account) await chmod(join(scratch, 'broken'), 0o700);
  else {
    await removeLinks(native);
    await chmod(join(native, 'lib'), 0o555);
  }
  const copies = join(scratch, 'reachable');
  try {
    const binaries = await prepareBinaries(native, copies, account);
    expect(binaries.postgres.startsWith(copies)).toBe(true);
  } finally {
    await chmod(join(native, 'lib'), 0o755);
  }
});

test('names the folder and the setting when the folder cannot be made', async () => {
  const file = join(scratch, 'file');
  await writeFile(file, '');
  const failure = await startEmbeddedPostgres({ dataDir: join(file, 'data'), log }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(EmbeddedDatabaseError);
  expect(String(failure)).toContain(join(file, 'data'));
  expect(String(failure)).toContain('KYC_DATA_DIR');
});

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const database = await startEmbeddedPostgres({ dataDir, log });
  started.push(database);
  return database;
}

async function query(connectionString: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Node.js runs no TypeScript: children get the sources compiled into the scratch folder. */
async function compileForChildren(): Promise<void> {
  const target = join(scratch, 'compiled');
  await mkdir(target);
  await symlink(resolve('node_modules'), join(scratch, 'node_modules'));
  await writeFile(join(target, 'package.json'), '{ "type": "module" }');
  for (const name of await readdir(SOURCES)) {
    const options = { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } } as const;
    const { code } = await transformFile(join(SOURCES, name), { ...options, swcrc: false });
    await writeFile(join(target, name.replace(/\.ts$/, '.js')), code);
  }
  const program = `
    import { startEmbeddedPostgres } from './embedded-postgres.js';
    const { url } = await startEmbeddedPostgres({ dataDir: process.argv[2], log: () => undefined });
    process.stdout.write(url + '\\n');
    setInterval(() => undefined, 60_000);`;
  await writeFile(join(target, 'gateway.js'), program);
}

async function startChild(dataDir: string): Promise<{ process: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [join(scratch, 'compiled', 'gateway.js'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout });
  const [url] = await Promise.race([once(lines, 'line'), once(child, 'exit').then(() => [''])]);
  expect(url).toMatch(/^postgres:/);
  return { process: child, url };
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

async function readPostmasterPid(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8'), 10);
}

async function readableAccount(): Promise<{ uid: number; gid: number }> {
  const dataDir = join(scratch, 'restart', 'postgres', 'cluster');
  const { uid, gid } = await stat(dataDir);
  return { uid, gid };
}

async function copyPackage(native: string): Promise<void> {
  await cp(findNativeFolder(), native, { recursive: true, verbatimSymlinks: true });
  await cp(join(findNativeFolder(), '..', 'package.json'), join(native, '..', 'package.json'));
}

async function listLinks(native: string): Promise<string[]> {
  const entries = await readdir(join(native, 'lib'), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isSymbolicLink())
    .map((entry) => entry.name)
    .sort();
}

async function removeLinks(native: string): Promise<string[]> {
  const links = await listLinks(native);
  for (const name of links) await unlink(join(native, 'lib', name));
  return links;
}
