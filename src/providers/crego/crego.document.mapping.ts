import type { StorageDocument } from '../../domain/provider/workflow-document-port.js';
import type { CregoStorageDocument } from './crego.document.contract.js';
import { toInstant } from './crego.mapping.js';
import { redactText } from './crego.redaction.mapping.js';

const FILENAME = /filename="?([\w. -]{1,100})"?/i;

export function toStorageDocument(document: CregoStorageDocument): StorageDocument {
  const text = (value: string | null) => (value === null ? null : redactText(value));
  return {
    storageDocumentId: document.id,
    name: text(document.name),
    status: text(document.status),
    files: document.files.map(({ id, name, content_type, size }) => ({
      fileId: id,
      name: text(name),
      contentType: content_type,
      sizeBytes: size,
    })),
    createdAt: toInstant(document.created_at),
  };
}

/** The name that a `Content-Disposition` gives; only plain characters of it are believed. */
export function toFilename(disposition: string | null): string {
  return FILENAME.exec(disposition ?? '')?.[1] ?? 'document';
}
