import { getOperationAST, getVariableValues, type OperationDefinitionNode, parse } from 'graphql';
import { coerceVariables } from '../../../src/graphql/execution/coerce-variables.js';
import { createExecutionSchema } from './execution-schema.js';

const schema = createExecutionSchema();

function toOperation(variables: string): OperationDefinitionNode {
  return getOperationAST(parse(`query (${variables}) { __typename }`))!;
}

describe('coerceVariables', () => {
  test.each([
    { variables: '$n: Int = 1', raw: {} },
    { variables: '$n: Int = 1', raw: { n: null } },
    { variables: '$n: Int', raw: { other: 1 } },
    { variables: '$l: [Int!]', raw: { l: 3 } },
    { variables: '$l: [[Int]]', raw: { l: [[1, null], null, 2] } },
    {
      variables: '$i: UserInput',
      raw: { i: { pan: 'ABCDE1234F', role: 'REVIEWER', born: '1990-04-12', address: { city: 'Pune' } } },
    },
    { variables: '$c: Choice!', raw: { c: { a: 1 } } },
  ])('reads $raw as graphql-js does for ($variables)', ({ variables, raw }) => {
    const operation = toOperation(variables);
    const expected = getVariableValues(schema, operation.variableDefinitions ?? [], raw);
    expect({ ...coerceVariables(schema, operation, raw).values }).toEqual({ ...expected.coerced });
  });

  const pan = 'ABCDE1234F';
  test.each([
    { variables: '$id: ID!', raw: {}, field: 'id', says: 'Variable "$id" is not valid: must be given' },
    { variables: '$id: ID!', raw: { id: null }, field: 'id', says: 'Variable "$id" is not valid: must not be null' },
    {
      variables: '$i: UserInput!',
      raw: { i: { pan: 'S3CRET' } },
      field: 'i.pan',
      says: 'Variable "$i" is not valid at "i.pan": must be a PAN of ten characters',
    },
    {
      variables: '$i: UserInput!',
      raw: { i: {} },
      field: 'i.pan',
      says: 'Variable "$i" is not valid at "i.pan": must be given',
    },
    {
      variables: '$i: UserInput!',
      raw: { i: { pan: null } },
      field: 'i.pan',
      says: 'Variable "$i" is not valid at "i.pan": must not be null',
    },
    {
      variables: '$i: UserInput!',
      raw: { i: 'S3CRET' },
      field: 'i',
      says: 'Variable "$i" is not valid: must be an object of type UserInput',
    },
    {
      variables: '$i: UserInput!',
      raw: { i: { pan, role: 'REVIEWR' } },
      field: 'i.role',
      says: 'Variable "$i" is not valid at "i.role": must be one of the values of Role',
    },
    {
      variables: '$i: UserInput!',
      raw: { i: { pan, role: 5 } },
      field: 'i.role',
      says: 'Variable "$i" is not valid at "i.role": must be one of the values of Role',
    },
    {
      variables: '$i: UserInput!',
      raw: { i: { pan, nicknam: 'S3CRET' } },
      field: 'i.nicknam',
      says: 'Variable "$i" is not valid at "i.nicknam": must not be given: UserInput has no such field',
    },
    {
      variables: '$i: UserInput!',
      raw: { i: { pan, S3CRET: 1 } },
      field: 'i',
      says: 'Variable "$i" is not valid: must not be given: UserInput has no such field',
    },
    {
      variables: '$i: UserInput!',
      raw: { i: { pan, born: 'S3CRET' } },
      field: 'i.born',
      says: 'Variable "$i" is not valid at "i.born": must be a valid Day',
    },
    {
      variables: '$i: UserInput!',
      raw: { i: { pan, others: [{ pan }, { pan: 'S3CRET' }] } },
      field: 'i.others.1.pan',
      says: 'Variable "$i" is not valid at "i.others.1.pan": must be a PAN of ten characters',
    },
    {
      variables: '$n: Int',
      raw: { n: 'S3CRET' },
      field: 'n',
      says: 'Variable "$n" is not valid: must be a whole number between -2147483648 and 2147483647',
    },
    {
      variables: '$n: Int',
      raw: { n: 3_000_000_000 },
      field: 'n',
      says: 'Variable "$n" is not valid: must be a whole number between -2147483648 and 2147483647',
    },
    { variables: '$t: String', raw: { t: 555_0100 }, field: 't', says: 'Variable "$t" is not valid: must be a string' },
    {
      variables: '$b: Boolean',
      raw: { b: 'S3CRET' },
      field: 'b',
      says: 'Variable "$b" is not valid: must be true or false',
    },
    {
      variables: '$l: [ID]',
      raw: { l: ['a', {}] },
      field: 'l.1',
      says: 'Variable "$l" is not valid at "l.1": must be an id, given as a string',
    },
    {
      variables: '$c: Choice',
      raw: { c: { a: 1, b: 'S3CRET' } },
      field: 'c',
      says: 'Variable "$c" is not valid: must have exactly one field of Choice',
    },
    {
      variables: '$c: Choice',
      raw: { c: { a: null } },
      field: 'c.a',
      says: 'Variable "$c" is not valid at "c.a": must not be null',
    },
  ])('refuses $raw for ($variables), naming $field', ({ variables, raw, field, says }) => {
    const { errors } = coerceVariables(schema, toOperation(variables), raw);
    expect(errors?.map(({ message, extensions }) => ({ message, extensions }))).toEqual([
      { message: says, extensions: { code: 'BAD_USER_INPUT', field, http: { status: 400 } } },
    ]);
  });

  test('reports several faults, but not without end', () => {
    const { errors } = coerceVariables(schema, toOperation('$l: [Int]'), { l: new Array(1_000).fill('x') });
    expect(errors).toHaveLength(10);
  });
});
