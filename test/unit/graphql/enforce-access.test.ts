import { buildSchema, type GraphQLObjectType, type GraphQLSchema, graphql } from 'graphql';
import type { Actor, Role, Scope } from '../../../src/domain/kernel/actor.js';
import {
  type AccessRule,
  ADMIN,
  ANYONE,
  HIDDEN,
  OWNER,
  PARENT,
  RECORDS,
  SIGNED_IN,
  STAFF,
  type TypeRules,
  USERS,
} from '../../../src/graphql/access/access-rule.js';
import { enforceAccess, listGuardedFields } from '../../../src/graphql/access/enforce-access.js';

const SDL = `
  type Query { thing(id: ID): Thing plain: Int }
  type Mutation { change: Int }
  type Thing { name: String secret: String code(of: Int): String part: Part others(first: Int): ThingConnection }
  type Part { size: Int }
  type ThingConnection { nodes: [Thing!]! edges: [ThingEdge!]! }
  type ThingEdge { node: Thing! }`;

const RULES: Readonly<Record<string, TypeRules>> = {
  Query: { thing: ANYONE, plain: ANYONE },
  Mutation: { change: ANYONE },
  Thing: { code: PARENT, part: PARENT, others: PARENT },
};

const ROBOT = (...scopes: Scope[]) => actorOf(['SERVICE'], scopes);

function actorOf(roles: readonly Role[], scopes?: readonly Scope[]): Actor {
  return { userId: 'one', sessionId: 'session', roles, ...(scopes && { scopes }) };
}

/** The schema with these rules in front; `thing` and all of it are there. */
function guarded(rules: Readonly<Record<string, TypeRules>>): GraphQLSchema {
  const schema = buildSchema(SDL);
  enforceAccess(schema, rules);
  return schema;
}

describe('a schema does not come up', () => {
  test.each(listGuardedFields(buildSchema(SDL)))('without a rule for a field: %j', ({ type, field }) => {
    const { [field]: _, ...others } = RULES[type] ?? {};
    expect(() => guarded({ ...RULES, [type]: others })).toThrow(`${type}.${field} has no rule`);
  });

  test('with a rule for nothing', () => {
    expect(() => guarded({ ...RULES, Gone: { away: ANYONE } })).toThrow('there is a rule for Gone.away');
    expect(() => guarded({ ...RULES, Part: { weight: HIDDEN } })).toThrow('there is a rule for Part.weight');
  });

  test('unless every field that takes arguments or leads on has one', () => {
    expect(listGuardedFields(buildSchema(SDL)).map(({ type, field }) => `${type}.${field}`)).toEqual([
      'Query.thing',
      'Query.plain',
      'Mutation.change',
      'Thing.code',
      'Thing.part',
      'Thing.others',
    ]);
    expect(() => guarded(RULES)).not.toThrow();
  });
});

const NOBODY = null;
const CUSTOMER = actorOf(['CUSTOMER']);
const REVIEWER = actorOf(['REVIEWER']);
const AN_ADMIN = actorOf(['CUSTOMER', 'ADMIN']);
const ALL = [NOBODY, CUSTOMER, REVIEWER, AN_ADMIN, ROBOT(), ROBOT('READ_USERS'), ROBOT('READ_RECORDS')] as const;

/** What each of `ALL` gets: `y`, the first letter of the error's code, or `0` for null. */
async function answers(query: string, rules: Readonly<Record<string, TypeRules>>): Promise<string> {
  const source = { thing: { name: 'n', secret: 's', part: { size: 1 } }, plain: 1 };
  const given = await Promise.all(
    ALL.map(async (actor) => {
      const schema = guarded(rules);
      const { data, errors } = await graphql({ schema, source: query, rootValue: source, contextValue: { actor } });
      const code = errors?.[0]?.originalError as { code?: string } | undefined;
      if (errors) return code?.code?.[0] ?? '?';
      return JSON.stringify(data).includes('null') ? '0' : 'y';
    }),
  );
  return given.join('');
}

describe('nobody, a customer, a reviewer, an admin, and programs without scope, with READ_USERS, with READ_RECORDS', () => {
  test.each<[string, AccessRule, string]>([
    ['ANYONE', ANYONE, 'yyyyyyy'],
    ['SIGNED_IN', SIGNED_IN, 'UyyyFFF'],
    ['OWNER', OWNER, 'UyyyFFF'],
    ['STAFF', STAFF, 'UFyyFFF'],
    ['ADMIN', ADMIN, 'UFFyFFF'],
    ['RECORDS', RECORDS, 'UyyyFFy'],
    ['USERS', USERS, 'UyyyFyF'],
  ])('before a root field for %s', async (_name, rule, expected) => {
    const rules = { ...RULES, Query: { ...RULES.Query, plain: rule } };
    expect(await answers('{ plain }', rules)).toBe(expected);
  });

  test.each<[string, AccessRule, string]>([
    ['PARENT', PARENT, 'yyyyyyy'],
    ['RECORDS', RECORDS, 'yyyyFFy'],
    ['USERS', USERS, 'yyyyFyF'],
    ['STAFF', STAFF, 'UFyyFFF'],
    ['HIDDEN', HIDDEN, '00yy000'],
  ])('before a field of a record for %s', async (_name, rule, expected) => {
    const rules = { ...RULES, Thing: { ...RULES.Thing, part: rule } };
    expect(await answers('{ thing { part { size } } }', rules)).toBe(expected);
  });

  test('a plain field can be hidden too', async () => {
    const rules = { ...RULES, Thing: { ...RULES.Thing, secret: HIDDEN } };
    expect(await answers('{ thing { secret } }', rules)).toBe('00yy000');
  });

  test('a program that claims to be an admin is a program', async () => {
    const schema = guarded({ ...RULES, Query: { thing: ANYONE, plain: ADMIN } });
    const contextValue = { actor: actorOf(['SERVICE', 'ADMIN']) };
    expect((await graphql({ schema, source: '{ plain }', rootValue: { plain: 1 }, contextValue })).errors).toHaveLength(
      1,
    );
  });
});

test('what needs no check gets no resolver', () => {
  const thing = guarded(RULES).getType('Thing') as GraphQLObjectType;
  expect(Object.values(thing.getFields()).filter(({ resolve }) => resolve !== undefined)).toEqual([]);
});
