import type { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import type { Vault } from '../../../src/domain/personal-data/vault.js';
import { createDataSource } from '../../../src/persistence/data-source.js';
import { DocumentTable } from '../../../src/persistence/repositories/document-table.js';
import { UserTable } from '../../../src/persistence/repositories/user-table.js';
import { VerificationTable } from '../../../src/persistence/repositories/verification-table.js';
import { sealExistingRows } from '../../../src/persistence/sealing/seal-existing-rows.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { newUser, testVault } from './test-tables.js';

/** More than two batches. */
const PEOPLE = 1_201;
const PROFILE = { number: 'ABCPA1234F', name: 'Old Person' };

let database: TestDatabase;
let dataSource: DataSource;
let users: UserTable;

beforeEach(async () => {
  database = await createTestDatabase();
  dataSource = createDataSource({ url: database.url, poolSize: 3 });
  await dataSource.initialize();
  await dataSource.runMigrations();
  users = new UserTable(dataSource, testVault);
});
afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

/** As a version from before sealing left them. */
async function addClearPeople(): Promise<readonly string[]> {
  const ids = Array.from({ length: PEOPLE }, () => newId());
  await dataSource.query(
    `INSERT INTO users (id, email, name, mobile, roles, password_hash, created_at, updated_at)
     SELECT id, 'old-' || id || '@example.com', 'Old Person', '+919000000001', '{CUSTOMER}', 'x', now(), now()
     FROM unnest($1::uuid[]) AS id`,
    [ids],
  );
  await dataSource.query(
    `INSERT INTO profiles (user_id, pan, bank_accounts, demat_accounts, updated_at)
     SELECT id, $2, '[]', '[]', now() FROM unnest($1::uuid[]) AS id`,
    [ids, JSON.stringify(PROFILE)],
  );
  return ids;
}

async function countClear(): Promise<number> {
  const [row] = await dataSource.query(
    `SELECT (SELECT count(*) FROM users WHERE name = 'Old Person' OR mobile LIKE '+%' OR email LIKE '%@%')
          + (SELECT count(*) FROM profiles WHERE pan LIKE '%ABCPA%' OR bank_accounts = '[]') AS count`,
  );
  return Number(row.count);
}

test('people of a version from before are sealed, found and read', async () => {
  const ids = await addClearPeople();
  expect(await countClear()).toBe(2 * PEOPLE);
  await sealExistingRows(dataSource, testVault);
  expect(await countClear()).toBe(0);
  const found = await users.findMany(ids);
  expect(new Set(found.map(({ id, email, name }) => `${name} ${email === `old-${id}@example.com`}`))).toEqual(
    new Set(['Old Person true']),
  );
  expect((await users.findCredentials(`old-${ids[7]}@example.com`))?.user.id).toBe(ids[7]);
  expect(await users.findIdsByPan('ABCPA1234F')).toHaveLength(PEOPLE);
  expect((await users.findProfiles([ids[0] ?? '']))[0]).toMatchObject({
    pan: PROFILE,
    bankAccounts: [],
    address: null,
  });
});

test('sealing that is cut short goes on where it was, and a finished one is not done again', async () => {
  const ids = await addClearPeople();
  const sealed: string[] = [];
  const counting = (limit: number): Vault => ({
    indexer: testVault.indexer,
    sealer: {
      seal(value, place) {
        if (sealed.length === limit) throw new Error('cut short');
        sealed.push(place.row);
        return testVault.sealer.seal(value, place);
      },
      open: (text, place) => testVault.sealer.open(text, place),
      rewrap: (text, place) => testVault.sealer.rewrap(text, place),
      keyIdOf: (text) => testVault.sealer.keyIdOf(text),
    },
  });
  const cells = 3 * PEOPLE;
  await expect(sealExistingRows(dataSource, counting(Math.floor(cells / 2)))).rejects.toThrow();
  const clear = await countClear();
  expect(clear).toBeGreaterThan(0);
  expect(clear).toBeLessThan(2 * PEOPLE);
  await sealExistingRows(dataSource, testVault);
  expect(await countClear()).toBe(0);
  expect((await users.findMany(ids)).filter(({ name }) => name === 'Old Person')).toHaveLength(PEOPLE);
  await sealExistingRows(dataSource, counting(0));
});

test('what was sealed before stays as it is', async () => {
  const user = newUser();
  await users.insert(user);
  const read = () => dataSource.query('SELECT email, email_index, name, mobile FROM users WHERE id = $1', [user.id]);
  const before = await read();
  await sealExistingRows(dataSource, testVault);
  expect(await read()).toEqual(before);
});

/** The tables as the migrations before sealing left them, with rows of that time, brought to this version. */
test('records of a database from before keep what they said', async () => {
  while (await dataSource.query(`SELECT to_regclass('vault_marks') AS there`).then(([row]) => row.there !== null))
    await dataSource.undoLastMigration({ transaction: 'all' });
  const [userId, verificationId, documentId, copyId] = [newId(), newId(), newId(), newId()];
  await dataSource.query(
    `INSERT INTO users (id, email, name, mobile, roles, password_hash, created_at, updated_at)
     VALUES ($1, 'old@example.com', 'Old Person', '+919000000001', '{CUSTOMER}', 'x', now(), now())`,
    [userId],
  );
  await dataSource.query(
    `INSERT INTO verifications (id, user_id, capability, provider_id, check_id, subject, status, reasons, facts, retryable,
       raw, link, attempts, timeline, created_at, updated_at)
     VALUES ($1, $2, 'DIGILOCKER', 'cashfree', 'kyc-1', 'A***', 'AWAITING_INPUT', '[{"code": "OTHER"}]',
       '[{"name": "registeredName", "value": "ASHA RAO"}]', false, '{"providerStatus": "VALID"}',
       '{"url": "https://example.com/", "expiresAt": "2026-02-03T04:05:06.000Z"}', '[]', '[]', now(), now())`,
    [verificationId, userId],
  );
  await dataSource.query(
    `INSERT INTO documents (id, user_id, kind, filename, content_type, size_bytes, sha256, state, created_at)
     VALUES ($1, $2, 'PAN_CARD', 'scan of 9999 4105 7058.png', 'image/png', 1, 'x', 'STORED', now())`,
    [documentId, userId],
  );
  await dataSource.query(
    `INSERT INTO document_copies (id, document_id, provider_id, state, remarks, created_at)
     VALUES ($1, $2, 'personr', 'FAILED', $3, now())`,
    [copyId, documentId, ['A, "B"', '{}']],
  );
  await dataSource.runMigrations();
  await sealExistingRows(dataSource, testVault);
  const [verification] = await new VerificationTable(dataSource, testVault).findMany([verificationId]);
  expect(verification).toMatchObject({
    subject: 'A***',
    reasons: [{ code: 'OTHER' }],
    facts: [{ name: 'registeredName', value: 'ASHA RAO' }],
    raw: { providerStatus: 'VALID' },
    link: { url: 'https://example.com/', expiresAt: new Date('2026-02-03T04:05:06.000Z') },
  });
  const documents = new DocumentTable(dataSource, testVault);
  expect(await documents.findMany([documentId])).toMatchObject([{ filename: 'scan of XXXXXXXX7058.png' }]);
  expect(await documents.findCopies([documentId])).toMatchObject([{ remarks: ['A, "B"', '{}'] }]);
  for (const table of ['users', 'verifications', 'documents', 'document_copies']) {
    const rows = JSON.stringify(await dataSource.query(`SELECT * FROM ${table}`));
    expect(rows).not.toMatch(/Old Person|ASHA|4105|example\.com|VALID|OTHER|"B/);
  }
});
