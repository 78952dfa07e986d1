import type { Page, PageRequest } from '../kernel/paging.js';
import type { ProviderEvent } from '../provider/webhook-port.js';

/** One event as a provider sent it. */
export interface PastEvent {
  readonly id: string;
  readonly event: ProviderEvent;
  readonly receivedAt: Date;
  /** Null while it has not been applied. */
  readonly processedAt: Date | null;
}

/** What providers told us about their records, every final result kept beside the ones that replaced it. */
export interface ProviderEventHistory {
  /** One page for each record of the provider, the newest first, in one statement. */
  listByRecords(
    providerId: string,
    recordKeys: readonly string[],
    page: PageRequest,
  ): Promise<ReadonlyMap<string, Page<PastEvent>>>;
}
