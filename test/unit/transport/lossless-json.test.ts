import { exactText, parseExactJson, parseLosslessJson } from '../../../src/transport/lossless-json.js';

describe('JSON from a provider', () => {
  test.each([
    ['{"ref":9007199254740993}', { ref: '9007199254740993' }],
    ['{"ref":[-9007199254740993, 12345678901234567890]}', { ref: ['-9007199254740993', '12345678901234567890'] }],
    ['{"ref":9007199254740992,"score":90.00}', { ref: 9007199254740992, score: 90 }],
    ['{"ref":900201}', { ref: 900201 }],
    ['{"text":"a: 9007199254740993"}', { text: 'a: 9007199254740993' }],
    ['{"a":9007199254740993,"a":1}', { a: 1 }],
  ])('%s loses no digit of a whole number', (text, value) => {
    expect(parseLosslessJson(text)).toEqual(value);
  });

  test.each(['', '{', '{"a":9007199254740993', '{"a":90071992547409930x}', '[1,]'])('%p is none', (text) => {
    expect(() => parseLosslessJson(text)).toThrow(SyntaxError);
  });

  test.each([
    ['90.00', '90.00'],
    ['1.0', '1.0'],
    ['1E2', '1E2'],
    ['-0', '-0'],
    ['9007199254740993', '9007199254740993'],
    ['"90.00"', '90.00'],
    ['true', 'true'],
    ['null', ''],
    ['{ "of": [1.0, null, "x"] }', '{"of":[1.0,null,"x"]}'],
  ])('the value %s has the text %p', (json, text) => {
    expect(exactText(parseExactJson(json))).toBe(text);
  });

  test('one key twice has no exact value', () => {
    expect(() => parseExactJson('{"a":1,"a":2}')).toThrow(SyntaxError);
  });
});
