import { type GraphQLField, type GraphQLSchema, isObjectType } from 'graphql';
import { toGlobalId } from '../../src/graphql/common/global-id.js';
import { valuesAt } from '../e2e/access-probes.js';
import { createWorld, type Run, type World } from '../support/schema-harness.js';

let world: World;
let asAdmin: Run;
let user: string;
/** What fields of Query need beside it. */
let others: Readonly<Record<string, string>>;

beforeAll(async () => {
  world = await createWorld();
  const { asha, admin } = world.people;
  asAdmin = world.as(admin);
  await world.addLink(asha);
  const byId = ({ globalId }: { readonly globalId: string }) => `id: "${globalId}", `;
  user = toGlobalId('User', asha.id);
  others = {
    applicant: byId(await world.addApplicant(asha)),
    runner: byId(await world.addRunner(asha)),
    verification: byId(await world.addVerification(asha, { status: 'PROCESSING', outcome: null })),
    findCustomer: 'idType: "4", idNumber: "P0000001", ',
  };
});

test('every field that takes maxAge answers from the last answer when that is new enough', async () => {
  const fields = findFields(world.schema);
  expect(fields.length).toBeGreaterThan(8);
  for (const [type, field] of fields) {
    await read(type, field, '0');
    const again = await read(type, field, '600');
    expect([type, field.name, again.length > 0, new Set(again)]).toEqual([type, field.name, true, new Set(['CACHED'])]);
  }
});

function findFields(schema: GraphQLSchema): readonly (readonly [string, GraphQLField<unknown, unknown>])[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()).map((field) => [type.name, field] as const))
    .filter(([, { args }]) => args.some(({ name }) => name === 'maxAge'));
}

/** The states of the sources that a field of a query or of a user shows. */
async function read(type: string, { name, type: shown }: GraphQLField<unknown, unknown>, maxAge: string) {
  const [path, below] = String(shown).includes('Connection')
    ? [[name, 'nodes', 'source', 'state'], '{ nodes { source { state } } }']
    : [[name, 'source', 'state'], '{ source { state } }'];
  const selection = `{ ${name}(${type === 'Query' ? (others[name] ?? '') : ''}maxAge: ${maxAge}) ${below} }`;
  const { data, errors } = await asAdmin(type === 'User' ? `{ user(id: "${user}") ${selection} }` : selection);
  expect([name, errors]).toEqual([name, []]);
  return valuesAt(data, type === 'User' ? ['user', ...path] : path);
}
