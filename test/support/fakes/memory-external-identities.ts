import type { Page, PageRequest } from '../../../src/domain/kernel/paging.js';
import type { ExternalIdentity, ExternalIdentityRepository } from '../../../src/domain/session/external-identity.js';
import { pageOf } from './memory-owned-repository.js';
import type { MemoryUserRepository } from './memory-user-repository.js';

export class MemoryExternalIdentities implements ExternalIdentityRepository {
  readonly rows = new Map<string, ExternalIdentity>();

  constructor(private readonly users: MemoryUserRepository) {}

  async insert(identity: ExternalIdentity): Promise<boolean> {
    if ((await this.find(identity.issuer, identity.subject)) !== null) return false;
    this.rows.set(identity.id, identity);
    return true;
  }

  async find(issuer: string, subject: string): Promise<ExternalIdentity | null> {
    return [...this.rows.values()].find((row) => row.issuer === issuer && row.subject === subject) ?? null;
  }

  async findMany(ids: readonly string[]): Promise<readonly ExternalIdentity[]> {
    return [...this.rows.values()].filter(({ id }) => ids.includes(id));
  }

  async listByUsers(
    userIds: readonly string[],
    page: PageRequest,
  ): Promise<ReadonlyMap<string, Page<ExternalIdentity>>> {
    const of = (userId: string) => [...this.rows.values()].filter((row) => row.userId === userId);
    return new Map(userIds.map((userId) => [userId, pageOf(of(userId), page)]));
  }

  async confirm(id: string, at: Date): Promise<void> {
    const row = this.rows.get(id);
    if (row?.confirmedAt === null) this.rows.set(id, { ...row, confirmedAt: at });
  }

  async delete(id: string): Promise<void> {
    this.rows.delete(id);
  }

  async findAccount(issuer: string, subject: string) {
    const row = await this.find(issuer, subject);
    const user = row === null || row.confirmedAt === null ? undefined : this.users.accounts.get(row.userId);
    return user === undefined || user.suspendedAt !== null ? null : { userId: user.id, roles: user.roles };
  }
}
