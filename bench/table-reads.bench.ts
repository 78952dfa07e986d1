import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import { createDataSource } from '../src/persistence/data-source.js';
import { UserTable } from '../src/persistence/repositories/user-table.js';
import { VerificationTable } from '../src/persistence/repositories/verification-table.js';
import { KeyedBlindIndexer } from '../src/security/blind-index.js';
import { KeyRing, localRingKeys } from '../src/security/key-ring.js';
import { newUser, newVerification } from '../test/support/fakes/record-samples.js';
import { OwnPostgres } from './database-stop/own-postgres.js';
import { casesOf, type ReadCase, type Rows } from './table-reads/cases.js';

/** Below this, on the geometric mean of the cases, TypeORM's own reading would serve about as fast. */
const MIN_RATIO = 1.25;
const WARM_UP_ROUNDS = 3;
const PEOPLE = 50;
const CHECKS_EACH = 30;

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } });
const rounds = Number(values.rounds);
const vault = { sealer: new KeyRing(localRingKeys('bench')), indexer: new KeyedBlindIndexer('bench') };
const folder = await mkdtemp(join(tmpdir(), 'kyc-bench-'));
const postgres = await OwnPostgres.create(folder);
const dataSource = createDataSource({ url: postgres.url, poolSize: 8 });
try {
  await dataSource.initialize();
  await dataSource.runMigrations();
  const cases = casesOf(dataSource, vault, await fill(dataSource));
  const ratios: number[] = [];
  process.stdout.write(
    'processor milliseconds of one read, median            driver    table  typeorm  typeorm/table\n',
  );
  for (const one of cases) ratios.push(await compare(one));
  const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
  const holds = mean >= MIN_RATIO;
  process.stdout.write(`${'geometric mean'.padEnd(77)}${mean.toFixed(2).padStart(15)}\n`);
  process.stdout.write(holds ? 'The bound holds.\n' : `BROKEN: below ${MIN_RATIO}\n`);
  process.exitCode = holds ? 0 : 1;
} finally {
  if (dataSource.isInitialized) await dataSource.destroy();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}

async function fill(database: DataSource): Promise<Rows> {
  const userIds = Array.from({ length: PEOPLE }, () => newId());
  const users = new UserTable(database, vault);
  const verifications = new VerificationTable(database, vault);
  const verificationIds: string[] = [];
  for (const [number, userId] of userIds.entries()) {
    await users.insert(newUser(userId, number, `Asha${number} Rao`, 'CUSTOMER'));
    const ids = Array.from({ length: CHECKS_EACH }, () => newId());
    for (const id of ids) await verifications.insert(newVerification(id, userId));
    verificationIds.push(...ids);
  }
  await database.query('ANALYZE');
  return { userIds, verificationIds };
}

/** Rounds alternate, so that whatever else the machine does falls on all ways alike. Returns typeorm ÷ table. */
async function compare(one: ReadCase): Promise<number> {
  const [mine, theirs] = [await one.table(), await one.typeorm()];
  if (mine.length === 0 || String([...mine].sort()) !== String([...theirs].sort()))
    throw new Error(`Not the same rows: ${one.name}`);
  const ways = { driver: one.driver, table: one.table, typeorm: one.typeorm };
  const times = { driver: [] as number[], table: [] as number[], typeorm: [] as number[] };
  for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1) {
    for (const way of ['table', 'typeorm', 'driver'] as const) {
      const took = await timeOf(ways[way], one.times);
      if (round >= 0) times[way].push(took);
    }
  }
  const [driver, table, typeorm] = [median(times.driver), median(times.table), median(times.typeorm)];
  const ratio = typeorm / table;
  const figures = [driver, table, typeorm].map((ms) => ms.toFixed(3).padStart(9)).join('');
  process.stdout.write(`${one.name.padEnd(50)}${figures}${ratio.toFixed(2).padStart(15)}\n`);
  return ratio;
}

/** Processor time of this process, which is what a gateway runs out of; what PostgreSQL and others take is not in it. */
async function timeOf(read: () => Promise<unknown>, times: number): Promise<number> {
  const before = process.cpuUsage();
  for (let time = 0; time < times; time += 1) await read();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / times;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
