import type { DataSource } from 'typeorm';
import type { Page, PageRequest } from '../../domain/kernel/paging.js';
import type { Vault } from '../../domain/personal-data/vault.js';
import {
  ERASURE_MOVES,
  type ErasureRepository,
  type ErasureRequest,
  type ErasureState,
  type LegalHold,
} from '../../domain/privacy/erasure.js';
import { ErasureRequestEntity, LegalHoldEntity } from '../entities/privacy-entities.js';
import { Table } from './table.js';

const OPEN = `state IN ('REQUESTED', 'ON_HOLD', 'SCHEDULED', 'IN_PROGRESS')`;

export class ErasureTable implements ErasureRepository {
  readonly #requests: Table<ErasureRequest>;
  readonly #holds: Table<LegalHold>;

  constructor(
    private readonly dataSource: DataSource,
    vault: Vault,
  ) {
    this.#requests = new Table(dataSource, ErasureRequestEntity, vault);
    this.#holds = new Table(dataSource, LegalHoldEntity, vault);
  }

  /** The partial unique index `erasure_requests_one_open` decides between two requests at once. */
  claim(request: ErasureRequest): Promise<boolean> {
    return this.#requests.insertUnlessTaken(request);
  }

  async findOpen(userId: string): Promise<ErasureRequest | null> {
    return (await this.#requests.select(`user_id = $1 AND ${OPEN}`, [userId]))[0] ?? null;
  }

  async find(id: string): Promise<ErasureRequest | null> {
    return (await this.#requests.findMany([id]))[0] ?? null;
  }

  list(state: ErasureState | null, page: PageRequest): Promise<Page<ErasureRequest>> {
    return this.#requests.list('$1::text IS NULL OR state = $1', [state], page);
  }

  async findByReceipt(receiptHash: string): Promise<ErasureRequest | null> {
    return (await this.#requests.select('receipt_hash = $1', [receiptHash]))[0] ?? null;
  }

  async move(
    request: ErasureRequest,
    from: readonly ErasureState[],
    seen?: ErasureRequest['providers'],
  ): Promise<boolean> {
    const allowed = from.filter((state) => state === request.state || ERASURE_MOVES[state].includes(request.state));
    const unchanged = 'CAST(:seen AS jsonb) IS NULL OR providers = CAST(:seen AS jsonb)';
    const parameters = { allowed, seen: seen === undefined ? null : JSON.stringify(seen) };
    return this.#requests.saveIf(`state = ANY(:allowed) AND (${unchanged})`, parameters, request);
  }

  findDue(at: Date): Promise<readonly ErasureRequest[]> {
    return this.#requests.select(
      `(state = 'SCHEDULED' AND scheduled_for <= $1) OR (state = 'ON_HOLD' AND hold_until <= $1)
       OR state = 'IN_PROGRESS' ORDER BY id LIMIT 100`,
      [at],
    );
  }

  placeHold(hold: LegalHold): Promise<void> {
    return this.#holds.insert(hold);
  }

  async releaseHolds(userId: string, at: Date): Promise<number> {
    const [rows]: [unknown[], number] = await this.dataSource.query(
      'UPDATE legal_holds SET released_at = $2 WHERE user_id = $1 AND released_at IS NULL RETURNING id',
      [userId, at],
    );
    return rows.length;
  }

  async findHold(userId: string, at: Date): Promise<LegalHold | null> {
    const [hold] = await this.#holds.select(
      'user_id = $1 AND released_at IS NULL AND until > $2 ORDER BY until DESC LIMIT 1',
      [userId, at],
    );
    return hold ?? null;
  }
}
