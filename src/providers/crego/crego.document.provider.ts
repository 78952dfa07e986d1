import type { CallContext } from '../../domain/provider/call-context.js';
import type { WorkflowDocumentPort } from '../../domain/provider/workflow-document-port.js';
import type { WorkflowFile } from '../../domain/provider/workflow-port.js';
import type { CregoDocumentClient } from './crego.document.client.js';
import { toFilename, toStorageDocument } from './crego.document.mapping.js';

/** Crego's document storage. */
export class CregoDocuments implements WorkflowDocumentPort {
  constructor(private readonly client: CregoDocumentClient) {}

  async createDocument(
    { name, description }: { readonly name: string; readonly description: string | null },
    context: CallContext,
  ) {
    return toStorageDocument(await this.client.create({ name, description: description ?? undefined }, context));
  }

  async getDocument(storageDocumentId: string, context: CallContext) {
    return toStorageDocument(await this.client.get(storageDocumentId, context));
  }

  async addFile(storageDocumentId: string, file: WorkflowFile, context: CallContext) {
    return toStorageDocument(await this.client.addFile(storageDocumentId, file, context));
  }

  async download(storageDocumentId: string, context: CallContext): Promise<WorkflowFile> {
    const { contentType, disposition, bytes } = await this.client.download(storageDocumentId, context);
    return { filename: toFilename(disposition), contentType, bytes };
  }
}
