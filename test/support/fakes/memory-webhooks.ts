import type { ReceivedEvent, WebhookRepository } from '../../../src/domain/webhook/webhook-repository.js';

/** Received events, as the SQL table keeps them. Every open one is due at once. */
export class MemoryWebhooks implements WebhookRepository {
  readonly rows: (ReceivedEvent & { processed: boolean })[] = [];

  async insert(received: ReceivedEvent): Promise<boolean> {
    if (this.rows.some((row) => row.event.dedupeKey === received.event.dedupeKey)) return false;
    this.rows.push({ ...received, processed: false });
    return true;
  }

  async findOpen(_providerId: string, dedupeKey: string): Promise<string | null> {
    return this.rows.find((row) => !row.processed && row.event.dedupeKey === dedupeKey)?.id ?? null;
  }

  async listOpen(providerId: string, recordKey: string): Promise<readonly ReceivedEvent[]> {
    return this.rows.filter(
      (row) => !row.processed && row.providerId === providerId && row.event.recordKey === recordKey,
    );
  }

  async claimDue(_now: Date, limit: number): Promise<readonly ReceivedEvent[]> {
    return this.rows.filter(({ processed }) => !processed).slice(0, limit);
  }

  async newestOccurred(providerId: string, recordKey: string): Promise<Date | null> {
    const times = this.rows
      .filter((row) => row.providerId === providerId && row.event.recordKey === recordKey)
      .flatMap((row) => (row.event.occurredAt === null ? [] : [row.event.occurredAt.getTime()]));
    return times.length === 0 ? null : new Date(Math.max(...times));
  }

  async markProcessed(id: string): Promise<void> {
    for (const row of this.rows) if (row.id === id) row.processed = true;
  }
}
