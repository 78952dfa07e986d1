import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { types } from 'node:util';
import { fileTypeFromBuffer } from 'file-type';
import { type DocumentStore, FileTooLargeError, type StoredBytes } from '../domain/document/document-ports.js';

/** Enough for every type we look for. */
const SNIFF_BYTES = 4_100;

/** Document bytes as files of one folder. Written to a temporary name, synced, then renamed: a file is there whole or not at all. */
export class FolderDocumentStore implements DocumentStore {
  constructor(private readonly folder: string) {}

  async write(key: string, content: Readable, maxBytes: number): Promise<StoredBytes> {
    const path = this.#path(key);
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    try {
      const stored = await writeFile(`${path}.part`, content, maxBytes);
      await rename(`${path}.part`, path);
      return stored;
    } catch (error) {
      await rm(`${path}.part`, { force: true });
      throw error;
    }
  }

  async read(key: string): Promise<Uint8Array | null> {
    try {
      return await readFile(this.#path(key));
    } catch (error) {
      if (types.isNativeError(error) && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    }
  }

  async delete(key: string): Promise<void> {
    await rm(this.#path(key), { force: true });
  }

  #path(key: string): string {
    // Keys are our own UUIDs; anything else could leave the folder.
    if (!/^[0-9a-f-]{36}$/.test(key)) throw new TypeError('A document key must be a UUID.');
    return join(this.folder, key);
  }
}

async function writeFile(path: string, content: Readable, maxBytes: number): Promise<StoredBytes> {
  const file = await open(path, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    const head: Uint8Array[] = [];
    let headBytes = 0;
    let sizeBytes = 0;
    for await (const chunk of content as AsyncIterable<Uint8Array>) {
      sizeBytes += chunk.length;
      if (sizeBytes > maxBytes) throw new FileTooLargeError(maxBytes);
      hash.update(chunk);
      if (headBytes < SNIFF_BYTES) {
        head.push(chunk);
        headBytes += chunk.length;
      }
      await file.write(chunk);
    }
    await file.sync();
    const type = await fileTypeFromBuffer(Buffer.concat(head).subarray(0, SNIFF_BYTES));
    return { sizeBytes, sha256: hash.digest('hex'), contentType: type?.mime ?? null };
  } finally {
    await file.close();
  }
}
