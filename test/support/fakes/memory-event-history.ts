import { type Page, type PageRequest, toPage } from '../../../src/domain/kernel/paging.js';
import type { PastEvent, ProviderEventHistory } from '../../../src/domain/webhook/provider-event-history.js';

/** What providers told about records, as a list that tests fill. */
export class MemoryEventHistory implements ProviderEventHistory {
  readonly events: PastEvent[] = [];

  async listByRecords(
    _providerId: string,
    recordKeys: readonly string[],
    { first, after }: PageRequest,
  ): Promise<ReadonlyMap<string, Page<PastEvent>>> {
    const newestFirst = [...this.events].sort((one, other) => (one.id < other.id ? 1 : -1));
    return new Map(
      recordKeys.map((recordKey) => [
        recordKey,
        toPage(
          newestFirst.filter(({ id, event }) => event.recordKey === recordKey && (after === null || id < after)),
          first,
        ),
      ]),
    );
  }
}
