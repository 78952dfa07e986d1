import type { CustomerLink, CustomerLinkRepository } from '../../../src/domain/customer/customer-link.js';

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

  async save(link: CustomerLink): Promise<void> {
    this.records.set(link.id, link);
  }

  async findByUsers(userIds: readonly string[]): Promise<readonly CustomerLink[]> {
    return [...this.records.values()].filter(({ userId, state }) => userIds.includes(userId) && state !== 'FAILED');
  }
}
