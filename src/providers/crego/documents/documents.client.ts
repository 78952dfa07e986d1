import type { CallContext } from '../../../domain/kernel/call-context.js';
import type { WorkflowFile } from '../../../domain/provider/workflow-port.js';
import { badResponse } from '../../provider-errors.js';
import { CREGO_ID, type CregoCall, type CregoCaller, readAnswer } from '../crego.call.client.js';
import { atRecord } from '../crego.record-path.client.js';
import { type CregoStorageDocument, parseStorageDocument } from './documents.contract.js';

export interface CregoDocumentClientOptions {
  readonly documentsPath: string;
  /** These two hold `{id}`. */
  readonly filesPath: string;
  readonly downloadPath: string;
  readonly fileField: string;
  readonly maxFileBytes: number;
}

export interface CregoDownload {
  readonly contentType: string;
  readonly disposition: string | null;
  readonly bytes: Buffer;
}

/** Crego's document storage. Administration goes out under the service token, a download under the caller's own. */
export class CregoDocumentClient {
  constructor(
    private readonly caller: CregoCaller,
    private readonly options: CregoDocumentClientOptions,
  ) {}

  create(value: { readonly name: string; readonly description?: string }, context: CallContext) {
    const call: CregoCall = {
      operation: 'createStorageDocument',
      method: 'POST',
      path: this.options.documentsPath,
      kind: 'command',
      body: { type: 'json', value },
      as: 'service',
    };
    return this.caller.call(call, context, parseStorageDocument);
  }

  get(id: string, context: CallContext): Promise<CregoStorageDocument> {
    const path = atRecord(`${this.options.documentsPath}{id}/`, id);
    const call: CregoCall = { operation: 'getStorageDocument', method: 'GET', path, kind: 'read', as: 'service' };
    return this.caller.call(call, context, parseStorageDocument);
  }

  addFile(id: string, { filename, contentType, bytes }: WorkflowFile, context: CallContext) {
    const files = [{ field: this.options.fileField, filename, contentType, bytes }];
    const call: CregoCall = {
      operation: 'addStorageFile',
      method: 'POST',
      path: atRecord(this.options.filesPath, id),
      kind: 'command',
      body: { type: 'multipart', fields: {}, files },
      as: 'service',
    };
    return this.caller.call(call, context, parseStorageDocument);
  }

  async download(id: string, context: CallContext): Promise<CregoDownload> {
    const call: CregoCall = {
      operation: 'downloadStorageFile',
      method: 'GET',
      path: atRecord(this.options.downloadPath, id),
      kind: 'read',
      answer: 'bytes',
      maxResponseBytes: this.options.maxFileBytes,
    };
    const answer = await this.caller.send(call, context);
    const bytes = readAnswer(call, answer, (body) => body);
    const contentType = answer.headers['content-type'] ?? '';
    // A word about the file instead of the file.
    if (!Buffer.isBuffer(bytes) || bytes.length === 0 || /json|html/i.test(contentType))
      throw badResponse(CREGO_ID, 'read');
    return { contentType, disposition: answer.headers['content-disposition'] ?? null, bytes };
  }
}
