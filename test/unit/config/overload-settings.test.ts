import { OVERLOAD_SETTINGS } from '../../../src/config/overload-settings.js';

const { parse, fallback } = OVERLOAD_SETTINGS.OVERLOAD_LIMIT;

describe('the limit of requests at once', () => {
  test('is found by measuring when it is not set', () => {
    expect(fallback).toBe('auto');
  });

  test('is a number or a word', () => {
    expect(['auto', 'off', '1', '250', '100000'].map(parse)).toEqual(['auto', 'off', 1, 250, 100_000]);
  });

  test.each(['0', '-1', '100001', '1.5', 'AUTO', 'none', ''])('is not %p', (text) => {
    expect(() => parse(text)).toThrow(/^must be auto, off, or a whole number from 1 to 100000$/);
  });
});
