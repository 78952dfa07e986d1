import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import type { DataSource } from 'typeorm';
import { PointBudget } from '../../../src/domain/rate-limit/point-budget.js';
import type { PointStore } from '../../../src/domain/rate-limit/point-store.js';
import { createDataSource } from '../../../src/persistence/data-source.js';
import { createPointStore } from '../../../src/persistence/rate-limits/create-point-store.js';
import { type OpenRedis, openRedis } from '../../../src/persistence/rate-limits/open-redis.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

const REDIS_URL = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';
const WINDOW_S = 60;

let database: TestDatabase;
let dataSource: DataSource;
let opened: OpenRedis | undefined;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = createDataSource({ url: database.url, poolSize: 5 });
  await dataSource.initialize();
  await dataSource.runMigrations();
  if (await answers(REDIS_URL)) {
    opened = openRedis(REDIS_URL, () => undefined);
    await opened.redis.ping().catch(() => new Promise((resolve) => opened?.redis.once('ready', resolve)));
  } else process.stderr.write('No Redis answers: what needs it is left out.\n');
});
afterAll(async () => {
  opened?.close();
  await dataSource.destroy();
  await database.drop();
});

function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname, () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** Null where there is none of this kind here. */
function storeOf(kind: 'PostgreSQL' | 'Redis', limit: number, name = randomUUID()): PointStore | null {
  if (kind === 'Redis' && opened === undefined) return null;
  const redis = kind === 'Redis' ? opened?.redis : undefined;
  return createPointStore({ dataSource, redis, name, limit, windowS: WINDOW_S });
}

describe.each(['PostgreSQL', 'Redis'] as const)('points in %s', (kind) => {
  test('are given until there are no more, the last ones in part', async () => {
    const store = storeOf(kind, 10);
    if (store === null) return;
    expect((await store.take('a', 7)).taken).toBe(7);
    expect((await store.take('a', 7)).taken).toBe(3);
    const { taken, resetAt } = await store.take('a', 1);
    expect(taken).toBe(0);
    expect(resetAt.getTime()).toBeGreaterThan(Date.now());
    expect(resetAt.getTime()).toBeLessThanOrEqual(Date.now() + WINDOW_S * 1_000);
    expect((await store.take('b', 7)).taken).toBe(7);
  });

  test('are never given twice, however many ask at once', async () => {
    const store = storeOf(kind, 100);
    if (store === null) return;
    const taken = await Promise.all(Array.from({ length: 60 }, async () => (await store.take('a', 3)).taken));
    expect(taken.reduce((sum, points) => sum + points, 0)).toBeLessThanOrEqual(100);
    expect(taken.filter((points) => points === 3).length).toBeGreaterThanOrEqual(33);
  });

  test('are the same for two gateways', async () => {
    const name = randomUUID();
    const stores = [storeOf(kind, 40, name), storeOf(kind, 40, name)];
    if (stores[0] === null) return;
    const clock = () => new Date();
    const budgets = stores.flatMap((store) => (store ? [new PointBudget({ store, limit: 40, clock })] : []));
    const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => budgets[i % 2]?.spend('a', 1)));
    expect(answers.filter((answer) => answer === null)).toHaveLength(40);
  });
});

test('PostgreSQL counts while Redis is away', async () => {
  const codes: string[] = [];
  // Nobody listens at port 1.
  const gone = openRedis('redis://127.0.0.1:1', (code) => codes.push(code));
  try {
    const name = randomUUID();
    const store = createPointStore({ dataSource, redis: gone.redis, name, limit: 5, windowS: WINDOW_S });
    expect((await store.take('a', 3)).taken).toBe(3);
    expect((await store.take('a', 3)).taken).toBe(2);
    const rows: unknown[] = await dataSource.query('SELECT points FROM rate_limits WHERE key = $1', [`${name}:a`]);
    expect(rows).toEqual([{ points: 5 }]);
  } finally {
    gone.close();
  }
  expect(codes.every((code) => /^[A-Z_]+$/.test(code))).toBe(true);
});
