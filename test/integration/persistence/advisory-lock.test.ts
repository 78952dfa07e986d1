import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { underPreparationLock } from '../../../src/persistence/advisory-lock.js';
import { createDataSource } from '../../../src/persistence/data-source.js';
import { openTestTables, type TestTables } from './test-tables.js';

let tables: TestTables;
let gateways: DataSource[];

beforeAll(async () => {
  tables = await openTestTables();
  gateways = [1, 2, 3].map(() => createDataSource({ url: tables.url, poolSize: 2 }));
  await Promise.all(gateways.map((gateway) => gateway.initialize()));
});
afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.destroy()));
  await tables.close();
});

test('gateways that prepare one database at once do so one after the other', async () => {
  const events: string[] = [];
  await Promise.all(
    gateways.map((gateway, index) =>
      underPreparationLock(gateway, async () => {
        events.push(`in ${index}`);
        await delay(20);
        events.push(`out ${index}`);
      }),
    ),
  );
  expect(events).toHaveLength(6);
  for (let at = 0; at < events.length; at += 2) expect(events[at + 1]).toBe(events[at]?.replace('in', 'out'));
});

test('work that fails is told to the caller and frees the lock', async () => {
  const [first, second] = gateways;
  if (first === undefined || second === undefined) throw new Error('There are three.');
  await expect(underPreparationLock(first, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  let entered = false;
  await underPreparationLock(second, async () => {
    entered = true;
  });
  expect(entered).toBe(true);
});
