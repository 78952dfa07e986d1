import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { FileTooLargeError } from '../../../src/domain/document/document-ports.js';
import { FolderDocumentStore } from '../../../src/storage/folder-document-store.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const MAX = 1_000_000;

let parent: string;
let folder: string;
let store: FolderDocumentStore;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'kyc-store-'));
  folder = join(parent, 'documents');
  store = new FolderDocumentStore(folder);
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

describe('a file', () => {
  test('comes back byte for byte, with its size, checksum and type', async () => {
    const key = randomUUID();
    expect(await store.write(key, Readable.from([PNG]), MAX)).toEqual({
      sizeBytes: PNG.length,
      sha256: createHash('sha256').update(PNG).digest('hex'),
      contentType: 'image/png',
    });
    expect(Buffer.from((await store.read(key)) ?? [])).toEqual(PNG);
    expect(readdirSync(folder)).toEqual([key]);
    expect(statSync(join(folder, key)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  test('is known by its first bytes even when they arrive one by one', async () => {
    const bytes = [...PNG].map((byte) => Buffer.of(byte));
    expect(await store.write(randomUUID(), Readable.from(bytes), MAX)).toMatchObject({ contentType: 'image/png' });
  });

  test.each([
    ['image/jpeg', Buffer.concat([Buffer.of(0xff, 0xd8, 0xff, 0xe0), Buffer.alloc(64)])],
    ['application/pdf', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj')],
    [null, Buffer.from('<script>alert(1)</script>')],
    [null, Buffer.alloc(0)],
  ])('is told to be %p from what it holds', async (contentType, bytes) => {
    expect(await store.write(randomUUID(), Readable.from([bytes]), MAX)).toMatchObject({ contentType });
  });

  test('of many chunks is whole', async () => {
    const chunks = Array.from({ length: 50 }, () => randomBytes(3_001));
    const key = randomUUID();
    const { sizeBytes } = await store.write(key, Readable.from(chunks), MAX);
    expect(sizeBytes).toBe(150_050);
    expect(Buffer.concat(chunks).equals((await store.read(key)) ?? Buffer.alloc(0))).toBe(true);
  });

  test('may have exactly the largest size', async () => {
    const key = randomUUID();
    expect(await store.write(key, Readable.from([Buffer.alloc(60), Buffer.alloc(40)]), 100)).toMatchObject({
      sizeBytes: 100,
    });
  });

  test('that is one byte too large is refused and leaves nothing, and its source is not read on', async () => {
    let chunksRead = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) {
          chunksRead += 1;
          yield Buffer.alloc(51);
        }
      })(),
      { highWaterMark: 1 },
    );
    await expect(store.write(randomUUID(), endless, 101)).rejects.toBeInstanceOf(FileTooLargeError);
    expect(readdirSync(folder)).toEqual([]);
    expect(endless.destroyed).toBe(true);
    expect(chunksRead).toBeLessThan(10);
  });

  test('whose source breaks off leaves nothing', async () => {
    const broken = Readable.from(
      (async function* () {
        yield PNG;
        throw new Error('gone');
      })(),
    );
    await expect(store.write(randomUUID(), broken, MAX)).rejects.toThrow('gone');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('that is deleted is gone, and deleting it again does no harm', async () => {
    const key = randomUUID();
    await store.write(key, Readable.from([PNG]), MAX);
    await store.delete(key);
    await store.delete(key);
    expect(await store.read(key)).toBeNull();
  });

  test('that was never written is not there', async () => {
    expect(await store.read(randomUUID())).toBeNull();
  });
});

describe('a key', () => {
  const outside = '../outside';

  test.each([
    outside,
    '/etc/passwd',
    '.',
    '',
    `${'a'.repeat(33)}/..`,
    `../${'a'.repeat(33)}`,
    `${'a'.repeat(35)}\0`,
    `${'a'.repeat(36)}\n`,
    'A'.repeat(36),
  ])('that is no id is refused: %j', async (key) => {
    writeFileSync(join(parent, 'outside'), 'kept');
    await expect(store.read(key)).rejects.toThrow(TypeError);
    await expect(store.write(key, Readable.from([PNG]), MAX)).rejects.toThrow(TypeError);
    await expect(store.delete(key)).rejects.toThrow(TypeError);
    expect(existsSync(join(parent, 'outside'))).toBe(true);
    expect(existsSync(folder)).toBe(false);
  });
});
