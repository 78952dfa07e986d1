import { withoutAadhaar } from '../../../src/domain/personal-data/without-aadhaar.js';

const MASKED = 'XXXXXXXX7058';

test('Aadhaar numbers are masked wherever they stand', () => {
  const value = { name: 'Asha 9999 4105 7058', list: [{ note: '999941057058' }, 'x 9999-4105-7058'] };
  expect(withoutAadhaar(value)).toEqual({ name: `Asha ${MASKED}`, list: [{ note: MASKED }, `x ${MASKED}`] });
  expect(value.name).toBe('Asha 9999 4105 7058');
});

test('ids, addresses and tokens of a provider stay as they are, whatever they look like', () => {
  const value = { referenceId: '999941057058', link: { url: 'https://example.com/999941057058' } };
  expect(withoutAadhaar(value)).toBe(value);
});

test('what holds none is not copied, and dates, bytes and nothing at all pass', () => {
  const value = { at: new Date(0), bytes: Buffer.from('999941057058'), list: ['a'], none: null };
  expect(withoutAadhaar(value)).toBe(value);
  expect(withoutAadhaar(null)).toBeNull();
  expect(withoutAadhaar(undefined)).toBeUndefined();
});
