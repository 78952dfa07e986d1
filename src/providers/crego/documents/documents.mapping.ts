import contentDisposition from 'content-disposition';
import { safeFilename } from '../../../domain/document/safe-filename.js';
import type { StorageDocument } from '../../../domain/provider/workflow-document-port.js';
import { redactText } from '../crego.redaction.mapping.js';
import { toUtcInstant } from '../crego.time.mapping.js';
import type { CregoStorageDocument } from './documents.contract.js';

/** Where the header as a whole is not well formed. */
const FILENAME = /filename="?([^";]{1,200})"?/i;

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
    createdAt: toUtcInstant(document.created_at),
  };
}

/** The name that a `Content-Disposition` gives, cleaned like those that people send. */
export function toFilename(disposition: string | null): string {
  const name = parseName(disposition ?? '');
  return name === undefined ? 'document' : safeFilename(name);
}

function parseName(disposition: string): string | undefined {
  try {
    return contentDisposition.parse(disposition).parameters.filename;
  } catch {
    return FILENAME.exec(disposition)?.[1];
  }
}
