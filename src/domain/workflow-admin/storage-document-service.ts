import type { Readable } from 'node:stream';
import { ApiError } from '../api-error.js';
import type { DocumentService } from '../document/document-service.js';
import type { CallContext } from '../provider/call-context.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';
import type { ProviderReads } from '../provider/provider-reads.js';
import type { Sourced } from '../provider/source.js';
import type { StorageDocument } from '../provider/workflow-document-port.js';
import type { WorkflowFile } from '../provider/workflow-port.js';
import type { ProviderCommands } from '../provider-command/provider-commands.js';
import { type Actor, isStaff } from '../session/actor.js';

/** Whose copies of documents a provider has. */
export interface CopyOwners {
  /** Whether this user gave the provider the document that it calls by this id. */
  hasCopy(userId: string, providerId: string, providerDocumentId: string): Promise<boolean>;
}

export interface StorageDocumentDependencies {
  readonly providers: ProviderDirectory;
  readonly reads: ProviderReads;
  readonly commands: ProviderCommands;
  readonly documents: Pick<DocumentService, 'upload' | 'getContent'>;
  readonly copies: CopyOwners;
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
    return this.#command(actor, providerId, 'createStorageDocument', () => port.createDocument(document, context));
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
    return this.#command(actor, providerId, 'addStorageDocumentFile', () =>
      port.addFile(storageDocumentId, { filename, contentType, bytes }, context),
    );
  }

  /**
   * The bytes, for staff and for whoever gave them to the provider. Throws NOT_FOUND for everybody else, as for an id of
   * nothing, and `ProviderError` when the provider gives no usable answer.
   */
  async download(actor: Actor, storageDocumentId: string, context: CallContext): Promise<WorkflowFile> {
    const { providerId, port } = this.deps.providers.choose('WORKFLOW_DOCUMENTS');
    const mayRead = isStaff(actor) || (await this.deps.copies.hasCopy(actor.userId, providerId, storageDocumentId));
    if (!mayRead) throw new ApiError('NOT_FOUND', 'There is no such document, or it is not yours to see.', 'id');
    return port.download(storageDocumentId, context);
  }

  async #command(
    actor: Actor,
    providerId: string,
    operation: string,
    call: () => Promise<StorageDocument>,
  ): Promise<Sourced<StorageDocument>> {
    const document = await this.deps.commands.run(actor, providerId, operation, call);
    const recordKey = document.storageDocumentId;
    await this.deps.reads.changed(providerId, recordKey);
    return this.deps.reads.known({ providerId, kind: 'storage-document', recordKey }, document);
  }
}
