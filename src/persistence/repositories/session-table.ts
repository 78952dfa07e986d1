import type { DataSource } from 'typeorm';
import type { SessionRecord, SessionRepository } from '../../domain/session/session.js';
import { SessionEntity } from '../entities/entities.js';
import { Table } from './table.js';

export class SessionTable implements SessionRepository {
  readonly #sessions: Table<SessionRecord>;

  constructor(private readonly dataSource: DataSource) {
    this.#sessions = new Table(dataSource, SessionEntity);
  }

  insert(session: SessionRecord): Promise<void> {
    return this.#sessions.insert(session);
  }

  async findActive(
    sessionId: string,
    at: Date,
  ): Promise<{ readonly userId: string; readonly roles: readonly string[] } | null> {
    const rows: { user_id: string; roles: string[] }[] = await this.dataSource.query(
      `SELECT s.user_id, u.roles FROM sessions s JOIN users u ON u.id = s.user_id
       WHERE s.id = $1 AND s.revoked_at IS NULL AND s.expires_at > $2`,
      [sessionId, at],
    );
    const row = rows[0];
    return row === undefined ? null : { userId: row.user_id, roles: row.roles };
  }

  async revoke(sessionId: string, at: Date): Promise<void> {
    await this.dataSource.query('UPDATE sessions SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL', [
      sessionId,
      at,
    ]);
  }
}
