import fc from 'fast-check';
import {
  maskAadhaar,
  maskAccount,
  maskDate,
  maskEmail,
  maskGstin,
  maskIdNumber,
  maskPan,
  maskPhone,
  maskText,
} from '../../../src/domain/identifier/mask.js';

test('the documented forms', () => {
  expect(maskAadhaar('9999 4105 7058')).toBe('XXXXXXXX7058');
  expect(maskAadhaar('7058')).toBe('XXXXXXXX7058');
  expect(maskAadhaar('9999410570')).toBe('XXXXXXXXXXXX');
  expect(maskPan('ABCDE1234F')).toBe('ABXXXXXX4F');
  expect(maskGstin('27AAPFU0939F1ZV')).toBe('27AAXXXXXX9F1ZV');
  expect(maskAccount('000123456789')).toBe('XXXXXXXX6789');
  expect(maskAccount('123456')).toBe('XXX456');
  expect(maskAccount('1')).toBe('X');
  expect(maskPhone('+919000000001')).toBe('+91XXXXXX0001');
  expect(maskPhone('+61491570006')).toBe('+XXXXXXX0006');
  expect(maskEmail('asha@example.com')).toBe('a***@example.com');
  expect(maskEmail('a@example.com')).toBe('***@example.com');
  expect(maskEmail('asha')).toBe('a***');
  expect(maskText('Asha')).toBe('A***');
  expect(maskText('A')).toBe('***');
  expect(maskIdNumber('P0000123')).toBe('XXXX0123');
});

const MASKS = { maskAadhaar, maskAccount, maskEmail, maskGstin, maskIdNumber, maskPan, maskPhone, maskText };

test.each(Object.entries(MASKS))('%s keeps null, and answers well-formed text for every text', (_name, mask) => {
  expect(mask(null)).toBeNull();
  expect(mask(undefined)).toBeNull();
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      expect(mask(text)).not.toMatch(/\p{Surrogate}/u);
    }),
  );
});

test('numbers reveal at most their last four, and at most half', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9A-WYZ]{0,60}$/), (text) => {
      for (const mask of [maskAccount, maskIdNumber, maskPhone]) {
        const shown = mask(text).replaceAll('X', '');
        expect(shown.length).toBeLessThanOrEqual(Math.min(4, text.length / 2));
        expect(text.endsWith(shown)).toBe(true);
      }
    }),
  );
});

test('Aadhaar reveals its last four, PAN four of ten, a text one character', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9]{12}$/), fc.stringMatching(/^[A-WYZ]{5}[0-9]{4}[A-WYZ]$/), (aadhaar, pan) => {
      expect(maskAadhaar(aadhaar)).toBe(`XXXXXXXX${aadhaar.slice(8)}`);
      expect(maskPan(pan)).toBe(`${pan.slice(0, 2)}XXXXXX${pan.slice(8)}`);
      expect(maskText(pan)).toBe(`${pan.charAt(0)}***`);
    }),
  );
});

test.each([
  ['1990-04-05', '1990-XX-XX'],
  ['05/04/1990', '***'],
  ['', '***'],
  [null, null],
])('a date of birth %j keeps its year: %j', (date, masked) => {
  expect(maskDate(date)).toBe(masked);
});
