import { backoffMs, RetryBudget } from '../../../src/transport/retry-policy.js';
import { TransportError } from '../../../src/transport/transport-error.js';

function error(retryAfterMs?: number): TransportError {
  const details = { transport: 'fake', operation: 'get', retryable: true, outcomeUnknown: false, retryAfterMs };
  return new TransportError('SERVER_ERROR', { ...details, status: 503 });
}

test('pauses grow up to a second and are anything between nothing and that', () => {
  const most = [1, 2, 3, 4, 5, 9].map((retry) => backoffMs(retry, error(), () => 1));
  expect(most).toEqual([100, 200, 400, 800, 1_000, 1_000]);
  expect(backoffMs(3, error(), () => 0)).toBe(0);
});

test('never shorter than the upstream asks', () => {
  expect(backoffMs(1, error(700), () => 0)).toBe(700);
  expect(backoffMs(1, error(700), () => 1)).toBe(800);
});

function spendAll(budget: RetryBudget): number {
  let spent = 0;
  while (budget.spend()) spent++;
  return spent;
}

test('a quiet service may try again: ten at once and one each second', () => {
  let now = 0;
  const budget = new RetryBudget(0, () => now);
  expect(spendAll(budget)).toBe(10);
  now += 3_000;
  expect(spendAll(budget)).toBe(3);
  now += 3_600_000;
  expect(spendAll(budget)).toBe(10);
});

test('a busy one earns a tenth of its requests, and saves no more than twenty', () => {
  const budget = new RetryBudget(0.1, () => 0);
  spendAll(budget);
  for (let i = 0; i < 101; i++) budget.earn();
  expect(spendAll(budget)).toBe(10);
  for (let i = 0; i < 10_000; i++) budget.earn();
  expect(spendAll(budget)).toBe(20);
});
