import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { findBareStrings, findListFaults, findMutationFaults, findUndescribed } from './schema-rules.js';

/** Outside programs rely on these names. */
const QUERIES =
  'me user users applicant applicants runner runners document documents verification verifications findCustomer ' +
  'providers validateIdentifier node';
const MUTATIONS =
  'register login logout updateProfile requestOtp verifyOtp createApplicant requestApplicantCheck onboardCustomer ' +
  'createRunner executeRunner setCurrentApplicant submitApplication uploadDocument verifyPan verifyBankAccount ' +
  'verifyGstin matchNames checkLiveness';

/** As many as are configured, known at start. */
const BOUNDED = new Set(['Query.providers']);
const INFALLIBLE = new Set(['logout', 'revokeOtherSessions', 'withdrawConsent']);

describe('the schema', () => {
  const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));

  test('keeps the agreed queries and mutations', () => {
    const [queries, mutations] = [schema.getQueryType(), schema.getMutationType()].map((type) =>
      Object.keys(type?.getFields() ?? {}),
    );
    expect(queries).toEqual(expect.arrayContaining(QUERIES.split(' ')));
    expect(mutations).toEqual(expect.arrayContaining(MUTATIONS.split(' ')));
  });

  test('describes everything', () => {
    expect(findUndescribed(schema)).toEqual([]);
  });

  test('takes no bare text', () => {
    expect(findBareStrings(schema)).toEqual([]);
  });

  test('pages its lists', () => {
    expect(findListFaults(schema, BOUNDED)).toEqual([]);
  });

  test('answers mutations with unions that can say what went wrong', () => {
    expect(findMutationFaults(schema, INFALLIBLE)).toEqual([]);
  });
});

describe('the schema rules find', () => {
  const described = (sdl: string) =>
    buildSchema(`"""d""" scalar Cursor """d""" interface Node { """d""" id: ID! } ${sdl}`);

  test('what has no description, wherever it is', () => {
    const schema = described(`
      type A { """d""" b(c: Int): Int d: Int }
      enum E { V }
      input I { f: Int }
      """d""" union U = A`);
    expect(findUndescribed(schema).sort()).toEqual(['A', 'A.b.c', 'A.d', 'E', 'E.V', 'I', 'I.f']);
  });

  test('bare text in arguments and inputs, also inside lists', () => {
    const schema = described(`
      scalar Name
      type Query { a(b: String, c: Name, d: [String!]!): String }
      input I { e: [[String]] f: ID g: Name }`);
    expect(findBareStrings(schema).sort()).toEqual(['I.e', 'Query.a(b)', 'Query.a(d)']);
  });

  test('lists that cannot be paged', () => {
    const schema = described(`
      type R implements Node { id: ID! tags: [String!]! others: [R!]! }
      type RConnection { edges: [REdge!]! nodes: [R!]! pageInfo: Int }
      type REdge { node: R! }
      type XConnection { nodes: [R!]! }
      type Query { rs: [R!]! words: [String!] fixed: [String!]
        good(first: Int, after: Cursor): RConnection! bad(first: Int): RConnection! ugly(first: Int, after: Cursor): XConnection }`);
    expect(findListFaults(schema, new Set(['Query.fixed']))).toEqual([
      'R.others: a list of records must be a connection',
      'Query.rs: a list must be a connection',
      'Query.words: a list must be a connection',
      'Query.bad: a connection takes first: Int and after: Cursor',
      'XConnection: a connection has edges and pageInfo',
    ]);
  });

  test('mutations that cannot say what went wrong', () => {
    const schema = described(`
      interface Problem { message: String! }
      type Bad implements Problem { message: String! }
      type Good { a: Int }
      union Fine = Good | Bad
      union Sunny = Good
      union Gloomy = Bad
      type Query { a: Int }
      type Mutation { fine: Fine! sunny: Sunny! gloomy: Gloomy! plain: Good! excused: Good! }`);
    expect(findMutationFaults(schema, new Set(['excused'])).map((fault) => fault.split(':')[0])).toEqual([
      'sunny',
      'gloomy',
      'plain',
    ]);
  });
});
