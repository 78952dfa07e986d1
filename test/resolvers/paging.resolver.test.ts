import { type GraphQLField, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import { toGlobalId } from '../../src/graphql/common/global-id.js';
import { findWays, valuesAt, withSelection } from '../e2e/access-probes.js';
import { createWorld, type Run, type World } from '../support/schema-harness.js';
import { type Ids, rootOperations } from './root-operations.js';

const PAGE = '{ edges { cursor } pageInfo { endCursor hasPreviousPage } }';

let world: World;
let asAdmin: Run;
let ids: Ids;
/** Good for any list, also for one that has nothing in it. */
let someCursor: string;

beforeAll(async () => {
  world = await createWorld();
  const { asha, admin } = world.people;
  asAdmin = world.as(admin);
  const [applicant, runner, document, verification] = [
    await world.addApplicant(asha),
    await world.addRunner(asha),
    await world.addDocument(asha),
    await world.addVerification(asha),
  ].map(({ globalId }) => globalId) as [string, string, string, string];
  for (const add of ['addApplicant', 'addRunner', 'addDocument', 'addVerification'] as const) await world[add](asha);
  ids = { user: toGlobalId('User', asha.id), applicant, runner, document, verification };
  someCursor = (await asAdmin(`{ users(first: 1) ${PAGE} }`)).data.users.pageInfo.endCursor;
});

test('every list can be read in pages: the next one has nothing of the one before', async () => {
  const lists = findLists(world.schema);
  expect(lists.length).toBeGreaterThan(15);
  for (const [type, { name }] of lists) {
    const read = (args: string) => readPage(type, name, args);
    const first = await read('(first: 1)');
    const next = await read(`(first: 1, after: "${first.pageInfo.endCursor ?? someCursor}")`);
    const seen = first.edges.map(({ cursor }) => cursor);
    expect([name, next.edges.filter(({ cursor }) => seen.includes(cursor))]).toEqual([name, []]);
    expect([name, first.edges.length, next.edges.length <= 1]).toEqual([name, Math.min(1, first.edges.length), true]);
  }
});

interface Page {
  readonly edges: readonly { readonly cursor: string }[];
  readonly pageInfo: { readonly endCursor: string | null };
}

/** Fields that are lists in pages, with the type that they are of. */
function findLists(schema: GraphQLSchema): readonly (readonly [string, GraphQLField<unknown, unknown>])[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()).map((field) => [type.name, field] as const))
    .filter(([, { type }]) => String(getNamedType(type)).endsWith('Connection'));
}

async function readPage(type: string, field: string, args: string): Promise<Page> {
  const selection = `{ ${field}${args} ${PAGE} }`;
  const way = findWays(world.schema).get(type);
  const { query, variables } =
    way === undefined
      ? { query: selection, variables: {} }
      : withSelection(rootOperations(ids)[way.root]!, way.wrap(selection));
  const { data, errors } = await asAdmin(query, variables);
  expect([field, errors]).toEqual([field, []]);
  const [page] = valuesAt(data, [...(way?.path ?? []), field]) as readonly Page[];
  if (page === undefined) throw new Error(`${type}.${field} has no page.`);
  return page;
}
