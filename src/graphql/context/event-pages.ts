import DataLoader from 'dataloader';
import type { Page, PageRequest } from '../../domain/kernel/paging.js';
import type { PastEvent, ProviderEventHistory } from '../../domain/webhook/provider-event-history.js';

const NOTHING: Page<PastEvent> = { items: [], hasNextPage: false };

/** Pages of what providers told about many records; one statement for each provider and distinct page request. */
export class EventPages {
  readonly #byPage = new Map<string, DataLoader<string, Page<PastEvent>>>();

  constructor(private readonly history: ProviderEventHistory) {}

  /** `recordKey`: the provider's own id of the record; null: it has none yet. */
  load(providerId: string, recordKey: string | null, page: PageRequest): Promise<Page<PastEvent>> {
    if (recordKey === null) return Promise.resolve(NOTHING);
    const key = `${providerId} ${page.first} ${page.after}`;
    let loader = this.#byPage.get(key);
    if (loader === undefined) {
      loader = new DataLoader(async (recordKeys) => {
        const pages = await this.history.listByRecords(providerId, recordKeys, page);
        return recordKeys.map((recordKey) => pages.get(recordKey) ?? NOTHING);
      });
      this.#byPage.set(key, loader);
    }
    return loader.load(recordKey);
  }
}
