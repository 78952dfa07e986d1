import type { GraphQLSchema } from 'graphql';
import { listGuardedFields } from '../../src/graphql/access/enforce-access.js';
import { ACCESS_RULES } from '../../src/graphql/access-rules.js';
import { buildGatewaySchema } from '../../src/graphql/build-schema.js';
import { toGlobalId } from '../../src/graphql/common/global-id.js';
import { type RootOperation, rootOperations } from '../resolvers/root-operations.js';
import { StatementCounter } from '../support/statement-counter.js';
import { type GraphqlAnswer, startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { EDGE_EXPECTATIONS, ONLY_IN_RESULTS, ROOT_EXPECTATIONS } from './access-expectations.js';
import { fieldOf, findWays, selectOnly, valuesAt, withSelection } from './access-probes.js';
import { PIXEL_PNG } from './images.js';
import { newProgram } from './new-program.js';
import { readOperationFile } from './operation-files.js';

const WHO = ['nobody', 'the owner', 'another customer', 'a reviewer', 'an admin', 'a program'] as const;
type Who = (typeof WHO)[number];

/** Without these, what has been denied costs nothing and changes nothing. */
const DENIED = new Set(['U', 'F', 'N']);

const [user, applicant, runner, document, verification] = [
  'user',
  'applicant',
  'runner',
  'document',
  'verification',
].map((name) => String(readOperationFile(name).variables.id)) as [string, string, string, string, string];
const SOMEBODY = toGlobalId('User', '0190a000-0000-7000-8001-000000000027');
const { setUserRoles, suspendUser, reinstateUser } = rootOperations({
  ...{ user: SOMEBODY, applicant, runner, document, verification },
});
const OPERATIONS: Readonly<Record<string, RootOperation | undefined>> = {
  ...rootOperations({ user, applicant, runner, document, verification }),
  // They end the sessions of the account, which are still needed.
  setUserRoles,
  suspendUser,
  reinstateUser,
  // Nothing is retained about people who are there.
  retainedRecord: {
    query: readOperationFile('retained-record').text,
    variables: readOperationFile('retained-record').variables,
  },
};
const UNKNOWN = '01900000-0000-7000-8000-ffffffffffff';
const OPERATIONS_ON_NOTHING = rootOperations({
  user: toGlobalId('User', UNKNOWN),
  applicant: toGlobalId('Applicant', UNKNOWN),
  runner: toGlobalId('Runner', UNKNOWN),
  document: toGlobalId('Document', UNKNOWN),
  verification: toGlobalId('Verification', UNKNOWN),
});

const ROOTS = lettersByName(ROOT_EXPECTATIONS);
const EDGES = lettersByName(EDGE_EXPECTATIONS);

const counter = new StatementCounter();
let gateway: TestGateway;
let schema: GraphQLSchema;
let tokens: Readonly<Record<Who, string | undefined>>;

beforeAll(async () => {
  schema = await buildGatewaySchema();
  gateway = await startTestGateway({}, { statementLogger: counter });
  tokens = {
    nobody: undefined,
    'the owner': await gateway.login('asha@example.com'),
    'another customer': await gateway.login('tara@example.com'),
    'a reviewer': await gateway.login('ravi@example.com'),
    'an admin': await gateway.login('admin@example.com'),
    'a program': (await newProgram(gateway)).key,
  };
});
afterAll(() => gateway.stop());

function lettersByName(expectations: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(expectations).flatMap(([letters, names]) => names.split(' ').map((name) => [name, letters])),
  );
}

function ask({ query, variables }: RootOperation, who: Who): Promise<GraphqlAnswer> {
  const { file, ...others } = variables;
  if (file === undefined) return gateway.send(query, variables, tokens[who]);
  return gateway.upload(query, others, { name: 'passport.png', bytes: PIXEL_PNG }, tokens[who]);
}

/** The letter of an answer; `path`: where the value is that was asked for. */
function letterOf({ data, errors = [] }: GraphqlAnswer, path: readonly string[]): string {
  const codes = errors.map(({ extensions }) => extensions.code);
  if (codes.includes('UNAUTHENTICATED')) return 'U';
  if (codes.includes('FORBIDDEN')) return 'F';
  if (codes.includes('NOT_FOUND')) return 'N';
  if (codes.some((code) => code === 'INTERNAL_SERVER_ERROR' || code === 'BAD_USER_INPUT')) return codes.join();
  const values = valuesAt(data ?? null, path);
  if (values.some((value) => (value as { __typename?: string } | null)?.__typename === 'NotFound')) return 'N';
  return values.every((value) => value === null) ? '0' : 'v';
}

/** `y` says nothing about what came after the check: "not found" may be what the record itself answers. */
function fits(expected: string, letter: string): boolean {
  return expected === 'y' ? ['N', '0', 'v'].includes(letter) : expected === letter;
}

async function deviations(
  expectations: ReadonlyMap<string, string>,
  isMeant: (letter: string) => boolean,
  probe: (name: string) => { readonly operation: RootOperation; readonly path: readonly string[] },
): Promise<string[]> {
  const found: string[] = [];
  for (const [name, letters] of expectations) {
    const { operation, path } = probe(name);
    for (const [index, who] of WHO.entries()) {
      const expected = letters[index] ?? '';
      if (!isMeant(expected)) continue;
      const letter = letterOf(await ask(operation, who), path);
      if (!fits(expected, letter)) found.push(`${name} for ${who}: ${letter} in place of ${expected}`);
    }
  }
  return found;
}

const rootProbe = (name: string) => ({ operation: OPERATIONS[name]!, path: [name] });

describe('the list of expectations', () => {
  test('has every field of the roots once', () => {
    const fields = listGuardedFields(schema).filter(({ type }) => type === 'Query' || type === 'Mutation');
    expect([...ROOTS.keys()].sort()).toEqual(fields.map(({ field }) => field).sort());
  });

  test('has every other field that has a rule once', () => {
    const ruled = Object.entries(ACCESS_RULES)
      .filter(([type]) => type !== 'Query' && type !== 'Mutation')
      .flatMap(([type, rules]) => Object.keys(rules).map((field) => `${type}.${field}`));
    expect([...EDGES.keys(), ...ONLY_IN_RESULTS].sort()).toEqual(ruled.sort());
  });

  test('says something of everybody', () => {
    for (const letters of [...ROOTS.values(), ...EDGES.values()]) expect(letters).toMatch(/^[UFN0vy]{6}$/);
  });
});

const calls = () => [...gateway.simulators.values()].flatMap(({ requests }) => requests.map(({ path }) => path));

describe('operations', () => {
  test('are denied to whom they are not for, and no provider hears of it', async () => {
    const before = calls().length;
    expect(await deviations(ROOTS, (letter) => DENIED.has(letter), rootProbe)).toEqual([]);
    expect(calls().slice(before)).toEqual([]);
  });
});

/** The answer without the id of the request, and the statements that it took. */
async function tracesOf(operation: RootOperation, who: Who) {
  counter.statements.splice(0);
  const { status, data, errors } = await ask(operation, who);
  const shown = errors?.map(({ extensions: { requestId: _, ...extensions }, ...error }) => ({ ...error, extensions }));
  return { status, data, errors: shown, statements: [...counter.statements] };
}

describe("somebody else's id and one that nobody has", () => {
  const byId = [...ROOTS].filter(([, letters]) => letters[2] === 'N' || letters[2] === '0').map(([name]) => name);

  test.each(byId.filter((name) => name !== 'erasure'))(
    '%s: the same answer after the same statements',
    async (name) => {
      const foreign = await tracesOf(OPERATIONS[name]!, 'another customer');
      expect(foreign).toEqual(await tracesOf(OPERATIONS_ON_NOTHING[name]!, 'another customer'));
      expect(foreign.statements.length).toBeGreaterThan(0);
    },
  );
});

describe('fields of records', () => {
  const edgeProbe = (name: string) => {
    const [type = '', field = ''] = name.split('.');
    const way = findWays(schema).get(type);
    if (way === undefined) throw new Error(`No query leads to ${type}.`);
    const selection = way.wrap(selectOnly(fieldOf(schema, type, field)));
    return { operation: withSelection(OPERATIONS[way.root]!, selection), path: [...way.path, field] };
  };

  test('are shown and hidden as expected', async () => {
    expect(await deviations(EDGES, () => true, edgeProbe)).toEqual([]);
  });
});

describe('operations again', () => {
  test('are open to whom they are for', async () => {
    const order = [...ROOTS].sort(([one], [other]) => Number(one === 'logout') - Number(other === 'logout'));
    expect(await deviations(new Map(order), (letter) => !DENIED.has(letter), rootProbe)).toEqual([]);
  });
});
