import type { DataSource } from 'typeorm';
import type { ReceivedEvent, WebhookRepository } from '../../domain/webhook/webhook-repository.js';
import { toSnapshotJson } from '../snapshot-json.js';

export class WebhookEventTable implements WebhookRepository {
  constructor(private readonly dataSource: DataSource) {}

  async insert({ id, providerId, event, receivedAt }: ReceivedEvent): Promise<boolean> {
    const rows: unknown[] = await this.dataSource.query(
      `INSERT INTO webhook_events (id, provider_id, dedupe_key, event_type, record_key, event, occurred_at, received_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (provider_id, dedupe_key) DO NOTHING RETURNING id`,
      [
        id,
        providerId,
        event.dedupeKey,
        event.eventType,
        event.recordKey,
        toSnapshotJson(event),
        event.occurredAt,
        receivedAt,
      ],
    );
    return rows.length > 0;
  }

  async newestProcessed(providerId: string, recordKey: string): Promise<Date | null> {
    const rows: { newest: Date | null }[] = await this.dataSource.query(
      'SELECT max(occurred_at) AS newest FROM webhook_events WHERE provider_id = $1 AND record_key = $2 AND processed_at IS NOT NULL',
      [providerId, recordKey],
    );
    return rows[0]?.newest ?? null;
  }

  async markProcessed(id: string, at: Date): Promise<void> {
    await this.dataSource.query('UPDATE webhook_events SET processed_at = $2 WHERE id = $1', [id, at]);
  }
}
