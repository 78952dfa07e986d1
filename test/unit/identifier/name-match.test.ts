import fc from 'fast-check';
import { birthDateFault } from '../../../src/domain/identifier/birth-date.js';
import { nameScore } from '../../../src/domain/identifier/name-match.js';

test.each([
  ['Asha Rao', 'ASHA  RAO'],
  ['Asha Rao', 'Rao, Asha'],
  ['Smt. Asha Rao', 'Dr Asha Rao'],
  ['Asha Rao', 'Asha Rao D/O Ravi Menon'],
  ['José Rao', 'JOSE RAO'],
  ['Asha O’Brien', "Asha O'Brien"],
  ['Ram Kumar Das', 'Ramkumar Das'],
  ['M/s Example Traders Pvt. Ltd.', 'EXAMPLE TRADERS PRIVATE LIMITED'],
  ['Rao & Sons', 'Rao and Sons'],
  ['Lakshmi Rao', 'Laxmi Rao'],
  ['Sreekanth Menon', 'Srikant Menon'],
  ['नीला दास', 'Nila Das'],
  ['आशा राव', 'Asha Rao'],
])('%s and %s are one name', (one, other) => {
  expect(nameScore(one, other)).toBe(1);
});

test.each([
  ['Asha K Rao', 'Asha Kumari Rao'],
  ['Asha Rao', 'Asha Kumari Rao'],
])('%s and %s are alike enough to pass', (one, other) => {
  expect(nameScore(one, other)).toBeGreaterThanOrEqual(0.85);
  expect(nameScore(one, other)).toBeLessThan(1);
});

test.each([
  ['A Rao', 'Asha Rao'],
  ['Asha', 'Asha Rao'],
  ['Meena Rao', 'Veena Rao'],
  ['Example Traders', 'Example Traders Private Limited'],
])('%s and %s may be the same', (one, other) => {
  expect(nameScore(one, other)).toBeGreaterThanOrEqual(0.6);
  expect(nameScore(one, other)).toBeLessThan(0.85);
});

test.each([
  ['Asha Rao', 'Ravi Menon'],
  ['Asha Rao', 'Ravi Rao'],
  ['Asha Rao', 'Asha Menon'],
  ['R', 'Asha Rao'],
])('%s and %s are two names', (one, other) => {
  expect(nameScore(one, other)).toBeLessThan(0.6);
});

test.each([
  ['Asha Rao', ''],
  ['Mr.', 'Asha Rao'],
  // Vowels are written differently from script to script: no agreement says nothing.
  ['रामकुमार', 'Ramkumar'],
  ['आशा राव', 'Ravi Menon'],
])('%p and %p cannot be compared', (one, other) => {
  expect(nameScore(one, other)).toBeNull();
});

test('is the same both ways, between 0 and 1, and 1 for a name and itself, whatever the texts', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('Asha Rao', 'A Rao', 'नीला दास'),
  );
  fc.assert(
    fc.property(texts, texts, (one, other) => {
      const score = nameScore(one, other);
      expect(nameScore(other, one)).toBe(score);
      if (score !== null) expect(score >= 0 && score <= 1).toBe(true);
      expect([1, null]).toContain(nameScore(one, one));
    }),
  );
});

test.each([
  ['1899-12-31', 'must not be before 1900'],
  ['1900-01-01', null],
  ['2026-01-31', null],
  ['2026-02-01', 'must be in the past'],
  ['2099-01-01', 'must be in the past'],
])('born on %s: %p', (date, fault) => {
  expect(birthDateFault(date, new Date('2026-02-01T09:00:00Z'))).toBe(fault);
});
