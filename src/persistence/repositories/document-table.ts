import type { DataSource } from 'typeorm';
import type { ApplicantDocuments } from '../../domain/applicant/applicant-documents.js';
import type { Document, DocumentCopy } from '../../domain/document/document.js';
import type { DocumentRepository } from '../../domain/document/document-ports.js';
import type { Vault } from '../../domain/personal-data/vault.js';
import type { CopyOwners } from '../../domain/workflow-admin/storage-document-service.js';
import { DocumentCopyEntity, DocumentEntity } from '../entities/entities.js';
import { OwnedTable } from './owned-table.js';
import { Table } from './table.js';

export class DocumentTable extends OwnedTable<Document> implements DocumentRepository, CopyOwners, ApplicantDocuments {
  readonly #copies: Table<DocumentCopy>;

  constructor(dataSource: DataSource, vault: Vault) {
    super(dataSource, DocumentEntity, vault);
    this.#copies = new Table(dataSource, DocumentCopyEntity, vault);
  }

  save(document: Document): Promise<void> {
    return this.table.save(document);
  }

  insertCopy(copy: DocumentCopy): Promise<void> {
    return this.#copies.insert(copy);
  }

  saveCopy(copy: DocumentCopy): Promise<void> {
    return this.#copies.save(copy);
  }

  findCopies(documentIds: readonly string[]): Promise<readonly DocumentCopy[]> {
    return this.#copies.select('document_id = ANY($1::uuid[]) ORDER BY id', [documentIds]);
  }

  async wasGivenCopy(applicantId: string, since: Date | null): Promise<boolean> {
    const rows: unknown[] = await this.table.dataSource.query(
      `SELECT 1 FROM document_copies WHERE applicant_id = $1 AND state IN ('SENT', 'UNKNOWN')
       AND ($2::timestamptz IS NULL OR created_at > $2) LIMIT 1`,
      [applicantId, since],
    );
    return rows.length > 0;
  }

  async findOriginals(
    providerId: string,
    providerDocumentId: string,
  ): Promise<ReadonlyArray<Pick<Document, 'id' | 'userId'>>> {
    const rows: { id: string; user_id: string }[] = await this.table.dataSource.query(
      `SELECT DISTINCT d.id, d.user_id FROM document_copies c JOIN documents d ON d.id = c.document_id
       WHERE c.provider_id = $1 AND c.provider_document_id = $2 ORDER BY d.id`,
      [providerId, providerDocumentId],
    );
    return rows.map((row) => ({ id: row.id, userId: row.user_id }));
  }
}
