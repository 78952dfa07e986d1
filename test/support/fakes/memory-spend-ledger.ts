import type { SpendLedger } from '../../../src/domain/spending/spend-cap.js';

export class MemorySpendLedger implements SpendLedger {
  /** By `<user> <day>`. */
  readonly days = new Map<string, number>();

  async reserve(userId: string, day: string, units: number, cap: number): Promise<boolean> {
    const key = `${userId} ${day}`;
    const spent = (this.days.get(key) ?? 0) + units;
    if (spent > cap) return false;
    this.days.set(key, spent);
    return true;
  }

  async release(userId: string, day: string, units: number): Promise<void> {
    const key = `${userId} ${day}`;
    this.days.set(key, (this.days.get(key) ?? 0) - units);
  }
}
