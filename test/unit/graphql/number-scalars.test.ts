import fc from 'fast-check';
import { GraphQLError, type GraphQLScalarType, parseValue } from 'graphql';
import {
  CountScalar,
  MasterDataIdScalar,
  RupeeAmountScalar,
  WholeAmountScalar,
} from '../../../src/graphql/scalars/number.scalars.js';

const WHOLE = [CountScalar, MasterDataIdScalar, WholeAmountScalar];
const ALL = [...WHOLE, RupeeAmountScalar].map((type) => [type.name, type] as const);

function refusalOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(GraphQLError);
    return (error as GraphQLError).message;
  }
  throw new Error('was accepted');
}

const bothWays = (type: GraphQLScalarType, written: string) => [
  () => type.parseValue(JSON.parse(written)),
  () => type.parseLiteral(parseValue(written)),
];

test.each([
  [RupeeAmountScalar, '0', 0],
  [RupeeAmountScalar, '1250000.5', 1_250_000.5],
  [RupeeAmountScalar, '1250000.50', 1_250_000.5],
  [RupeeAmountScalar, '9999999999999.99', 9_999_999_999_999.99],
  [CountScalar, '10000000', 10_000_000],
  [MasterDataIdScalar, '101', 101],
  [WholeAmountScalar, '2147483647', 2_147_483_647],
] as const)('%s reads %s', (type, written, value) => {
  for (const read of bothWays(type, written)) expect(read()).toBe(value);
});

test.each(ALL)('%s refuses what is no such number, without repeating it', (_name, type) => {
  for (const written of ['1e308', '1e400', '-1', '1.005', '1e-7', '"12"', 'true', '[1]', '1e15']) {
    for (const read of bothWays(type, written)) expect(refusalOf(read)).toMatch(/^must be /);
  }
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 12n, undefined, {}])
    expect(refusalOf(() => type.parseValue(value))).toMatch(/^must be /);
});

test('whole numbers have no fraction, and an amount no third decimal', () => {
  for (const type of WHOLE) expect(refusalOf(() => type.parseValue(1.5))).toMatch(/whole|number/);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000_000_000 }), (paise) => {
      expect(RupeeAmountScalar.parseValue(paise / 100)).toBe(paise / 100);
    }),
  );
});

test.each(ALL)('answers of %s pass through, and only numbers do', (_name, type) => {
  expect(type.serialize(4)).toBe(4);
  expect(() => type.serialize('4')).toThrow(TypeError);
  expect(type.description).toContain('Example: `');
});
