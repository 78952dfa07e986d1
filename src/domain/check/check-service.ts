import { Readable } from 'node:stream';
import type { ConsentGate } from '../consent/consent-gate.js';
import type { Document } from '../document/document.js';
import type { DocumentService } from '../document/document-service.js';
import { birthDateFault } from '../identifier/birth-date.js';
import type { Actor } from '../kernel/actor.js';
import type { CallContext } from '../kernel/call-context.js';
import type { Clock } from '../kernel/clock.js';
import { getOwned } from '../kernel/owned-records.js';
import type { OwnedRepository } from '../kernel/owned-repository.js';
import { conflict, invalid, ProblemError } from '../kernel/problem.js';
import type { CheckPort, PlainCheck } from '../provider/check-port.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';
import { ProviderError } from '../provider/provider-error.js';
import { toProblem } from '../provider/provider-problem.js';
import type { CheckEngine } from './check-engine.js';
import { claimRulesOf, claimsOf } from './claims.js';
import type { CheckFile } from './kinds/check-file.js';
import { CHECK_KINDS, type CheckCapability, type CheckInputs, inputRulesOf } from './kinds/check-kinds.js';
import type { DigilockerDocument } from './kinds/digilocker.js';
import type { FileRule } from './kinds/input-rule.js';
import { withAnswer, withoutAnswer } from './standing.js';
import { type Verification, withAttempt } from './verification.js';

export interface CheckServiceDependencies {
  readonly verifications: OwnedRepository<Verification>;
  readonly engine: CheckEngine;
  readonly documents: DocumentService;
  readonly providers: ProviderDirectory;
  readonly consentGate: ConsentGate;
  readonly clock: Clock;
}

/** What a check is asked, with the id of a stored document in place of each file. */
export type AskedInput<C extends CheckCapability> = {
  readonly [K in keyof CheckInputs[C]]: CheckInputs[C][K] extends CheckFile ? string : CheckInputs[C][K];
};

/** How each kind of check is called, of which only what is special to one stands here. */
export class CheckService {
  constructor(private readonly deps: CheckServiceDependencies) {}

  /** Asks for a check that is one call with one result. `only`: the one provider that can carry it out. */
  async check<C extends PlainCheck>(
    actor: Actor,
    capability: C,
    asked: AskedInput<C>,
    context: CallContext,
    only?: string,
  ): Promise<Verification> {
    refuseImpossibleBirth(capability, asked, this.deps.clock());
    const { input, documentId } = await this.#withFiles(actor, capability, asked);
    const text = subjectOf(capability, input);
    return this.deps.engine.run(
      actor,
      capability,
      { text, documentId, given: claimsOf(capability, input) },
      context,
      (port, checkId) => (port as CheckPort<CheckInputs[C]>).check({ ...input, checkId }, context),
      only,
    );
  }

  /** The masked image becomes a document of the same owner; it is the evidence of the check. */
  async maskAadhaar(actor: Actor, documentId: string, context: CallContext): Promise<Verification> {
    const { document, file } = await this.#file(actor, documentId, CHECK_KINDS.AADHAAR_MASKING.inputs.file);
    let masked: CheckFile | null = null;
    const text = subjectOf('AADHAAR_MASKING', { file });
    const verification = await this.deps.engine.run(
      actor,
      'AADHAAR_MASKING',
      { text, documentId, given: new Map() },
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
    return this.deps.engine.change(verification, (newest) => ({ ...newest, documentId: stored.id }));
  }

  /** The code that the holder got. A wrong one leaves the check open for another try. */
  async submitAadhaarCode(actor: Actor, id: string, code: string, context: CallContext): Promise<Verification> {
    const { verifications, providers, engine, clock, consentGate } = this.deps;
    const found = await getOwned(verifications, actor, id, 'verificationId');
    const { providerId, referenceId } = found;
    if (!waitsForCode(found) || referenceId === null) throw noCodeAwaited();
    const port = providers.candidates('AADHAAR_OTP').find((candidate) => candidate.providerId === providerId)?.port;
    if (port === undefined) throw new ProblemError({ kind: 'Blocked', message: 'Aadhaar codes are switched off.' });
    await consentGate.disclose(found.userId, providerId, CHECK_KINDS.AADHAAR_OTP.discloses, context);
    // Of two codes at once the second finds the check at work on the first.
    const sent = await engine.change(found, (newest) => {
      if (!waitsForCode(newest)) throw noCodeAwaited();
      return withAttempt(newest, providerId, clock());
    });
    try {
      const answer = await port.submitCode({ referenceId, code }, context);
      return await engine.change(sent, (newest) => withAnswer(newest, answer, clock()));
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      await engine.change(sent, (newest) => {
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
    return this.check(actor, 'DIGILOCKER_DOCUMENT', input, context, session.providerId);
  }

  /** The record is about the first of the documents. */
  async #withFiles<C extends CheckCapability>(
    actor: Actor,
    capability: C,
    asked: AskedInput<C>,
  ): Promise<{ readonly input: CheckInputs[C]; readonly documentId?: string }> {
    const input: Record<string, unknown> = { ...asked };
    let first: string | undefined;
    for (const [key, rule] of inputRulesOf(capability)) {
      const documentId = input[key];
      if (typeof rule === 'string' || !('document' in rule) || typeof documentId !== 'string') continue;
      input[key] = (await this.#file(actor, documentId, rule)).file;
      first ??= documentId;
    }
    return { input: input as CheckInputs[C], ...(first === undefined ? {} : { documentId: first }) };
  }

  async #file(
    actor: Actor,
    documentId: string,
    { document: field, accepts }: FileRule,
  ): Promise<{ readonly document: Document; readonly file: CheckFile }> {
    const { document, bytes } = await this.deps.documents.getContent(actor, documentId, field);
    const { filename, contentType } = document;
    if (accepts === 'IMAGE' && !contentType.startsWith('image/'))
      throw invalid([{ field, message: 'must be an image' }]);
    if (accepts === 'PDF' && contentType !== 'application/pdf') throw invalid([{ field, message: 'must be a PDF' }]);
    return { document, file: { filename, contentType, bytes } };
  }
}

type Subjects = { readonly [C in CheckCapability]: { subject(input: CheckInputs[C]): string } };

function subjectOf<C extends CheckCapability>(capability: C, input: CheckInputs[C]): string {
  const subjects: Subjects = CHECK_KINDS;
  return subjects[capability].subject(input);
}

function refuseImpossibleBirth(capability: CheckCapability, input: object, now: Date): void {
  const values = new Map<string, unknown>(Object.entries(input));
  for (const [field, { isBirthDate }] of claimRulesOf(capability)) {
    const date = values.get(field);
    const fault = isBirthDate && typeof date === 'string' ? birthDateFault(date, now) : null;
    if (fault !== null) throw invalid([{ field, message: fault }]);
  }
}

function waitsForCode({ capability, status }: Verification): boolean {
  return capability === 'AADHAAR_OTP' && status === 'AWAITING_INPUT';
}

function noCodeAwaited(): ProblemError {
  return conflict('verificationId', 'This check does not wait for a code.');
}
