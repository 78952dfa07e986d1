import { Readable } from 'node:stream';
import type { DocumentRepository, DocumentStore } from '../domain/document/document-ports.js';

/** An empty page: the contract that a demo person can have signed. */
const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

interface ContractStores {
  readonly documents: DocumentRepository;
  readonly store: DocumentStore;
}

export async function seedContract(
  { documents, store }: ContractStores,
  id: string,
  userId: string,
  createdAt: Date,
): Promise<void> {
  await store.delete(id);
  const stored = await store.write(id, Readable.from([PDF]), PDF.length);
  await documents.insert({
    id,
    userId,
    kind: 'OTHER',
    side: null,
    country: null,
    filename: 'contract.pdf',
    contentType: 'application/pdf',
    sizeBytes: stored.sizeBytes,
    sha256: stored.sha256,
    state: 'STORED',
    createdAt,
  });
}
