import type { Page, PageRequest } from '../kernel/paging.js';

export const ERASURE_STATES = [
  'REQUESTED',
  'ON_HOLD',
  'SCHEDULED',
  'IN_PROGRESS',
  'DONE',
  'PARTIAL',
  'WITHDRAWN',
] as const;
/**
 * ON_HOLD: a law or a legal hold keeps something until `holdUntil`. PARTIAL: nothing is left here, but a provider
 * refused or has not answered. WITHDRAWN: the person changed their mind before anything was erased.
 */
export type ErasureState = (typeof ERASURE_STATES)[number];

/** The moves that are allowed; the table enforces them with a conditional UPDATE. */
export const ERASURE_MOVES: Readonly<Record<ErasureState, readonly ErasureState[]>> = {
  REQUESTED: ['ON_HOLD', 'SCHEDULED'],
  ON_HOLD: ['SCHEDULED', 'IN_PROGRESS', 'WITHDRAWN'],
  SCHEDULED: ['ON_HOLD', 'IN_PROGRESS', 'WITHDRAWN'],
  IN_PROGRESS: ['ON_HOLD', 'DONE', 'PARTIAL'],
  PARTIAL: ['DONE'],
  DONE: [],
  WITHDRAWN: [],
};

export const PROVIDER_ERASURE_OUTCOMES = ['TO_BE_ASKED', 'ERASED', 'RESTRICTED', 'REFUSED'] as const;
/** None of the four providers documents an erasure call: a person asks them and records the answer. */
export type ProviderErasureOutcome = (typeof PROVIDER_ERASURE_OUTCOMES)[number];

export interface ProviderErasure {
  readonly providerId: string;
  /** How many records of the person the provider holds, as far as we know. */
  readonly records: number;
  readonly outcome: ProviderErasureOutcome;
  /** When the provider answered. */
  readonly answeredAt: Date | null;
}

/** Somebody's wish to be forgotten, and how far it has come. Outlives the account. */
export interface ErasureRequest {
  readonly id: string;
  readonly userId: string;
  readonly state: ErasureState;
  /** Why something is kept; set while ON_HOLD. */
  readonly legalBasis: string | null;
  readonly holdUntil: Date | null;
  /** When it begins, while SCHEDULED. */
  readonly scheduledFor: Date | null;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
  readonly providers: readonly ProviderErasure[];
  /** The receipt is known only by hash: it shows the state when the account is gone. */
  readonly receiptHash: string;
}

/** A reason not to erase anything of a person, e.g. a court order. */
export interface LegalHold {
  readonly id: string;
  readonly userId: string;
  readonly basis: string;
  readonly until: Date;
  readonly placedBy: string;
  readonly placedAt: Date;
  readonly releasedAt: Date | null;
}

/** What the law wants kept of a person who is gone: out of reach of every ordinary query. */
export interface RetainedRecord {
  readonly userId: string;
  readonly basis: string;
  readonly until: Date;
  readonly createdAt: Date;
  /** Identity documents whose bytes are kept as long. */
  readonly documentIds: readonly string[];
  /** Identification and its checks, as JSON; sealed at rest. */
  readonly content: string;
}

export interface ErasureRepository {
  /** False when the person has an open request already. */
  claim(request: ErasureRequest): Promise<boolean>;
  findOpen(userId: string): Promise<ErasureRequest | null>;
  find(id: string): Promise<ErasureRequest | null>;
  /** The newest first; of one state, or of all. */
  list(state: ErasureState | null, page: PageRequest): Promise<Page<ErasureRequest>>;
  findByReceipt(receiptHash: string): Promise<ErasureRequest | null>;
  /**
   * Writes the request when its row is still in one of the states that may become the new one and, with `seen`, when
   * providers have answered nothing else meanwhile.
   */
  move(request: ErasureRequest, from: readonly ErasureState[], seen?: ErasureRequest['providers']): Promise<boolean>;
  /** SCHEDULED ones whose time has come, IN_PROGRESS ones that were interrupted, and holds that have ended. */
  findDue(at: Date): Promise<readonly ErasureRequest[]>;
  placeHold(hold: LegalHold): Promise<void>;
  releaseHolds(userId: string, at: Date): Promise<number>;
  /** The hold that lasts longest, of those in force. */
  findHold(userId: string, at: Date): Promise<LegalHold | null>;
}

/** Everything that is kept about a person, as one thing to count and to remove. */
export interface SubjectDataRepository {
  /** Records that providers hold about the person. */
  countProviderRecords(
    userId: string,
  ): Promise<ReadonlyArray<{ readonly providerId: string; readonly records: number }>>;
  /** Keeps `retained`, then removes the rest in one transaction. Repeating it does no harm. */
  erase(userId: string, retained: RetainedRecord | null): Promise<void>;
  findRetained(userId: string): Promise<RetainedRecord | null>;
  deleteRetained(userId: string): Promise<void>;
}
