import fc from 'fast-check';
import { parseAadhaar } from '../../../src/domain/identifier/aadhaar.js';
import { parseBankAccount } from '../../../src/domain/identifier/bank-account.js';
import { parseDematNumber } from '../../../src/domain/identifier/demat.js';
import { parseEmail } from '../../../src/domain/identifier/email.js';
import { parseGstin } from '../../../src/domain/identifier/gstin.js';
import { parseIfsc } from '../../../src/domain/identifier/ifsc.js';
import { parsePan } from '../../../src/domain/identifier/pan.js';
import { accepted, type Parsed } from '../../../src/domain/identifier/parsed.js';
import { parsePhone } from '../../../src/domain/identifier/phone.js';
import { parsePincode } from '../../../src/domain/identifier/pincode.js';
import {
  parseCin,
  parseDrivingLicence,
  parsePassportFile,
  parseUpi,
  parseVehicleNumber,
  parseVoterId,
} from '../../../src/domain/identifier/registry-numbers.js';

interface Kind {
  readonly parse: (text: string) => Parsed;
  readonly canonical: string;
  /** As cards, cheques and letters print it. */
  readonly printed: readonly string[];
  readonly separators: string;
  readonly upperCase: boolean;
}

const KINDS: Readonly<Record<string, Kind>> = {
  aadhaar: kind(parseAadhaar, '999941057058', ['9999 4105 7058', '9999-4105-7058'], ' -'),
  pan: kind(parsePan, 'AAAPA1234A', ['AAAPA 1234 A', 'aaapa-1234-a'], ' -', true),
  gstin: kind(gstin, '27AAPFU0939F1ZV', ['27 AAPFU0939F 1ZV', '27-aapfu0939f-1-z-v'], ' -', true),
  ifsc: kind(parseIfsc, 'HDFC0000001', ['HDFC 0000001', 'hdfc-0-000001'], ' -', true),
  account: kind(parseBankAccount, '000123456789', ['0001 2345 6789', '0001-2345-6789'], ' -'),
  pincode: kind(parsePincode, '560001', ['560 001', '560-001'], ' -'),
  demat: kind(parseDematNumber, 'IN300126', ['IN 300126', 'in-300126'], ' /-', true),
  phone: kind(parsePhone, '+919000000001', ['+91 (0) 90000 00001', '09000000001', '919000000001'], ' .-()/'),
  email: kind(parseEmail, 'asha@example.com', ['Asha@Example.com'], ''),
  'driving licence': kind(
    parseDrivingLicence,
    'KA0120110000001',
    ['KA-01/2011/0000001', 'KA01 20110000001', 'ka-01-2011-0000001'],
    ' ./-',
    true,
  ),
  'voter id': kind(parseVoterId, 'ABC0000001', ['ABC 0000001', 'abc-0000001'], ' -', true),
  'older voter id': kind(parseVoterId, 'KL/01/001/000001', ['KL/01/001/ 000001'], ' -', true),
  'passport file': kind(parsePassportFile, 'BN0000000000001', ['BN 0000000000001', 'bn-00000000000-01'], ' /-', true),
  vehicle: kind(parseVehicleNumber, 'MH04AZ4562', ['MH 04 AZ 4562', 'mh-04-az-4562', 'MH.04.AZ.4562'], ' .-', true),
  cin: kind(parseCin, 'U00000KA2020PTC000001', ['U 00000 KA 2020 PTC 000001'], ' -', true),
  upi: kind(parseUpi, 'asha.rao-1@upi', ['asha.rao-1 @ upi'], ' '),
};

/** What comes along when a number is copied: from a PDF, an address book, a web page. */
const INVISIBLE = [
  '\u00ad',
  '\u200b',
  '\u200e',
  '\u202a',
  '\u202b',
  '\u202c',
  '\u202d',
  '\u2060',
  '\u2066',
  '\u2069',
  '\ufeff',
];
/** What stands for a space or a dash in print. */
const LOOKS_LIKE: Readonly<Record<string, readonly string[]>> = {
  ' ': [' ', '\u00a0', '\u2007', '\u202f', '\u3000'],
  '-': ['-', '\u2010', '\u2011', '\u2013', '\u2212'],
};

function kind(parse: Kind['parse'], canonical: string, printed: string[], separators: string, upperCase = false): Kind {
  return { parse, canonical, printed, separators, upperCase };
}

function gstin(text: string): Parsed {
  const parsed = parseGstin(text);
  return parsed.ok ? accepted(parsed.value.value) : parsed;
}

const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, (ascii) => String.fromCharCode(ascii.charCodeAt(0) + 0xfee0));

describe.each(Object.entries(KINDS))('%s', (_name, { parse, canonical, printed, separators, upperCase }) => {
  test('is read as it is printed, in full width, and as it is pasted', () => {
    for (const text of [
      canonical,
      ...printed,
      fullWidth(canonical),
      `\u202a${canonical}\u202c`,
      `\u00a0${canonical}\ufeff`,
    ])
      expect(parse(text)).toEqual(accepted(canonical));
    for (const text of printed) {
      const pasted = text.replace(/ /g, '\u00a0').replace(/-/g, '\u2011');
      expect(parse(`\u200b${pasted}`)).toEqual(accepted(canonical));
    }
  });

  test('survives separators, invisible characters and lower case between any two of its characters', () => {
    const marks = [...INVISIBLE, ...Array.from(separators).flatMap((mark) => LOOKS_LIKE[mark] ?? [mark])];
    const between = fc.array(fc.constantFrom(...marks), { maxLength: 2 }).map((some) => some.join(''));
    const decorations = fc.array(between, { minLength: canonical.length, maxLength: canonical.length });
    fc.assert(
      fc.property(decorations, fc.boolean(), (decoration, lower) => {
        const text = upperCase && lower ? canonical.toLowerCase() : canonical;
        expect(parse(Array.from(text, (character, at) => character + decoration[at]).join(''))).toEqual(
          accepted(canonical),
        );
      }),
    );
  });

  test('is read the same again, whatever was accepted', () => {
    const alphabet = Array.from(new Set([...canonical, ...printed.join(''), ...INVISIBLE, '/', '0', 'A', '\uff21']));
    const near = fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 40 });
    const changed = fc
      .tuple(fc.nat(canonical.length), fc.constantFrom(...alphabet), fc.constantFrom(canonical, ...printed))
      .map(([at, character, text]) => text.slice(0, at) + character + text.slice(at + 1));
    fc.assert(
      fc.property(fc.oneof(near, changed), (text) => {
        const once = parse(text);
        if (once.ok) expect(parse(once.value)).toEqual(once);
      }),
    );
  });

  test('stays refused with a control character, written backwards, with a look-alike, or when far too long', () => {
    const lookAlike = canonical.replace(/[A-Za-z0-9]/, '\u0131');
    for (const text of [`${canonical}\n`, `\u202e${canonical}`, `${canonical}\u0000`, lookAlike, canonical.repeat(500)])
      expect(parse(text).ok).toBe(false);
  });
});

test.each([
  ['pan', 'AAAPA0000A'],
  ['pan', 'AAAXA1234A'],
  ['pan', 'AAAPA/1234/A'],
  ['gstin', '27AAPFU0000F1ZV'],
  ['ifsc', 'HDFC1000001'],
  ['account', '0001/2345/6789'],
  ['aadhaar', '9999.4105.7058'],
  ['aadhaar', '9999 4105 7059'],
  ['pincode', '060 001'],
  ['phone', '0120 400 0001'],
  ['phone', '01 9000000001'],
  ['phone', '0044 20 7946 0000'],
  ['vehicle', 'MH/04/AZ/4562'],
  ['upi', 'asha@rao@upi'],
  ['driving licence', '01-KA/2011/0000001'],
  ['cin', 'U00000KA2020PTC00000'],
])('what the standard of a %s refuses stays refused: %s', (name, text) => {
  expect(KINDS[name]?.parse(text).ok).toBe(false);
});

test.each([
  ['+91-9000000001', '+919000000001'],
  ['00919000000001', '+919000000001'],
  ['0 90000 00001', '+919000000001'],
  ['+91 80 4000 0001', '+918040000001'],
  ['+44 (0) 20 7946 0000', '+442079460000'],
])('phone %s becomes %s', (text, value) => {
  expect(parsePhone(text)).toEqual(accepted(value));
});
