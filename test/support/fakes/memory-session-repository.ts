import type { Page, PageRequest } from '../../../src/domain/kernel/paging.js';
import type { RefreshState, SessionRecord, SessionRepository } from '../../../src/domain/session/session.js';
import { pageOf } from './memory-owned-repository.js';
import type { MemoryUserRepository } from './memory-user-repository.js';

export class MemorySessionRepository implements SessionRepository {
  readonly records = new Map<string, SessionRecord>();
  /** By hash. */
  readonly refreshTokens = new Map<
    string,
    { readonly sessionId: string; readonly usedAt: Date | null; readonly answeredAt: Date | null }
  >();

  constructor(private readonly users: MemoryUserRepository) {}

  async insert(session: SessionRecord, refreshTokenHash: string): Promise<void> {
    this.records.set(session.id, session);
    this.refreshTokens.set(refreshTokenHash, { sessionId: session.id, usedAt: null, answeredAt: null });
  }

  async findActive(sessionId: string, at: Date) {
    const session = this.records.get(sessionId);
    const user = session === undefined ? undefined : this.users.accounts.get(session.userId);
    if (session === undefined || user === undefined) return null;
    const alive = session.revokedAt === null && session.expiresAt > at && user.suspendedAt === null;
    return alive ? { userId: session.userId, roles: user.roles } : null;
  }

  async findRefresh(tokenHash: string, at: Date): Promise<RefreshState | null> {
    const token = this.refreshTokens.get(tokenHash);
    const session = token === undefined ? undefined : this.records.get(token.sessionId);
    const user = session === undefined ? undefined : this.users.accounts.get(session.userId);
    if (token === undefined || session === undefined || user === undefined) return null;
    const alive = (await this.findActive(session.id, at)) !== null;
    return { ...token, userId: session.userId, roles: user.roles, alive };
  }

  async rotate(tokenHash: string, nextHash: string, at: Date): Promise<boolean> {
    const state = await this.findRefresh(tokenHash, at);
    const token = this.refreshTokens.get(tokenHash);
    const session = this.records.get(token?.sessionId ?? '');
    if (!state?.alive || token === undefined || session === undefined || token.usedAt !== null) return false;
    this.refreshTokens.set(tokenHash, { ...token, usedAt: at });
    this.refreshTokens.set(nextHash, { sessionId: session.id, usedAt: null, answeredAt: null });
    this.records.set(session.id, { ...session, lastUsedAt: at });
    return true;
  }

  async markAnswered(tokenHash: string, at: Date): Promise<void> {
    const token = this.refreshTokens.get(tokenHash);
    if (token !== undefined) this.refreshTokens.set(tokenHash, { ...token, answeredAt: at });
  }

  async revoke(sessionId: string, at: Date): Promise<void> {
    const session = this.records.get(sessionId);
    if (session?.revokedAt === null) this.records.set(sessionId, { ...session, revokedAt: at });
  }

  async listActive(userId: string, at: Date, page: PageRequest): Promise<Page<SessionRecord>> {
    return pageOf(this.#alive(userId, at), page);
  }

  #alive(userId: string, at: Date): SessionRecord[] {
    return [...this.records.values()].filter(
      (session) => session.userId === userId && session.revokedAt === null && session.expiresAt > at,
    );
  }

  async revokeOf(
    userId: string,
    which: { readonly id: string } | { readonly except: string | null },
    at: Date,
  ): Promise<number> {
    const meant = this.#alive(userId, at).filter(({ id }) => ('id' in which ? id === which.id : id !== which.except));
    for (const { id } of meant) await this.revoke(id, at);
    return meant.length;
  }
}
