import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { OperationGate } from '../../../src/graphql/limits/operation-gate.js';
import type { OperationLimits } from '../../../src/graphql/limits/operation-limits.js';
import { readOperationFiles } from '../../e2e/operation-files.js';
import { DEFAULT_LIMITS } from '../../support/default-limits.js';

const SCHEMA = buildSchema(readFileSync(new URL('../../../schema/schema.graphql', import.meta.url), 'utf8'));

function gate(limits: Partial<OperationLimits> = {}): OperationGate {
  return new OperationGate(SCHEMA, { ...DEFAULT_LIMITS, ...limits });
}

/** The smallest cost limit that an operation passes. */
function costOf(query: string, variables: Record<string, unknown> = {}): number {
  const excess = gate({ cost: -1 }).check({ query, variables });
  if (excess?.limit !== 'cost') throw new Error('The operation was refused for something else.');
  return excess.seen;
}

const doubling = (levels: number) =>
  `query { me { ...F0 } } ${Array.from({ length: levels }, (_, i) =>
    i === levels - 1
      ? `fragment F${i} on User { id }`
      : `fragment F${i} on User { ...F${i + 1} ... @include(if: true) { ...F${i + 1} } }`,
  ).join(' ')}`;

const BOMBS: readonly (readonly [string, keyof OperationLimits, { query: string; variables?: unknown }])[] = [
  ['more levels than allowed', 'depth', { query: `${'{ me '.repeat(100)}{ id }${'}'.repeat(100)}` }],
  ['8,000 tokens', 'tokens', { query: `{ me { ${'id '.repeat(8_000)} } }` }],
  ['fragments that double', 'directives', { query: doubling(12) }],
  ['fragments that double past any number', 'directives', { query: doubling(200) }],
  ['fragments that double without directives', 'fields', { query: doubling(14).replaceAll('@include(if: true) ', '') }],
  ['800 aliases', 'aliases', { query: `{ ${Array.from({ length: 800 }, (_, i) => `a${i}: id`).join(' ')} }` }],
  ['one field again and again', 'aliases', { query: `{ me { ${'id '.repeat(800)} } }` }],
  ['one field again and again in inline fragments', 'aliases', { query: `{ me { ${'... { id } '.repeat(500)} } }` }],
  ['directives', 'directives', { query: `{ me { id ${'@aa '.repeat(100)} } }` }],
  [
    '100 calls in one mutation',
    'aliases',
    { query: `mutation { ${Array.from({ length: 100 }, (_, i) => `a${i}: logout { loggedOut }`).join(' ')} }` },
  ],
  [
    'many fields of Query by fragments',
    'rootFields',
    {
      query: `{ ${Array.from({ length: 30 }, (_, i) => `...F${i}`).join(' ')} } ${Array.from({ length: 30 }, (_, i) => `fragment F${i} on Query { me { id } }`).join(' ')}`,
    },
  ],
  ['a string of 100,000 characters', 'characters', { query: `{ node(id: "${'a'.repeat(100_000)}") { id } }` }],
  ['a long string in the text', 'stringLength', { query: `{ node(id: "${'a'.repeat(30_000)}") { id } }` }],
  [
    'a long string in a variable',
    'stringLength',
    { query: 'query ($a: ID!) { node(id: $a) { id } }', variables: { a: 'a'.repeat(100_000) } },
  ],
  ['a comment of a megabyte', 'characters', { query: `{ me { id } } # ${'a'.repeat(1_000_000)}` }],
  [
    'thousands of values',
    'values',
    { query: '{ me { id } }', variables: { a: Array.from({ length: 5_000 }, () => 1) } },
  ],
  ['deep variables', 'valueDepth', { query: '{ me { id } }', variables: nest(1_000) }],
  ['rather deep literals', 'valueDepth', { query: `{ node(id: ${'['.repeat(60)}1${']'.repeat(60)}) { id } }` }],
  [
    'pages of pages',
    'cost',
    { query: '{ users(first: 100) { nodes { applicants(first: 100) { nodes { status } } } } }' },
  ],
  [
    'pages of pages by variables',
    'cost',
    {
      query: 'query ($n: Int) { users(first: $n) { nodes { applicants(first: $n) { nodes { status } } } } }',
      variables: { n: 100 },
    },
  ],
];

function nest(levels: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < levels; i += 1) value = { a: value };
  return value;
}

describe('the gate', () => {
  test.each(BOMBS)('refuses %s', (_, limit, operation) => {
    const excess = gate().check(operation);

    expect(excess).toMatchObject({ limit, max: DEFAULT_LIMITS[limit] });
    expect(excess?.seen).toBeGreaterThan(DEFAULT_LIMITS[limit]);
  });

  test('refuses what is nested beyond the parser’s own stack', () => {
    const query = `{ node(id: ${'['.repeat(1_990)}1${']'.repeat(1_990)}) { id } }`;
    expect(gate().check({ query })?.limit).toMatch(/^(depth|valueDepth)$/);
    const selections = `${'{ me '.repeat(5_000)}{ id }${'}'.repeat(5_000)}`;
    expect(gate().check({ query: selections })?.limit).toMatch(/^(depth|tokens)$/);
  });

  test('measures every fragment once, however often it is spread', () => {
    const text = doubling(200);
    const lines: string[] = [];
    const watched = new Proxy(SCHEMA, {
      get: (target, key) => {
        lines.push(String(key));
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const everything = Object.fromEntries(Object.keys(DEFAULT_LIMITS).map((name) => [name, 2_000_000_000]));
    new OperationGate(watched, everything as unknown as OperationLimits).check({ query: text });

    expect(lines.length).toBeLessThan(10_000);
  });

  test.each(readOperationFiles().map((file) => [file.name, file] as const))(
    'lets %s pass',
    (_, { text, variables }) => {
      expect(gate().check({ query: text, variables })).toBeNull();
    },
  );

  test('leaves to others what is wrong in another way', () => {
    for (const query of ['{', '{ surprise }', '{ me { ...Nothing } }', '{ ...A } fragment A on Query { ...A }', '']) {
      expect(gate().check({ query })).toBeNull();
    }
    expect(gate().check({ query: 'query A { me { id } } query B { me { id } }', operationName: 5 })).toBeNull();
  });

  test('judges a known document by the variables of each request', () => {
    const query = 'query ($n: Int = 1) { users(first: $n) { nodes { runners(first: $n) { nodes { status } } } } }';
    const small = gate({ cost: 100 });

    expect(small.check({ query, variables: { n: 2 } })).toBeNull();
    expect(small.check({ query, variables: { n: 20 } })).toMatchObject({ limit: 'cost' });
    expect(small.check({ query })).toBeNull();
  });
});

describe('the cost', () => {
  test('counts objects, and ten more for those that a provider is asked for', () => {
    expect(costOf('{ me { id name } }')).toBe(1);
    expect(costOf('{ me { customer { customerNumber } } }')).toBe(12);
  });

  test('does not count a provider for ids alone', () => {
    const ids = costOf('{ me { runners(first: 10) { nodes { id } } } }');
    expect(costOf('{ me { runners(first: 10) { nodes { id status } } } }')).toBe(ids + 10 * 10);
  });

  test('multiplies by the page, its default where none is given', () => {
    const of = (page: string) => costOf(`{ me { runners${page} { nodes { status } } } }`);
    expect(of('(first: 20)')).toBe(of(''));
    expect(of('(first: 40)') - 1).toBe(2 * (of('(first: 20)') - 1));
  });

  test('is the same in fragments, and more for mutations', () => {
    const plain = costOf('{ me { customer { customerNumber } } }');
    expect(
      costOf('{ ...A } fragment A on Query { me { ...B } } fragment B on User { customer { customerNumber } }'),
    ).toBe(plain);
    expect(costOf('{ ... on Query { me { ... { customer { customerNumber } } } } }')).toBe(plain);
    expect(costOf('mutation { a: logout { loggedOut } b: logout { loggedOut } }')).toBe(22);
  });
});
