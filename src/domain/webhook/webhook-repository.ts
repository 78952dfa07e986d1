import type { ProviderEvent } from '../provider/webhook-port.js';

export interface ReceivedEvent {
  readonly id: string;
  readonly providerId: string;
  readonly event: ProviderEvent;
  readonly receivedAt: Date;
}

/** Every event that a provider sent, once: the history of what they told us. */
export interface WebhookRepository {
  /** False when this event was stored before. */
  insert(received: ReceivedEvent): Promise<boolean>;
  /** The id under which this event is stored while it has not been applied; null when it has, or is not stored. */
  findUnprocessed(providerId: string, dedupeKey: string): Promise<string | null>;
  /** When the newest stored event about this record happened, applied or not; null when none says. */
  newestOccurred(providerId: string, recordKey: string): Promise<Date | null>;
  markProcessed(id: string, at: Date): Promise<void>;
}
