import { type Page, type PageRequest, toPage } from '../../../src/domain/kernel/paging.js';
import type {
  ProviderCommand,
  ProviderCommandRepository,
  ProviderCommandState,
} from '../../../src/domain/provider-command/provider-command.js';

export class MemoryProviderCommands implements ProviderCommandRepository {
  readonly rows = new Map<string, ProviderCommand>();

  async insert(command: ProviderCommand): Promise<void> {
    this.rows.set(command.id, command);
  }

  async save(command: ProviderCommand): Promise<void> {
    this.rows.set(command.id, command);
  }

  async list(state: ProviderCommandState | null, { first, after }: PageRequest): Promise<Page<ProviderCommand>> {
    const wanted = [...this.rows.values()].filter((row) => state === null || row.state === state);
    const sorted = wanted.sort((a, b) => (a.id < b.id ? 1 : -1)).filter(({ id }) => after === null || id < after);
    return toPage(sorted.slice(0, first + 1), first);
  }
}
