import type { DataSource } from 'typeorm';
import type { Page, PageRequest } from '../../domain/kernel/paging.js';
import type { Vault } from '../../domain/personal-data/vault.js';
import type { ExternalIdentity, ExternalIdentityRepository } from '../../domain/session/external-identity.js';
import { ExternalIdentityEntity } from '../entities/caller-entities.js';
import { Table } from './table.js';

export class ExternalIdentityTable implements ExternalIdentityRepository {
  readonly #identities: Table<ExternalIdentity>;

  constructor(
    private readonly dataSource: DataSource,
    vault: Vault,
  ) {
    this.#identities = new Table(dataSource, ExternalIdentityEntity, vault);
  }

  insert(identity: ExternalIdentity): Promise<boolean> {
    return this.#identities.insertUnlessTaken(identity);
  }

  async find(issuer: string, subject: string): Promise<ExternalIdentity | null> {
    const rows = await this.#identities.select('issuer = $1 AND subject_index = $2', [issuer, this.#indexOf(subject)]);
    return rows[0] ?? null;
  }

  findMany(ids: readonly string[]): Promise<readonly ExternalIdentity[]> {
    return this.#identities.findMany(ids);
  }

  listByUsers(userIds: readonly string[], page: PageRequest): Promise<ReadonlyMap<string, Page<ExternalIdentity>>> {
    return this.#identities.listByOwners('user_id', userIds, page);
  }

  async confirm(id: string, at: Date): Promise<void> {
    await this.dataSource.query(
      'UPDATE external_identities SET confirmed_at = coalesce(confirmed_at, $2) WHERE id = $1',
      [id, at],
    );
  }

  async delete(id: string): Promise<void> {
    await this.dataSource.query('DELETE FROM external_identities WHERE id = $1', [id]);
  }

  async findAccount(
    issuer: string,
    subject: string,
  ): Promise<{ readonly userId: string; readonly roles: readonly string[] } | null> {
    const rows: { user_id: string; roles: string[] }[] = await this.dataSource.query(
      `SELECT e.user_id, u.roles FROM external_identities e JOIN users u ON u.id = e.user_id
       WHERE e.issuer = $1 AND e.subject_index = $2 AND e.confirmed_at IS NOT NULL AND u.suspended_at IS NULL`,
      [issuer, this.#indexOf(subject)],
    );
    const row = rows[0];
    return row === undefined ? null : { userId: row.user_id, roles: row.roles };
  }

  #indexOf(subject: string): string | null {
    return this.#identities.indexOf('subjectIndex', subject);
  }
}
