import fc from 'fast-check';
import { PointBudget } from '../../../src/domain/rate-limit/point-budget.js';
import type { PointStore } from '../../../src/domain/rate-limit/point-store.js';

const START = Date.parse('2026-11-21T10:00:00Z');
const WINDOW_MS = 60_000;

/** Windows in memory, shared by the budgets of a test; `asked` counts the requests to it. */
class MemoryPoints implements PointStore {
  now = START;
  asked = 0;
  readonly #windows = new Map<string, { used: number; endsAt: number }>();

  constructor(private readonly limit: number) {}

  async take(key: string, wanted: number) {
    this.asked += 1;
    const known = this.#windows.get(key);
    const window = known && known.endsAt > this.now ? known : { used: 0, endsAt: this.now + WINDOW_MS };
    this.#windows.set(key, window);
    const taken = Math.min(wanted, this.limit - window.used);
    window.used += taken;
    return { taken, resetAt: new Date(window.endsAt) };
  }
}

function makeBudgets(limit: number, count = 1) {
  const store = new MemoryPoints(limit);
  const clock = () => new Date(store.now);
  return { store, budgets: Array.from({ length: count }, () => new PointBudget({ store, limit, clock })) };
}

describe('points', () => {
  test('are spent one by one up to the limit, and are back after the window', async () => {
    const { store, budgets } = makeBudgets(100);
    const [budget] = budgets;
    for (let i = 0; i < 100; i += 1) expect(await budget?.spend('a', 1)).toBeNull();
    expect(await budget?.spend('a', 1)).toEqual(new Date(START + WINDOW_MS));
    expect(await budget?.spend('b', 1)).toBeNull();

    store.now += WINDOW_MS;
    expect(await budget?.spend('a', 1)).toBeNull();
  });

  test('are taken from the store in leases, also by many at once', async () => {
    const { store, budgets } = makeBudgets(1_000);
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => budgets[0]?.spend('a', 1)));
    expect(answers.every((answer) => answer === null)).toBe(true);
    expect(store.asked).toBe(20);
    await Promise.all(Array.from({ length: 1_000 }, () => budgets[0]?.spend('a', 1)));
    expect(store.asked).toBe(21);
  });

  test('of more than the limit are never there', async () => {
    const { budgets } = makeBudgets(3);
    expect(await budgets[0]?.spend('a', 5)).toEqual(new Date(START + WINDOW_MS));
  });

  test('are never overspent, whatever gateways do at the same time', async () => {
    const costs = fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: 9 })), {
      maxLength: 120,
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), costs, async (limit, spendings) => {
        const { budgets } = makeBudgets(limit, 3);
        const spent = await Promise.all(
          spendings.map(async ([gateway, points]) =>
            (await budgets[gateway]?.spend('a', points)) === null ? points : 0,
          ),
        );
        expect(spent.reduce((sum, points) => sum + points, 0)).toBeLessThanOrEqual(limit);
      }),
    );
  });

  test('that one gateway asks for alone are all there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 300 }), async (limit) => {
        const { budgets } = makeBudgets(limit);
        const answers = await Promise.all(Array.from({ length: limit + 5 }, () => budgets[0]?.spend('a', 1)));
        expect(answers.filter((answer) => answer === null)).toHaveLength(limit);
      }),
    );
  });
});
