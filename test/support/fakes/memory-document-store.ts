import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import {
  type DocumentStore,
  FileTooLargeError,
  type StoredBytes,
} from '../../../src/domain/document/document-ports.js';

/** First bytes, in hexadecimal, and what they mean. */
const SIGNATURES: readonly (readonly [string, string])[] = [
  ['ffd8ff', 'image/jpeg'],
  ['89504e47', 'image/png'],
  ['25504446', 'application/pdf'],
];

export const JPEG = Buffer.from('ffd8ffe000104a464946', 'hex');
export const PDF = Buffer.from('%PDF-1.7 synthetic');

export class MemoryDocumentStore implements DocumentStore {
  readonly files = new Map<string, Uint8Array>();

  async write(key: string, content: Readable, maxBytes: number): Promise<StoredBytes> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of content) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    if (bytes.length > maxBytes) throw new FileTooLargeError(maxBytes);
    this.files.set(key, bytes);
    const signature = SIGNATURES.find(([start]) => bytes.toString('hex', 0, 8).startsWith(start));
    return {
      sizeBytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      contentType: signature?.[1] ?? null,
    };
  }

  async read(key: string): Promise<Uint8Array | null> {
    return this.files.get(key) ?? null;
  }

  async delete(key: string): Promise<void> {
    this.files.delete(key);
  }
}
