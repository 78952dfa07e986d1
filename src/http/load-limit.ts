export interface LoadLimitOptions {
  /** `auto`: found by measuring. A number: always this one. `off`: only `maxInFlight` counts. */
  readonly limit: 'auto' | 'off' | number;
  /** Requests in all, those included that wait for a provider; it bounds the memory that they hold. */
  readonly maxInFlight: number;
  /** A request that takes longer than this waits for somebody else and is no work of ours any more, in milliseconds. */
  readonly workMs?: number;
}

/** What was measured since the last look. */
export interface LoadSample {
  /** How much later than it should the event loop gets to its work, in milliseconds, on average. */
  readonly delayMs: number;
  /** Statements that wait for a connection to the database, by connection. */
  readonly waitingPerConnection: number;
  /** Used part of the heap that the process may have, 0 to 1. */
  readonly heapShare: number;
}

interface Entry {
  readonly since: number;
}

const WORK_MS = 1_000;

/**
 * With fewer at once the process would wait for its database more than it works, and on a machine that others keep busy a
 * page that asks for many things together would be refused.
 */
const FEWEST = 16;

const LATE = { delayMs: 40, waitingPerConnection: 4 };
const CALM = { delayMs: 20, waitingPerConnection: 2 };

/** One slow garbage collection is no overload. */
const LATE_SAMPLES = 2;

const SHRINK = 0.8;
const GROW = 1.05;
const FULL_HEAP_SHARE = 0.9;

/**
 * How many requests are worked on at once. `auto` grows a little while the event loop and the database keep up and
 * shrinks at once when they do not, so that what is admitted is answered soon and the rest is refused cheaply. A request
 * that is not answered after `workMs` waits for a provider: it counts for `maxInFlight` only, so that one provider which
 * hangs does not make the gateway refuse what needs others.
 */
export class LoadLimit {
  /** In the order of their coming. */
  readonly #working = new Set<Entry>();
  #waiting = 0;
  #limit: number;
  #lateSamples = 0;
  #heapIsFull = false;

  constructor(
    private readonly options: LoadLimitOptions,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#limit = typeof options.limit === 'number' ? options.limit : options.maxInFlight;
  }

  /** Requests that may be worked on at once, at the moment. */
  get limit(): number {
    return Math.floor(this.#limit);
  }

  get inFlight(): number {
    return this.#working.size + this.#waiting;
  }

  /** What to call when the request is over; null when it has to be refused. */
  admit(): (() => void) | null {
    this.#letWait();
    if (this.#heapIsFull || this.inFlight >= this.options.maxInFlight || this.#working.size >= this.limit) return null;
    const entry: Entry = { since: this.now() };
    this.#working.add(entry);
    let over = false;
    return () => {
      if (over) return;
      over = true;
      if (!this.#working.delete(entry)) this.#waiting -= 1;
    };
  }

  /** To be told ten times a second how things are. */
  observe({ delayMs, waitingPerConnection, heapShare }: LoadSample): void {
    this.#heapIsFull = heapShare > FULL_HEAP_SHARE;
    if (this.options.limit !== 'auto') return;
    this.#letWait();
    const late = delayMs > LATE.delayMs || waitingPerConnection > LATE.waitingPerConnection;
    this.#lateSamples = late ? this.#lateSamples + 1 : 0;
    if (this.#lateSamples >= LATE_SAMPLES) this.#shrink();
    else if (delayMs < CALM.delayMs && waitingPerConnection < CALM.waitingPerConnection) this.#grow();
  }

  /** From what is really worked on, for the limit may be far above it. */
  #shrink(): void {
    const from = Math.min(this.#limit, this.#working.size);
    this.#limit = Math.max(FEWEST, from * SHRINK);
  }

  #grow(): void {
    this.#limit = Math.min(this.options.maxInFlight, Math.max(this.#limit + 1, this.#limit * GROW));
  }

  #letWait(): void {
    const before = this.now() - (this.options.workMs ?? WORK_MS);
    for (const entry of this.#working) {
      if (entry.since > before) return;
      this.#working.delete(entry);
      this.#waiting += 1;
    }
  }
}
