import type { Page, PageRequest } from '../kernel/paging.js';

export const PROVIDER_COMMAND_STATES = ['PENDING', 'DONE', 'FAILED', 'UNKNOWN'] as const;
/** PENDING: on its way; for long: the process ended meanwhile. UNKNOWN: no answer came back, and it may have been carried out. */
export type ProviderCommandState = (typeof PROVIDER_COMMAND_STATES)[number];

/** A command of a member of staff to a provider, without what was in it. */
export interface ProviderCommand {
  readonly id: string;
  readonly actorUserId: string;
  readonly providerId: string;
  /** e.g. `createDesign`. */
  readonly operation: string;
  readonly state: ProviderCommandState;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

export interface ProviderCommandRepository {
  insert(command: ProviderCommand): Promise<void>;
  save(command: ProviderCommand): Promise<void>;
  /** Newest first; `state` null: all. */
  list(state: ProviderCommandState | null, page: PageRequest): Promise<Page<ProviderCommand>>;
}
