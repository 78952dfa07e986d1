import { setTimeout as delay } from 'node:timers/promises';
import { StoreUnavailableError } from '../../domain/kernel/store-unavailable.js';
import { findTrouble, toStoreError } from './database-trouble.js';

export interface DatabaseGateOptions {
  /** Asks the database over a connection of its own; rejects in bounded time. */
  readonly probe: () => Promise<void>;
  readonly probeEveryMs: number;
  /** Told when the database goes out of reach (false), and when it answers again (true). */
  readonly onChange?: (reachable: boolean) => void;
}

/**
 * Stands between the gateway and its database. Once a statement shows that the database is out of reach, the next ones
 * fail at once instead of waiting one after the other, until a probe is answered.
 */
export class DatabaseGate {
  #probing: AbortController | null = null;

  constructor(private readonly options: DatabaseGateOptions) {}

  get isOpen(): boolean {
    return this.#probing === null;
  }

  /** @throws StoreUnavailableError without starting the work while the gate is closed; else as `watch` */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (!this.isOpen) throw new StoreUnavailableError();
    return this.watch(work);
  }

  /** @throws StoreUnavailableError in place of what the driver says of trouble */
  async watch<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (findTrouble(error) === 'OUT_OF_REACH') this.#close();
      throw toStoreError(error);
    }
  }

  /** Ends the probing. */
  stop(): void {
    this.#probing?.abort();
  }

  #close(): void {
    if (!this.isOpen) return;
    const probing = new AbortController();
    this.#probing = probing;
    this.options.onChange?.(false);
    this.#probeUntilAnswered(probing.signal).catch(() => {
      // Whatever failed here, it must not keep the gate shut for good.
      this.#probing = null;
    });
  }

  async #probeUntilAnswered(stopped: AbortSignal): Promise<void> {
    while (!(await this.#answers())) {
      await delay(this.options.probeEveryMs, null, { ref: false, signal: stopped }).catch(() => undefined);
      if (stopped.aborted) return;
    }
    this.#probing = null;
    if (!stopped.aborted) this.options.onChange?.(true);
  }

  /** A refusal is an answer too: with too many connections, those of the pool may still be good. */
  async #answers(): Promise<boolean> {
    return this.options.probe().then(
      () => true,
      (error: unknown) => findTrouble(error) !== 'OUT_OF_REACH',
    );
  }
}
