const MAX_RUNNING = 200;

/** Work that no answer waits for, so that how long it takes tells the caller nothing. It is finished before the process ends. */
export class BackgroundWork {
  readonly #running = new Set<Promise<void>>();

  /** `onFailure` is told what failed, not whom it was for. */
  constructor(private readonly onFailure: (what: string, error: unknown) => void) {}

  /** Begins the work, unless too much is under way already: then it has failed. */
  start(what: string, work: () => Promise<void>): void {
    if (this.#running.size >= MAX_RUNNING) {
      this.onFailure(what, new Error('Too much is under way in the background.'));
      return;
    }
    const running = work()
      .catch((error: unknown) => this.onFailure(what, error))
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Resolves when all that was begun has ended. */
  async settle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }
}
