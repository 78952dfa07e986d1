import type { ConsentGate } from '../consent/consent-gate.js';
import { SCREENING_DISCLOSURE } from '../consent/disclosure.js';
import type { Actor } from '../kernel/actor.js';
import type { CallContext } from '../kernel/call-context.js';
import { changeRecord } from '../kernel/change-record.js';
import type { Clock } from '../kernel/clock.js';
import { getOwned } from '../kernel/owned-records.js';
import { conflict, invalid, ProblemError } from '../kernel/problem.js';
import type { AmlPort, AmlResults } from '../provider/aml-port.js';
import type { Capability, CapabilityPorts } from '../provider/capability.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';
import { ProviderError } from '../provider/provider-error.js';
import { providerCommand } from '../provider/provider-problem.js';
import type { ProviderReads } from '../provider/provider-reads.js';
import type { ScreeningDetails, ScreeningPort, ScreeningState } from '../provider/screening-port.js';
import type { Sourced } from '../provider/source.js';
import type { VerificationLink } from '../provider/verification-link-port.js';
import type { SpendCap } from '../spending/spend-cap.js';
import type { User } from '../user/user.js';
import { type Applicant, awaitsDocument } from './applicant.js';
import type { ApplicantDocuments } from './applicant-documents.js';
import type { ApplicantRepository } from './applicant-repository.js';

export interface NewApplicant {
  readonly flowName: string | null;
  readonly sourceKey: string | null;
  /** Absent: the account's own. */
  readonly email: string | null;
  readonly phone: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** Further ids of the person in the operator's own systems, at most `MAX_EXTERNAL_USER_IDS`; the user's id is always sent. */
  readonly externalUserIds: readonly string[];
}

export const MAX_EXTERNAL_USER_IDS = 20;

/** An applicant and the hosted page just made for it; the link is in no record. */
export interface ApplicantWithLink {
  readonly applicant: Applicant;
  readonly link: VerificationLink;
}

export interface ApplicantDependencies {
  readonly applicants: ApplicantRepository;
  readonly documents: ApplicantDocuments;
  readonly providers: ProviderDirectory;
  readonly reads: ProviderReads;
  readonly consentGate: ConsentGate;
  readonly spendCap: SpendCap;
  readonly newId: () => string;
  readonly clock: Clock;
  /** Told when an applicant of ours is known by the provider's id from now on: webhooks may be waiting for it. */
  readonly onProviderRecord?: (providerId: string, recordKey: string) => void;
}

/** Applicants at screening providers: local record and live state. */
export class ApplicantService {
  constructor(private readonly deps: ApplicantDependencies) {}

  /** The record is kept before the provider is called, so that a crash in between leaves a trace of the intent. */
  async create(user: User, input: NewApplicant, context: CallContext): Promise<Applicant> {
    const { applicants, providers, newId, clock } = this.deps;
    if (input.externalUserIds.length > MAX_EXTERNAL_USER_IDS)
      throw invalid([{ field: 'externalUserIds', message: `must have at most ${MAX_EXTERNAL_USER_IDS} items` }]);
    const { providerId, port } = providers.choose('SCREENING');
    await this.deps.consentGate.disclose(user.id, providerId, SCREENING_DISCLOSURE, context);
    const now = clock();
    const pending: Applicant = {
      id: newId(),
      userId: user.id,
      providerId,
      providerApplicantId: null,
      flowName: input.flowName,
      sourceKey: input.sourceKey,
      status: 'PROCESSING',
      decision: null,
      checkRequests: 0,
      createdAt: now,
      updatedAt: now,
    };
    await applicants.insert(pending);
    const name = splitName(user.name);
    const created = await providerCommand(
      () =>
        port.createApplicant(
          {
            email: input.email ?? user.email,
            phone: input.phone ?? user.mobile,
            firstName: input.firstName ?? name.first,
            lastName: input.lastName ?? name.last,
            flowName: input.flowName ?? undefined,
            sourceKey: input.sourceKey,
            externalUserIds: [...new Set([user.id, ...input.externalUserIds])],
          },
          context,
        ),
      async (error) => {
        await this.#change(pending, { status: error.outcomeUnknown ? 'UNKNOWN' : 'ERRORED' });
      },
    );
    const { providerApplicantId, status } = created;
    const applicant = await this.#change(pending, { providerApplicantId, status });
    this.deps.onProviderRecord?.(providerId, providerApplicantId);
    return applicant;
  }

  /** Counted before it is sent, so that no crash and no second caller can send one more than the provider allows. */
  async requestCheck(actor: Actor, applicantId: string, context: CallContext): Promise<Applicant> {
    const { applicants, providers, reads, clock } = this.deps;
    const { applicant, providerApplicantId } = await this.#known(actor, applicantId);
    const { providerId } = applicant;
    const port = await providerCommand(async () => providers.portOf(providerId, 'SCREENING'));
    await this.deps.consentGate.require(applicant.userId, SCREENING_DISCLOSURE);
    await this.#requireDocument(applicant);
    const reservation = await this.deps.spendCap.reserve(actor.userId, 'APPLICANT_CHECK');
    const claimedAt = clock();
    const claimed = await applicants.claimCheck(applicant.id, port.maxCheckRequests ?? null);
    if (claimed === null) {
      await reservation.release();
      throw attemptsExceeded(providerId);
    }
    const giveBack = async () => {
      await reservation.release();
      await applicants.releaseCheck(applicant.id);
    };
    try {
      await this.deps.consentGate.disclose(applicant.userId, providerId, SCREENING_DISCLOSURE, context);
    } catch (error) {
      await giveBack();
      throw error;
    }
    await providerCommand(
      () => port.requestCheck(providerApplicantId, context),
      async (error) => {
        if (!error.outcomeUnknown) await giveBack();
      },
    );
    await applicants.recordCheckStarted(applicant.id, claimedAt, clock());
    await reads.changed(providerId, providerApplicantId);
    return { ...claimed, status: 'PROCESSING', decision: null };
  }

  /** A hosted page for the applicant. The link is personal and is kept nowhere. */
  async createLink(actor: Actor, applicantId: string, context: CallContext): Promise<ApplicantWithLink> {
    const { applicant, providerApplicantId } = await this.#known(actor, applicantId);
    await this.deps.consentGate.disclose(applicant.userId, applicant.providerId, SCREENING_DISCLOSURE, context);
    const link = await providerCommand(async () =>
      this.deps.providers
        .portOf(applicant.providerId, 'VERIFICATION_LINK')
        .createVerificationLink(providerApplicantId, context),
    );
    await this.deps.reads.changed(applicant.providerId, providerApplicantId);
    return { applicant, link };
  }

  /** How many checks the provider still allows; null when it allows any number, or is not configured. */
  checksLeft(applicant: Applicant): number | null {
    const limit = this.deps.providers.find(applicant.providerId)?.ports.SCREENING?.maxCheckRequests;
    return limit === undefined ? null : Math.max(0, limit - applicant.checkRequests);
  }

  /** `maxAgeMs`: how old a kept answer may be; null: always ask. */
  readState(applicant: Applicant, maxAgeMs: number | null, context: CallContext): Promise<Sourced<ScreeningState>> {
    return this.#read('applicant', applicant, maxAgeMs, (port, id) => port.getApplicantState(id, context));
  }

  readDetails(applicant: Applicant, maxAgeMs: number | null, context: CallContext): Promise<Sourced<ScreeningDetails>> {
    return this.#read('applicant-details', applicant, maxAgeMs, (port, id) => port.getApplicantDetails(id, context));
  }

  readAml(applicant: Applicant, maxAgeMs: number | null, context: CallContext): Promise<Sourced<AmlResults>> {
    return this.#readFrom('AML', 'applicant-aml', applicant, maxAgeMs, (port: AmlPort, id) =>
      port.getAmlResults(id, context),
    );
  }

  #read<T>(
    kind: string,
    applicant: Applicant,
    maxAgeMs: number | null,
    read: (port: ScreeningPort, providerApplicantId: string) => Promise<T>,
  ): Promise<Sourced<T>> {
    return this.#readFrom('SCREENING', kind, applicant, maxAgeMs, read);
  }

  #readFrom<C extends Capability, T>(
    capability: C,
    kind: string,
    applicant: Applicant,
    maxAgeMs: number | null,
    read: (port: CapabilityPorts[C], providerApplicantId: string) => Promise<T>,
  ): Promise<Sourced<T>> {
    const { providerId, providerApplicantId, userId } = applicant;
    return this.deps.reads.read(
      { providerId, kind, recordKey: providerApplicantId ?? applicant.id },
      { userId, purpose: SCREENING_DISCLOSURE.purpose },
      maxAgeMs,
      async () => {
        if (providerApplicantId === null)
          throw new ProviderError({ providerId, code: 'PROVIDER_NOT_FOUND', retryable: false });
        return read(this.deps.providers.portOf(providerId, capability), providerApplicantId);
      },
    );
  }

  async #known(actor: Actor, applicantId: string): Promise<{ applicant: Applicant; providerApplicantId: string }> {
    const applicant = await getOwned(this.deps.applicants, actor, applicantId, 'applicantId');
    const { providerApplicantId } = applicant;
    if (providerApplicantId === null) throw conflict('applicantId', 'The provider does not have this applicant.');
    return { applicant, providerApplicantId };
  }

  /** Nothing is sent that can only fail, and no attempt is spent on it. */
  async #requireDocument(applicant: Applicant): Promise<void> {
    if (!awaitsDocument(applicant)) return;
    // What was given before the provider asked for another document is what it does not want.
    const since = applicant.decision === 'RESUBMIT' ? applicant.updatedAt : null;
    if (await this.deps.documents.wasGivenCopy(applicant.id, since)) return;
    const which = since === null ? 'A document' : 'A new document';
    throw conflict('applicantId', `${which} of this applicant is missing: give one with uploadDocument first.`);
  }

  #change(seen: Applicant, changes: Partial<Applicant>): Promise<Applicant> {
    return changeRecord(this.deps.applicants, this.deps.clock, seen, (newest) => ({ ...newest, ...changes }));
  }
}

function attemptsExceeded(providerId: string): ProblemError {
  const message = `Provider ${providerId} allows no further check of this applicant.`;
  return new ProblemError({ kind: 'ProviderRejected', message, providerId, field: null, reason: 'ATTEMPTS_EXCEEDED' });
}

function splitName(name: string): { first: string; last: string | null } {
  const words = name.trim().split(/\s+/);
  const last = words.length > 1 ? (words.at(-1) ?? null) : null;
  return { first: words.slice(0, last === null ? 1 : -1).join(' '), last };
}
