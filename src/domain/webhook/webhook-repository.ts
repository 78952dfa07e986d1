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
  /** When the newest processed event about this record happened; null when there is none. */
  newestProcessed(providerId: string, recordKey: string): Promise<Date | null>;
  markProcessed(id: string, at: Date): Promise<void>;
}
