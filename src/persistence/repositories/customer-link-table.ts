import type { DataSource } from 'typeorm';
import type { CustomerLink, CustomerLinkRepository } from '../../domain/customer/customer-link.js';
import { CustomerLinkEntity } from '../entities/entities.js';
import { Table } from './table.js';

export class CustomerLinkTable implements CustomerLinkRepository {
  readonly #links: Table<CustomerLink>;

  constructor(dataSource: DataSource) {
    this.#links = new Table(dataSource, CustomerLinkEntity);
  }

  /** The partial unique index `customer_links_one_open` decides, so two requests at once cannot both win. */
  claim(link: CustomerLink): Promise<boolean> {
    return this.#links.insertUnlessTaken(link);
  }

  save(link: CustomerLink): Promise<void> {
    return this.#links.save(link);
  }

  findByUsers(userIds: readonly string[]): Promise<readonly CustomerLink[]> {
    return this.#links.select(`user_id = ANY($1::uuid[]) AND state <> 'FAILED' ORDER BY id`, [userIds]);
  }
}
