import { type DataSource, QueryFailedError } from 'typeorm';
import type { CustomerLink, CustomerLinkRepository, LinkState } from '../../domain/customer/customer-link.js';
import type { Page, PageRequest } from '../../domain/kernel/paging.js';
import { CustomerLinkEntity } from '../entities/entities.js';
import type { LateWrites } from '../late-writes.js';
import { Table } from './table.js';

const UNIQUE_VIOLATION = '23505';

export class CustomerLinkTable implements CustomerLinkRepository {
  readonly #links: Table<CustomerLink>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly late?: LateWrites,
  ) {
    this.#links = new Table(dataSource, CustomerLinkEntity);
  }

  /** The partial unique index `customer_links_one_open` decides, so two requests at once cannot both win. */
  claim(link: CustomerLink): Promise<boolean> {
    return this.#links.insertUnlessTaken(link);
  }

  /** The unique index `customer_links_one_user` decides whose a customer number is. */
  settle(link: CustomerLink): Promise<boolean> {
    const settle = () => this.#settle(link);
    return this.late === undefined ? settle() : this.late.attempt(settle, settle);
  }

  async #settle({ id, state, customerNumber, updatedAt }: CustomerLink): Promise<boolean> {
    try {
      const [rows]: [unknown[], number] = await this.dataSource.query(
        `UPDATE customer_links SET state = $2, customer_number = $3, updated_at = $4
         WHERE id = $1 AND state IN ('PENDING', 'UNKNOWN') RETURNING id`,
        [id, state, customerNumber, updatedAt],
      );
      return rows.length > 0;
    } catch (error) {
      if (error instanceof QueryFailedError && 'code' in error.driverError) {
        if (error.driverError.code === UNIQUE_VIOLATION) return false;
      }
      throw error;
    }
  }

  findByUsers(userIds: readonly string[]): Promise<readonly CustomerLink[]> {
    return this.#links.select(`user_id = ANY($1::uuid[]) AND state <> 'FAILED' ORDER BY id`, [userIds]);
  }

  /** At most one, by the unique index `customer_links_one_user`. */
  async findByCustomer(providerId: string, customerNumber: string): Promise<CustomerLink | null> {
    const [link] = await this.#links.select('provider_id = $1 AND customer_number = $2', [providerId, customerNumber]);
    return link ?? null;
  }

  listByState(state: LinkState, page: PageRequest): Promise<Page<CustomerLink>> {
    return this.#links.list('state = $1', [state], page);
  }
}
