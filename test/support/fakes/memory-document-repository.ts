import type { Document, DocumentCopy } from '../../../src/domain/document/document.js';
import type { DocumentRepository } from '../../../src/domain/document/document-ports.js';
import type { CopyOwners } from '../../../src/domain/workflow-admin/storage-document-service.js';
import { MemoryOwnedRepository } from './memory-owned-repository.js';

export class MemoryDocumentRepository
  extends MemoryOwnedRepository<Document>
  implements DocumentRepository, CopyOwners
{
  readonly copies = new Map<string, DocumentCopy>();

  async insertCopy(copy: DocumentCopy): Promise<void> {
    this.copies.set(copy.id, copy);
  }

  async saveCopy(copy: DocumentCopy): Promise<void> {
    this.copies.set(copy.id, copy);
  }

  async findCopies(documentIds: readonly string[]): Promise<readonly DocumentCopy[]> {
    this.reads.push('findCopies');
    const wanted = [...this.copies.values()].filter(({ documentId }) => documentIds.includes(documentId));
    return wanted.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async hasCopy(userId: string, providerId: string, providerDocumentId: string): Promise<boolean> {
    const copies = [...this.copies.values()].filter(
      (copy) => copy.providerId === providerId && copy.providerDocumentId === providerDocumentId,
    );
    const owners = await this.findMany(copies.map(({ documentId }) => documentId));
    return owners.some((document) => document.userId === userId);
  }
}
