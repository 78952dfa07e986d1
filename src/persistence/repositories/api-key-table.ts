import type { DataSource } from 'typeorm';
import type { Page, PageRequest } from '../../domain/kernel/paging.js';
import type { ApiKey, ApiKeyRepository, StoredApiKey } from '../../domain/session/api-key.js';
import { ApiKeyEntity } from '../entities/caller-entities.js';
import { Table } from './table.js';

export class ApiKeyTable implements ApiKeyRepository {
  readonly #keys: Table<StoredApiKey>;

  constructor(private readonly dataSource: DataSource) {
    this.#keys = new Table(dataSource, ApiKeyEntity);
  }

  insert(key: StoredApiKey): Promise<void> {
    return this.#keys.insert(key);
  }

  async find(id: string): Promise<StoredApiKey | null> {
    return (await this.#keys.findMany([id]))[0] ?? null;
  }

  list(page: PageRequest): Promise<Page<ApiKey>> {
    return this.#keys.list('true', [], page);
  }

  async revoke(id: string, at: Date): Promise<boolean> {
    const [rows]: [unknown[], number] = await this.dataSource.query(
      'UPDATE api_keys SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING id',
      [id, at],
    );
    return rows.length === 1;
  }

  async markUsed(id: string, at: Date): Promise<void> {
    await this.dataSource.query('UPDATE api_keys SET last_used_at = greatest(last_used_at, $2) WHERE id = $1', [
      id,
      at,
    ]);
  }
}
