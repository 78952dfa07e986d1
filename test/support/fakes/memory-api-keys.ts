import type { Page, PageRequest } from '../../../src/domain/kernel/paging.js';
import type { ApiKey, ApiKeyRepository, StoredApiKey } from '../../../src/domain/session/api-key.js';
import { pageOf } from './memory-owned-repository.js';

export class MemoryApiKeys implements ApiKeyRepository {
  readonly rows = new Map<string, StoredApiKey>();
  /** How often a use was written down. */
  marks = 0;

  async insert(key: StoredApiKey): Promise<void> {
    this.rows.set(key.id, key);
  }

  async find(id: string): Promise<StoredApiKey | null> {
    return this.rows.get(id) ?? null;
  }

  async list(page: PageRequest): Promise<Page<ApiKey>> {
    return pageOf(this.rows.values(), page);
  }

  async revoke(id: string, at: Date): Promise<boolean> {
    const key = this.rows.get(id);
    if (key === undefined || key.revokedAt !== null) return false;
    this.rows.set(id, { ...key, revokedAt: at });
    return true;
  }

  async markUsed(id: string, at: Date): Promise<void> {
    this.marks += 1;
    const key = this.rows.get(id);
    if (key !== undefined) this.rows.set(id, { ...key, lastUsedAt: at });
  }
}
