import fc from 'fast-check';
import { findAadhaarNumbers } from '../../../src/domain/identifier/aadhaar.js';
import { verhoeffDigit } from '../../../src/domain/identifier/verhoeff.js';

function found(text: string): string[] {
  return findAadhaarNumbers(text).map(({ start, end }) => text.slice(start, end));
}

test.each([
  ['plain 999941057058.', ['999941057058']],
  ['{"aadhaar":"9999 4105 7058"}', ['9999 4105 7058']],
  ['x9999-4105-7058y and 999941057058', ['9999-4105-7058', '999941057058']],
  ['a wrong group first: 2345 9999 4105 7058', ['9999 4105 7058']],
  ['+919999410570581', []],
  ['9999410570580', []],
  ['9999  4105 7058', []],
  ['999941057059', []],
  ['', []],
])('in %j', (text, expected) => {
  expect(found(text)).toEqual(expected);
});

test('digits of a UUID or a digest are chance, beside them they are not', () => {
  const uuid = 'c4e60000-0000-4000-8000-999941057058';
  const digest = `${'c'.repeat(26)}999941057058${'d'.repeat(26)}`;
  expect(found(`${uuid} ${digest} 999941057058`)).toEqual(['999941057058']);
  expect(found(`aadhaar=999941057058&id=${uuid}`)).toEqual(['999941057058']);
});

test.each([
  '56781234-5678-4123-8123-999941057058',
  'C4E60000-0000-4000-8000-999941057058',
  '10000000-2345-4123-8123-000000000000',
])('digits of the UUID %s are chance, whatever stands beside them is not', (uuid) => {
  expect(found(uuid)).toEqual([]);
  expect(found(`${uuid} 999941057058 ${uuid}`)).toEqual(['999941057058']);
});

test('every valid number is found in any grouping and surroundings', () => {
  const body = fc.stringMatching(/^[2-9][0-9]{10}$/);
  const separator = fc.constantFrom('', ' ', '-');
  const around = fc.stringMatching(/^[^0-9+]{0,20}$/);
  fc.assert(
    fc.property(body, separator, separator, around, around, (first, one, two, before, after) => {
      const number = first + verhoeffDigit(first);
      const grouped = number.slice(0, 4) + one + number.slice(4, 8) + two + number.slice(8);
      expect(findAadhaarNumbers(before + grouped + after)).toEqual([
        { start: before.length, end: before.length + grouped.length },
      ]);
    }),
  );
});

test('a phone number in international form is none', () => {
  expect(findAadhaarNumbers('call +919000000001 today')).toEqual([]);
  expect(findAadhaarNumbers('call 919000000001 today')).toHaveLength(1);
});

test('is linear: a megabyte of near misses takes no time to speak of', () => {
  const started = performance.now();
  expect(findAadhaarNumbers('9999 4105 '.repeat(100_000))).toBeInstanceOf(Array);
  expect(findAadhaarNumbers('9'.repeat(1_000_000))).toEqual([]);
  expect(findAadhaarNumbers(`${'abcdef0123456789'.repeat(60_000)} 999941057058`)).toHaveLength(1);
  expect(performance.now() - started).toBeLessThan(5_000);
});
