import { LoadLimit, type LoadLimitOptions, type LoadSample } from '../../../src/http/load-limit.js';

const CALM: LoadSample = { delayMs: 1, waitingPerConnection: 0, heapShare: 0.3 };
const LATE: LoadSample = { ...CALM, delayMs: 200 };

function limitOf(options: Partial<LoadLimitOptions> = {}) {
  const clock = { ms: 0 };
  const limit = new LoadLimit({ limit: 'auto', maxInFlight: 1_000, ...options }, () => clock.ms);
  return { limit, clock };
}

function admit(limit: LoadLimit, count: number) {
  return Array.from({ length: count }, () => limit.admit());
}

function observe(limit: LoadLimit, sample: LoadSample, times: number): void {
  for (let i = 0; i < times; i += 1) limit.observe(sample);
}

describe('how many requests are worked on at once', () => {
  test('all that may be in flight, while nothing is late', () => {
    const { limit } = limitOf();
    const admitted = admit(limit, 1_001);
    expect(admitted.filter((leave) => leave !== null)).toHaveLength(1_000);
    expect(admitted.at(-1)).toBeNull();
  });

  test.each<[string, LoadSample]>([
    ['the event loop is late', LATE],
    ['statements queue for the database', { ...CALM, waitingPerConnection: 5 }],
  ])('fewer than are there, when %s', (_, sample) => {
    const { limit } = limitOf();
    admit(limit, 200);
    observe(limit, sample, 2);
    expect(limit.limit).toBe(160);
    expect(limit.admit()).toBeNull();
    observe(limit, sample, 100);
    expect(limit.limit).toBe(16);
  });

  test('no fewer after one late moment', () => {
    const { limit } = limitOf();
    admit(limit, 10);
    for (const sample of [LATE, CALM, LATE, CALM]) limit.observe(sample);
    expect(limit.limit).toBe(1_000);
  });

  test('more again, step by step, when it is calm', () => {
    const { limit } = limitOf();
    admit(limit, 40);
    observe(limit, LATE, 20);
    observe(limit, CALM, 1);
    expect(limit.limit).toBe(17);
    observe(limit, CALM, 100);
    expect(limit.limit).toBe(1_000);
  });

  test('as many as before, between late and calm', () => {
    const { limit } = limitOf();
    admit(limit, 100);
    observe(limit, LATE, 2);
    observe(limit, { ...CALM, delayMs: 30 }, 50);
    expect(limit.limit).toBe(80);
  });

  test('always the same, when a number is given', () => {
    const { limit } = limitOf({ limit: 3 });
    observe(limit, LATE, 10);
    const admitted = admit(limit, 4);
    expect(admitted.map((leave) => leave !== null)).toEqual([true, true, true, false]);
    admitted[0]?.();
    admitted[0]?.();
    expect([limit.admit() !== null, limit.admit()]).toEqual([true, null]);
  });

  test('any number when it is off, up to what may be in flight', () => {
    const { limit } = limitOf({ limit: 'off', maxInFlight: 50 });
    observe(limit, LATE, 10);
    expect(admit(limit, 51).filter((leave) => leave === null)).toHaveLength(1);
  });

  test('none while the heap is full', () => {
    const { limit } = limitOf();
    limit.observe({ ...CALM, heapShare: 0.95 });
    expect(limit.admit()).toBeNull();
    limit.observe(CALM);
    expect(limit.admit()).not.toBeNull();
  });
});

describe('requests that wait for a provider', () => {
  test('take nobody’s place after a second, and are still in flight', () => {
    const { limit, clock } = limitOf({ limit: 2 });
    admit(limit, 2);
    clock.ms = 999;
    expect(limit.admit()).toBeNull();
    clock.ms = 1_000;
    const leave = limit.admit();
    expect(leave).not.toBeNull();
    expect(limit.inFlight).toBe(3);
    leave?.();
    expect(limit.inFlight).toBe(2);
  });

  test('are bounded in number', () => {
    const { limit, clock } = limitOf({ limit: 10, maxInFlight: 12 });
    const waiting = admit(limit, 10);
    clock.ms = 2_000;
    expect(admit(limit, 3).map((leave) => leave !== null)).toEqual([true, true, false]);
    waiting[0]?.();
    expect(limit.inFlight).toBe(11);
    expect(limit.admit()).not.toBeNull();
  });
});
