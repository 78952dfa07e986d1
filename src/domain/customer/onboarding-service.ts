import type { AccessLog } from '../audit/access-log.js';
import { toAuditActor } from '../audit/audit-entry.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import type { ConsentGate } from '../consent/consent-gate.js';
import { LOOK_UP_DISCLOSURE, ONBOARDING_DISCLOSURE } from '../consent/disclosure.js';
import type { DocumentService } from '../document/document-service.js';
import { type Actor, isStaff } from '../kernel/actor.js';
import type { CallContext } from '../kernel/call-context.js';
import type { Clock } from '../kernel/clock.js';
import type { Page, PageRequest } from '../kernel/paging.js';
import { conflict, invalid, notFound, ProblemError } from '../kernel/problem.js';
import type { CustomerAnswer, CustomerPort } from '../provider/customer-port.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';
import { providerCommand } from '../provider/provider-problem.js';
import type { ProviderReads } from '../provider/provider-reads.js';
import type { Sourced } from '../provider/source.js';
import type { Reservation, SpendCap } from '../spending/spend-cap.js';
import type { UserRepository } from '../user/user-repository.js';
import type { CustomerLink, CustomerLinkRepository, LinkState } from './customer-link.js';
import { withFiles } from './onboarding-files.js';
import { isRefused, toRefusal } from './onboarding-refusal.js';
import { faultsOf, type OnboardCustomerRequest } from './onboarding-request.js';

export interface OnboardingDependencies {
  readonly links: CustomerLinkRepository;
  readonly users: UserRepository;
  readonly providers: ProviderDirectory;
  readonly reads: ProviderReads;
  readonly consentGate: ConsentGate;
  readonly spendCap: SpendCap;
  readonly documents: DocumentService;
  readonly accessLog: AccessLog;
  readonly auditTrail: AuditTrail;
  /** A keyed hash, so that an identity number can be compared without being kept. */
  readonly fingerprint: (text: string) => string;
  readonly newId: () => string;
  readonly clock: Clock;
}

export interface SettledOnboarding {
  readonly link: CustomerLink;
  readonly answer: Sourced<CustomerAnswer>;
}

/** An onboarding under way for longer than any deadline has lost its process. */
const ABANDONED_AFTER_MS = 10 * 60_000;

/** Makes users customers of a customer data platform, once each. */
export class OnboardingService {
  constructor(private readonly deps: OnboardingDependencies) {}

  /**
   * Sent at most once for a user: an onboarding cannot be undone, so an unknown outcome blocks the next until a person
   * has looked. `userId` null: the actor; anybody else is for staff.
   */
  async onboard(
    actor: Actor,
    userId: string | null,
    request: OnboardCustomerRequest,
    context: CallContext,
  ): Promise<Sourced<CustomerAnswer>> {
    const subjectId = userId ?? actor.userId;
    const forAnother = subjectId !== actor.userId;
    if (forAnother) await this.#requireUser(actor, subjectId);
    const faults = faultsOf(request, forAnother, this.deps.clock());
    if (faults.length > 0) throw invalid(faults);
    const { providerId, port } = this.deps.providers.choose('CUSTOMER');
    const rules = { ownerId: subjectId, maxBytes: port.maxFileBytes };
    const input = await withFiles(this.deps.documents, actor, request, rules);
    await this.deps.consentGate.require(subjectId, ONBOARDING_DISCLOSURE);
    const link = await this.#claim(subjectId, providerId, request);
    const reservation = await this.#prepare(link, actor, context);
    const answer = await providerCommand(
      () => port.onboardCustomer(input, context),
      async (error) => {
        if (!error.outcomeUnknown) await reservation.release();
        await this.#close(link, error.outcomeUnknown ? 'UNKNOWN' : 'FAILED');
      },
    );
    if (answer.outcome !== 'ONBOARDED' || answer.customer === null) {
      await this.#close(link, isRefused(answer.outcome) ? 'FAILED' : 'UNKNOWN');
      throw new ProblemError(toRefusal(answer, providerId, forAnother));
    }
    await this.#link(link, answer.customer.customerNumber);
    for (const fingerprint of link.documentFingerprints) await this.deps.reads.changed(providerId, fingerprint);
    return { value: answer, source: { providerId, state: 'LIVE', fetchedAt: this.deps.clock(), error: null } };
  }

  /**
   * For staff: an onboarding whose outcome nobody knows, settled by a look-up. FOUND links the customer, NOT_FOUND frees
   * the user for another onboarding, anything else leaves it as it is. Settling again as before changes nothing. Throws
   * `ConsentRequired` like any command: who has withdrawn is not asked about.
   */
  async settle(
    actor: Actor,
    userId: string,
    document: { readonly idType: string; readonly idNumber: string },
    context: CallContext,
  ): Promise<SettledOnboarding> {
    const [link] = await this.deps.links.findByUsers([userId]);
    if (link === undefined) throw notFound('userId');
    if (link.state === 'PENDING' && this.deps.clock().getTime() - link.updatedAt.getTime() < ABANDONED_AFTER_MS)
      throw conflict(null, 'The onboarding is still under way.');
    const known = link.documentFingerprints;
    if (known.length > 0 && !known.includes(this.#fingerprint(document)))
      throw invalid([{ field: 'idNumber', message: 'must be of a document that the onboarding was sent with' }]);
    await this.deps.consentGate.disclose(userId, link.providerId, LOOK_UP_DISCLOSURE, context);
    const answer = await this.#lookUp(link, document, context);
    const settled = await this.#settled(link, answer.value);
    await this.#record(actor, settled, context);
    return { link: settled, answer };
  }

  /** For staff, newest first. */
  listUnsettled(page: PageRequest): Promise<Page<CustomerLink>> {
    return this.deps.links.listByState('UNKNOWN', page);
  }

  async #lookUp(
    { providerId }: CustomerLink,
    document: Parameters<CustomerPort['findCustomer']>[0],
    context: CallContext,
  ): Promise<Sourced<CustomerAnswer> & { readonly value: CustomerAnswer }> {
    const value = await providerCommand(async () =>
      this.deps.providers.portOf(providerId, 'CUSTOMER').findCustomer(document, context),
    );
    return { value, source: { providerId, state: 'LIVE', fetchedAt: this.deps.clock(), error: null } };
  }

  async #settled(link: CustomerLink, { outcome, customer }: CustomerAnswer): Promise<CustomerLink> {
    const number = outcome === 'FOUND' ? (customer?.customerNumber ?? null) : null;
    if (link.state === 'LINKED') {
      if (number === link.customerNumber) return link;
      throw conflict('userId', 'The user is linked to a customer already.');
    }
    const state: LinkState = number !== null ? 'LINKED' : outcome === 'NOT_FOUND' ? 'FAILED' : 'UNKNOWN';
    const next: CustomerLink = { ...link, state, customerNumber: number, updatedAt: this.deps.clock() };
    if (await this.deps.links.settle(next)) return next;
    throw conflict(null, 'The customer belongs to another account, or the onboarding was settled meanwhile.');
  }

  /** Whom staff saw, and what became of it. */
  async #record(actor: Actor, link: CustomerLink, context: CallContext): Promise<void> {
    const { accessLog, auditTrail } = this.deps;
    const { id, userId, providerId, state } = link;
    const requestId = context.requestId ?? null;
    const what = { actor: toAuditActor(actor), subjectUserId: userId, target: { type: 'Customer', id }, requestId };
    if (userId !== actor.userId) await accessLog.record([{ ...what, action: 'READ', field: null, purpose: null }]);
    await auditTrail.record({ ...what, action: 'ONBOARDING_SETTLED', details: { providerId, state } });
  }

  async #requireUser(actor: Actor, userId: string): Promise<void> {
    const [user] = isStaff(actor) ? await this.deps.users.findMany([userId]) : [];
    if (user === undefined) throw notFound('userId');
  }

  async #claim(userId: string, providerId: string, request: OnboardCustomerRequest): Promise<CustomerLink> {
    const now = this.deps.clock();
    const pending: CustomerLink = {
      id: this.deps.newId(),
      userId,
      providerId,
      customerNumber: null,
      state: 'PENDING',
      documentFingerprints: request.idDocuments.map((document) => this.#fingerprint(document)),
      createdAt: now,
      updatedAt: now,
    };
    if (await this.deps.links.claim(pending)) return pending;
    throw conflict(null, 'This account is already onboarded, or an onboarding is under way.');
  }

  /** A withdrawal between the question and the claim, and a budget that is used up, leave the person free for another onboarding. */
  async #prepare(link: CustomerLink, actor: Actor, context: CallContext): Promise<Reservation> {
    let reservation: Reservation | null = null;
    try {
      reservation = await this.deps.spendCap.reserve(actor.userId, 'ONBOARDING');
      await this.deps.consentGate.disclose(link.userId, link.providerId, ONBOARDING_DISCLOSURE, context);
      return reservation;
    } catch (error) {
      await reservation?.release();
      await this.#close(link, 'FAILED');
      throw error;
    }
  }

  async #close(link: CustomerLink, state: LinkState): Promise<void> {
    await this.deps.links.settle({ ...link, state, updatedAt: this.deps.clock() });
  }

  /** The platform may answer with a customer it had before: one who is another user stays theirs. */
  async #link(link: CustomerLink, customerNumber: string): Promise<void> {
    const linked: CustomerLink = { ...link, state: 'LINKED', customerNumber, updatedAt: this.deps.clock() };
    if (await this.deps.links.settle(linked)) return;
    await this.#close(link, 'UNKNOWN');
    throw conflict(null, 'The platform knows this person under another account.');
  }

  #fingerprint({ idType, idNumber }: { readonly idType: string | number; readonly idNumber: string }): string {
    return this.deps.fingerprint(`${Number(idType)}:${idNumber}`);
  }
}
