import type { ApplicantDocuments } from '../../../src/domain/applicant/applicant-documents.js';
import type { Document, DocumentCopy } from '../../../src/domain/document/document.js';
import type { DocumentRepository } from '../../../src/domain/document/document-ports.js';
import type { CopyOwners } from '../../../src/domain/workflow-admin/storage-document-service.js';
import { MemoryOwnedRepository } from './memory-owned-repository.js';

export class MemoryDocumentRepository
  extends MemoryOwnedRepository<Document>
  implements DocumentRepository, CopyOwners, ApplicantDocuments
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

  async wasGivenCopy(applicantId: string, since: Date | null): Promise<boolean> {
    return [...this.copies.values()].some(
      (copy) =>
        copy.applicantId === applicantId &&
        (copy.state === 'SENT' || copy.state === 'UNKNOWN') &&
        (since === null || copy.createdAt > since),
    );
  }

  async findOriginals(providerId: string, providerDocumentId: string): Promise<readonly Document[]> {
    const copies = [...this.copies.values()].filter(
      (copy) => copy.providerId === providerId && copy.providerDocumentId === providerDocumentId,
    );
    return this.findMany([...new Set(copies.map(({ documentId }) => documentId))]);
  }
}
