import { type ASTNode, GraphQLScalarType, Kind } from 'graphql';
import { badInput } from './scalar-error.js';

interface NumberScalarConfig {
  readonly name: string;
  readonly description: string;
  readonly max: number;
  /** 2 for paise, 0 for whole numbers. */
  readonly decimals: 0 | 2;
  readonly rule: string;
}

/** As JavaScript writes a number from 0 to 10^21 that has no more than two decimals. */
const PLAIN = { 0: /^\d+$/, 2: /^\d+(?:\.\d{1,2})?$/ } as const;

/** Numbers from 0 to `max`. Answers pass through unchecked: what is kept may be older than the bound. */
function numberScalar({ name, description, max, decimals, rule }: NumberScalarConfig) {
  const parse = (value: unknown, node?: ASTNode): number => {
    const good = typeof value === 'number' && value >= 0 && value <= max && PLAIN[decimals].test(String(value));
    if (!good) throw badInput(rule, node);
    return value;
  };
  return new GraphQLScalarType<number, number>({
    name,
    description,
    parseValue: (value) => parse(value),
    parseLiteral: (node) => parse(node.kind === Kind.INT || node.kind === Kind.FLOAT ? Number(node.value) : null, node),
    serialize: (value) => {
      if (typeof value !== 'number') throw new TypeError(`${name} expects a number from its resolver`);
      return value;
    },
  });
}

/** Ten lakh crore rupees: more than any firm of India turns over, and exact to the paisa in a double. */
const MAX_RUPEES = 10_000_000_000_000;
const MAX_INT = 2_147_483_647;

export const RupeeAmountScalar = numberScalar({
  name: 'RupeeAmount',
  description: 'An amount in rupees: from 0 to 10,000,000,000,000, with at most two decimals. Example: `1250000.50`.',
  max: MAX_RUPEES,
  decimals: 2,
  rule: 'must be an amount from 0 to 10000000000000 with at most two decimals',
});

export const WholeAmountScalar = numberScalar({
  name: 'WholeAmount',
  description: 'An amount in whole units of its currency: from 0 to 2,147,483,647. Example: `50000`.',
  max: MAX_INT,
  decimals: 0,
  rule: `must be a whole amount from 0 to ${MAX_INT}`,
});

export const CountScalar = numberScalar({
  name: 'Count',
  description: 'How many: a whole number from 0 to 10,000,000. Example: `12`.',
  max: 10_000_000,
  decimals: 0,
  rule: 'must be a whole number from 0 to 10000000',
});

export const MasterDataIdScalar = numberScalar({
  name: 'MasterDataId',
  description: "A number of the CDP's master data, which it does not publish: from 0 to 2,147,483,647. Example: `101`.",
  max: MAX_INT,
  decimals: 0,
  rule: `must be a master-data number from 0 to ${MAX_INT}`,
});
