import type { AccessLog } from '../audit/access-log.js';
import { toAuditActor } from '../audit/audit-entry.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import type { ConsentGate } from '../consent/consent-gate.js';
import { LOOK_UP_DISCLOSURE } from '../consent/disclosure.js';
import { type Actor, isStaff } from '../kernel/actor.js';
import { ApiError } from '../kernel/api-error.js';
import type { CallContext } from '../kernel/call-context.js';
import { ProblemError } from '../kernel/problem.js';
import type { CustomerAnswer } from '../provider/customer-port.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';
import { ProviderError } from '../provider/provider-error.js';
import type { ProviderReads } from '../provider/provider-reads.js';
import type { SnapshotKey } from '../provider/snapshot.js';
import type { Sourced } from '../provider/source.js';
import type { CustomerLink, CustomerLinkRepository } from './customer-link.js';

export interface CustomerDependencies {
  readonly links: CustomerLinkRepository;
  readonly providers: ProviderDirectory;
  readonly reads: ProviderReads;
  readonly consentGate: ConsentGate;
  readonly accessLog: AccessLog;
  readonly auditTrail: AuditTrail;
  /** A keyed hash, so that an identity number can be a key without being kept. */
  readonly fingerprint: (text: string) => string;
}

/** Customers of the customer data platform. */
export class CustomerService {
  constructor(private readonly deps: CustomerDependencies) {}

  /**
   * Staff find anybody, and it is on record that they looked, and whom they saw if it is a user. For a customer, every
   * record but the one linked to their own account does not exist, and a look-up without consent is answered as one that
   * could not be made (CONSENT_REQUIRED).
   */
  async find(
    actor: Actor,
    input: { readonly idType: string; readonly idNumber: string },
    maxAgeMs: number | null,
    context: CallContext,
  ): Promise<Sourced<CustomerAnswer>> {
    const [chosen] = this.deps.providers.candidates('CUSTOMER');
    if (chosen === undefined) throw new ApiError('CAPABILITY_UNAVAILABLE', 'No provider for CUSTOMER is configured.');
    const { providerId, port } = chosen;
    const recordKey = this.deps.fingerprint(`${Number(input.idType)}:${input.idNumber}`);
    const key = { providerId, kind: 'customer-lookup', recordKey };
    if (isStaff(actor)) {
      await this.#recordLookUp(actor, providerId, context);
      const shown = await this.#lookUp(key, maxAgeMs, async () => port.findCustomer(input, context));
      await this.#recordAccess(actor, providerId, shown.value, context);
      return shown;
    }
    const found = await this.#lookUp(key, maxAgeMs, async () => {
      await this.#disclose(actor, providerId, context);
      return port.findCustomer(input, context);
    });
    if (found.value === null) return found;
    const links = await this.deps.links.findByUsers([actor.userId]);
    const number = found.value.customer?.customerNumber;
    const own = links.some((link) => link.providerId === providerId && link.customerNumber === number);
    return own ? found : { ...found, value: NOT_FOUND };
  }

  /** The live record of a linked customer; null while the onboarding has not succeeded. */
  read(link: CustomerLink, maxAgeMs: number | null, context: CallContext): Promise<Sourced<CustomerAnswer>> | null {
    const { customerNumber, providerId } = link;
    if (customerNumber === null) return null;
    const subject = { userId: link.userId, purpose: LOOK_UP_DISCLOSURE.purpose };
    const key = { providerId, kind: 'customer', recordKey: customerNumber };
    return this.deps.reads.read(key, subject, maxAgeMs, async () =>
      this.deps.providers.portOf(providerId, 'CUSTOMER').getCustomer(customerNumber, context),
    );
  }

  /** Before anything is looked at, kept answers included. Whom the number belongs to is what they want to know. */
  #recordLookUp(actor: Actor, providerId: string, { requestId }: CallContext): Promise<void> {
    const target = { type: 'Provider', id: providerId };
    const event = { actor: toAuditActor(actor), action: 'CUSTOMER_LOOKED_UP', subjectUserId: null } as const;
    return this.deps.auditTrail.record({ ...event, target, requestId });
  }

  async #recordAccess(
    actor: Actor,
    providerId: string,
    answer: CustomerAnswer | null,
    context: CallContext,
  ): Promise<void> {
    const number = answer?.customer?.customerNumber;
    const link = number === undefined ? null : await this.deps.links.findByCustomer(providerId, number);
    if (link === null || link.userId === actor.userId) return;
    const target = { type: 'Customer', id: link.id };
    const access = { actor: toAuditActor(actor), action: 'READ', subjectUserId: link.userId, target } as const;
    await this.deps.accessLog.record([{ ...access, field: null, purpose: null, requestId: context.requestId ?? null }]);
  }

  async #disclose(actor: Actor, providerId: string, context: CallContext): Promise<void> {
    try {
      await this.deps.consentGate.disclose(actor.userId, providerId, LOOK_UP_DISCLOSURE, context);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      throw new ProviderError({ providerId, code: 'CONSENT_REQUIRED', retryable: false });
    }
  }

  /** A webhook marks the customer, whose number a kept look-up does not have as its key. */
  async #lookUp(
    key: SnapshotKey,
    maxAgeMs: number | null,
    ask: () => Promise<CustomerAnswer>,
  ): Promise<Sourced<CustomerAnswer>> {
    const { reads } = this.deps;
    const kept = await reads.read(key, null, maxAgeMs, ask);
    const seen = seenKey(key.providerId, kept.value);
    const current = kept.source.state !== 'CACHED' || seen === null || (await reads.isCurrent(seen));
    const found = current ? kept : await reads.read(key, null, null, ask);
    const asked = seenKey(key.providerId, found.value);
    if (found.source.state === 'LIVE' && asked !== null) reads.known(asked, null);
    return found;
  }
}

function seenKey(providerId: string, answer: CustomerAnswer | null): SnapshotKey | null {
  const recordKey = answer?.customer?.customerNumber;
  return recordKey === undefined ? null : { providerId, kind: 'customer-seen', recordKey };
}

const NOT_FOUND: CustomerAnswer = {
  outcome: 'NOT_FOUND',
  customer: null,
  raw: { providerStatus: null, providerCode: null, providerLabel: null },
  field: null,
};
