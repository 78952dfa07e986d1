import type { DataSource } from 'typeorm';
import type { Page, PageRequest } from '../../domain/kernel/paging.js';
import type { RefreshState, SessionRecord, SessionRepository } from '../../domain/session/session.js';
import { SessionEntity } from '../entities/entities.js';
import { Table } from './table.js';

const ALIVE = 's.revoked_at IS NULL AND s.expires_at > $2 AND u.suspended_at IS NULL';

export class SessionTable implements SessionRepository {
  readonly #sessions: Table<SessionRecord>;

  constructor(private readonly dataSource: DataSource) {
    this.#sessions = new Table(dataSource, SessionEntity);
  }

  async insert(session: SessionRecord, refreshTokenHash: string): Promise<void> {
    await this.#sessions.insert(session);
    await this.dataSource.query('INSERT INTO refresh_tokens (token_hash, session_id, created_at) VALUES ($1, $2, $3)', [
      refreshTokenHash,
      session.id,
      session.createdAt,
    ]);
  }

  async findActive(
    sessionId: string,
    at: Date,
  ): Promise<{ readonly userId: string; readonly roles: readonly string[] } | null> {
    const rows: { user_id: string; roles: string[] }[] = await this.dataSource.query(
      `SELECT s.user_id, u.roles FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.id = $1 AND ${ALIVE}`,
      [sessionId, at],
    );
    const row = rows[0];
    return row === undefined ? null : { userId: row.user_id, roles: row.roles };
  }

  async findRefresh(tokenHash: string, at: Date): Promise<RefreshState | null> {
    const rows: RefreshState[] = await this.dataSource.query(
      `SELECT s.id AS "sessionId", s.user_id AS "userId", u.roles, t.used_at AS "usedAt",
         t.answered_at AS "answeredAt", ${ALIVE} AS alive
       FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id JOIN users u ON u.id = s.user_id
       WHERE t.token_hash = $1`,
      [tokenHash, at],
    );
    return rows[0] ?? null;
  }

  async rotate(tokenHash: string, nextHash: string, at: Date): Promise<boolean> {
    const rows: unknown[] = await this.dataSource.query(
      `WITH used AS (
         UPDATE refresh_tokens t SET used_at = $2 FROM sessions s, users u
         WHERE t.token_hash = $1 AND t.used_at IS NULL AND s.id = t.session_id AND u.id = s.user_id AND ${ALIVE}
         RETURNING t.session_id
       ), next AS (
         INSERT INTO refresh_tokens (token_hash, session_id, created_at) SELECT $3, session_id, $2 FROM used
       ), touched AS (
         UPDATE sessions SET last_used_at = $2 WHERE id IN (SELECT session_id FROM used)
       ) SELECT session_id FROM used`,
      [tokenHash, at, nextHash],
    );
    return rows.length === 1;
  }

  async markAnswered(tokenHash: string, at: Date): Promise<void> {
    await this.dataSource.query(
      'UPDATE refresh_tokens SET answered_at = greatest(answered_at, $2) WHERE token_hash = $1',
      [tokenHash, at],
    );
  }

  async revoke(sessionId: string, at: Date): Promise<void> {
    await this.dataSource.query('UPDATE sessions SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL', [
      sessionId,
      at,
    ]);
  }

  listActive(userId: string, at: Date, page: PageRequest): Promise<Page<SessionRecord>> {
    return this.#sessions.list('user_id = $1 AND revoked_at IS NULL AND expires_at > $2', [userId, at], page);
  }

  async revokeOf(
    userId: string,
    which: { readonly id: string } | { readonly except: string | null },
    at: Date,
  ): Promise<number> {
    const [id, except] = 'id' in which ? [which.id, null] : [null, which.except];
    const [rows]: [unknown[], number] = await this.dataSource.query(
      `UPDATE sessions SET revoked_at = $2
       WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2
         AND ($3::uuid IS NULL OR id = $3) AND ($4::uuid IS NULL OR id <> $4) RETURNING id`,
      [userId, at, id, except],
    );
    return rows.length;
  }
}
