import type { SessionRecord, SessionRepository } from '../../../src/domain/session/session.js';
import type { MemoryUserRepository } from './memory-user-repository.js';

export class MemorySessionRepository implements SessionRepository {
  readonly records = new Map<string, SessionRecord>();

  constructor(private readonly users: MemoryUserRepository) {}

  async insert(session: SessionRecord): Promise<void> {
    this.records.set(session.id, session);
  }

  async findActive(sessionId: string, at: Date) {
    const session = this.records.get(sessionId);
    const user = session === undefined ? undefined : this.users.accounts.get(session.userId);
    if (session === undefined || user === undefined) return null;
    const alive = session.revokedAt === null && session.expiresAt > at;
    return alive ? { userId: session.userId, roles: user.roles } : null;
  }

  async revoke(sessionId: string, at: Date): Promise<void> {
    const session = this.records.get(sessionId);
    if (session?.revokedAt === null) this.records.set(sessionId, { ...session, revokedAt: at });
  }
}
