import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { Consent } from '../../domain/consent/consent.js';
import type { ConsentRepository, DisclosureRepository, Standing } from '../../domain/consent/consent-ports.js';
import type { Disclosure } from '../../domain/consent/disclosure.js';
import type { Page, PageRequest } from '../../domain/kernel/paging.js';
import { ConsentEntity, DisclosureEntity } from '../entities/consent-entities.js';
import { Table } from './table.js';

export class ConsentTable implements ConsentRepository {
  readonly #consents: Table<Consent>;
  /** Not kept for a moment: a withdrawal counts at once, on every gateway. */
  readonly #standing = new DataLoader<string, Standing>((userIds) => this.#loadStanding(userIds), { cache: false });

  constructor(dataSource: DataSource) {
    this.#consents = new Table(dataSource, ConsentEntity);
  }

  insert(consent: Consent): Promise<void> {
    return this.#consents.insert(consent);
  }

  findStanding(userId: string): Promise<Standing> {
    return this.#standing.load(userId);
  }

  listByUsers(userIds: readonly string[], page: PageRequest): Promise<ReadonlyMap<string, Page<Consent>>> {
    return this.#consents.listByOwners('user_id', userIds, page);
  }

  async #loadStanding(userIds: readonly string[]): Promise<Standing[]> {
    const newest = await this.#consents.select(
      `id IN (SELECT DISTINCT ON (user_id, purpose) id FROM consents WHERE user_id = ANY($1::uuid[])
              ORDER BY user_id, purpose, id DESC)`,
      [[...new Set(userIds)]],
    );
    return userIds.map(
      (userId) =>
        new Map(newest.filter((consent) => consent.userId === userId).map((consent) => [consent.purpose, consent])),
    );
  }
}

export class DisclosureTable implements DisclosureRepository {
  readonly #disclosures: Table<Disclosure>;

  constructor(dataSource: DataSource) {
    this.#disclosures = new Table(dataSource, DisclosureEntity);
  }

  insert(disclosure: Disclosure): Promise<void> {
    return this.#disclosures.insert(disclosure);
  }

  listByUsers(userIds: readonly string[], page: PageRequest): Promise<ReadonlyMap<string, Page<Disclosure>>> {
    return this.#disclosures.listByOwners('user_id', userIds, page);
  }
}
