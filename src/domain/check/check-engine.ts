import type { ConsentGate } from '../consent/consent-gate.js';
import type { Actor } from '../kernel/actor.js';
import type { CallContext } from '../kernel/call-context.js';
import { changeRecord } from '../kernel/change-record.js';
import type { Clock } from '../kernel/clock.js';
import type { ReplaceableRecords } from '../kernel/owned-repository.js';
import { ProblemError } from '../kernel/problem.js';
import type { CapabilityPorts } from '../provider/capability.js';
import type { CheckResult } from '../provider/check-port.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';
import { ProviderError } from '../provider/provider-error.js';
import { toProblem } from '../provider/provider-problem.js';
import type { ProviderReads } from '../provider/provider-reads.js';
import type { Sourced } from '../provider/source.js';
import type { SpendCap } from '../spending/spend-cap.js';
import type { GivenClaims } from './claims.js';
import { DEFAULT_NAME_POLICY, type NamePolicy } from './comparison.js';
import { claimsWaiting, type JudgedCheck, judge } from './evidence-rule.js';
import { CHECK_KINDS, type CheckCapability, isReadable } from './kinds/check-kinds.js';
import { withAnswer, withoutAnswer } from './standing.js';
import { checkIdOf, type Validity, type Verification, validityOn, withAttempt } from './verification.js';

export interface CheckEngineDependencies {
  readonly verifications: ReplaceableRecords<Verification>;
  readonly providers: ProviderDirectory;
  readonly reads: ProviderReads;
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

/** What every kind of check goes through: recorded before the call, sent once, and its outcome kept whatever it is. */
export class CheckEngine {
  constructor(private readonly deps: CheckEngineDependencies) {}

  /** Null where the provider has no way to read this check again: what was kept is then all there is. */
  readLive(
    verification: Verification,
    maxAgeMs: number | null,
    context: CallContext,
  ): Promise<Sourced<JudgedCheck>> | null {
    const { capability, referenceId, providerId } = verification;
    if (referenceId === null || !isReadable(capability)) return null;
    const key = { providerId, kind: `check-${capability}`, recordKey: referenceId };
    const subject = { userId: verification.userId, purpose: CHECK_KINDS[capability].discloses.purpose };
    return this.deps.reads.read(key, subject, maxAgeMs, async () => {
      const answer = await this.deps.providers.portOf(providerId, capability).readAgain(referenceId, context);
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
    const { discloses } = CHECK_KINDS[capability];
    const candidates = providers
      .candidates(capability)
      .filter(({ providerId }) => only === undefined || providerId === only);
    const first = candidates[0] ?? providers.choose(capability);
    await consentGate.require(actor.userId, discloses);
    let reservation = await spendCap.reserve(actor.userId, capability);
    let verification = this.#pending(actor, capability, first.providerId, subject);
    await verifications.insert(verification);
    for (const [index, { providerId, port }] of candidates.entries()) {
      if (index > 0) {
        reservation = await spendCap.reserve(actor.userId, capability);
        verification = await this.change(verification, (newest) => withAttempt(newest, providerId, clock()));
      }
      try {
        await consentGate.disclose(actor.userId, providerId, discloses, context);
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

/** Only what certainly was not carried out may be asked of another provider; a refusal of the input would be repeated. */
function mayFailOver(error: ProviderError): boolean {
  return !error.outcomeUnknown && error.code !== 'PROVIDER_REJECTED' && error.code !== 'PROVIDER_CONFLICT';
}

/** A copy of the answer is kept for longer than the check is open, so the names that were given stay out of it. */
function withoutGiven(judged: JudgedCheck): JudgedCheck {
  return { ...judged, comparisons: judged.comparisons.map(({ given: _, ...comparison }) => comparison) };
}
