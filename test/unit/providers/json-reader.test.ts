import fc from 'fast-check';
import {
  asObject,
  ContractError,
  isObject,
  optionalBoolean,
  optionalNumber,
  optionalObject,
  optionalString,
  requiredString,
  stringArray,
} from '../../../src/providers/json-reader.js';

describe('json-reader', () => {
  test('reads text, numbers as text, and blanks as null', () => {
    const body = { text: ' a ', number: 9000, blank: '  ', flag: true, nothing: null };
    expect(optionalString(body, 'text')).toBe('a');
    expect(optionalString(body, 'number')).toBe('9000');
    for (const key of ['blank', 'flag', 'nothing', 'missing', 'toString']) expect(optionalString(body, key)).toBeNull();
  });

  test('refuses a missing text with the path of it', () => {
    expect(() => requiredString({ other: 'x' }, 'status')).toThrow(ContractError);
    expect(new ContractError('status').path).toBe('status');
  });

  test('an error never repeats the value', () => {
    const wrong = { status: ['secret-value'] };
    expect(() => requiredString(wrong, 'status')).toThrow(/^((?!secret-value).)*$/);
  });

  test('reads numbers and booleans in both spellings', () => {
    const body = { a: 0.92, b: '92.5', c: 'high', d: true, e: 'False', f: 'yes', g: '' };
    expect([
      optionalNumber(body, 'a'),
      optionalNumber(body, 'b'),
      optionalNumber(body, 'c'),
      optionalNumber(body, 'g'),
    ]).toEqual([0.92, 92.5, null, null]);
    expect([optionalBoolean(body, 'd'), optionalBoolean(body, 'e'), optionalBoolean(body, 'f')]).toEqual([
      true,
      false,
      null,
    ]);
  });

  test('reads arrays and objects, dropping what is of another type', () => {
    const body = { list: ['a', 1, null, {}, ''], object: { x: 1 }, text: 'a' };
    expect(stringArray(body, 'list')).toEqual(['a', '1']);
    expect(stringArray(body, 'text')).toEqual([]);
    expect(optionalObject(body, 'object')).toEqual({ x: 1 });
    expect(optionalObject(body, 'list')).toBeNull();
  });

  test('throws nothing but ContractError, whatever the input', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), (value, key) => {
        try {
          const object = asObject(value, 'body');
          expect(isObject(value)).toBe(true);
          optionalString(object, key);
          optionalNumber(object, key);
          optionalBoolean(object, key);
          optionalObject(object, key);
          stringArray(object, key);
          requiredString(object, key);
        } catch (error) {
          expect(error).toBeInstanceOf(ContractError);
        }
      }),
    );
  });
});
