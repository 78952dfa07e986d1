import type { SettingValues } from '../../../config/setting.js';
import type { CallContext } from '../../../domain/kernel/call-context.js';
import type { WorkflowDocumentPort } from '../../../domain/provider/workflow-document-port.js';
import type { WorkflowFile } from '../../../domain/provider/workflow-port.js';
import type { CregoCaller } from '../crego.call.client.js';
import { CregoDocumentClient } from './documents.client.js';
import { toFilename, toStorageDocument } from './documents.mapping.js';
import type { CREGO_DOCUMENTS_SETTINGS } from './documents.settings.provider.js';

/** The largest file that is taken from the document storage. */
export const CREGO_MAX_FILE_BYTES = 25 * 1024 * 1024;

/** `fileField`: the form field of a file, which every upload has in common. */
export function createDocuments(
  caller: CregoCaller,
  values: SettingValues<typeof CREGO_DOCUMENTS_SETTINGS>,
  fileField: string,
): WorkflowDocumentPort {
  const client = new CregoDocumentClient(caller, {
    documentsPath: values.CREGO_STORAGE_DOCUMENTS_PATH,
    filesPath: values.CREGO_STORAGE_FILES_PATH,
    downloadPath: values.CREGO_STORAGE_DOWNLOAD_PATH,
    fileField,
    maxFileBytes: CREGO_MAX_FILE_BYTES,
  });
  return new CregoDocuments(client);
}

/** Crego's document storage. */
class CregoDocuments implements WorkflowDocumentPort {
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
