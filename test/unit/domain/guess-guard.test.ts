import { ProblemError } from '../../../src/domain/kernel/problem.js';
import { type Guess, GuessGuard } from '../../../src/domain/session/guess-guard.js';
import { keyedHash } from '../../../src/security/keyed-hash.js';
import { MemoryGuessCounter } from '../../support/fakes/memory-guess-counter.js';

const SECOND = 1_000;
const DAY = 24 * 3_600 * SECOND;

let now: number;
let checked: number;
let guesses: GuessGuard;
beforeEach(() => {
  now = Date.parse('2026-01-01T00:00:00Z');
  checked = 0;
  guesses = new GuessGuard({
    counter: new MemoryGuessCounter(),
    hash: keyedHash('a secret of tests', 'guesses'),
    clock: () => new Date(now),
    // Others get their turn, as they do while a process waits.
    pause: async (ms) => {
      await new Promise((resolve) => setImmediate(resolve));
      now += ms;
    },
  });
});

async function guess(isRight: boolean, by: Partial<Guess> = {}): Promise<'in' | 'wrong' | 'limited'> {
  const attempt = { account: 'asha@example.com', lane: null, network: '192.0.2.1', ...by };
  try {
    const result = await guesses.attempt(attempt, async () => {
      checked += 1;
      return isRight ? true : null;
    });
    return result === null ? 'wrong' : 'in';
  } catch (error) {
    if (error instanceof ProblemError && error.problem.kind === 'RateLimited') return 'limited';
    throw error;
  }
}

const wrongFrom = (networks: number, count: number) =>
  Array.from({ length: count }, (_, index) => guess(false, { network: `198.51.100.${index % networks}` }));
const many = async (count: number, by: (index: number) => Partial<Guess>) => {
  for (let index = 0; index < count; index += 1) await guess(false, by(index));
};

test.each([1, 130])('130 wrong ones under way from %i networks keep no right one out', async (networks) => {
  const wrong = wrongFrom(networks, 130);
  const before = now;
  expect(await Promise.all([guess(true, { network: '203.0.113.1' }), guess(true)])).toEqual(['in', 'in']);
  expect(now).toBe(before);
  const kinds = await Promise.all(wrong);
  expect(kinds.filter((kind) => kind === 'wrong')).toHaveLength(10);
  expect(kinds.filter((kind) => kind === 'limited')).toHaveLength(120);
});

test.each([
  ['a new network', { network: '203.0.113.1' }],
  ['a network that guesses', { network: '192.0.2.1' }],
  ['nowhere in particular', { network: null }],
])(
  'thousands of wrong ones in a day keep no right one from %s out, and it waits its turn at most',
  async (_from, by) => {
    await many(1_500, () => ({}));
    for (let tries = 0; tries < 3; tries += 1) {
      const before = now;
      expect(await guess(true, by)).toBe('in');
      expect(now - before).toBeLessThanOrEqual(10 * SECOND);
    }
  },
);

test('with wrong ones waiting too after thousands in a day, a new network comes before those that had a turn', async () => {
  await many(1_100, () => ({}));
  const before = now;
  const wrong = [...Array(130)].map(() => guess(false));
  expect(await guess(true, { network: '203.0.113.1' })).toBe('in');
  expect(now - before).toBeLessThanOrEqual(20 * SECOND);
  expect(new Set(await Promise.all(wrong))).toEqual(new Set(['limited']));
});

test('all strangers together guess at one account as often as the numbers say, from however many networks', async () => {
  const end = now + DAY;
  let inOneDay = 0;
  for (let index = 0; now < end; index += 1) {
    inOneDay = checked;
    await guess(false, { network: `network ${index}` });
  }
  expect(inOneDay).toBeGreaterThan(9_000);
  expect(inOneDay).toBeLessThanOrEqual(1_000 + 8_640);
});

test('one network guesses at all accounts together one a second once it has made thousands', async () => {
  await many(5_000, (index) => ({ account: `nobody.${index}@example.com` }));
  const before = now;
  await many(10, (index) => ({ account: `somebody.${index}@example.com` }));
  expect(now - before).toBeGreaterThanOrEqual(9 * SECOND);
  expect(await guess(true)).toBe('in');
});

describe('who was let in before', () => {
  const OWNER = { lane: 'device 1', network: '203.0.113.1' };

  test('is counted apart: what strangers guess neither slows nor limits them', async () => {
    await many(1_200, () => ({}));
    const before = now;
    expect(await guess(false, OWNER)).toBe('wrong');
    expect(await guess(true, OWNER)).toBe('in');
    expect(now).toBe(before);
  });

  test('has ten, is told to wait then, and with a right one still gets in', async () => {
    const kinds = [];
    for (let count = 0; count < 11; count += 1) kinds.push(await guess(false, OWNER));
    expect(kinds).toEqual([...Array(10).fill('wrong'), 'limited']);
    expect(await guess(true, OWNER)).toBe('in');
    expect(await guess(false, { network: '203.0.113.2' })).toBe('wrong');
  });

  test('is worth no more than a stranger after a hundred in a day', async () => {
    await many(1_100, () => ({}));
    await many(100, () => OWNER);
    const before = now;
    await many(3, () => OWNER);
    expect(now - before).toBeGreaterThanOrEqual(20 * SECOND);
    expect(await guess(true, OWNER)).toBe('in');
  });
});

test('what was never checked counts for nothing', async () => {
  await many(11, () => ({}));
  const waiting = [...Array(500)].map(() => guess(false));
  await Promise.all(waiting);
  expect(checked).toBeLessThan(11 + 500);
  const before = now;
  await many(1_000 - checked, () => ({}));
  expect(now).toBe(before);
});
