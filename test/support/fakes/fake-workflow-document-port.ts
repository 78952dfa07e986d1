import type { CallContext } from '../../../src/domain/kernel/call-context.js';
import type { StorageDocument, WorkflowDocumentPort } from '../../../src/domain/provider/workflow-document-port.js';
import type { WorkflowFile } from '../../../src/domain/provider/workflow-port.js';
import { FakePort } from './fake-port.js';

export class FakeWorkflowDocumentPort extends FakePort implements WorkflowDocumentPort {
  document: StorageDocument = {
    storageDocumentId: 'storage-1',
    name: 'Terms',
    status: 'active',
    files: [{ fileId: 'file-1', name: 'terms.pdf', contentType: 'application/pdf', sizeBytes: 9 }],
    createdAt: new Date('2026-01-31T10:00:00.000Z'),
  };

  createDocument(document: { readonly name: string; readonly description: string | null }, context: CallContext) {
    return this.answer('createDocument', document, context, () => ({
      ...this.document,
      name: document.name,
      files: [],
    }));
  }

  getDocument(storageDocumentId: string, context: CallContext) {
    return this.answer('getDocument', storageDocumentId, context, () => ({ ...this.document, storageDocumentId }));
  }

  addFile(storageDocumentId: string, file: WorkflowFile, context: CallContext) {
    const input = {
      storageDocumentId,
      filename: file.filename,
      contentType: file.contentType,
      size: file.bytes.length,
    };
    return this.answer('addFile', input, context, () => ({ ...this.document, storageDocumentId }));
  }

  download(storageDocumentId: string, context: CallContext) {
    const file = { filename: 'terms.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF-1.4') };
    return this.answer('download', storageDocumentId, context, () => file);
  }
}
