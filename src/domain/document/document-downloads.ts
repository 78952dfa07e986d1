import type { AccessLog } from '../audit/access-log.js';
import { toAuditActor } from '../audit/audit-entry.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import { type Actor, isService, isStaff } from '../kernel/actor.js';
import { ApiError } from '../kernel/api-error.js';
import type { OwnedRepository } from '../kernel/owned-repository.js';
import type { Document } from './document.js';
import type { DocumentStore } from './document-ports.js';

export interface DocumentDownloadDependencies {
  readonly documents: OwnedRepository<Document>;
  readonly store: Pick<DocumentStore, 'read'>;
  readonly accessLog: AccessLog;
  readonly auditTrail: AuditTrail;
}

export interface DownloadedFile {
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** The files themselves, for their owner and for staff. Programs read records, whose numbers are masked; files are not. */
export class DocumentDownloads {
  constructor(private readonly deps: DocumentDownloadDependencies) {}

  /** That staff get the bytes is on record before they do. @throws ApiError NOT_FOUND, for everybody else too */
  async read(actor: Actor, documentId: string, requestId: string): Promise<DownloadedFile> {
    const [document] = await this.deps.documents.findMany([documentId]);
    const own = document !== undefined && document.userId === actor.userId && !isService(actor);
    if (document === undefined || !(own || isStaff(actor))) throw notThere();
    const bytes = await this.deps.store.read(document.id);
    if (bytes === null) throw notThere();
    if (!own) await this.#record(actor, document, requestId);
    const { filename, contentType } = document;
    return { filename, contentType, bytes };
  }

  async #record(actor: Actor, { id, userId }: Document, requestId: string): Promise<void> {
    const who = { actor: toAuditActor(actor), subjectUserId: userId, target: { type: 'Document', id }, requestId };
    await this.deps.accessLog.record([{ ...who, action: 'DOWNLOAD', field: null, purpose: null }]);
    await this.deps.auditTrail.record({ ...who, action: 'FILE_DOWNLOADED' });
  }
}

function notThere(): ApiError {
  return new ApiError('NOT_FOUND', 'There is no such document, or it is not yours to see.', 'id');
}
