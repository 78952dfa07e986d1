import type { DataSource } from 'typeorm';
import type { Page, PageRequest } from '../../domain/kernel/paging.js';
import type {
  ProviderCommand,
  ProviderCommandRepository,
  ProviderCommandState,
} from '../../domain/provider-command/provider-command.js';
import { ProviderCommandEntity } from '../entities/provider-access-entities.js';
import { Table } from './table.js';

export class ProviderCommandTable implements ProviderCommandRepository {
  readonly #commands: Table<ProviderCommand>;

  constructor(dataSource: DataSource) {
    this.#commands = new Table(dataSource, ProviderCommandEntity);
  }

  insert(command: ProviderCommand): Promise<void> {
    return this.#commands.insert(command);
  }

  save(command: ProviderCommand): Promise<void> {
    return this.#commands.save(command);
  }

  list(state: ProviderCommandState | null, page: PageRequest): Promise<Page<ProviderCommand>> {
    return state === null ? this.#commands.list('true', [], page) : this.#commands.list('state = $1', [state], page);
  }
}
