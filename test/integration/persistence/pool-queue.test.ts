import { createDataSource } from '../../../src/persistence/data-source.js';
import { waitingPerConnection } from '../../../src/persistence/pool-queue.js';
import { createTestDatabase } from '../../support/test-database.js';

test('statements that wait for a connection are counted by connection, and none when they are done', async () => {
  const database = await createTestDatabase();
  const dataSource = await createDataSource({ url: database.url, poolSize: 2 }).initialize();
  const holders = [dataSource.createQueryRunner(), dataSource.createQueryRunner()];
  await Promise.all(holders.map((holder) => holder.connect()));
  expect(waitingPerConnection(dataSource)).toBe(0);

  const waiting = Array.from({ length: 6 }, () => dataSource.query('SELECT 1'));
  while (waitingPerConnection(dataSource) < 3) await new Promise((resolve) => setImmediate(resolve));
  expect(waitingPerConnection(dataSource)).toBe(3);

  await Promise.all(holders.map((holder) => holder.release()));
  await Promise.all(waiting);
  expect(waitingPerConnection(dataSource)).toBe(0);
  await dataSource.destroy();
  await database.drop();
});
