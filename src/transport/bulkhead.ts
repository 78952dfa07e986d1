/**
 * So many at once, so many waiting in order of arrival, the rest refused.
 *
 * Not cockatiel's: there an abandoned waiter keeps its place in the queue until its turn comes, and a newcomer may take
 * the slot of the one whose turn it is, who then goes to the end of the queue or is refused.
 */
export class Bulkhead {
  private active = 0;
  private readonly waiting = new Set<() => void>();

  constructor(
    private readonly capacity: number,
    private readonly maxWaiting: number,
  ) {}

  get inFlight(): number {
    return this.active;
  }

  get queued(): number {
    return this.waiting.size;
  }

  /** Takes a free slot. Every slot taken must be given back with {@link leave}. */
  tryEnter(): boolean {
    if (this.active >= this.capacity) return false;
    this.active++;
    return true;
  }

  /** Calls `enter` once with a slot taken. Returns the way out of the queue, or undefined when the queue is full. */
  wait(enter: () => void): (() => void) | undefined {
    if (this.waiting.size >= this.maxWaiting) return undefined;
    this.waiting.add(enter);
    return () => this.waiting.delete(enter);
  }

  leave(): void {
    const next = this.waiting.values().next();
    if (next.done) {
      this.active--;
      return;
    }
    this.waiting.delete(next.value);
    next.value();
  }
}
