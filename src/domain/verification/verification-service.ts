import { changeRecord } from '../change-record.js';
import type { Clock } from '../clock.js';
import type { ConsentGate } from '../consent/consent-gate.js';
import { DISCLOSED_BY_CHECK } from '../consent/disclosure.js';
import type { DocumentService } from '../document/document-service.js';
import { maskAccount, maskGstin, maskPan, maskText } from '../identifier/mask.js';
import type { ReplaceableRecords } from '../owned-repository.js';
import { invalid, ProblemError } from '../problem.js';
import type { CallContext } from '../provider/call-context.js';
import type { CapabilityPorts } from '../provider/capability.js';
import type { CheckResult } from '../provider/check-ports.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';
import { ProviderError } from '../provider/provider-error.js';
import { toProblem } from '../provider/provider-problem.js';
import type { ProviderReads } from '../provider/provider-reads.js';
import type { Sourced } from '../provider/source.js';
import type { Actor } from '../session/actor.js';
import type { SpendCap } from '../spending/spend-cap.js';
import { READ_CATALOGUE_AGAIN } from './check-catalogue.js';
import { claimsOf, type GivenClaims } from './claim-rules.js';
import { DEFAULT_NAME_POLICY, type NamePolicy } from './comparison.js';
import { claimsWaiting, type JudgedCheck, judge } from './evidence-rule.js';
import { withAnswer, withoutAnswer } from './standing.js';
import {
  type CheckCapability,
  checkIdOf,
  type Validity,
  type Verification,
  validityOn,
  withAttempt,
} from './verification.js';

export interface VerificationDependencies {
  readonly verifications: ReplaceableRecords<Verification>;
  readonly providers: ProviderDirectory;
  readonly reads: ProviderReads;
  readonly documents: DocumentService;
  readonly consentGate: ConsentGate;
  readonly spendCap: SpendCap;
  /** When two names are the same; absent: the defaults. */
  readonly names?: NamePolicy;
  readonly newId: () => string;
  readonly clock: Clock;
  /** Told when a check of ours is known by the provider's reference from now on: webhooks may be waiting for it. */
  readonly onProviderRecord?: (providerId: string, recordKey: string) => void;
}

export interface CheckSubject {
  /** Masked. */
  readonly text: string;
  /** What the caller gave, in clear: held against the answer, and not kept. */
  readonly given: GivenClaims;
  readonly documentId?: string;
}

/** Paid checks. Each is recorded before the call, sent once, and its outcome kept whatever it is. */
export class VerificationService {
  constructor(private readonly deps: VerificationDependencies) {}

  verifyPan(
    actor: Actor,
    input: { readonly pan: string; readonly name: string | null },
    context: CallContext,
  ): Promise<Verification> {
    const subject = { text: maskPan(input.pan), given: claimsOf('PAN', input) };
    return this.run(actor, 'PAN', subject, context, (port, checkId) => port.verifyPan({ checkId, ...input }, context));
  }

  verifyBankAccount(
    actor: Actor,
    input: {
      readonly accountNumber: string;
      readonly ifsc: string;
      readonly name: string | null;
      readonly phone: string | null;
    },
    context: CallContext,
  ): Promise<Verification> {
    const subject = { text: maskAccount(input.accountNumber), given: claimsOf('BANK_ACCOUNT', input) };
    return this.run(actor, 'BANK_ACCOUNT', subject, context, (port, checkId) =>
      port.verifyBankAccount({ checkId, ...input }, context),
    );
  }

  verifyGstin(
    actor: Actor,
    input: { readonly gstin: string; readonly businessName: string | null },
    context: CallContext,
  ): Promise<Verification> {
    const subject = { text: maskGstin(input.gstin), given: claimsOf('GSTIN', input) };
    return this.run(actor, 'GSTIN', subject, context, (port, checkId) =>
      port.verifyGstin({ checkId, ...input }, context),
    );
  }

  matchNames(
    actor: Actor,
    input: { readonly name: string; readonly otherName: string },
    context: CallContext,
  ): Promise<Verification> {
    const text = `${maskText(input.name)} / ${maskText(input.otherName)}`;
    const given = claimsOf('NAME_MATCH', input);
    return this.run(actor, 'NAME_MATCH', { text, given }, context, (port, checkId) =>
      port.matchNames({ checkId, ...input }, context),
    );
  }

  async checkLiveness(actor: Actor, documentId: string, context: CallContext): Promise<Verification> {
    const { document, bytes } = await this.deps.documents.getContent(actor, documentId, 'documentId');
    if (!document.contentType.startsWith('image/'))
      throw invalid([{ field: 'documentId', message: 'must be an image' }]);
    const { filename, contentType } = document;
    const subject = { text: 'image', documentId: document.id, given: claimsOf('LIVENESS', {}) };
    return this.run(actor, 'LIVENESS', subject, context, (port, checkId) =>
      port.checkLiveness({ checkId, filename, contentType, bytes }, context),
    );
  }

  /** Null where the provider has no way to read this check again: what was kept is then all there is. */
  readLive(
    verification: Verification,
    maxAgeMs: number | null,
    context: CallContext,
  ): Promise<Sourced<JudgedCheck>> | null {
    const { capability, referenceId, providerId } = verification;
    const read = READ_AGAIN[capability];
    if (referenceId === null || read === undefined) return null;
    const key = { providerId, kind: `check-${capability}`, recordKey: referenceId };
    const subject = { userId: verification.userId, purpose: DISCLOSED_BY_CHECK[capability].purpose };
    return this.deps.reads.read(key, subject, maxAgeMs, async () => {
      const answer = await read(this.deps.providers, providerId, referenceId, context);
      return withoutGiven(judge(verification, answer, this.deps.clock(), { names: this.#names }));
    });
  }

  /** Whether a check that passed still holds today. */
  validityOf(verification: Verification): Validity | null {
    return validityOn(verification, this.deps.clock());
  }

  get #names(): NamePolicy {
    return this.deps.names ?? DEFAULT_NAME_POLICY;
  }

  /**
   * Asks the first provider that offers the capability, or `only` that one. Throws `ConsentRequired` before anything is
   * recorded; the disclosure and the check are on record before the call.
   */
  async run<C extends CheckCapability>(
    actor: Actor,
    capability: C,
    subject: CheckSubject,
    context: CallContext,
    call: (port: CapabilityPorts[C], checkId: string) => Promise<CheckResult>,
    only?: string,
  ): Promise<Verification> {
    const { verifications, providers, consentGate, spendCap, clock } = this.deps;
    const kind = DISCLOSED_BY_CHECK[capability];
    const candidates = providers
      .candidates(capability)
      .filter(({ providerId }) => only === undefined || providerId === only);
    const first = candidates[0] ?? providers.choose(capability);
    await consentGate.require(actor.userId, kind);
    let reservation = await spendCap.reserve(actor.userId, capability);
    let verification = this.#pending(actor, capability, first.providerId, subject);
    await verifications.insert(verification);
    for (const [index, { providerId, port }] of candidates.entries()) {
      if (index > 0) {
        reservation = await spendCap.reserve(actor.userId, capability);
        verification = await this.change(verification, (newest) => withAttempt(newest, providerId, clock()));
      }
      try {
        await consentGate.disclose(actor.userId, providerId, kind, context);
      } catch (error) {
        await reservation.release();
        throw error;
      }
      try {
        const answer = await call(port, verification.checkId);
        return await this.#answered(verification, answer, subject.given);
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        if (!error.outcomeUnknown) await reservation.release();
        verification = await this.change(verification, (newest) => withoutAnswer(newest, error, clock()));
        // An event may have told the result although the call itself was lost.
        if (verification.status !== 'ERRORED' && verification.status !== 'UNKNOWN') return verification;
        if (index === candidates.length - 1 || !mayFailOver(error)) throw new ProblemError(toProblem(error));
      }
    }
    return verification;
  }

  /** What others wrote meanwhile, webhooks above all, stays: see `changeRecord`. */
  change(seen: Verification, change: (newest: Verification) => Verification): Promise<Verification> {
    return changeRecord(this.deps.verifications, this.deps.clock, seen, change);
  }

  async #answered(sent: Verification, answer: CheckResult, given: GivenClaims): Promise<Verification> {
    const options = { given, names: this.#names };
    const answered = await this.change(sent, (newest) => withAnswer(newest, answer, this.deps.clock(), options));
    const { providerId, referenceId } = answered;
    if (referenceId !== null) this.deps.onProviderRecord?.(providerId, referenceId);
    return answered;
  }

  #pending(actor: Actor, capability: CheckCapability, providerId: string, subject: CheckSubject): Verification {
    const id = this.deps.newId();
    const now = this.deps.clock();
    return {
      id,
      userId: actor.userId,
      capability,
      providerId,
      checkId: checkIdOf(id),
      referenceId: null,
      subject: subject.text,
      documentId: subject.documentId ?? null,
      status: 'PROCESSING',
      outcome: null,
      decision: null,
      validity: null,
      validUntil: null,
      comparisons: claimsWaiting(capability, subject.given),
      score: null,
      reasons: [],
      facts: [],
      retryable: false,
      raw: { providerStatus: null, providerCode: null, providerLabel: null },
      link: null,
      attempts: [{ providerId, startedAt: now, finishedAt: null, errorCode: null }],
      timeline: [{ at: now, status: 'PROCESSING', outcome: null }],
      createdAt: now,
      updatedAt: now,
      completedAt: null,
    };
  }
}

type ReadAgain = (
  providers: ProviderDirectory,
  providerId: string,
  referenceId: string,
  context: CallContext,
) => Promise<CheckResult>;

/** The checks that a provider lets us read again, free of charge. */
const READ_AGAIN: Readonly<Partial<Record<CheckCapability, ReadAgain>>> = {
  PAN: (providers, providerId, referenceId, context) =>
    providers.portOf(providerId, 'PAN').getPanCheck(referenceId, context),
  BANK_ACCOUNT: (providers, providerId, referenceId, context) =>
    providers.portOf(providerId, 'BANK_ACCOUNT').getBankAccountCheck(referenceId, context),
  ...READ_CATALOGUE_AGAIN,
};

/** Only what certainly was not carried out may be asked of another provider; a refusal of the input would be repeated. */
function mayFailOver(error: ProviderError): boolean {
  return !error.outcomeUnknown && error.code !== 'PROVIDER_REJECTED' && error.code !== 'PROVIDER_CONFLICT';
}

/** A copy of the answer is kept for longer than the check is open, so the names that were given stay out of it. */
function withoutGiven(judged: JudgedCheck): JudgedCheck {
  return { ...judged, comparisons: judged.comparisons.map(({ given: _, ...comparison }) => comparison) };
}
