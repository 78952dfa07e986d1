import { Readable } from 'node:stream';
import type { Clock } from '../clock.js';
import type { ConsentGate } from '../consent/consent-gate.js';
import { DISCLOSED_BY_CHECK } from '../consent/disclosure.js';
import type { DocumentService } from '../document/document-service.js';
import { birthDateFault } from '../identifier/birth-date.js';
import { getOwned } from '../owned-records.js';
import type { OwnedRepository } from '../owned-repository.js';
import { conflict, invalid, ProblemError } from '../problem.js';
import type { CallContext } from '../provider/call-context.js';
import type {
  CatalogueInputs,
  CheckFile,
  CheckPort,
  DigilockerDocument,
  PlainCapability,
} from '../provider/catalogue-ports.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';
import { ProviderError } from '../provider/provider-error.js';
import { toProblem } from '../provider/provider-problem.js';
import type { ProviderReads } from '../provider/provider-reads.js';
import type { Actor } from '../session/actor.js';
import { subjectOf } from './check-catalogue.js';
import { claimsOf } from './claim-rules.js';
import { withAnswer, withoutAnswer } from './standing.js';
import { type Verification, withAttempt } from './verification.js';
import type { VerificationService } from './verification-service.js';

export interface CheckDependencies {
  readonly verifications: OwnedRepository<Verification>;
  readonly checks: VerificationService;
  readonly documents: DocumentService;
  readonly providers: ProviderDirectory;
  readonly reads: ProviderReads;
  readonly consentGate: ConsentGate;
  readonly clock: Clock;
}

/** The checks of the catalogue: recorded before the call, sent once, and their outcome kept whatever it is. */
export class CheckService {
  constructor(private readonly deps: CheckDependencies) {}

  async check<C extends PlainCapability>(
    actor: Actor,
    capability: C,
    input: CatalogueInputs[C],
    context: CallContext,
    options: { readonly documentId?: string; readonly only?: string } = {},
  ): Promise<Verification> {
    refuseImpossibleBirth(input, this.deps.clock());
    const given = claimsOf(capability, input);
    const subject = { text: subjectOf(capability, input), documentId: options.documentId, given };
    return this.deps.checks.run(
      actor,
      capability,
      subject,
      context,
      (port, checkId) => (port as CheckPort<CatalogueInputs[C]>).check({ ...input, checkId }, context),
      options.only,
    );
  }

  async matchFaces(actor: Actor, firstId: string, secondId: string, context: CallContext): Promise<Verification> {
    const first = await this.#image(actor, firstId, 'firstDocumentId');
    const second = await this.#image(actor, secondId, 'secondDocumentId');
    return this.check(actor, 'FACE_MATCH', { first, second }, context, { documentId: firstId });
  }

  async readDocument(
    actor: Actor,
    documentId: string,
    kind: CatalogueInputs['DOCUMENT_OCR']['kind'],
    context: CallContext,
  ): Promise<Verification> {
    const file = await this.#file(actor, documentId, 'documentId');
    return this.check(actor, 'DOCUMENT_OCR', { file, kind }, context, { documentId });
  }

  async startESign(
    actor: Actor,
    documentId: string,
    signer: Omit<CatalogueInputs['E_SIGN'], 'file'>,
    context: CallContext,
  ): Promise<Verification> {
    const file = await this.#file(actor, documentId, 'documentId');
    if (file.contentType !== 'application/pdf') throw invalid([{ field: 'documentId', message: 'must be a PDF' }]);
    return this.check(actor, 'E_SIGN', { ...signer, file }, context, { documentId });
  }

  /** The masked image becomes a document of the same owner; it is the evidence of the check. */
  async maskAadhaar(actor: Actor, documentId: string, context: CallContext): Promise<Verification> {
    const { document } = await this.deps.documents.getContent(actor, documentId, 'documentId');
    const file = await this.#image(actor, documentId, 'documentId');
    let masked: CheckFile | null = null;
    const subject = { text: 'image', documentId, given: claimsOf('AADHAAR_MASKING', {}) };
    const verification = await this.deps.checks.run(
      actor,
      'AADHAAR_MASKING',
      subject,
      context,
      async (port, checkId) => {
        const answer = await port.mask({ file, checkId }, context);
        masked = answer.file;
        return answer.result;
      },
    );
    if (masked === null) return verification;
    const { filename, bytes } = masked as CheckFile;
    const owner = { ...actor, userId: document.userId };
    const { side, country } = document;
    const content = Readable.from([Buffer.from(bytes)]);
    const upload = { kind: 'AADHAAR_CARD', side, country, filename, content, applicant: null, runner: null } as const;
    const stored = await this.deps.documents.upload(owner, upload, context);
    return this.deps.checks.change(verification, (newest) => ({ ...newest, documentId: stored.id }));
  }

  /** The code that the holder got. A wrong one leaves the check open for another try. */
  async submitAadhaarCode(actor: Actor, id: string, code: string, context: CallContext): Promise<Verification> {
    const { verifications, providers, checks, clock } = this.deps;
    const found = await getOwned(verifications, actor, id, 'verificationId');
    const { providerId, referenceId } = found;
    if (!waitsForCode(found) || referenceId === null) throw noCodeAwaited();
    const port = providers.candidates('AADHAAR_OTP').find((candidate) => candidate.providerId === providerId)?.port;
    if (port === undefined) throw new ProblemError({ kind: 'Blocked', message: 'Aadhaar codes are switched off.' });
    await this.deps.consentGate.disclose(found.userId, providerId, DISCLOSED_BY_CHECK.AADHAAR_OTP, context);
    // Of two codes at once the second finds the check at work on the first.
    const sent = await checks.change(found, (newest) => {
      if (!waitsForCode(newest)) throw noCodeAwaited();
      return withAttempt(newest, providerId, clock());
    });
    try {
      const answer = await port.submitCode({ referenceId, code }, context);
      return await checks.change(sent, (newest) => withAnswer(newest, answer, clock()));
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      await checks.change(sent, (newest) => {
        const failed = withoutAnswer(newest, error, clock());
        const open = newest.outcome === null && !error.outcomeUnknown;
        return open ? { ...failed, status: 'AWAITING_INPUT', outcome: found.outcome } : failed;
      });
      throw new ProblemError(toProblem(error));
    }
  }

  /** One document of a DigiLocker session to which the person consented: a check of its own, by the same provider. */
  async fetchDigilockerDocument(
    actor: Actor,
    id: string,
    document: DigilockerDocument,
    context: CallContext,
  ): Promise<Verification> {
    const session = await getOwned(this.deps.verifications, actor, id, 'verificationId');
    if (session.capability !== 'DIGILOCKER' || session.referenceId === null)
      throw conflict('verificationId', 'This check is no DigiLocker session.');
    const input = { sessionReferenceId: session.referenceId, document };
    return this.check(actor, 'DIGILOCKER_DOCUMENT', input, context, { only: session.providerId });
  }

  async #image(actor: Actor, documentId: string, field: string): Promise<CheckFile> {
    const file = await this.#file(actor, documentId, field);
    if (!file.contentType.startsWith('image/')) throw invalid([{ field, message: 'must be an image' }]);
    return file;
  }

  async #file(actor: Actor, documentId: string, field: string): Promise<CheckFile> {
    const { document, bytes } = await this.deps.documents.getContent(actor, documentId, field);
    return { filename: document.filename, contentType: document.contentType, bytes };
  }
}

/** A date on which nobody can be born would be paid for and never found. */
function refuseImpossibleBirth(input: Readonly<Record<string, unknown>>, now: Date): void {
  const { dateOfBirth } = input;
  const fault = typeof dateOfBirth === 'string' ? birthDateFault(dateOfBirth, now) : null;
  if (fault !== null) throw invalid([{ field: 'dateOfBirth', message: fault }]);
}

function waitsForCode({ capability, status }: Verification): boolean {
  return capability === 'AADHAAR_OTP' && status === 'AWAITING_INPUT';
}

function noCodeAwaited(): ProblemError {
  return conflict('verificationId', 'This check does not wait for a code.');
}
