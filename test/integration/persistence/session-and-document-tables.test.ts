import { v7 as newId } from 'uuid';
import type { Document, DocumentCopy } from '../../../src/domain/document/document.js';
import type { SessionRecord } from '../../../src/domain/session/session.js';
import { DocumentTable } from '../../../src/persistence/repositories/document-table.js';
import { SessionTable } from '../../../src/persistence/repositories/session-table.js';
import { openTestTables, type TestTables, testVault } from './test-tables.js';

const AT = new Date('2026-02-03T04:05:06.000Z');
const LATER = new Date('2026-02-04T04:05:06.000Z');

let tables: TestTables;

beforeAll(async () => {
  tables = await openTestTables();
});
afterAll(() => tables.close());

describe('sessions', () => {
  const sessionOf = (userId: string): SessionRecord => {
    const id = newId();
    return { id, userId, device: 'a test', createdAt: AT, lastUsedAt: AT, expiresAt: LATER, revokedAt: null };
  };

  test('one is active with its user’s roles until the moment it ends', async () => {
    const sessions = new SessionTable(tables.dataSource);
    const user = await tables.addUser();
    const session = sessionOf(user.id);
    await sessions.insert(session, `hash of ${session.id}`);
    expect(await sessions.findActive(session.id, AT)).toEqual({ userId: user.id, roles: ['CUSTOMER'] });
    expect(await sessions.findActive(session.id, new Date(LATER.getTime() - 1))).not.toBeNull();
    expect(await sessions.findActive(session.id, LATER)).toBeNull();
    expect(await sessions.findActive(newId(), AT)).toBeNull();
  });

  test('a revoked one stays dead, keeps its first time, and takes no other with it', async () => {
    const sessions = new SessionTable(tables.dataSource);
    const user = await tables.addUser();
    const [ended, kept] = [sessionOf(user.id), sessionOf(user.id)];
    await sessions.insert(ended, `hash of ${ended.id}`);
    await sessions.insert(kept, `hash of ${kept.id}`);
    await sessions.revoke(ended.id, AT);
    await sessions.revoke(ended.id, LATER);
    expect(await sessions.findActive(ended.id, AT)).toBeNull();
    expect(await sessions.findActive(kept.id, AT)).not.toBeNull();
    const rows = await tables.dataSource.query('SELECT revoked_at FROM sessions WHERE id = $1', [ended.id]);
    expect(rows).toEqual([{ revoked_at: AT }]);
  });
});

describe('documents', () => {
  const documentOf = (userId: string): Document => ({
    id: newId(),
    userId,
    kind: 'PAN_CARD',
    side: null,
    country: 'IND',
    filename: 'pan.png',
    contentType: 'image/png',
    sizeBytes: 123,
    sha256: 'a'.repeat(64),
    state: 'STORED',
    createdAt: AT,
  });
  const copyOf = (documentId: string): DocumentCopy => ({
    id: newId(),
    documentId,
    providerId: 'personr',
    providerDocumentId: null,
    applicantId: null,
    runnerId: null,
    state: 'SENDING',
    errorCode: null,
    remarks: [],
    createdAt: AT,
  });

  test('copies of several documents come in one statement, oldest first, as they were last saved', async () => {
    const documents = new DocumentTable(tables.dataSource, testVault);
    const { id: userId } = await tables.addUser();
    const [one, two] = [documentOf(userId), documentOf(userId)];
    const copies = [copyOf(one.id), copyOf(two.id), copyOf(one.id)];
    for (const document of [one, two]) await documents.insert(document);
    for (const copy of copies) await documents.insertCopy(copy);
    const sent: DocumentCopy = { ...copyOf(one.id), id: copies[0]?.id ?? '', state: 'SENT', remarks: ['A, "B"', '{}'] };
    await documents.saveCopy(sent);
    const statements = await tables.statementsOf(async () => {
      expect(await documents.findCopies([one.id, two.id])).toEqual([sent, copies[1], copies[2]]);
    });
    expect(statements).toHaveLength(1);
    expect(await documents.findCopies([newId()])).toEqual([]);
  });

  test('a copy needs a document that exists', async () => {
    const documents = new DocumentTable(tables.dataSource, testVault);
    await expect(documents.insertCopy(copyOf(newId()))).rejects.toMatchObject({ code: '23503' });
  });
});
