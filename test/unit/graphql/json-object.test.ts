import { buildSchema, GraphQLError, type GraphQLScalarType, parse, parseValue, validate } from 'graphql';
import { Upload } from 'graphql-upload-minimal';
import { JsonObjectScalar } from '../../../src/graphql/scalars/json-object.scalar.js';

function refusal(read: () => unknown): GraphQLError {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(GraphQLError);
    return error as GraphQLError;
  }
  throw new Error('was accepted');
}

const literal = (type: GraphQLScalarType, text: string) => type.parseLiteral(parseValue(text));

describe('JSONObject', () => {
  const nested = (levels: number): unknown => (levels === 1 ? {} : { a: nested(levels - 1) });
  const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 1]));

  test('takes objects inside the limits', () => {
    for (const value of [
      {},
      { a: [1, 'x', null, true, { b: 1.5 }] },
      nested(12),
      keys(2_000),
      { ['k'.repeat(200)]: 1 },
      { text: 'x'.repeat(65_536 - 11) },
    ]) {
      expect(JsonObjectScalar.parseValue(value)).toEqual(value);
    }
  });

  test.each([
    ['a list', [1]],
    ['a text', 'secret-value'],
    ['13 levels', nested(13)],
    ['2,001 keys', keys(2_001)],
    ['a long key', { ['k'.repeat(201)]: 1 }],
    ['64 KiB and a byte', { text: 'x'.repeat(65_536 - 10) }],
    ['64 KiB of two-byte letters', { text: 'é'.repeat(40_000) }],
    ['a million items', { list: new Array(1_000_000).fill(1) }],
    ['__proto__', JSON.parse('{"a": {"__proto__": {"admin": true}}}')],
    ['constructor', { constructor: 1 }],
    ['prototype', { a: [{ prototype: 1 }] }],
    ['NUL', { a: 'secret\u0000value' }],
    ['NUL in a key', { 'a\u0000': 1 }],
    ['half a surrogate pair', { a: '\ud800' }],
    ['a number that JSON rounds', { account: Number('12345678901234567890') }],
    ['an upload', { file: new Upload() }],
    ['a function', { toJSON: () => 'x' }],
    ['infinity', { a: Number.POSITIVE_INFINITY }],
  ])('refuses %s', (_case, value) => {
    const error = refusal(() => JsonObjectScalar.parseValue(value));
    expect(error.message).toMatch(/^must /);
    expect(error.message).not.toMatch(/secret/);
    expect(error.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  });

  test('reads literals, frozen, and under the same limits', () => {
    const value = literal(JsonObjectScalar, '{a: [1, 2.5, "x", null, true, {b: {}}]}') as { a: readonly unknown[] };
    expect(value).toEqual({ a: [1, 2.5, 'x', null, true, { b: {} }] });
    expect(Object.isFrozen(value) && Object.isFrozen(value.a)).toBe(true);
    const deep = `${'{a: '.repeat(500)}1${'}'.repeat(500)}`;
    for (const text of [
      '{__proto__: {a: 1}}',
      '{a: {constructor: 1}}',
      '{a: ENUM}',
      deep,
      '{n: 12345678901234567890}',
      '[{}]',
    ]) {
      expect(refusal(() => literal(JsonObjectScalar, text)).message).toMatch(/^must /);
    }
  });

  test('refuses variables inside a literal, while the document is validated', () => {
    const schema = buildSchema('scalar JSONObject type Query { echo(data: JSONObject!): Boolean }');
    Object.assign(schema.getType('JSONObject') ?? {}, { parseLiteral: JsonObjectScalar.parseLiteral });
    const errors = validate(schema, parse('query ($x: String) { echo(data: {a: $x}) }'));
    expect(errors.map(({ message }) => message)).toEqual([
      'must not contain variables inside a literal: pass the whole object as one variable',
    ]);
    expect(validate(schema, parse('query ($x: JSONObject!) { echo(data: $x) }'))).toEqual([]);
  });

  test('passes plain objects of any size out', () => {
    const big = { deep: nested(20), text: 'x'.repeat(100_000) };
    expect(JsonObjectScalar.serialize(big)).toBe(big);
    expect(() => JsonObjectScalar.serialize([1])).toThrow(TypeError);
  });
});
