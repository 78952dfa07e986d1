import type { CallContext } from '../kernel/call-context.js';
import type { WorkflowFile } from './workflow-port.js';

/** A document in the provider's own document storage; its files are its content. */
export interface StorageDocument {
  readonly storageDocumentId: string;
  readonly name: string | null;
  /** In the provider's words. */
  readonly status: string | null;
  readonly files: readonly StorageFile[];
  readonly createdAt: Date | null;
}

export interface StorageFile {
  readonly fileId: string | null;
  readonly name: string | null;
  readonly contentType: string | null;
  readonly sizeBytes: number | null;
}

/** The provider's document storage. Creating and adding are commands. */
export interface WorkflowDocumentPort {
  createDocument(
    document: { readonly name: string; readonly description: string | null },
    context: CallContext,
  ): Promise<StorageDocument>;
  getDocument(storageDocumentId: string, context: CallContext): Promise<StorageDocument>;
  /** What the document holds afterwards. */
  addFile(storageDocumentId: string, file: WorkflowFile, context: CallContext): Promise<StorageDocument>;
  /** The bytes as they are; the type is the provider's word for it. */
  download(storageDocumentId: string, context: CallContext): Promise<WorkflowFile>;
}
