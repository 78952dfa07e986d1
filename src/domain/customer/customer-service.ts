import type { CallContext } from '../provider/call-context.js';
import type { CustomerAnswer } from '../provider/customer-port.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';
import type { ProviderReads } from '../provider/provider-reads.js';
import type { SnapshotKey } from '../provider/snapshot.js';
import type { Sourced } from '../provider/source.js';
import { type Actor, isStaff } from '../session/actor.js';
import type { CustomerLink, CustomerLinkRepository } from './customer-link.js';

export interface CustomerDependencies {
  readonly links: CustomerLinkRepository;
  readonly providers: ProviderDirectory;
  readonly reads: ProviderReads;
  /** A keyed hash, so that an identity number can be a key without being kept. */
  readonly fingerprint: (text: string) => string;
}

/** Customers of the customer data platform. */
export class CustomerService {
  constructor(private readonly deps: CustomerDependencies) {}

  /** Staff find anybody. For a customer, every record but the one linked to their own account does not exist. */
  async find(
    actor: Actor,
    input: { readonly idType: string; readonly idNumber: string },
    maxAgeMs: number | null,
    context: CallContext,
  ): Promise<Sourced<CustomerAnswer>> {
    const { providerId, port } = this.deps.providers.choose('CUSTOMER');
    const recordKey = this.deps.fingerprint(`${Number(input.idType)}:${input.idNumber}`);
    const found = await this.#lookUp({ providerId, kind: 'customer-lookup', recordKey }, maxAgeMs, () =>
      port.findCustomer(input, context),
    );
    if (found.value === null || isStaff(actor)) return found;
    const links = await this.deps.links.findByUsers([actor.userId]);
    const number = found.value.customer?.customerNumber;
    const own = links.some((link) => link.providerId === providerId && link.customerNumber === number);
    return own ? found : { ...found, value: NOT_FOUND };
  }

  /** The live record of a linked customer; null while the onboarding has not succeeded. */
  read(link: CustomerLink, maxAgeMs: number | null, context: CallContext): Promise<Sourced<CustomerAnswer>> | null {
    const { customerNumber, providerId } = link;
    if (customerNumber === null) return null;
    return this.deps.reads.read({ providerId, kind: 'customer', recordKey: customerNumber }, maxAgeMs, async () =>
      this.deps.providers.portOf(providerId, 'CUSTOMER').getCustomer(customerNumber, context),
    );
  }

  /** A webhook marks the customer, whose number a kept look-up does not have as its key. */
  async #lookUp(
    key: SnapshotKey,
    maxAgeMs: number | null,
    ask: () => Promise<CustomerAnswer>,
  ): Promise<Sourced<CustomerAnswer>> {
    const { reads } = this.deps;
    const kept = await reads.read(key, maxAgeMs, ask);
    const seen = seenKey(key.providerId, kept.value);
    const current = kept.source.state !== 'CACHED' || seen === null || (await reads.isCurrent(seen));
    const found = current ? kept : await reads.read(key, null, ask);
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
