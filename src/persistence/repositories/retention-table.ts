import type { DataSource } from 'typeorm';
import type { RetentionClass, RetentionRepository } from '../../domain/privacy/retention.js';

/** What a class of data is in the database: rows of a table older than the limit. */
const RULES: Readonly<Record<RetentionClass, { readonly table: string; readonly condition: string }>> = {
  SESSIONS: { table: 'sessions', condition: 'coalesce(revoked_at, expires_at) < $1' },
  PROVIDER_ANSWERS: { table: 'provider_snapshots', condition: 'fetched_at < $1' },
  WEBHOOK_EVENTS: { table: 'webhook_events', condition: 'processed_at IS NOT NULL AND received_at < $1' },
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
