import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { SealedValueError } from '../../../src/domain/personal-data/sealer.js';
import { KeyRing, localRingKeys } from '../../../src/security/key-ring.js';

const PLACE = { table: 'profiles', row: '0199', column: 'pan' };
const OLD = { id: 'k1', key: randomBytes(32) };
const NEW = { id: 'k2', key: randomBytes(32) };
const ring = new KeyRing([OLD]);

test('opens what it sealed, whatever it is, and never seals twice alike', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (value) => {
      expect(ring.open(ring.seal(value, PLACE), PLACE)).toBe(value);
    }),
  );
  expect(ring.seal('same', PLACE)).not.toBe(ring.seal('same', PLACE));
});

test.each([
  ['another table', { ...PLACE, table: 'users' }],
  ['another row', { ...PLACE, row: '0198' }],
  ['another column', { ...PLACE, column: 'address' }],
])('a value moved to %s does not open', (_, place) => {
  expect(() => ring.open(ring.seal('value', PLACE), place)).toThrow(SealedValueError);
});

test('a flip of any bit is noticed', () => {
  const sealed = ring.seal('value', PLACE);
  const [form, id, wrapped = '', content = ''] = sealed.split('.');
  for (const [part, bytes] of [wrapped, content].map((text) => Buffer.from(text, 'base64url')).entries()) {
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const parts = [form, id, wrapped, content];
      parts[part + 2] = flipped.toString('base64url');
      expect(() => ring.open(parts.join('.'), PLACE)).toThrow(SealedValueError);
    }
  }
});

test.each(['', 'plain text', 's1.k1.AA.AA', 's2.k1.AAAA.AAAA'])('%j is malformed', (text) => {
  expect(() => ring.open(text, PLACE)).toThrow(expect.objectContaining({ reason: 'MALFORMED' }));
});

test('a ring with a new first key opens old values and wraps them anew; a retired key opens nothing', () => {
  const sealed = ring.seal('value', PLACE);
  const both = new KeyRing([NEW, OLD]);
  expect(both.open(sealed, PLACE)).toBe('value');
  const rewrapped = both.rewrap(sealed, PLACE) ?? '';
  expect(rewrapped.split('.')[3]).toBe(sealed.split('.')[3]);
  expect(both.rewrap(rewrapped, PLACE)).toBeNull();
  expect(new KeyRing([NEW]).open(rewrapped, PLACE)).toBe('value');
  expect(() => new KeyRing([NEW]).open(sealed, PLACE)).toThrow(expect.objectContaining({ reason: 'UNKNOWN_KEY' }));
});

test('the error names the place and never the value', () => {
  expect(() => ring.open('AAAPA0000A', PLACE)).toThrow('The sealed value in profiles.pan cannot be opened: MALFORMED.');
});

test('a local ring is the same for the same secret', () => {
  const sealed = new KeyRing(localRingKeys('secret')).seal('value', PLACE);
  expect(new KeyRing(localRingKeys('secret')).open(sealed, PLACE)).toBe('value');
});
