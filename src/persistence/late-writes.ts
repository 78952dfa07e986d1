import { setTimeout as delay } from 'node:timers/promises';
import { StoreUnavailableError } from '../domain/kernel/store-unavailable.js';

export interface LateWritesOptions {
  readonly retryEveryMs: number;
  /** How many may wait. */
  readonly limit: number;
  /** Told how many are lost: too many waited, or the process stops. */
  readonly onLost: (count: number) => void;
}

/**
 * What came of a provider call, while it cannot be written: kept in memory and tried again until it can. Its caller has
 * been told that it was not kept. Each write must be one that does nothing when its record has changed meanwhile.
 */
export class LateWrites {
  readonly #waiting = new Set<() => Promise<unknown>>();
  readonly #stopped = new AbortController();
  #trying: Promise<void> | null = null;

  constructor(private readonly options: LateWritesOptions) {}

  /** Runs `write`; where our records are out of reach, `later` is tried in its place from now on, and the error goes on. */
  async attempt<T>(write: () => Promise<T>, later: () => Promise<unknown>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      if (error instanceof StoreUnavailableError) this.#keep(later);
      throw error;
    }
  }

  /** Tries once more what still waits, and ends. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#trying;
    await this.#tryAll();
    if (this.#waiting.size > 0) this.options.onLost(this.#waiting.size);
  }

  #keep(write: () => Promise<unknown>): void {
    if (this.#waiting.size >= this.options.limit) {
      this.options.onLost(1);
      return;
    }
    this.#waiting.add(write);
    this.#trying ??= this.#tryUntilNoneWaits().finally(() => {
      this.#trying = null;
    });
  }

  async #tryUntilNoneWaits(): Promise<void> {
    const { signal } = this.#stopped;
    while (this.#waiting.size > 0 && !signal.aborted) {
      await delay(this.options.retryEveryMs, null, { ref: false, signal }).catch(() => undefined);
      if (!signal.aborted) await this.#tryAll();
    }
  }

  async #tryAll(): Promise<void> {
    for (const write of this.#waiting) {
      try {
        await write();
      } catch (error) {
        if (error instanceof StoreUnavailableError) continue;
        this.options.onLost(1);
      }
      this.#waiting.delete(write);
    }
  }
}
