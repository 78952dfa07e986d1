import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate as breathe } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import { rotateKeys, toRotationReport } from '../../../src/app/key-rotation.js';
import type { NewUser } from '../../../src/domain/user/user-repository.js';
import { createDataSource } from '../../../src/persistence/data-source.js';
import { UserTable } from '../../../src/persistence/repositories/user-table.js';
import { checkVault } from '../../../src/persistence/sealing/check-vault.js';
import { KeyedBlindIndexer } from '../../../src/security/blind-index.js';
import { KeyRing } from '../../../src/security/key-ring.js';
import { FolderDocumentStore } from '../../../src/storage/folder-document-store.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { newUser } from './test-tables.js';

const OLD = { id: 'k1', key: randomBytes(32) };
const NEW = { id: 'k2', key: randomBytes(32) };
const indexer = new KeyedBlindIndexer('of the tests');
/** More than two batches. */
const PEOPLE = 1_050;
const ADDRESS = { line: '1, Street', landmark: null, city: 'Pune', pincode: '411001', state: 'MH', country: 'IN' };
const BYTES = Buffer.from('%PDF-1.7 a document');

let database: TestDatabase;
let dataSource: DataSource;
let folder: string;
let people: readonly NewUser[];
let documentIds: readonly string[];

beforeEach(async () => {
  database = await createTestDatabase();
  dataSource = createDataSource({ url: database.url, poolSize: 8 });
  await dataSource.initialize();
  await dataSource.runMigrations();
  folder = await mkdtemp(join(tmpdir(), 'kyc-rotation-'));
  const { users, store } = gatewayWith(OLD);
  people = Array.from({ length: PEOPLE }, () => newUser());
  await checkVault(dataSource, { sealer: new KeyRing([OLD]), indexer });
  await Promise.all(people.map((user) => users.insert(user)));
  await Promise.all(people.map(({ id }) => users.saveProfile(id, { address: ADDRESS }, new Date())));
  documentIds = Array.from({ length: 20 }, () => newId());
  for (const id of documentIds) await store.write(id, Readable.from([BYTES]), 100);
});
afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
  await rm(folder, { recursive: true });
});

function gatewayWith(...keys: { id: string; key: Buffer }[]) {
  const sealer = new KeyRing(keys);
  return {
    sealer,
    users: new UserTable(dataSource, { sealer, indexer }),
    store: new FolderDocumentStore({ folder, table: 'documents', sealer }),
  };
}

type Gateway = ReturnType<typeof gatewayWith>;

/** Reads everything and opens it; throws when anything does not open or is somebody else's. */
async function readAll({ users, store }: Gateway): Promise<void> {
  const byId = new Map(people.map((user) => [user.id, user]));
  for (const { id, email, name, mobile } of await users.findMany([...byId.keys()]))
    expect({ id, email, name, mobile }).toMatchObject({ email: byId.get(id)?.email, name: byId.get(id)?.name });
  for (const { address } of await users.findProfiles([...byId.keys()])) expect(address?.city).toMatch(/^(Pune|City)/);
  for (const id of documentIds) expect(Buffer.from((await store.read(id)) ?? [])).toEqual(BYTES);
}

test('while gateways read and write, no read fails, and afterwards the new key alone reads everything', async () => {
  const gateways = [gatewayWith(NEW, OLD), gatewayWith(OLD, NEW)];
  const rotating = gatewayWith(NEW, OLD);
  let done = false;
  const written = new Map<string, string>();
  const load = gateways.map(async (gateway, gatewayIndex) => {
    for (let round = 0; !done || round < 3; round += 1) {
      await readAll(gateway);
      for (let step = 0; step < 25; step += 1) {
        const user = people[(round * 25 + step + gatewayIndex * 500) % PEOPLE];
        if (user === undefined) continue;
        const city = `City ${gatewayIndex}.${round}.${step}`;
        await gateway.users.saveProfile(user.id, { address: { ...ADDRESS, city } }, new Date());
        written.set(user.id, city);
      }
      await breathe();
    }
  });
  const first = await rotateKeys(dataSource, [rotating.store], rotating.sealer);
  done = true;
  await Promise.all(load);
  expect(first.places.find(({ place }) => place === 'users')).toEqual({
    place: 'users',
    rewrapped: PEOPLE,
    byKeyId: new Map([['k2', 3 * PEOPLE]]),
  });
  // One gateway went on sealing with the old key; nothing says that it is retired until it has stopped.
  const last = await rotateKeys(dataSource, [rotating.store], rotating.sealer);
  expect(last.inUse).toEqual([]);
  const alone = gatewayWith(NEW);
  await readAll(alone);
  for (const [id, city] of written) expect((await alone.users.findProfiles([id]))[0]?.address?.city).toBe(city);
  expect((await alone.users.findCredentials(people[3]?.email ?? ''))?.user.id).toBe(people[3]?.id);
  await checkVault(dataSource, { sealer: alone.sealer, indexer });
  await expect(readAll(gatewayWith(OLD))).rejects.toMatchObject({ name: 'SealedValueError', reason: 'UNKNOWN_KEY' });
}, 60_000);

test('one that was cut short goes on, and a finished one writes nothing', async () => {
  const { sealer, store } = gatewayWith(NEW, OLD);
  let left = 700;
  const failing = new Proxy(sealer, {
    get(target, name) {
      if (name === 'rewrap') {
        return (...args: Parameters<KeyRing['rewrap']>) => {
          left -= 1;
          if (left < 0) throw new Error('cut short');
          return target.rewrap(...args);
        };
      }
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  await expect(rotateKeys(dataSource, [store], failing)).rejects.toThrow('cut short');
  await readAll(gatewayWith(NEW, OLD));
  const { places, inUse } = await rotateKeys(dataSource, [store], sealer);
  expect(inUse).toEqual([]);
  const rewrapped = places.find(({ place }) => place === 'profiles')?.rewrapped;
  expect(rewrapped).toBeGreaterThan(0);
  const again = await rotateKeys(dataSource, [store], sealer);
  expect(again.places.map((one) => one.rewrapped)).toEqual(again.places.map(() => 0));
});

test('a key that something is still sealed by is named, with the place, and so is what is not sealed', async () => {
  const lost = newUser();
  await gatewayWith({ id: 'k0', key: randomBytes(32) }).users.insert(lost);
  await dataSource.query(`UPDATE users SET name = 'Mallory' WHERE id = $1`, [people[0]?.id]);
  const { sealer, store } = gatewayWith(NEW, OLD);
  const rotation = await rotateKeys(dataSource, [store], sealer);
  expect(rotation.inUse).toEqual(['', 'k0']);
  const report = toRotationReport(rotation, sealer.currentKeyId);
  expect(report).toContain(`users: ${PEOPLE} rewrapped; 1 under no key, 3 under k0, ${3 * PEOPLE - 1} under k2\n`);
  expect(report).toContain('files of documents: 20 rewrapped; 20 under k2\n');
  expect(report).toContain('Still in use: no key, k0.');
  expect(report).not.toContain('Mallory');
});
