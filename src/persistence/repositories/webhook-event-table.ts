import type { DataSource } from 'typeorm';
import { type Page, type PageRequest, toPage } from '../../domain/kernel/paging.js';
import type { SealedPlace, Sealer } from '../../domain/personal-data/sealer.js';
import type { ProviderEvent } from '../../domain/provider/webhook-port.js';
import type { PastEvent, ProviderEventHistory } from '../../domain/webhook/provider-event-history.js';
import type { ReceivedEvent, WebhookRepository } from '../../domain/webhook/webhook-repository.js';
import { fromKeptJson, toKeptJson } from '../kept-json.js';

const COLUMNS = 'id, provider_id, record_key, event, received_at, processed_at';

interface Row {
  id: string;
  provider_id: string;
  record_key: string;
  event: string;
  received_at: Date;
  processed_at: Date | null;
}

export class WebhookEventTable implements WebhookRepository, ProviderEventHistory {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sealer: Sealer,
  ) {}

  async insert({ id, providerId, event, receivedAt }: ReceivedEvent): Promise<boolean> {
    const rows: unknown[] = await this.dataSource.query(
      `INSERT INTO webhook_events (id, provider_id, dedupe_key, event_type, record_key, event, occurred_at, received_at,
         next_try_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8::timestamptz + interval '30 seconds') ON CONFLICT (provider_id, dedupe_key) DO NOTHING RETURNING id`,
      [
        id,
        providerId,
        event.dedupeKey,
        event.eventType,
        event.recordKey,
        this.sealer.seal(toKeptJson(event), placeOf(id)),
        event.occurredAt,
        receivedAt,
      ],
    );
    return rows.length > 0;
  }

  async findOpen(providerId: string, dedupeKey: string): Promise<string | null> {
    const rows: { id: string }[] = await this.dataSource.query(
      'SELECT id FROM webhook_events WHERE provider_id = $1 AND dedupe_key = $2 AND processed_at IS NULL',
      [providerId, dedupeKey],
    );
    return rows[0]?.id ?? null;
  }

  async listOpen(providerId: string, recordKey: string): Promise<readonly ReceivedEvent[]> {
    const rows: Row[] = await this.dataSource.query(
      `SELECT ${COLUMNS} FROM webhook_events
       WHERE provider_id = $1 AND record_key = $2 AND processed_at IS NULL ORDER BY id`,
      [providerId, recordKey],
    );
    return rows.map((row) => this.#toReceived(row));
  }

  /** Rows that another process is claiming are passed over. */
  async claimDue(now: Date, limit: number): Promise<readonly ReceivedEvent[]> {
    const [rows]: [Row[], number] = await this.dataSource.query(
      `UPDATE webhook_events SET next_try_at = CASE WHEN received_at > $1::timestamptz - interval '3 days'
         THEN $1::timestamptz + least(greatest($1::timestamptz - received_at, interval '30 seconds'), interval '1 hour') END
       WHERE id IN (
         SELECT id FROM webhook_events WHERE processed_at IS NULL AND next_try_at <= $1
         ORDER BY next_try_at LIMIT $2 FOR UPDATE SKIP LOCKED
       ) RETURNING ${COLUMNS}`,
      [now, limit],
    );
    return rows.map((row) => this.#toReceived(row));
  }

  async newestOccurred(providerId: string, recordKey: string): Promise<Date | null> {
    const rows: { newest: Date | null }[] = await this.dataSource.query(
      `SELECT max(CASE WHEN occurred_at > received_at + interval '5 minutes' THEN received_at ELSE occurred_at END) AS newest
       FROM webhook_events WHERE provider_id = $1 AND record_key = $2`,
      [providerId, recordKey],
    );
    return rows[0]?.newest ?? null;
  }

  async markProcessed(id: string, at: Date): Promise<void> {
    await this.dataSource.query('UPDATE webhook_events SET processed_at = $2 WHERE id = $1', [id, at]);
  }

  async listByRecords(
    providerId: string,
    recordKeys: readonly string[],
    page: PageRequest,
  ): Promise<ReadonlyMap<string, Page<PastEvent>>> {
    const rows: Row[] = await this.dataSource.query(
      `SELECT page.* FROM unnest($2::text[]) AS record (key)
       CROSS JOIN LATERAL (
         SELECT e.id, e.provider_id, e.record_key, e.event, e.received_at, e.processed_at FROM webhook_events e
         WHERE e.provider_id = $1 AND e.record_key = record.key AND ($3::uuid IS NULL OR e.id < $3)
         ORDER BY e.id DESC LIMIT $4
       ) page`,
      [providerId, recordKeys, page.after, page.first + 1],
    );
    const byRecord = new Map<string, PastEvent[]>(recordKeys.map((key) => [key, []]));
    for (const row of rows) byRecord.get(row.record_key)?.push(this.#toPastEvent(row));
    return new Map([...byRecord].map(([key, events]) => [key, toPage(events, page.first)]));
  }

  #toPastEvent(row: Row): PastEvent {
    const { id, event, receivedAt } = this.#toReceived(row);
    return { id, event, receivedAt, processedAt: row.processed_at };
  }

  #toReceived({ id, provider_id, event, received_at }: Row): ReceivedEvent {
    const told = fromKeptJson(this.sealer.open(event, placeOf(id))) as ProviderEvent;
    return { id, providerId: provider_id, event: told, receivedAt: received_at };
  }
}

function placeOf(id: string): SealedPlace {
  return { table: 'webhook_events', row: id, column: 'event' };
}
