import fc from 'fast-check';
import { parseAadhaar } from '../../../src/domain/identifier/aadhaar.js';
import { parseBankAccount } from '../../../src/domain/identifier/bank-account.js';
import { parseDemat, parseDematText } from '../../../src/domain/identifier/demat.js';
import { parseEmail } from '../../../src/domain/identifier/email.js';
import { gstinCheckCharacter, parseGstin } from '../../../src/domain/identifier/gstin.js';
import { parseIfsc } from '../../../src/domain/identifier/ifsc.js';
import { panHolderType, parsePan } from '../../../src/domain/identifier/pan.js';
import { parsePhone } from '../../../src/domain/identifier/phone.js';
import { parsePincode } from '../../../src/domain/identifier/pincode.js';
import { hasVerhoeffChecksum, verhoeffDigit } from '../../../src/domain/identifier/verhoeff.js';

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const ok = (value: unknown) => ({ ok: true, value });
const no = (code: string) => expect.objectContaining({ ok: false, code });

function replaceAt(text: string, index: number, character: string): string {
  return text.slice(0, index) + character + text.slice(index + 1);
}

describe('Verhoeff', () => {
  test('knows published vectors', () => {
    expect(hasVerhoeffChecksum('2363')).toBe(true);
    expect(verhoeffDigit('236')).toBe('3');
    expect(hasVerhoeffChecksum('999941057058')).toBe(true);
    expect(hasVerhoeffChecksum('')).toBe(false);
    expect(verhoeffDigit('12a')).toBeNull();
  });

  test('any single changed digit and any two swapped neighbours break it', () => {
    fc.assert(
      fc.property(digits(11), fc.nat(11), fc.integer({ min: 1, max: 9 }), (body, index, delta) => {
        const valid = body + verhoeffDigit(body);
        expect(hasVerhoeffChecksum(valid)).toBe(true);
        const changed = String((Number(valid[index]) + delta) % 10);
        expect(hasVerhoeffChecksum(replaceAt(valid, index, changed))).toBe(false);
        const [a = '', b = ''] = [valid[index], valid[index + 1]];
        if (b !== '' && a !== b) {
          expect(hasVerhoeffChecksum(replaceAt(replaceAt(valid, index, b), index + 1, a))).toBe(false);
        }
      }),
    );
  });
});

test('Aadhaar: structure and checksum, with spaces or dashes', () => {
  expect(parseAadhaar(' 9999 4105 7058 ')).toEqual(ok('999941057058'));
  expect(parseAadhaar('9999-4105-7058')).toEqual(ok('999941057058'));
  expect(parseAadhaar('999941057059')).toEqual(no('WRONG_CHECKSUM'));
  expect(parseAadhaar('99994105705')).toEqual(no('WRONG_LENGTH'));
  expect(parseAadhaar(`1${'0'.repeat(10)}${verhoeffDigit(`1${'0'.repeat(10)}`)}`)).toEqual(no('WRONG_FORMAT'));
  expect(parseAadhaar('99994105705x')).toEqual(no('WRONG_FORMAT'));
});

describe('PAN', () => {
  test('is upper-cased and names its holder type', () => {
    expect(parsePan(' aaapr1234c ')).toEqual(ok('AAAPR1234C'));
    expect(panHolderType('AAAPR1234C')).toBe('PERSON');
    expect(panHolderType('AAPFU0939F')).toBe('FIRM');
    expect(panHolderType('')).toBeNull();
  });

  test.each([
    ['AAAPR1234', 'WRONG_LENGTH'],
    ['AAAPR0000C', 'WRONG_FORMAT'],
    ['AAAXR1234C', 'WRONG_FORMAT'],
    ['AAAPR12E4C', 'WRONG_FORMAT'],
    ['AAAPR1234C\n', 'CONTROL_CHARACTER'],
    ['AAAPR\u00001234', 'CONTROL_CHARACTER'],
    ['\u0131AAPR1234', 'WRONG_LENGTH'],
    ['\u0131AAPR1234C', 'WRONG_FORMAT'],
    ['   ', 'EMPTY'],
    ['A'.repeat(100_000), 'TOO_LONG'],
  ])('refuses case %#', (text, code) => {
    expect(parsePan(text)).toEqual(no(code));
  });
});

describe('GSTIN', () => {
  test.each(['27AAPFU0939F1ZV', '29AAGCB7383J1Z4'])('%s is valid and holds its PAN', (text) => {
    expect(parseGstin(text.toLowerCase())).toEqual(
      ok({ value: text, stateCode: text.slice(0, 2), pan: text.slice(2, 12) }),
    );
  });

  test.each([
    ['27AAPFU0939F1ZW', 'WRONG_CHECKSUM'],
    ['27AAPFU0939F1ZWW', 'WRONG_LENGTH'],
    ['27AAPFU0939F1AV', 'WRONG_FORMAT'],
    ['27AAPFU0939F0ZV', 'WRONG_FORMAT'],
    ['27AAPXU0939F1ZV', 'WRONG_FORMAT'],
    [`00AAPFU0939F1Z${gstinCheckCharacter('00AAPFU0939F1Z')}`, 'WRONG_FORMAT'],
  ])('%s is refused: %s', (text, code) => {
    expect(parseGstin(text)).toEqual(no(code));
  });

  test('any single changed character breaks the check character', () => {
    const character = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');
    fc.assert(
      fc.property(
        fc.array(character, { minLength: 14, maxLength: 14 }),
        fc.nat(13),
        character,
        (body, index, other) => {
          fc.pre(body[index] !== other);
          const text = body.join('');
          expect(gstinCheckCharacter(replaceAt(text, index, other))).not.toBe(gstinCheckCharacter(text));
        },
      ),
    );
    expect(gstinCheckCharacter('27aapfu0939f1z')).toBeNull();
  });
});

test('IFSC', () => {
  expect(parseIfsc('hdfc0000001')).toEqual(ok('HDFC0000001'));
  expect(parseIfsc('HDFC1000001')).toEqual(no('WRONG_FORMAT'));
  expect(parseIfsc('HDFC000001')).toEqual(no('WRONG_LENGTH'));
});

test.each([
  ['9000000001', '+919000000001'],
  ['+91 (900) 000-00.01', '+919000000001'],
  ['+61 491 570 006', '+61491570006'],
])('phone %s becomes %s', (text, value) => {
  expect(parsePhone(text)).toEqual(ok(value));
});

test.each([
  '5000000001',
  '05000000001',
  '0800000001',
  '61491570006',
  '+91900000001',
  '+0123456789',
  '+1',
  '90000+00001',
  '9'.repeat(17),
  'abc',
])('phone %s is refused', (text) => {
  expect(parsePhone(text).ok).toBe(false);
});

test('pincode and bank account keep their digits as text', () => {
  expect(parsePincode('560 001')).toEqual(ok('560001'));
  expect(parsePincode('060001')).toEqual(no('WRONG_FORMAT'));
  expect(parseBankAccount('000123456789')).toEqual(ok('000123456789'));
  expect(parseBankAccount('12345')).toEqual(no('WRONG_LENGTH'));
  expect(parseBankAccount('12345/6789')).toEqual(no('WRONG_FORMAT'));
});

test.each([
  ['Asha.Rao+kyc@Example.COM', 'asha.rao+kyc@example.com'],
  ["o'neil@mail.example.co.in", "o'neil@mail.example.co.in"],
])('e-mail %s becomes %s', (text, value) => {
  expect(parseEmail(text)).toEqual(ok(value));
});

test.each([
  'asha',
  '@example.com',
  'asha@example',
  'asha@.com',
  'asha@exa_mple.com',
  'asha@-example.com',
  'asha@127.0.0.1',
  '.asha@example.com',
  'as..ha@example.com',
  'a@b@example.com',
  'asha rao@example.com',
  '\u212Aasha@example.com',
  `${'a'.repeat(65)}@example.com`,
  `${'a'.repeat(60)}@${'b.'.repeat(120)}com`,
])('e-mail %s is refused', (text) => {
  expect(parseEmail(text).ok).toBe(false);
});

describe('demat', () => {
  test('each depository has its form, and the other form is accepted and flagged', () => {
    const nsdl = { dpId: 'in300001', clientId: '12345678' };
    const sample = { dpId: '1234567890123456', clientId: '6543210987654321' };
    expect(parseDemat({ depository: 'NSDL', ...nsdl })).toEqual(
      ok({ depository: 'NSDL', dpId: 'IN300001', clientId: '12345678', mismatch: false }),
    );
    expect(parseDemat({ depository: 'NSDL', ...sample })).toEqual(
      ok({ depository: 'NSDL', ...sample, mismatch: true }),
    );
    expect(parseDemat({ depository: 'CDSL', ...sample })).toEqual(
      ok({ depository: 'CDSL', ...sample, mismatch: false }),
    );
    expect(parseDemat({ depository: 'CDSL', ...nsdl })).toMatchObject({ ok: true, value: { mismatch: true } });
    expect(parseDemat({ depository: 'NSDL', dpId: 'IN300001', clientId: '1234' })).toEqual(no('WRONG_FORMAT'));
  });

  test('one text is split into its two halves', () => {
    expect(parseDematText('NSDL', 'IN300001-12345678')).toMatchObject({
      value: { dpId: 'IN300001', clientId: '12345678' },
    });
    expect(parseDematText('CDSL', '1234567890123456')).toMatchObject({ value: { dpId: '12345678', mismatch: false } });
    expect(parseDematText('CDSL', '123456789012345')).toEqual(no('WRONG_LENGTH'));
  });
});
