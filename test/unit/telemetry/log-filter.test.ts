import fc from 'fast-check';
import { filterLogLine, HIDDEN_IN_LOGS, hideInText } from '../../../src/telemetry/log-filter.js';
import { createLogger } from '../../../src/telemetry/logger.js';

const digit = fc.integer({ min: 0, max: 9 }).map(String);
const letter = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const word = fc.string({
  minLength: 1,
  maxLength: 8,
  unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789_-.+'),
});
const base64url = fc.string({ minLength: 12, maxLength: 60, unit: fc.constantFrom(...'abcXYZ019_-') });

const joined = (parts: fc.Arbitrary<string>, count: number, by = '') =>
  fc.array(parts, { minLength: count, maxLength: count }).map((items) => items.join(by));

const PAN = fc.tuple(joined(letter, 5), joined(digit, 4), letter).map((parts) => parts.join(''));
const TWELVE = fc.oneof(joined(digit, 12), joined(joined(digit, 4), 3, ' '), joined(joined(digit, 4), 3, '-'));
const ACCOUNT = fc.integer({ min: 9, max: 18 }).chain((length) => joined(digit, length));
const MOBILE = joined(digit, 10).map((digits) => `+91${digits}`);
const EMAIL = fc.tuple(word, word, fc.constantFrom('com', 'in', 'example')).map(([a, b, c]) => `${a}@${b}.${c}`);
const JWT = fc.tuple(base64url, base64url, base64url).map(([a, b, c]) => `eyJ${a}.eyJ${b}.${c}`);
const BEARER = base64url.map((token) => `Bearer ${token}`);
const API_KEY = base64url.map((token) => `kyc_${token}`);
const SECRET = fc.oneof(
  PAN,
  PAN.map((pan) => pan.toLowerCase()),
  TWELVE,
  ACCOUNT,
  MOBILE,
  EMAIL,
  JWT,
  BEARER,
  API_KEY,
);

const PUNCTUATED = fc.tuple(
  fc.constantFrom('', 'x=', 'pan: ', '"', '/users/', '(', ' '),
  fc.constantFrom('', ' ', ')', '"', '/', ', '),
);

/** Writes fields through the real logger and returns the line. */
function write(fields: object, message: string): string {
  const lines: string[] = [];
  createLogger('info', { write: (line: string) => void lines.push(line) }).info(fields, message);
  return lines.join('');
}

describe('a log line', () => {
  test('never holds the shape of a personal value or of a credential, wherever it was put', () => {
    const place = fc.constantFrom<(secret: string) => [object, string]>(
      (secret) => [{ a: secret }, 'm'],
      (secret) => [{ [secret]: 1 }, 'm'],
      (secret) => [{ a: [{ b: [secret, { [secret]: secret }] }] }, 'm'],
      (secret) => [{}, secret],
      (secret) => [{ err: Object.assign(new Error(secret), { detail: secret }) }, 'm'],
      (secret) => [{ a: JSON.stringify({ inner: secret }) }, 'm'],
    );
    fc.assert(
      fc.property(SECRET, PUNCTUATED, place, (secret, [before, after], put) => {
        const line = write(...put(`${before}${secret}${after}`));
        expect(line).not.toContain(secret);
        expect(JSON.parse(line)).toMatchObject({ level: 30, time: expect.any(Number) });
      }),
      { numRuns: 2_000 },
    );
  });

  test('hides numbers that are not written as text', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000_000, max: 999_999_999_999_999 }), (number) => {
        expect(JSON.parse(write({ a: { account: number } }, 'm')).a.account).toBe(HIDDEN_IN_LOGS);
      }),
    );
  });

  test('keeps ids, hashes, times and everything else as it was', () => {
    const fields = {
      requestId: '0198a5a0-1234-7123-8123-123456789012',
      hash: '1234567890abcdef1234567890abcdef1234567890abcdef1234567890abcdef',
      at: '2026-11-21T07:21:22.123Z',
      route: '/graphql',
      status: 200,
      ms: 12.5,
      codes: ['PROVIDER_TIMEOUT'],
      stack: '    at read (file:///app/dist/transport/call.js:120:15)',
    };
    expect(JSON.parse(write(fields, 'request'))).toMatchObject(fields);
  });

  test('keeps any words without digits and signs', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom(...'abcdefgh ') })), (words) => {
        expect(hideInText(words.join(' '))).toBe(words.join(' '));
      }),
    );
  });

  test('that is no JSON is looked through as text', () => {
    expect(filterLogLine('account 1234 5678 9012 of asha@example.com')).toBe(
      `account ${HIDDEN_IN_LOGS} of ${HIDDEN_IN_LOGS}\n`,
    );
  });

  test('of a megabyte comes through', () => {
    const text = 'a'.repeat(1_000_000);
    expect(hideInText(`${text}@`)).toBe(`${text}@`);
  });
});
