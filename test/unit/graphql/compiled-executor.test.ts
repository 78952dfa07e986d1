import { execute, GraphQLError, GraphQLSchema, getOperationAST, parse, specifiedRules, validate } from 'graphql';
import { ProviderFailures } from '../../../src/graphql/context/provider-failures.js';
import { isCompilable } from '../../../src/graphql/execution/compilable.js';
import { createCompiledExecutor } from '../../../src/graphql/execution/compiled-executor.js';
import { createExecutionSchema } from './execution-schema.js';

const schema = createExecutionSchema();
const executor = createCompiledExecutor(schema);

function run(query: string, variables?: Record<string, unknown>, context: object = {}, operationName?: string) {
  const document = parse(query);
  expect(validate(schema, document, specifiedRules)).toEqual([]);
  const operation = getOperationAST(document, operationName) ?? undefined;
  return executor({ document, operation, queryHash: query, request: { operationName, variables }, context });
}

/** Errors of a list may come in any order; what they say may not differ. */
function toComparable(result: Awaited<ReturnType<typeof execute>>) {
  const errors = (result.errors ?? []).map(({ message, path, locations }) =>
    JSON.stringify({ message, path, locations }),
  );
  return { data: JSON.parse(JSON.stringify(result.data ?? null)), errors: errors.sort() };
}

const SAME: ReadonlyArray<[string, string, Record<string, unknown>?]> = [
  ['scalars, enums and custom scalars', '{ user { id name role born lazy nickname } }'],
  ['aliases and arguments', 'query ($id: ID!) { a: user(id: $id) { name } b: user { n: name, m: name } }', { id: '2' }],
  ['a default of an argument', '{ users { id } }'],
  ['a default of a variable', 'query ($n: Int = 1) { users(first: $n) { id } }'],
  [
    'an explicit null for a variable with default',
    'query ($n: Int = 1) { echo(list: [1], text: "x") users(first: $n) { id } }',
    { n: null },
  ],
  ['an absent variable', 'query ($t: String) { echo(text: $t) }'],
  ['a null variable', 'query ($t: String) { echo(text: $t) }', { t: null }],
  [
    '@skip and @include',
    'query ($y: Boolean!, $n: Boolean = false) { user { id @skip(if: $y) name @include(if: $y) role @include(if: $n) lazy @skip(if: $n) @include(if: $y) } }',
    { y: true },
  ],
  [
    '@skip on fragments',
    'query ($y: Boolean!) { a: user { ...F @include(if: $y) } b: user { ...F @skip(if: $y) id } c: user { ... @skip(if: $y) { name } id } } fragment F on User { name role }',
    { y: true },
  ],
  [
    'one fragment under two conditions',
    'query ($y: Boolean!, $n: Boolean!) { user { ...F @include(if: $n) ...F @include(if: $y) } } fragment F on User { name lazy }',
    { y: true, n: false },
  ],
  [
    'fields merged under conditions',
    'query ($y: Boolean!, $n: Boolean!) { user @include(if: $n) { id lazy } user { name @skip(if: $y) name @include(if: $y) ... @include(if: $n) { role friends { id } } ... { friends @include(if: $y) { name } } } }',
    { y: true, n: false },
  ],
  ['nested fragments', '{ user { ...A } } fragment A on User { ...B friends { ...B } } fragment B on User { id name }'],
  [
    'an interface',
    '{ node(id: "c1") { __typename id ... on Cat { lives } ... on Dog { barks } ... on User { name } } }',
  ],
  [
    'a union',
    '{ pets { __typename ... on Dog { name barks owner { name } } ... on Cat { name lives } ... on Node { id } } }',
  ],
  ['a list of promises', '{ promised }'],
  ['a union in a list of promises', '{ user { pets { ... on Dog { name } ... on Cat { name } } } }'],
  ['resolver paths', '{ users { place friends { p: place } } }'],
  ['a failing field', '{ fails user { broken name } }'],
  ['null of a non-null field in a list', '{ users { id strict } user { friends { strict } name } }'],
  [
    'null bubbling to a nullable list entry',
    '{ user { pets { ... on Cat { keeper: owner { id } } ... on Dog { owner { strict } } } } }',
  ],
  ['null bubbling to the root', '{ strictUser { strict } fails }'],
  [
    'input objects',
    'query ($i: UserInput) { echo(input: $i) }',
    { i: { pan: 'ABCDE1234F', role: 'REVIEWER', address: { city: 'Pune' }, others: [{ pan: 'ABCDE1234F' }] } },
  ],
  ['a single value for a list', 'query ($l: [Int]) { echo(list: $l) }', { l: 3 }],
  ['a date in a variable', 'query ($d: Day) { echo(day: $d) }', { d: '1990-04-12' }],
  ['a date in a default', 'query ($d: Day = "1990-04-12") { echo(day: $d) }'],
  ['a date in a literal', '{ echo(day: "1990-04-12") }'],
  [
    'an input object in a default',
    'query ($i: UserInput = {pan: "ABCDE1234F", born: "1990-04-12"}) { echo(input: $i) }',
  ],
  ['an absent variable in an object', 'query ($n: String) { echo(input: {pan: "ABCDE1234F", nickname: $n}) }'],
  [
    'a variable in an object',
    'query ($n: String, $p: Pan!) { echo(input: {pan: $p, nickname: $n, role: REVIEWER}) }',
    { n: null, p: 'ABCDE1234F' },
  ],
  ['a variable in a list', 'query ($n: Int) { echo(list: [1, $n]) }', { n: 2 }],
  ['null for an argument that has a default', 'query ($t: String = "a") { later(text: $t) }', { t: null }],
  ['a mutation in order', 'mutation { a: first(n: 1) b: second(n: 2) c: first(n: 3) }'],
  ['a mutation whose non-null field fails', 'mutation { a: first(n: 1) b: second(n: 0) }'],
  ['introspection', '{ __schema { types { name } } __type(name: "User") { name } }'],
  ['__typename of the root', '{ __typename }'],
];

describe('the compiled executor answers as graphql-js does', () => {
  test.each(SAME.map(([name, query, variables]) => ({ name, query, variables })))(
    '$name',
    async ({ query, variables }) => {
      const expected = await execute({ schema, document: parse(query), variableValues: variables, contextValue: {} });
      for (const _round of ['compiled', 'cached']) {
        expect(toComparable(await run(query, variables))).toEqual(toComparable(expected));
      }
    },
  );
});

describe('the compiled executor', () => {
  test('compiles the ordinary operation and leaves the awkward ones to graphql-js', () => {
    const verdicts = ['{ user { id } }', '{ __schema { types { name } } }', 'query ($n: Int) { echo(list: [$n]) }'].map(
      (query) => {
        const document = parse(query);
        return isCompilable(document, getOperationAST(document)!);
      },
    );
    expect(verdicts).toEqual([true, false, false]);
  });

  test('does not compile what grows without bound when fragments are spread out', () => {
    const levels = Array.from(
      { length: 14 },
      (_, i) => `fragment F${i} on User { a: friends { ...F${i + 1} } b: friends { ...F${i + 1} } }`,
    );
    const document = parse(`{ user { ...F0 } } ${levels.join(' ')} fragment F14 on User { id }`);
    expect(isCompilable(document, getOperationAST(document)!)).toBe(false);
  });

  test('runs mutations one after the other', async () => {
    const log: string[] = [];
    await run('mutation { a: first(n: 1) b: second(n: 2) c: first(n: 3) }', undefined, { log });
    expect(log).toEqual(['first 1', 'second 2', 'first 3']);
  });

  test('survives a type resolver that throws', async () => {
    const result = await run('{ lost { __typename } user { name } }');
    expect(result.data).toEqual({ lost: null, user: { name: 'Asha' } });
    expect(result.errors).toHaveLength(1);
  });

  test('leaves a schema with asynchronous type resolvers to graphql-js', async () => {
    const asyncSchema = createExecutionSchema();
    const pet = asyncSchema.getType('Pet') as { resolveType?: unknown };
    pet.resolveType = async (value: { kind: string }) => value.kind;
    const query = '{ pets { __typename } }';
    const document = parse(query);
    const result = await createCompiledExecutor(asyncSchema)({
      document,
      operation: getOperationAST(document)!,
      queryHash: query,
      request: {},
      context: {},
    });
    expect(result).toEqual({ data: { pets: [{ __typename: 'Dog' }, { __typename: 'Cat' }] } });
  });

  test('chooses the operation by name and caches each by itself', async () => {
    const query = 'query A { user { id } } query B { user { name } }';
    expect(await run(query, undefined, {}, 'A')).toEqual({ data: { user: { id: '1' } } });
    expect(await run(query, undefined, {}, 'B')).toEqual({ data: { user: { name: 'Asha' } } });
    const none = await run(query, undefined, {}, 'C');
    expect(none.data).toBeUndefined();
    expect(none.errors).toHaveLength(1);
  });

  test('forgets the oldest operations beyond its capacity and still answers them', async () => {
    const small = createCompiledExecutor(schema, { maxCached: 1 });
    for (const query of ['{ user { id } }', '{ user { name } }', '{ user { id } }']) {
      const document = parse(query);
      const result = await small({
        document,
        operation: getOperationAST(document)!,
        queryHash: query,
        request: {},
        context: {},
      });
      expect(result.errors).toBeUndefined();
    }
  });

  test('turns failures into complete errors that keep their cause and place', async () => {
    const { errors } = await run('{ fails }', undefined, { requestId: 'req-1' });
    const error = errors?.[0];
    expect(error).toBeInstanceOf(GraphQLError);
    expect(error?.originalError?.message).toBe('secret detail');
    expect(error?.toJSON()).toEqual({
      message: 'secret detail',
      path: ['fails'],
      locations: [{ line: 1, column: 3 }],
      extensions: { requestId: 'req-1' },
    });
  });

  test('appends one error per provider that failed', async () => {
    const providerFailures = new ProviderFailures();
    const failure = { code: 'PROVIDER_TIMEOUT', retryable: true, message: 'Provider crego did not answer in time.' };
    const context = {
      providerFailures,
      note: () => {
        providerFailures.note({ providerId: 'crego', ...failure }, ['failsAsync']);
        providerFailures.note({ providerId: 'crego', ...failure, code: 'PROVIDER_ERROR' }, ['second']);
        providerFailures.note({ providerId: 'cdp', ...failure, message: 'Provider cdp …' }, ['third', 0]);
      },
    };
    const result = await run('{ failsAsync user { name } }', undefined, context);
    expect(result.data).toEqual({ failsAsync: null, user: { name: 'Asha' } });
    expect(result.errors?.map((error) => error.toJSON())).toEqual([
      {
        message: failure.message,
        path: ['failsAsync'],
        extensions: { code: 'PROVIDER_TIMEOUT', providerId: 'crego', retryable: true },
      },
      {
        message: 'Provider cdp …',
        path: ['third', 0],
        extensions: { code: 'PROVIDER_TIMEOUT', providerId: 'cdp', retryable: true },
      },
    ]);
  });

  test('leaves the schema as it was', async () => {
    const before = schema.getTypeMap();
    await run('{ pets { __typename } }');
    expect(Object.keys(before)).not.toContain('__CoercedVariable');
    expect(schema).toBeInstanceOf(GraphQLSchema);
    const pet = schema.getType('Pet') as { resolveType?: (value: { kind: string }) => unknown };
    expect(() => pet.resolveType?.({ kind: 'Ghost' })).toThrow('no such type');
  });
});
