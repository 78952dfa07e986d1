import fc from 'fast-check';
import { BadBody, parseBody } from '../../../src/transport/response-body.js';

function parse(text: string, freeze = false): unknown {
  return parseBody(Buffer.from(text), { freeze });
}

test('whatever JSON can say comes back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
      const text = JSON.stringify(value);
      fc.pre(!text.includes('__proto__') && !text.includes('constructor'));
      expect(parse(text)).toEqual(JSON.parse(text));
    }),
  );
});

test('nothing but JSON comes through', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      try {
        parseBody(Buffer.from(bytes), { freeze: true });
      } catch (error) {
        expect(error).toBeInstanceOf(BadBody);
      }
    }),
  );
});

test('a byte order mark and blanks are no content', () => {
  expect(parse('\ufeff{"a":1}\r\n')).toEqual({ a: 1 });
  expect(parse(' \n')).toBeUndefined();
});

test('great depth is found without parsing, and brackets in strings are not depth', () => {
  expect(() => parse('['.repeat(3_000_000))).toThrow(new BadBody('nested too deep'));
  const text = `"${'[{\\"'.repeat(50_000)}"`;
  expect(parse(`[${text}]`)).toEqual([JSON.parse(text)]);
});

test('frozen to the bottom when asked', () => {
  const value = parse('{"a":[{"b":{}}]}', true) as { a: { b: object }[] };
  expect([value, value.a, value.a[0], value.a[0]?.b].every(Object.isFrozen)).toBe(true);
  expect(Object.isFrozen(parse('{"a":1}'))).toBe(false);
});

test('a field named constructor is kept when it is only a word', () => {
  expect(parse('{"constructor":"ACME Builders"}')).toEqual({ constructor: 'ACME Builders' });
});
