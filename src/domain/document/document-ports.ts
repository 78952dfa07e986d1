import type { Readable } from 'node:stream';
import type { OwnedRepository } from '../kernel/owned-repository.js';
import type { Document, DocumentCopy } from './document.js';

export interface DocumentRepository extends OwnedRepository<Document> {
  /** Replaces the document with this id. Nobody else changes a document, so whatever stands there is overwritten. */
  save(document: Document): Promise<void>;
  insertCopy(copy: DocumentCopy): Promise<void>;
  saveCopy(copy: DocumentCopy): Promise<void>;
  /** Oldest first. */
  findCopies(documentIds: readonly string[]): Promise<readonly DocumentCopy[]>;
}

export interface StoredBytes {
  readonly sizeBytes: number;
  /** Hex. */
  readonly sha256: string;
  /** Found from the first bytes; null when it is no known file type. */
  readonly contentType: string | null;
}

/** Where document bytes live. Keys are document ids. */
export interface DocumentStore {
  /**
   * Durable when it resolves. Throws `FileTooLargeError` beyond `maxBytes` and leaves nothing behind. Every method throws
   * `StorageUnavailableError` when the place for files refuses.
   */
  write(key: string, content: Readable, maxBytes: number): Promise<StoredBytes>;
  /** Null when the bytes are not there. */
  read(key: string): Promise<Uint8Array | null>;
  delete(key: string): Promise<void>;
}

export class FileTooLargeError extends Error {
  constructor(readonly maxBytes: number) {
    super(`The file is larger than ${maxBytes} bytes.`);
    this.name = 'FileTooLargeError';
  }
}

/** Files cannot be written or read now: the disk is full, read-only, failing, or not there. */
export class StorageUnavailableError extends Error {
  /** `reason`: the system's own code, e.g. `ENOSPC`; for those who run the gateway. */
  constructor(readonly reason: string) {
    super('Files cannot be stored or read now. Try again later.');
    this.name = 'StorageUnavailableError';
  }
}
