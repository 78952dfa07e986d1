import type { DataSource } from 'typeorm';
import type { Document, DocumentCopy } from '../../domain/document/document.js';
import type { DocumentRepository } from '../../domain/document/document-ports.js';
import { DocumentCopyEntity, DocumentEntity } from '../entities/entities.js';
import { OwnedTable } from './owned-table.js';
import { Table } from './table.js';

export class DocumentTable extends OwnedTable<Document> implements DocumentRepository {
  readonly #copies: Table<DocumentCopy>;

  constructor(dataSource: DataSource) {
    super(dataSource, DocumentEntity);
    this.#copies = new Table(dataSource, DocumentCopyEntity);
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
}
