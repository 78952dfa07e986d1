import { join } from 'node:path';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { findAnswered } from '../../support/answer-record.js';

const SCHEMA = buildSchema(`
  interface Problem { message: String! }
  type Refused implements Problem { message: String! field: String }
  type Card { number: String owner(full: Boolean): Person }
  type Person { name: String nick: String cards(first: Int = 5): [Card!]! }
  union Result = Card | Refused
  input NewCard { number: String owner: NewPerson tags: [NewTag!] }
  input NewPerson { name: String }
  input NewTag { word: String }
  type Query { me: Person }
  type Mutation { addCard(input: NewCard!, dryRun: Boolean): Result! }`);

function answered(query: string, data: object, variables: Record<string, unknown> = {}): readonly string[] {
  return findAnswered(SCHEMA, { query, variables }, data).sort();
}

describe('what an answer shows', () => {
  test('is each field that came with a value, not those that were null or only asked for', () => {
    const query = '{ me { name nick cards { number } } }';
    expect(answered(query, { me: { name: 'Asha', nick: null, cards: [] } })).toEqual([
      'Person.cards',
      'Person.name',
      'Query.me',
    ]);
  });

  test('is found under aliases, in lists and in fragments', () => {
    const query = 'query { i: me { ...P } } fragment P on Person { all: cards { n: number } ... { name } }';
    expect(answered(query, { i: { all: [{ n: null }, { n: '1' }], name: 'Asha' } })).toEqual([
      'Card.number',
      'Person.cards',
      'Person.name',
      'Query.me',
    ]);
  });

  test('is each argument that was given to such a field, but not its default', () => {
    const query = 'query ($full: Boolean, $none: Int) { me { cards(first: $none) { owner(full: $full) { name } } } }';
    const data = { me: { cards: [{ owner: { name: 'Asha' } }] } };
    const found = answered(query, data, { full: true });
    expect(found.filter((line) => line.includes('('))).toEqual(['Card.owner(full:)']);
  });

  test('is each field of an input, from variables and from the text, also in lists', () => {
    const query =
      'mutation ($owner: NewPerson) { addCard(input: { number: "1", owner: $owner, tags: [{ word: "a" }] }) { __typename } }';
    const found = answered(query, { addCard: { __typename: 'Card' } }, { owner: { name: 'Asha' } });
    expect(found).toEqual([
      'Mutation.addCard',
      'Mutation.addCard(input:)',
      'NewCard.number',
      'NewCard.owner',
      'NewCard.tags',
      'NewPerson.name',
      'NewTag.word',
      'Result = Card',
    ]);
  });
});

describe('the member of a union', () => {
  const MUTATION =
    'mutation ($i: NewCard!) { addCard(input: $i) { ... on Card { number } ... on Problem { message } } }';

  test('is told by the fields that only it has', () => {
    expect(answered(MUTATION, { addCard: { message: 'no' } })).toEqual(
      expect.arrayContaining(['Refused.message', 'Result = Refused']),
    );
  });

  test('is not guessed where two would fit', () => {
    const query = 'mutation { addCard { ... on Card { n: number } ... on Refused { n: message } } }';
    expect(answered(query, { addCard: { n: '1' } })).toEqual(['Mutation.addCard']);
  });
});

interface Reporter {
  findUnanswered(schema: GraphQLSchema, answered: ReadonlySet<string>): readonly string[];
}

describe('what no test was answered with', () => {
  const find = async (...answered: string[]) => {
    const path = join(process.cwd(), 'test/support/unanswered-reporter.mjs');
    const { findUnanswered } = (await import(path)) as Reporter;
    return findUnanswered(SCHEMA, new Set(answered));
  };

  test('is every other field, argument, input and member of a union that is no problem', async () => {
    const shown = ['Card.number', 'Card.owner', 'Person.name', 'Person.cards', 'Query.me', 'Mutation.addCard'];
    const given = ['Card.owner(full:)', 'Mutation.addCard(input:)', 'NewCard.number', 'NewCard.owner', 'NewCard.tags'];
    expect(await find(...shown, ...given)).toEqual([
      'Mutation.addCard(dryRun:)',
      'NewPerson.name',
      'NewTag.word',
      'Person.cards(first:)',
      'Person.nick',
      'Refused.field',
      'Refused.message',
      'Result = Card',
    ]);
  });
});
