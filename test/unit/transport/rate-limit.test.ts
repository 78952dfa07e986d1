import { readRateLimit, readRetryAfterMs } from '../../../src/transport/rate-limit.js';

const NOW = Date.parse('2030-01-01T00:00:00Z');

test.each([
  ['60', 60_000],
  ['0', 0],
  ['1.5', 1_500],
  ['-5', 0],
  [String(NOW / 1000 + 30), 30_000],
  [String(NOW + 30_000), 30_000],
  [String(NOW / 1000 - 30), 0],
  ['Tue, 01 Jan 2030 00:02:00 GMT', 120_000],
  ['Mon, 31 Dec 2029 00:00:00 GMT', 0],
  ['99999999', 86_400_000],
  ['soon', undefined],
  ['', undefined],
  ['Infinity', undefined],
])('Retry-After %j is %p ms', (text, expected) => {
  expect(readRetryAfterMs(429, { 'retry-after': text }, NOW)).toBe(expected);
});

test('the reset of the limit stands in for a missing Retry-After, when the limit was the trouble', () => {
  const headers = { 'x-ratelimit-reset': '7' };
  expect(readRetryAfterMs(429, headers, NOW)).toBe(7_000);
  expect(readRetryAfterMs(429, { ...headers, 'retry-after': '3' }, NOW)).toBe(3_000);
  expect(readRetryAfterMs(503, headers, NOW)).toBeUndefined();
  expect(readRetryAfterMs(500, { 'retry-after': '3' }, NOW)).toBeUndefined();
});

test('what the headers do not say is null', () => {
  expect(readRateLimit({}, NOW)).toBeNull();
  expect(readRateLimit({ 'x-ratelimit-remaining': '0' }, NOW)).toEqual({ limit: null, remaining: 0, resetAt: null });
  expect(readRateLimit({ 'x-ratelimit-limit': '100, 100;w=60', 'x-ratelimit-remaining': 'many' }, NOW)).toEqual({
    limit: 100,
    remaining: null,
    resetAt: null,
  });
  expect(readRateLimit({ 'x-ratelimit-reset': '10' }, NOW)?.resetAt).toEqual(new Date(NOW + 10_000));
});
