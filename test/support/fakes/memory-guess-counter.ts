import type { Budget, Counted, GuessCounter } from '../../../src/domain/session/guess-guard.js';

export class MemoryGuessCounter implements GuessCounter {
  readonly counts = new Map<string, Counted>();

  async add(budgets: readonly Budget[], at: Date): Promise<readonly Counted[]> {
    return budgets.map(({ key, windowMs }) => {
      const now = this.counts.get(key);
      const counted =
        now === undefined || now.endsAt <= at
          ? { count: 1, endsAt: new Date(at.getTime() + windowMs) }
          : { ...now, count: now.count + 1 };
      this.counts.set(key, counted);
      return counted;
    });
  }

  async giveBack(keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      const now = this.counts.get(key);
      if (now !== undefined && now.count > 0) this.counts.set(key, { ...now, count: now.count - 1 });
    }
  }

  async peek(key: string, at: Date): Promise<number> {
    const now = this.counts.get(key);
    return now !== undefined && now.endsAt > at ? now.count : 0;
  }
}
