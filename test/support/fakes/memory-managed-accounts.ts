import type { AccountChange, AccountChangeResult, ManagedAccounts } from '../../../src/domain/user/managed-accounts.js';
import type { MemorySessionRepository } from './memory-session-repository.js';
import type { MemoryUserRepository } from './memory-user-repository.js';

export class MemoryManagedAccounts implements ManagedAccounts {
  constructor(
    private readonly users: MemoryUserRepository,
    private readonly sessions: MemorySessionRepository,
  ) {}

  async change(userId: string, { roles, suspended }: AccountChange, at: Date): Promise<AccountChangeResult> {
    const account = this.users.accounts.get(userId);
    if (account === undefined) return 'UNKNOWN_USER';
    const suspendedAt = suspended === undefined ? account.suspendedAt : suspended ? at : null;
    const changed = { ...account, roles: roles ?? account.roles, suspendedAt, updatedAt: at };
    const others = [...this.users.accounts.values()].filter(({ id }) => id !== userId);
    const admins = [...others, changed].filter((one) => one.roles.includes('ADMIN') && one.suspendedAt === null);
    if (admins.length === 0) return 'LAST_ADMIN';
    this.users.accounts.set(userId, changed);
    for (const session of this.sessions.records.values())
      if (session.userId === userId) await this.sessions.revoke(session.id, at);
    return 'CHANGED';
  }
}
