import { type Page, type PageRequest, toPage } from '../../../src/domain/kernel/paging.js';
import {
  ERASURE_MOVES,
  type ErasureRepository,
  type ErasureRequest,
  type ErasureState,
  type LegalHold,
} from '../../../src/domain/privacy/erasure.js';

const OPEN: readonly ErasureState[] = ['REQUESTED', 'ON_HOLD', 'SCHEDULED', 'IN_PROGRESS'];

export class MemoryErasureRepository implements ErasureRepository {
  readonly requests = new Map<string, ErasureRequest>();
  readonly holds: LegalHold[] = [];

  async claim(request: ErasureRequest): Promise<boolean> {
    if ((await this.findOpen(request.userId)) !== null) return false;
    this.requests.set(request.id, request);
    return true;
  }

  async findOpen(userId: string): Promise<ErasureRequest | null> {
    return this.#find((request) => request.userId === userId && OPEN.includes(request.state));
  }

  async find(id: string): Promise<ErasureRequest | null> {
    return this.requests.get(id) ?? null;
  }

  async findByReceipt(receiptHash: string): Promise<ErasureRequest | null> {
    return this.#find((request) => request.receiptHash === receiptHash);
  }

  async list(state: ErasureState | null, { first, after }: PageRequest): Promise<Page<ErasureRequest>> {
    const all = [...this.requests.values()].filter((request) => state === null || request.state === state).reverse();
    return toPage(after === null ? all : all.filter(({ id }) => id < after), first);
  }

  async move(
    request: ErasureRequest,
    from: readonly ErasureState[],
    seen?: ErasureRequest['providers'],
  ): Promise<boolean> {
    const now = this.requests.get(request.id);
    if (seen !== undefined && JSON.stringify(now?.providers) !== JSON.stringify(seen)) return false;
    if (now === undefined || !from.includes(now.state)) return false;
    if (now.state !== request.state && !ERASURE_MOVES[now.state].includes(request.state)) return false;
    this.requests.set(request.id, request);
    return true;
  }

  async findDue(): Promise<readonly ErasureRequest[]> {
    return [];
  }

  async placeHold(hold: LegalHold): Promise<void> {
    this.holds.push(hold);
  }

  async releaseHolds(userId: string): Promise<number> {
    const kept = this.holds.filter((hold) => hold.userId !== userId);
    const released = this.holds.length - kept.length;
    this.holds.splice(0, this.holds.length, ...kept);
    return released;
  }

  async findHold(userId: string): Promise<LegalHold | null> {
    return this.holds.find((hold) => hold.userId === userId) ?? null;
  }

  #find(matches: (request: ErasureRequest) => boolean): ErasureRequest | null {
    return [...this.requests.values()].find(matches) ?? null;
  }
}
