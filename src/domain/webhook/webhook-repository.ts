import type { ProviderEvent } from '../provider/webhook-port.js';

export interface ReceivedEvent {
  readonly id: string;
  readonly providerId: string;
  readonly event: ProviderEvent;
  readonly receivedAt: Date;
}

/** Every event that a provider sent, once: the history of what they told us. Open: not dealt with yet. */
export interface WebhookRepository {
  /** False when this event was stored before. */
  insert(received: ReceivedEvent): Promise<boolean>;
  /** The id under which this event is stored while it is open; null when it is not, or is not stored. */
  findOpen(providerId: string, dedupeKey: string): Promise<string | null>;
  /** The open events about this record, oldest first. */
  listOpen(providerId: string, recordKey: string): Promise<readonly ReceivedEvent[]>;
  /**
   * Up to `limit` open events whose turn has come, for this caller alone. The turns of an event are half a minute to an
   * hour apart, the older the longer, and end three days after it came.
   */
  claimDue(now: Date, limit: number): Promise<readonly ReceivedEvent[]>;
  /**
   * When the newest stored event about this record happened, open or not; null when none says. One that says it happened
   * after it came counts as of when it came.
   */
  newestOccurred(providerId: string, recordKey: string): Promise<Date | null>;
  markProcessed(id: string, at: Date): Promise<void>;
}
