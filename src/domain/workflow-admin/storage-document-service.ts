import type { Readable } from 'node:stream';
import type { AccessLog } from '../audit/access-log.js';
import { toAuditActor } from '../audit/audit-entry.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import type { Document } from '../document/document.js';
import type { DocumentService } from '../document/document-service.js';
import { type Actor, isStaff } from '../kernel/actor.js';
import { ApiError } from '../kernel/api-error.js';
import type { CallContext } from '../kernel/call-context.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';
import type { ProviderReads } from '../provider/provider-reads.js';
import type { Sourced } from '../provider/source.js';
import type { StorageDocument } from '../provider/workflow-document-port.js';
import type { WorkflowFile } from '../provider/workflow-port.js';
import type { ProviderCommands } from '../provider-command/provider-commands.js';

/** Whose copies of documents a provider has. */
export interface CopyOwners {
  /** Documents of ours that the provider has a copy of, which it calls by this id; none when it did not get it from us. */
  findOriginals(
    providerId: string,
    providerDocumentId: string,
  ): Promise<ReadonlyArray<Pick<Document, 'id' | 'userId'>>>;
}

export interface StorageDocumentDependencies {
  readonly providers: ProviderDirectory;
  readonly reads: ProviderReads;
  readonly commands: ProviderCommands;
  readonly documents: Pick<DocumentService, 'upload' | 'getContent'>;
  readonly copies: CopyOwners;
  readonly accessLog: AccessLog;
  readonly auditTrail: AuditTrail;
}

/** The document storage of the workflow provider. Callers of all but `download` check the role. */
export class StorageDocumentService {
  constructor(private readonly deps: StorageDocumentDependencies) {}

  read(storageDocumentId: string, context: CallContext): Promise<Sourced<StorageDocument>> {
    const { providerId, port } = this.deps.providers.choose('WORKFLOW_DOCUMENTS');
    const key = { providerId, kind: 'storage-document', recordKey: storageDocumentId };
    return this.deps.reads.read(key, null, null, () => port.getDocument(storageDocumentId, context));
  }

  create(
    actor: Actor,
    document: { readonly name: string; readonly description: string | null },
    context: CallContext,
  ): Promise<Sourced<StorageDocument>> {
    const { providerId, port } = this.deps.providers.choose('WORKFLOW_DOCUMENTS');
    return this.#command(
      actor,
      providerId,
      'createStorageDocument',
      () => port.createDocument(document, context),
      context,
    );
  }

  /** The file is stored here first, as a document of the actor's: what the provider does not take is not lost. */
  async addFile(
    actor: Actor,
    storageDocumentId: string,
    file: { readonly filename: string; readonly content: Readable },
    context: CallContext,
  ): Promise<Sourced<StorageDocument>> {
    const { providerId, port } = this.deps.providers.choose('WORKFLOW_DOCUMENTS');
    const { documents } = this.deps;
    const upload = { ...file, kind: 'OTHER', side: null, country: null, applicant: null, runner: null } as const;
    const { id } = await documents.upload(actor, upload, context);
    const { document, bytes } = await documents.getContent(actor, id, 'file');
    const { filename, contentType } = document;
    const call = () => port.addFile(storageDocumentId, { filename, contentType, bytes }, context);
    return this.#command(actor, providerId, 'addStorageDocumentFile', call, context);
  }

  /**
   * The bytes, for staff and for whoever gave them to the provider; that staff get them is on record before they do.
   * Throws NOT_FOUND for everybody else, as for an id of nothing, and `ProviderError` when the provider gives no usable
   * answer.
   */
  async download(actor: Actor, storageDocumentId: string, context: CallContext): Promise<WorkflowFile> {
    const { providerId, port } = this.deps.providers.choose('WORKFLOW_DOCUMENTS');
    const originals = await this.deps.copies.findOriginals(providerId, storageDocumentId);
    const mayRead = isStaff(actor) || originals.some(({ userId }) => userId === actor.userId);
    if (!mayRead) throw new ApiError('NOT_FOUND', 'There is no such document, or it is not yours to see.', 'id');
    const file = await port.download(storageDocumentId, context);
    const foreign = originals.filter(({ userId }) => userId !== actor.userId);
    if (isStaff(actor) && (foreign.length > 0 || originals.length === 0))
      await this.#recordDownload(actor, providerId, foreign, context);
    return file;
  }

  /** The trail knows of every download, the access log of those whose person is known. */
  async #recordDownload(
    actor: Actor,
    providerId: string,
    originals: ReadonlyArray<Pick<Document, 'id' | 'userId'>>,
    context: CallContext,
  ): Promise<void> {
    const { accessLog, auditTrail } = this.deps;
    const who = { actor: toAuditActor(actor), requestId: context.requestId ?? null };
    const accesses = originals.map(({ id, userId }) => {
      return { ...who, subjectUserId: userId, target: { type: 'Document', id } };
    });
    await accessLog.record(
      accesses.map((one) => ({ ...one, action: 'DOWNLOAD' as const, field: null, purpose: null })),
    );
    const unknown = { ...who, subjectUserId: null, target: { type: 'Provider', id: providerId } };
    for (const one of accesses.length > 0 ? accesses : [unknown])
      await auditTrail.record({ ...one, action: 'FILE_DOWNLOADED', details: { providerId } });
  }

  async #command(
    actor: Actor,
    providerId: string,
    operation: string,
    call: () => Promise<StorageDocument>,
    context: CallContext,
  ): Promise<Sourced<StorageDocument>> {
    const document = await this.deps.commands.run(actor, { providerId, operation }, call, context);
    const recordKey = document.storageDocumentId;
    await this.deps.reads.changed(providerId, recordKey);
    return this.deps.reads.known({ providerId, kind: 'storage-document', recordKey }, document);
  }
}
