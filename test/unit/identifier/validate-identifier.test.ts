import fc from 'fast-check';
import { IDENTIFIER_KINDS, validateIdentifier } from '../../../src/domain/identifier/validate-identifier.js';

test('a PAN: masked, with its holder type', () => {
  expect(validateIdentifier('PAN', 'aaapr1234c')).toEqual({
    kind: 'PAN',
    valid: true,
    masked: 'AAXXXXXX4C',
    problems: [],
    details: [{ name: 'holderType', value: 'PERSON' }],
  });
});

test('a GSTIN: state and embedded PAN, which stays masked everywhere', () => {
  const validation = validateIdentifier('GSTIN', '27AAPFU0939F1ZV');
  expect(validation).toMatchObject({ valid: true, masked: '27AAXXXXXX9F1ZV' });
  expect(validation.details).toEqual([
    { name: 'stateCode', value: '27' },
    { name: 'pan', value: 'AAXXXXXX9F' },
    { name: 'holderType', value: 'FIRM' },
  ]);
  expect(JSON.stringify(validation)).not.toContain('AAPFU0939F');
});

test.each([
  ['AADHAAR', '9999 4105 7058', 'XXXXXXXX7058'],
  ['IFSC', 'hdfc0000001', 'HDFC0000001'],
  ['PHONE', '90000 00001', '+91XXXXXX0001'],
  ['PINCODE', '560001', '560001'],
  ['BANK_ACCOUNT', '000123456789', 'XXXXXXXX6789'],
  ['EMAIL', 'Asha@example.com', 'a***@example.com'],
  ['DEMAT_NSDL', 'IN30000112345678', 'XXXX0001 XXXX5678'],
] as const)('%s is valid and masked', (kind, text, masked) => {
  expect(validateIdentifier(kind, text)).toMatchObject({ valid: true, masked, problems: [] });
});

test('a demat account of the other form is valid, with a warning', () => {
  expect(validateIdentifier('DEMAT_NSDL', '1234567890123456 6543210987654321')).toMatchObject({
    valid: true,
    problems: [{ code: 'DEPOSITORY_MISMATCH' }],
  });
  expect(validateIdentifier('DEMAT_CDSL', '1234567890123456').problems).toEqual([]);
});

test.each([
  ['AADHAAR', '999941057059', 'WRONG_CHECKSUM'],
  ['PAN', '', 'EMPTY'],
  ['PAN', 'AAAPR1234C\u0000', 'CONTROL_CHARACTER'],
  ['EMAIL', 'a'.repeat(100_000), 'TOO_LONG'],
  ['PINCODE', '5600', 'WRONG_LENGTH'],
] as const)('%s is refused with one problem', (kind, text, code) => {
  expect(validateIdentifier(kind, text)).toEqual({
    kind,
    valid: false,
    masked: null,
    problems: [{ code, message: expect.stringContaining('must') }],
    details: [],
  });
});

test('is total, and never repeats what it refuses', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.stringMatching(/^[A-Z0-9@.+ -]{0,40}$/),
    fc.stringMatching(/^[2-9][0-9]{11}$/),
  );
  fc.assert(
    fc.property(fc.constantFrom(...IDENTIFIER_KINDS), anything, (kind, text) => {
      const { valid, masked, problems } = validateIdentifier(kind, text);
      expect(masked === null).toBe(!valid);
      expect(valid || problems.length === 1).toBe(true);
      // Two texts that break the same rule get the same message, so nothing of the text is in it.
      const messages = problems.map(({ message }) => message);
      expect(messages.every((message) => KNOWN_MESSAGES.has(message) || valid)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

/** Every message there is, collected from inputs that share nothing with the generated ones. */
const KNOWN_MESSAGES = new Set(
  IDENTIFIER_KINDS.flatMap((kind) =>
    ['', '\u0000', '?', '?'.repeat(50), '?'.repeat(71), '?'.repeat(1_000)].flatMap((text) =>
      validateIdentifier(kind, text).problems.map(({ message }) => message),
    ),
  ),
);
