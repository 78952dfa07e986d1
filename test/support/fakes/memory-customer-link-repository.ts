import type { CustomerLink, CustomerLinkRepository, LinkState } from '../../../src/domain/customer/customer-link.js';
import { type Page, type PageRequest, toPage } from '../../../src/domain/kernel/paging.js';

/** One open link for each user and provider, as the partial unique index has it. */
export class MemoryCustomerLinkRepository implements CustomerLinkRepository {
  readonly records = new Map<string, CustomerLink>();

  async claim(link: CustomerLink): Promise<boolean> {
    const taken = [...this.records.values()].some(
      ({ userId, providerId, state }) => userId === link.userId && providerId === link.providerId && state !== 'FAILED',
    );
    if (!taken) this.records.set(link.id, link);
    return !taken;
  }

  async settle(link: CustomerLink): Promise<boolean> {
    const state = this.records.get(link.id)?.state;
    const others = [...this.records.values()].filter(({ id }) => id !== link.id);
    const taken =
      link.customerNumber !== null && others.some(({ customerNumber }) => customerNumber === link.customerNumber);
    if (taken || (state !== 'PENDING' && state !== 'UNKNOWN')) return false;
    this.records.set(link.id, link);
    return true;
  }

  async listByState(state: LinkState, { first, after }: PageRequest): Promise<Page<CustomerLink>> {
    const found = [...this.records.values()]
      .filter((link) => link.state === state && (after === null || link.id < after))
      .sort((one, other) => (one.id < other.id ? 1 : -1));
    return toPage(found.slice(0, first + 1), first);
  }

  async findByCustomer(providerId: string, customerNumber: string): Promise<CustomerLink | null> {
    const links = [...this.records.values()];
    return links.find((link) => link.providerId === providerId && link.customerNumber === customerNumber) ?? null;
  }

  async findByUsers(userIds: readonly string[]): Promise<readonly CustomerLink[]> {
    return [...this.records.values()].filter(({ userId, state }) => userIds.includes(userId) && state !== 'FAILED');
  }
}
