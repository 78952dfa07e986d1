import type { DataSource } from 'typeorm';
import type { RetentionClass, RetentionRepository } from '../../domain/privacy/retention.js';

/** Whoever is erased, nothing being retained, since before the limit. */
const FORGOTTEN = `user_id IN (
    SELECT e.user_id FROM erasure_requests e WHERE NOT EXISTS (SELECT FROM users u WHERE u.id = e.user_id)
    GROUP BY e.user_id
    HAVING bool_and(e.state IN ('DONE', 'PARTIAL', 'WITHDRAWN')) AND max(e.finished_at) < $1)`;

/** What a class of data is in the database: rows of a table older than the limit. */
const RULES: Readonly<Record<RetentionClass, { readonly table: string; readonly condition: string }>> = {
  SESSIONS: { table: 'sessions', condition: 'coalesce(revoked_at, expires_at) < $1' },
  PROVIDER_ANSWERS: { table: 'provider_snapshots', condition: 'fetched_at < $1' },
  WEBHOOK_EVENTS: { table: 'webhook_events', condition: 'received_at < $1' },
  DISCLOSURES: { table: 'disclosures', condition: FORGOTTEN },
  CONSENTS: { table: 'consents', condition: FORGOTTEN },
};

export class RetentionTable implements RetentionRepository {
  constructor(private readonly dataSource: DataSource) {}

  async countOlder(kind: RetentionClass, than: Date): Promise<number> {
    const { table, condition } = RULES[kind];
    const rows: { due: number }[] = await this.dataSource.query(
      `SELECT count(*)::int AS due FROM ${table} WHERE ${condition}`,
      [than],
    );
    return rows[0]?.due ?? 0;
  }

  async deleteOlder(kind: RetentionClass, than: Date): Promise<number> {
    const { table, condition } = RULES[kind];
    const [rows]: [unknown[], number] = await this.dataSource.query(
      `DELETE FROM ${table} WHERE ${condition} RETURNING 1`,
      [than],
    );
    return rows.length;
  }
}
