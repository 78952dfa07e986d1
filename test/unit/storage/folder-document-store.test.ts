import { createHash, randomBytes, randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { FileTooLargeError } from '../../../src/domain/document/document-ports.js';
import { KeyRing, type RingKey } from '../../../src/security/key-ring.js';
import { FolderDocumentStore } from '../../../src/storage/folder-document-store.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const OLD = { id: 'k1', key: randomBytes(32) };
const NEW = { id: 'k2', key: randomBytes(32) };
const MAX = 1_000_000;

let parent: string;
let folder: string;
let store: FolderDocumentStore;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'kyc-store-'));
  folder = join(parent, 'documents');
  store = storeWith([OLD]);
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

function storeWith(keys: readonly RingKey[], table = 'documents'): FolderDocumentStore {
  return new FolderDocumentStore({ folder, table, sealer: new KeyRing(keys) });
}

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

describe('a folder that refuses', () => {
  const refused = (reason: string) => ({ name: 'StorageUnavailableError', reason });

  test('is named when it is no folder, for writing and reading, and the source is let go', async () => {
    writeFileSync(folder, 'in the way');
    const content = Readable.from([PNG]);
    await expect(store.write(randomUUID(), content, MAX)).rejects.toMatchObject(refused('EEXIST'));
    expect(content.destroyed).toBe(true);
    await expect(store.read(randomUUID())).rejects.toMatchObject(refused('ENOTDIR'));
  });

  test('is named when what should be a file is none', async () => {
    const key = randomUUID();
    mkdirSync(join(folder, key), { recursive: true });
    await expect(store.read(key)).rejects.toMatchObject(refused('EISDIR'));
  });

  test('is not blamed for a source that breaks off, however early', async () => {
    const gone = Object.assign(new Error('gone'), { code: 'ECONNRESET' });
    const content = new Readable({ read: () => undefined });
    const written = store.write(randomUUID(), content, MAX);
    content.destroy(gone);
    await expect(written).rejects.toBe(gone);
  });
});

describe('a sweep', () => {
  test('takes half-written files that are old enough, and nothing else', async () => {
    const key = randomUUID();
    await store.write(key, Readable.from([PNG]), MAX);
    const [old, recent] = [`${randomUUID()}.part`, `${randomUUID()}.part`];
    const now = new Date();
    for (const name of [old, recent, 'notes.part']) writeFileSync(join(folder, name), 'half');
    for (const name of [old, key, 'notes.part']) utimesSync(join(folder, name), 0, 0);

    expect(await store.sweep(new Date(now.getTime() - 60_000))).toBe(1);

    expect(readdirSync(folder).sort()).toEqual([key, recent, 'notes.part'].sort());
  });

  test('of a folder that is not there yet finds nothing', async () => {
    expect(await store.sweep(new Date())).toBe(0);
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

describe('what is on the disk', () => {
  const CHUNK = 65_536 + 16;
  const HEADER = 520;
  const unreadable = (reason: string) => ({ name: 'SealedValueError', reason, table: 'documents', column: 'bytes' });

  async function written(bytes: Buffer): Promise<{ key: string; path: string; sealed: Buffer }> {
    const key = randomUUID();
    await store.write(key, Readable.from([bytes]), MAX);
    const path = join(folder, key);
    return { key, path, sealed: readFileSync(path) };
  }

  test.each([0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])(
    'shows nothing of %i bytes, and they come back',
    async (size) => {
      const bytes = Buffer.alloc(size, 'A secret line. ');
      const { key, sealed } = await written(bytes);
      expect(sealed.includes('secret')).toBe(false);
      expect(sealed.length).toBe(HEADER + size + 16 * Math.max(1, Math.ceil(size / 65_536)));
      expect(Buffer.from((await store.read(key)) ?? []).equals(bytes)).toBe(true);
    },
  );

  test.each<[string, (header: Buffer, chunks: Buffer[]) => Buffer[], string]>([
    ['a flipped bit in the first chunk', (header, [one, ...rest]) => [header, flipped(one, 99), ...rest], 'ALTERED'],
    [
      'a flipped bit in the last tag',
      (header, chunks) => [header, ...chunks.slice(0, -1), flipped(chunks.at(-1), -1)],
      'ALTERED',
    ],
    ['a cut at the end of a chunk', (header, chunks) => [header, ...chunks.slice(0, -1)], 'ALTERED'],
    ['a cut within a chunk', (header, chunks) => [Buffer.concat([header, ...chunks]).subarray(0, -10)], 'ALTERED'],
    ['a cut right after the header', (header) => [header], 'MALFORMED'],
    ['a cut within the header', (header) => [header.subarray(0, 100)], 'MALFORMED'],
    [
      'two chunks in the other order',
      (header, [one, two, ...rest]) => [header, two, one, ...rest].filter(isBuffer),
      'ALTERED',
    ],
    ['a chunk twice', (header, [one, ...rest]) => [header, one, one, ...rest].filter(isBuffer), 'ALTERED'],
    ['a chunk left out', (header, [, ...rest]) => [header, ...rest], 'ALTERED'],
    ['bytes after the end', (header, chunks) => [header, ...chunks, Buffer.alloc(40)], 'ALTERED'],
    ['content in the clear', () => [PNG], 'MALFORMED'],
    ['nothing', () => [], 'MALFORMED'],
  ])('with %s does not open', async (_, change, reason) => {
    const { key, path, sealed } = await written(randomBytes(150_000));
    const chunks = [0, 1, 2].map((index) => sealed.subarray(HEADER + index * CHUNK, HEADER + (index + 1) * CHUNK));
    writeFileSync(path, Buffer.concat(change(sealed.subarray(0, HEADER), chunks)));
    await expect(store.read(key)).rejects.toMatchObject(unreadable(reason));
  });

  test('of one document does not open as another', async () => {
    const [one, two] = [await written(PNG), await written(PNG)];
    writeFileSync(one.path, two.sealed);
    await expect(store.read(one.key)).rejects.toMatchObject(unreadable('ALTERED'));
    writeFileSync(one.path, Buffer.concat([one.sealed.subarray(0, HEADER), two.sealed.subarray(HEADER)]));
    await expect(store.read(one.key)).rejects.toMatchObject(unreadable('ALTERED'));
  });

  test('of one kind does not open as another kind', async () => {
    const { key } = await written(PNG);
    await expect(storeWith([OLD], 'data_exports').read(key)).rejects.toMatchObject({ reason: 'ALTERED' });
  });
});

describe('after a rotation', () => {
  test('every file opens with the new key alone, and its content was not written anew', async () => {
    const keys = [randomUUID(), randomUUID(), randomUUID()];
    for (const key of keys) await store.write(key, Readable.from([PNG]), MAX);
    const contents = keys.map((key) => readFileSync(join(folder, key)).subarray(520));
    const rotating = storeWith([NEW, OLD]);
    expect(await rotating.rewrap()).toEqual({ rewrapped: 3, unreadable: 0, byKeyId: new Map([['k2', 3]]) });
    expect(await rotating.rewrap()).toEqual({ rewrapped: 0, unreadable: 0, byKeyId: new Map([['k2', 3]]) });
    const rotated = storeWith([NEW]);
    for (const [index, key] of keys.entries()) {
      expect(Buffer.from((await rotated.read(key)) ?? [])).toEqual(PNG);
      expect(readFileSync(join(folder, key)).subarray(520)).toEqual(contents[index]);
      await expect(store.read(key)).rejects.toMatchObject({ name: 'SealedValueError', reason: 'UNKNOWN_KEY' });
    }
  });

  test.each([8, 264])('a file whose key was half written at %i still opens and is mended', async (at) => {
    const key = randomUUID();
    await store.write(key, Readable.from([PNG]), MAX);
    const path = join(folder, key);
    writeFileSync(
      path,
      Buffer.concat([readFileSync(path).subarray(0, at), Buffer.alloc(100), readFileSync(path).subarray(at + 100)]),
    );
    expect(Buffer.from((await store.read(key)) ?? [])).toEqual(PNG);
    const rotating = storeWith([NEW, OLD]);
    expect(await rotating.rewrap()).toMatchObject({ rewrapped: 1, byKeyId: new Map([['k2', 1]]) });
    expect(Buffer.from((await storeWith([NEW]).read(key)) ?? [])).toEqual(PNG);
  });

  test('a file that nobody can open is counted and left as it is', async () => {
    const key = randomUUID();
    const lost = storeWith([{ id: 'k0', key: randomBytes(32) }]);
    await lost.write(key, Readable.from([PNG]), MAX);
    const before = readFileSync(join(folder, key));
    const rotating = storeWith([NEW, OLD]);
    expect(await rotating.rewrap()).toEqual({ rewrapped: 0, unreadable: 1, byKeyId: new Map([['k0', 1]]) });
    expect(readFileSync(join(folder, key))).toEqual(before);
  });
});

function flipped(bytes: Buffer | undefined, at: number): Buffer {
  const copy = Buffer.from(bytes ?? []);
  const index = at < 0 ? copy.length + at : at;
  copy[index] = (copy[index] ?? 0) ^ 1;
  return copy;
}

function isBuffer(value: Buffer | undefined): value is Buffer {
  return value !== undefined;
}
