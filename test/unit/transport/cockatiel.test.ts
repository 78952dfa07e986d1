import { bulkhead, CircuitState, SamplingBreaker } from 'cockatiel';
import { RatioBreaker } from '../../../src/transport/ratio-breaker.js';

/** Why `RatioBreaker` and `Bulkhead` are ours. A version of cockatiel that fails here may do without them. */
describe('cockatiel', () => {
  const clock = Date.now;
  let now = 0;
  beforeEach(() => {
    now = clock();
    Date.now = () => now;
  });
  afterEach(() => {
    Date.now = clock;
  });

  const window = () => new SamplingBreaker({ threshold: 0.5, duration: 30_000, minimumRps: 10 / 30 });
  const ours = () => new RatioBreaker(0.5, 10, () => now);

  test('opens on one failure an hour after nine others, and ours does not', () => {
    const opens = (breaker: SamplingBreaker | RatioBreaker) => {
      for (let failure = 0; failure < 9; failure += 1) breaker.failure(CircuitState.Closed);
      now += 3_600_000;
      return breaker.failure(CircuitState.Closed);
    };
    expect([opens(window()), opens(ours())]).toEqual([true, false]);
  });

  test('takes fifteen seconds to see a busy upstream die, where ours takes two', () => {
    const secondsOf = (breaker: SamplingBreaker | RatioBreaker) => {
      for (let call = 0; call < 3_000; call += 1, now += 10) breaker.success(CircuitState.Closed);
      const diedAt = now;
      while (!breaker.failure(CircuitState.Closed)) now += 10;
      return Math.floor((now - diedAt) / 1_000);
    };
    // The first second is not over, or is, when the clock begins.
    expect(secondsOf(window())).toBeGreaterThanOrEqual(14);
    expect(secondsOf(ours())).toBeLessThanOrEqual(3);
  });

  test('keeps the place of one who gave up waiting', async () => {
    const policy = bulkhead(1, 1);
    let free = () => {};
    const running = policy.execute(() => new Promise<void>((resolve) => (free = resolve)));
    const caller = new AbortController();
    const waiting = policy.execute(() => 'ran', caller.signal);
    caller.abort();
    await expect(policy.execute(() => 'ran')).rejects.toThrow('Bulkhead capacity exceeded');
    free();
    await running;
    await expect(waiting).rejects.toThrow();
  });

  test('gives a slot to a newcomer and refuses the one whose turn it was', async () => {
    const policy = bulkhead(1, 1);
    let free = () => {};
    const gate = new Promise<void>((resolve) => (free = resolve));
    const running = policy.execute(() => gate);
    const waiting = policy.execute(() => 'waited');
    const refused = expect(waiting).rejects.toThrow('Bulkhead capacity exceeded');
    const newcomers = gate.then(() =>
      Promise.all([policy.execute(async () => 'first'), policy.execute(() => 'second')]),
    );
    free();
    await running;
    expect(await newcomers).toEqual(['first', 'second']);
    await refused;
  });
});
