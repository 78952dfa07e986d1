import { ProblemError } from '../../../src/domain/kernel/problem.js';
import { type Attempt, AttemptLimits } from '../../../src/domain/session/attempt-limits.js';
import { keyedHash } from '../../../src/security/keyed-hash.js';
import { MemoryGuessCounter } from '../../support/fakes/memory-guess-counter.js';

const MINUTE = 60_000;
const hash = keyedHash('a secret of tests', 'guesses');
const CODE: Attempt = { kind: 'otp-code', account: 'asha@example.com', by: 'any 192.0.2.1', network: '192.0.2.1' };

let now: number;
let counter: MemoryGuessCounter;
let limits: AttemptLimits;
beforeEach(() => {
  now = Date.parse('2026-01-01T00:00:00Z');
  counter = new MemoryGuessCounter();
  limits = new AttemptLimits({ counter, hash, clock: () => new Date(now) });
});

async function spend(attempt: Attempt): Promise<'ok' | Date | null> {
  try {
    await limits.spend(attempt);
    return 'ok';
  } catch (error) {
    if (error instanceof ProblemError && error.problem.kind === 'RateLimited') return error.problem.resetAt;
    throw error;
  }
}

test('five in 15 minutes, then none until the window ends', async () => {
  for (let count = 0; count < 5; count += 1) expect(await spend(CODE)).toBe('ok');
  expect(await spend(CODE)).toEqual(new Date(now + 15 * MINUTE));
  now += 15 * MINUTE;
  expect(await spend(CODE)).toBe('ok');
});

test('twenty in a day, however they are spread', async () => {
  let allowed = 0;
  for (let count = 0; count < 60; count += 1) {
    if ((await spend({ ...CODE, network: null })) === 'ok') allowed += 1;
    now += 16 * MINUTE;
  }
  expect(allowed).toBe(20);
});

test('kinds and accounts are counted apart, and a network for all accounts together', async () => {
  for (let count = 0; count < 5; count += 1) await spend(CODE);
  expect(await spend({ ...CODE, kind: 'otp-send' })).toBe('ok');
  expect(await spend({ ...CODE, account: 'ravi.menon@example.com' })).toBe('ok');
  let refused: unknown = 'ok';
  for (let count = 0; count < 100 && refused === 'ok'; count += 1) {
    refused = await spend({ ...CODE, account: 'x'.repeat(count + 30) });
  }
  expect(refused).toBeInstanceOf(Date);
});

test('attempts side by side are all counted before any is made', async () => {
  let running = 0;
  const check = async () => {
    running += 1;
    await new Promise((resolve) => setImmediate(resolve));
    return null;
  };
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => limits.check(CODE, check)));
  expect(running).toBe(5);
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(15);
});

test('a right answer is not counted', async () => {
  for (let count = 0; count < 50; count += 1) expect(await limits.check(CODE, async () => 'right')).toBe('right');
});

test('keys hold neither addresses nor networks', async () => {
  await spend(CODE);
  expect([...counter.counts.keys()].join()).not.toMatch(/asha|192/);
});

test('a limit that the caller must not learn of only says no', async () => {
  for (let count = 0; count < 5; count += 1) expect(await limits.spendQuietly(CODE)).toBe(true);
  expect(await limits.spendQuietly(CODE)).toBe(false);
});

test('whoever tries at an account uses up nobody else’s attempts', async () => {
  for (let count = 0; count < 6; count += 1) await limits.spendQuietly(CODE);
  for (const by of ['any 198.51.100.1', 'signed in', 'device d-1'])
    expect(await spend({ ...CODE, by, network: null })).toBe('ok');
  expect(await spend(CODE)).toEqual(new Date(now + 15 * MINUTE));
});

describe('strangers together', () => {
  const allowed = async (kind: 'otp-send' | 'otp-code' | 'reset-send', minutes: number) => {
    const at: number[] = [];
    for (let minute = 0; minute < minutes; minute += 1) {
      if (await limits.spendAsStranger(kind, 'the account')) at.push(minute);
      now += MINUTE;
    }
    return at;
  };

  test('have ten in 15 minutes', async () => {
    const results = [];
    for (let count = 0; count < 12; count += 1) results.push(await limits.spendAsStranger('otp-send', 'the account'));
    expect(results).toEqual([...Array(10).fill(true), false, false]);
  });

  test('get a message sent every so often all day long, and no more', async () => {
    const mails = await allowed('reset-send', 24 * 60);
    const gaps = mails.slice(1).map((minute, index) => minute - (mails[index] ?? 0));
    // A token of a mail lives for 30 minutes.
    expect(Math.max(...gaps)).toBeLessThan(30);
    expect(mails.length).toBeLessThanOrEqual(20 + 72);
    expect((await allowed('otp-send', 24 * 60)).length).toBeLessThanOrEqual(20 + 48);
  });

  test('guess at no code once the day’s budget is spent, and what was right is given back', async () => {
    expect((await allowed('otp-code', 24 * 60)).length).toBeLessThanOrEqual(20);
    for (let count = 0; count < 30; count += 1) {
      expect(await limits.spendAsStranger('otp-code', 'another account')).toBe(true);
      await limits.giveBackAsStranger('otp-code', 'another account');
    }
  });
});
