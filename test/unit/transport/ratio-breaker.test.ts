import { CircuitState } from 'cockatiel';
import { RatioBreaker } from '../../../src/transport/ratio-breaker.js';

const { Closed, HalfOpen } = CircuitState;

function breaker() {
  const clock = { now: 1_000_000 };
  return { clock, breaker: new RatioBreaker(0.5, 10, () => clock.now) };
}

test('opens at half of ten, not at nine calls and not below half', () => {
  const { breaker: one } = breaker();
  for (let i = 0; i < 5; i++) one.success(Closed);
  for (let i = 0; i < 4; i++) expect(one.failure(Closed)).toBe(false);
  expect(one.failure(Closed)).toBe(true);

  const { breaker: two } = breaker();
  for (let i = 0; i < 6; i++) two.success(Closed);
  for (let i = 0; i < 5; i++) expect(two.failure(Closed)).toBe(false);
  expect(two.failure(Closed)).toBe(true);
});

test('what is older than the window no longer counts, however quiet it was', () => {
  const { clock, breaker: one } = breaker();
  for (let i = 0; i < 9; i++) one.failure(Closed);
  clock.now += 3_600_000;
  expect(one.failure(Closed)).toBe(false);
  clock.now += 20_000;
  for (let i = 0; i < 8; i++) expect(one.failure(Closed)).toBe(false);
  expect(one.failure(Closed)).toBe(true);
});

test('many successes before do not keep it closed when nothing has succeeded for five seconds', () => {
  const { clock, breaker: one } = breaker();
  for (let i = 0; i < 1_000; i++) one.success(Closed);
  clock.now += 4_000;
  for (let i = 0; i < 20; i++) expect(one.failure(Closed)).toBe(false);
  clock.now += 1_000;
  expect(one.failure(Closed)).toBe(true);
});

test('a few failures, of calls too rare for five seconds, count for thirty', () => {
  const { clock, breaker: one } = breaker();
  for (let i = 0; i < 9; i++) {
    expect(one.failure(Closed)).toBe(false);
    clock.now += 3_000;
  }
  expect(one.failure(Closed)).toBe(true);
});

test('a failed probe opens, a good one forgets', () => {
  const { breaker: one } = breaker();
  expect(one.failure(HalfOpen)).toBe(true);
  for (let i = 0; i < 20; i++) one.failure(Closed);
  one.success(HalfOpen);
  for (let i = 0; i < 8; i++) expect(one.failure(Closed)).toBe(false);
});
