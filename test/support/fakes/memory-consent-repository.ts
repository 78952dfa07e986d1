import type { Consent } from '../../../src/domain/consent/consent.js';
import type { ConsentRepository, DisclosureRepository, Standing } from '../../../src/domain/consent/consent-ports.js';
import type { Disclosure } from '../../../src/domain/consent/disclosure.js';
import type { Page, PageRequest } from '../../../src/domain/kernel/paging.js';
import { pageOf } from './memory-owned-repository.js';

/** Steps of everybody, oldest first. */
export class MemoryConsentRepository implements ConsentRepository {
  readonly steps: Consent[] = [];

  async insert(consent: Consent): Promise<void> {
    this.steps.push(consent);
  }

  async findStanding(userId: string): Promise<Standing> {
    return new Map(this.#of(userId).map((consent) => [consent.purpose, consent]));
  }

  async listByUsers(userIds: readonly string[], page: PageRequest): Promise<ReadonlyMap<string, Page<Consent>>> {
    return new Map(userIds.map((userId) => [userId, pageOf(this.#of(userId), page)]));
  }

  #of(userId: string): Consent[] {
    return this.steps.filter((consent) => consent.userId === userId);
  }
}

export class MemoryDisclosureRepository implements DisclosureRepository {
  readonly disclosures: Disclosure[] = [];

  async insert(disclosure: Disclosure): Promise<void> {
    this.disclosures.push(disclosure);
  }

  async listByUsers(userIds: readonly string[], page: PageRequest): Promise<ReadonlyMap<string, Page<Disclosure>>> {
    return new Map(
      userIds.map((userId) => [
        userId,
        pageOf(
          this.disclosures.filter((one) => one.userId === userId),
          page,
        ),
      ]),
    );
  }
}
