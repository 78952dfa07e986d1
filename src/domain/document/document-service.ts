import type { Readable } from 'node:stream';
import type { Applicant } from '../applicant/applicant.js';
import type { Actor } from '../kernel/actor.js';
import type { CallContext } from '../kernel/call-context.js';
import type { Clock } from '../kernel/clock.js';
import { getOwned } from '../kernel/owned-records.js';
import { invalid, notFound } from '../kernel/problem.js';
import type { Runner } from '../runner/runner.js';
import type { Document, DocumentKind, DocumentSide } from './document.js';
import type { DocumentDelivery } from './document-delivery.js';
import { type DocumentRepository, type DocumentStore, FileTooLargeError } from './document-ports.js';

const ACCEPTED_TYPES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'application/pdf']);
const IMAGE_TYPES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png']);

export interface DocumentUpload {
  readonly kind: DocumentKind;
  readonly side: DocumentSide | null;
  readonly country: string | null;
  readonly filename: string;
  readonly content: Readable;
  /** Where a copy goes at once. */
  readonly applicant: Applicant | null;
  readonly runner: Runner | null;
}

export interface DocumentDependencies {
  readonly documents: DocumentRepository;
  readonly store: DocumentStore;
  readonly delivery: DocumentDelivery;
  readonly newId: () => string;
  readonly clock: Clock;
}

export class DocumentService {
  constructor(
    private readonly deps: DocumentDependencies,
    private readonly maxBytes: number,
  ) {}

  /** Answers only when the bytes are durable; a copy that could not be given to a provider is recorded as such, not lost. */
  async upload(actor: Actor, upload: DocumentUpload, context: CallContext): Promise<Document> {
    const { documents, store, delivery, newId, clock } = this.deps;
    await delivery.requireConsent(upload.applicant, upload.runner);
    const id = newId();
    const stored = await this.#write(id, upload.content);
    const contentType = stored.contentType ?? '';
    if (!ACCEPTED_TYPES.has(contentType) || (upload.kind === 'SELFIE' && !IMAGE_TYPES.has(contentType))) {
      await store.delete(id);
      throw invalid([
        {
          field: 'file',
          message: upload.kind === 'SELFIE' ? 'must be a JPEG or PNG image' : 'must be a JPEG or PNG image or a PDF',
        },
      ]);
    }
    const document: Document = {
      id,
      userId: actor.userId,
      kind: upload.kind,
      side: upload.side,
      country: upload.country,
      filename: upload.filename,
      contentType,
      sizeBytes: stored.sizeBytes,
      sha256: stored.sha256,
      state: 'STORED',
      createdAt: clock(),
    };
    await documents.insert(document);
    if (upload.applicant !== null) await delivery.toApplicant(document, upload.applicant, context);
    if (upload.runner !== null) await delivery.toRunner(document, upload.runner, context);
    return document;
  }

  /** The bytes of a document of the actor's; `field` names the input that referred to it. */
  async getContent(
    actor: Actor,
    documentId: string,
    field: string,
  ): Promise<{ readonly document: Document; readonly bytes: Uint8Array }> {
    const document = await getOwned(this.deps.documents, actor, documentId, field);
    const bytes = await this.deps.store.read(document.id);
    if (bytes !== null) return { document, bytes };
    await this.deps.documents.save({ ...document, state: 'MISSING' });
    throw notFound(field);
  }

  async #write(id: string, content: Readable): ReturnType<DocumentStore['write']> {
    try {
      return await this.deps.store.write(id, content, this.maxBytes);
    } catch (error) {
      if (!(error instanceof FileTooLargeError)) throw error;
      throw invalid([{ field: 'file', message: `must have at most ${this.maxBytes} bytes` }]);
    }
  }
}
