import type { Applicant } from '../applicant/applicant.js';
import type { ConsentGate } from '../consent/consent-gate.js';
import { SCREENING_FILE_DISCLOSURE, WORKFLOW_FILE_DISCLOSURE } from '../consent/disclosure.js';
import type { CallContext } from '../kernel/call-context.js';
import type { Clock } from '../kernel/clock.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';
import { ProviderError } from '../provider/provider-error.js';
import type { ScreeningDocumentKind } from '../provider/screening-port.js';
import type { Runner } from '../runner/runner.js';
import type { Document, DocumentCopy, DocumentKind } from './document.js';
import type { DocumentRepository, DocumentStore } from './document-ports.js';

const SCREENING_KIND: Readonly<Partial<Record<DocumentKind, ScreeningDocumentKind>>> = {
  SELFIE: 'SELFIE',
  PASSPORT: 'PASSPORT',
  DRIVING_LICENCE: 'DRIVING_LICENCE',
  RESIDENCE_PERMIT: 'RESIDENCE_PERMIT',
  UTILITY_BILL: 'UTILITY_BILL',
};

export interface DeliveryDependencies {
  readonly documents: DocumentRepository;
  readonly store: DocumentStore;
  readonly providers: ProviderDirectory;
  readonly consentGate: ConsentGate;
  readonly newId: () => string;
  readonly clock: Clock;
}

type Delivered = Pick<DocumentCopy, 'providerDocumentId' | 'remarks'> & {
  /** The provider answered with success and did not keep the file. */
  readonly refused: boolean;
};

/** Gives copies of stored documents to providers and keeps what came of it. */
export class DocumentDelivery {
  constructor(private readonly deps: DeliveryDependencies) {}

  /** Throws `ConsentRequired` for a copy that the person has not agreed to. */
  async requireConsent(applicant: Applicant | null, runner: Runner | null): Promise<void> {
    const { consentGate } = this.deps;
    if (applicant !== null) await consentGate.require(applicant.userId, SCREENING_FILE_DISCLOSURE);
    if (runner !== null) await consentGate.require(runner.userId, WORKFLOW_FILE_DISCLOSURE);
  }

  async toApplicant(document: Document, applicant: Applicant, context: CallContext): Promise<DocumentCopy> {
    const { userId, providerId } = applicant;
    await this.deps.consentGate.disclose(userId, providerId, SCREENING_FILE_DISCLOSURE, context);
    return this.#deliver(
      document,
      { providerId: applicant.providerId, applicantId: applicant.id, runnerId: null },
      async (bytes) => {
        const port = this.deps.providers.portOf(applicant.providerId, 'SCREENING');
        if (applicant.providerApplicantId === null) {
          throw new ProviderError({ providerId: applicant.providerId, code: 'PROVIDER_NOT_FOUND', retryable: false });
        }
        const kind = SCREENING_KIND[document.kind] ?? 'ID_CARD';
        const { filename, contentType, side, country } = document;
        const answer = await port.uploadDocument(
          applicant.providerApplicantId,
          { kind, side, countryIso3: country ?? 'IND', filename, contentType, bytes },
          context,
        );
        const remarks = [...answer.errors, ...answer.warnings];
        return { providerDocumentId: null, remarks, refused: answer.errors.length > 0 };
      },
    );
  }

  async toRunner(document: Document, runner: Runner, context: CallContext): Promise<DocumentCopy> {
    const { userId, providerId } = runner;
    await this.deps.consentGate.disclose(userId, providerId, WORKFLOW_FILE_DISCLOSURE, context);
    return this.#deliver(
      document,
      { providerId: runner.providerId, applicantId: null, runnerId: runner.id },
      async (bytes) => {
        const port = this.deps.providers.portOf(runner.providerId, 'WORKFLOW');
        const { filename, contentType } = document;
        const answer = await port.uploadDocument({ filename, contentType, bytes }, context);
        return { providerDocumentId: answer.providerDocumentId, remarks: [], refused: false };
      },
    );
  }

  async #deliver(
    document: Document,
    target: Pick<DocumentCopy, 'providerId' | 'applicantId' | 'runnerId'>,
    send: (bytes: Uint8Array) => Promise<Delivered>,
  ): Promise<DocumentCopy> {
    const { documents, store, newId, clock } = this.deps;
    const sending: DocumentCopy = {
      ...target,
      id: newId(),
      documentId: document.id,
      providerDocumentId: null,
      state: 'SENDING',
      errorCode: null,
      remarks: [],
      createdAt: clock(),
    };
    await documents.insertCopy(sending);
    const finished = await this.#outcome(sending, async () => {
      const bytes = await store.read(document.id);
      if (bytes === null) throw new Error('The bytes of a document that was just stored are not there.');
      return send(bytes);
    });
    await documents.saveCopy(finished);
    return finished;
  }

  async #outcome(sending: DocumentCopy, send: () => Promise<Delivered>): Promise<DocumentCopy> {
    try {
      const { refused, ...copy } = await send();
      if (refused) return { ...sending, ...copy, state: 'FAILED', errorCode: 'PROVIDER_REJECTED' };
      return { ...sending, ...copy, state: 'SENT' };
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      return { ...sending, state: error.outcomeUnknown ? 'UNKNOWN' : 'FAILED', errorCode: error.code };
    }
  }
}
