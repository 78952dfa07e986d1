import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileTypeFromBuffer } from 'file-type';
import { type DocumentStore, FileTooLargeError, type StoredBytes } from '../domain/document/document-ports.js';
import { type SealedPlace, SealedValueError, type Sealer } from '../domain/personal-data/sealer.js';
import { onDisk, orNull } from './disk-trouble.js';
import { openChunk, openedLength, SEALED_CHUNK_BYTES, sealChunk, toChunks } from './sealed-chunks.js';
import { createHeader, HEADER_BYTES, keyIdsOf, openHeader, rewrapHeader } from './sealed-header.js';

/** Enough for every type we look for. */
const SNIFF_BYTES = 4_100;
/** Keys are our own UUIDs; anything else could leave the folder. */
const KEY = /^[0-9a-f-]{36}$/;
/** Ends the name of a file that is being written. */
const PART = '.part';

export interface FolderDocumentStoreOptions {
  readonly folder: string;
  /** Whose rows the files belong to: a file opens for its row and table only. */
  readonly table: string;
  readonly sealer: Sealer;
}

/** What a rotation found: files that were rewrapped, files that do not open, and how many are under each key now. */
export interface RewrappedFiles {
  readonly rewrapped: number;
  readonly unreadable: number;
  readonly byKeyId: ReadonlyMap<string, number>;
}

/**
 * Document bytes as sealed files of one folder. Written to a temporary name, synced, then renamed: a file is there whole
 * or not at all. Reading throws `SealedValueError` for a file that was altered, cut, swapped with another, or is not
 * sealed at all.
 */
export class FolderDocumentStore implements DocumentStore {
  readonly table: string;
  readonly #folder: string;
  readonly #sealer: Sealer;

  constructor({ folder, table, sealer }: FolderDocumentStoreOptions) {
    this.table = table;
    this.#folder = folder;
    this.#sealer = sealer;
  }

  async write(key: string, content: Readable, maxBytes: number): Promise<StoredBytes> {
    const path = this.#path(key);
    // Until it is read, nobody else hears it fail; whoever reads it is told all the same.
    content.on('error', () => undefined);
    try {
      await onDisk(mkdir(this.#folder, { recursive: true, mode: 0o700 }));
      const stored = await onDisk(this.#writeFile(`${path}${PART}`, key, content, maxBytes));
      await onDisk(rename(`${path}${PART}`, path));
      return stored;
    } catch (error) {
      content.destroy();
      await rm(`${path}${PART}`, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  async read(key: string): Promise<Uint8Array | null> {
    const file = await onDisk(orNull(open(this.#path(key), 'r')));
    if (file === null) return null;
    try {
      return await onDisk(this.#open(file, key));
    } finally {
      await file.close();
    }
  }

  async delete(key: string): Promise<void> {
    await onDisk(rm(this.#path(key), { force: true }));
  }

  /**
   * Removes what killed processes left half-written: files that nobody has written to since `before`. Other gateways may
   * be writing into this folder. Returns how many.
   */
  async sweep(before: Date): Promise<number> {
    let swept = 0;
    for (const name of (await orNull(readdir(this.#folder))) ?? []) {
      if (!name.endsWith(PART) || !KEY.test(name.slice(0, -PART.length))) continue;
      const path = join(this.#folder, name);
      const found = await orNull(stat(path));
      if (found === null || found.mtime >= before) continue;
      await rm(path, { force: true });
      swept += 1;
    }
    return swept;
  }

  /** Brings every file's key under the current key of the ring; the bytes stay as they are. May be cut short and run again. */
  async rewrap(): Promise<RewrappedFiles> {
    const byKeyId = new Map<string, number>();
    let [rewrapped, unreadable] = [0, 0];
    for (const key of await this.#keys()) {
      try {
        if (await this.#rewrapFile(key)) rewrapped += 1;
      } catch (error) {
        if (!(error instanceof SealedValueError)) throw error;
        unreadable += 1;
      }
      const header = await readHeader(this.#path(key));
      for (const keyId of header === null ? [] : new Set(keyIdsOf(this.#sealer, header)))
        byKeyId.set(keyId ?? '', (byKeyId.get(keyId ?? '') ?? 0) + 1);
    }
    return { rewrapped, unreadable, byKeyId };
  }

  async #rewrapFile(key: string): Promise<boolean> {
    const file = await orNull(open(this.#path(key), 'r+'));
    if (file === null) return false;
    try {
      const changes = rewrapHeader(this.#sealer, this.#place(key), await readExactly(file, 0, HEADER_BYTES));
      for (const { at, bytes } of changes) {
        await file.write(bytes, 0, bytes.length, at);
        await file.datasync();
      }
      return changes.length > 0;
    } finally {
      await file.close();
    }
  }

  async #open(file: FileHandle, key: string): Promise<Uint8Array> {
    const { size } = await file.stat();
    const length = openedLength(size - HEADER_BYTES);
    const place = this.#place(key);
    if (length === null) throw new SealedValueError('MALFORMED', place);
    const contentKey = openHeader(this.#sealer, place, await readExactly(file, 0, HEADER_BYTES));
    const content = Buffer.allocUnsafe(length.bytes);
    let filled = 0;
    for (let index = 0; index < length.chunks; index += 1) {
      const at = HEADER_BYTES + index * SEALED_CHUNK_BYTES;
      const sealed = await readExactly(file, at, Math.min(SEALED_CHUNK_BYTES, size - at));
      const chunk = { index, last: index === length.chunks - 1 };
      filled += openChunk(contentKey, place, chunk, sealed).copy(content, filled);
    }
    return content;
  }

  async #writeFile(path: string, key: string, content: Readable, maxBytes: number): Promise<StoredBytes> {
    const file = await open(path, 'wx', 0o600);
    try {
      const place = this.#place(key);
      const { key: contentKey, header } = createHeader(this.#sealer, place);
      // Not `write`: on a disk that fills up, that writes a piece and calls it done.
      await file.writeFile(header);
      const hash = createHash('sha256');
      let head: Buffer = Buffer.alloc(0);
      let sizeBytes = 0;
      for await (const chunk of toChunks(bounded(content, maxBytes))) {
        sizeBytes += chunk.bytes.length;
        hash.update(chunk.bytes);
        if (chunk.index === 0) head = Buffer.from(chunk.bytes.subarray(0, SNIFF_BYTES));
        await file.writeFile(sealChunk(contentKey, place, chunk, chunk.bytes));
      }
      await file.sync();
      const type = await fileTypeFromBuffer(head);
      return { sizeBytes, sha256: hash.digest('hex'), contentType: type?.mime ?? null };
    } finally {
      await file.close();
    }
  }

  async #keys(): Promise<readonly string[]> {
    return ((await orNull(readdir(this.#folder))) ?? []).filter((name) => KEY.test(name)).sort();
  }

  #place(key: string): SealedPlace {
    return { table: this.table, row: key, column: 'bytes' };
  }

  #path(key: string): string {
    if (!KEY.test(key)) throw new TypeError('A document key must be a UUID.');
    return join(this.#folder, key);
  }
}

async function* bounded(content: Readable, maxBytes: number): AsyncGenerator<Uint8Array> {
  let sizeBytes = 0;
  for await (const piece of content as AsyncIterable<Uint8Array>) {
    sizeBytes += piece.length;
    if (sizeBytes > maxBytes) throw new FileTooLargeError(maxBytes);
    yield piece;
  }
}

/** Null when there is no such file; shorter than a header when the file is. */
async function readHeader(path: string): Promise<Buffer | null> {
  const file = await orNull(open(path, 'r'));
  if (file === null) return null;
  try {
    return await readExactly(file, 0, HEADER_BYTES);
  } finally {
    await file.close();
  }
}

/** Fewer bytes only at the end of the file. */
async function readExactly(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, at + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}
