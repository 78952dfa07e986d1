import fc from 'fast-check';
import { parseFirmName, parsePersonName } from '../../../src/domain/identifier/name.js';
import { accepted } from '../../../src/domain/identifier/parsed.js';

describe.each([
  ['a person', parsePersonName],
  ['a firm', parseFirmName],
])('the name of %s', (_whose, parse) => {
  test.each([
    ['3M Example Limited', '3M Example Limited'],
    ['Example (India) Private Limited', 'Example (India) Private Limited'],
    ['M/s Example Traders', 'M/s Example Traders'],
    ['24x7 Example Stores', '24x7 Example Stores'],
    ['Asha D/O Example', 'Asha D/O Example'],
    ['Asha\u00a0Rao', 'Asha Rao'],
    ['  Asha \u2009 \u3000 Rao ', 'Asha Rao'],
    ['O`Brien', "O'Brien"],
    ['O\u00b4Brien', "O'Brien"],
    ['O\u2019Brien', "O'Brien"],
    ['O\uff07Brien', "O'Brien"],
    ['Rao\u2011Example', 'Rao-Example'],
    ['As\u200bha\ufeff R\u00adao', 'Asha Rao'],
    ['\u202aAsha Rao\u202c', 'Asha Rao'],
    ['Ame\u0301lie', 'Amélie'],
    ['Ａｓｈａ', 'Asha'],
    ['ക്\u200dഷമ', 'ക്\u200dഷമ'],
    ['आशा राव', 'आशा राव'],
    ['J. R. D. Example, Jr.', 'J. R. D. Example, Jr.'],
    ['A & B', 'A & B'],
  ])('%j is %j', (text, name) => {
    expect(parse(text)).toEqual(accepted(name));
  });

  test.each([
    ['nothing', '   '],
    ['digits alone', '24 7'],
    ['marks alone', '(. /)'],
    ['a control character', 'Asha\u0000Rao'],
    ['two lines', 'Asha\nRao'],
    ['a text shown backwards', 'Asha\u202eRao'],
    ['an emoji', 'Asha 🙂'],
    ['HTML', 'Asha <b>Rao</b>'],
    ['an entity', 'Asha&nbsp;Rao'],
    ['a web address', 'https://example.com'],
    ['a host', 'www.example.com'],
    ['a path', 'example.com/asha'],
    ['an Aadhaar number', 'Asha 9999 4105 7058'],
    ['a PAN', 'AAAPA1234A'],
    ['a phone number', 'Asha 9000000001'],
    ['too much', 'a'.repeat(201)],
    ['far too much', 'a'.repeat(100_000)],
  ])('is not %s', (_what, text) => {
    const parsed = parse(text);
    expect(parsed.ok).toBe(false);
    expect(JSON.stringify(parsed)).not.toContain(text);
  });

  test('is the same when it is read again, and with other spaces and apostrophes', () => {
    const word = fc.stringMatching(/^[A-Z][a-z]{1,8}$/);
    const space = fc.constantFrom(' ', '\u00a0', '\u2009', '  ', ' \u200b');
    const apostrophe = fc.constantFrom("'", '`', '\u00b4', '\u2018', '\u2019', '\u02bc');
    fc.assert(
      fc.property(word, word, word, space, apostrophe, (first, middle, last, gap, mark) => {
        expect(parse(`${first}${gap}${middle}${mark}${last}`)).toEqual(accepted(`${first} ${middle}'${last}`));
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        const once = parse(text);
        if (once.ok) expect(parse(once.value)).toEqual(once);
      }),
    );
  });
});

test('a firm may have signs in its name that a person has not', () => {
  for (const name of ['Example! Foods', 'A+ Traders', '"Example" Works', 'Shop #9', 'Example @ Home', '50% Example']) {
    expect(parseFirmName(name)).toEqual(accepted(name));
    expect(parsePersonName(name).ok).toBe(false);
  }
  expect(parseFirmName('a'.repeat(200)).ok).toBe(true);
  expect(parsePersonName('a'.repeat(101)).ok).toBe(false);
});
