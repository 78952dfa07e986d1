import type { GraphQLSchema } from 'graphql';
import { listGuardedFields } from '../../src/graphql/access/enforce-access.js';
import { ACCESS_RULES } from '../../src/graphql/access-rules.js';
import { buildGatewaySchema } from '../../src/graphql/build-schema.js';
import { toGlobalId } from '../../src/graphql/common/global-id.js';
import { type RootOperation, rootOperations } from '../resolvers/root-operations.js';
import { StatementCounter } from '../support/statement-counter.js';
import { type GraphqlAnswer, startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { CALLERS, type Caller, type Expectation, type Outcome, ROOT_EXPECTATIONS } from './access-expectations.js';
import { FIELD_EXPECTATIONS, ONLY_IN_RESULTS } from './access-field-expectations.js';
import { fieldOf, findWays, selectOnly, valuesAt, withSelection } from './access-probes.js';
import { PIXEL_PNG } from './images.js';
import { newProgram } from './new-program.js';
import { readOperationFile } from './operation-files.js';

/** What has been denied costs nothing and changes nothing. */
const isDenied = (outcome: string) => ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'].includes(outcome);

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

const counter = new StatementCounter();
let gateway: TestGateway;
let schema: GraphQLSchema;
let tokens: Readonly<Record<Caller, string | undefined>>;

beforeAll(async () => {
  schema = await buildGatewaySchema();
  gateway = await startTestGateway({}, { statementLogger: counter });
  tokens = {
    anonymous: undefined,
    owner: await gateway.login('asha@example.com'),
    otherCustomer: await gateway.login('tara@example.com'),
    reviewer: await gateway.login('ravi@example.com'),
    admin: await gateway.login('admin@example.com'),
    program: (await newProgram(gateway)).key,
  };
});
afterAll(() => gateway.stop());

function namesIn({ fields }: Expectation): readonly string[] {
  return fields.trim().split(/\s+/);
}

function ask({ query, variables }: RootOperation, caller: Caller): Promise<GraphqlAnswer> {
  const { file, ...others } = variables;
  if (file === undefined) return gateway.send(query, variables, tokens[caller]);
  return gateway.upload(query, others, { name: 'passport.png', bytes: PIXEL_PNG }, tokens[caller]);
}

/** What an answer says, or the codes of a fault; `path`: where the value is that was asked for. */
function outcomeOf({ data, errors = [] }: GraphqlAnswer, path: readonly string[]): string {
  const codes = errors.map(({ extensions }) => extensions.code);
  for (const code of ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND']) if (codes.includes(code)) return code;
  if (codes.some((code) => code === 'INTERNAL_SERVER_ERROR' || code === 'BAD_USER_INPUT')) return codes.join();
  const values = valuesAt(data ?? null, path);
  if (values.some((value) => (value as { __typename?: string } | null)?.__typename === 'NotFound')) return 'NOT_FOUND';
  return values.every((value) => value === null) ? 'nothing' : 'shown';
}

/** "allowed" says nothing about what came after the check: "not found" may be what the record itself answers. */
function fits(expected: Outcome, outcome: string): boolean {
  return expected === 'allowed' ? ['NOT_FOUND', 'nothing', 'shown'].includes(outcome) : expected === outcome;
}

interface Probe {
  readonly operation: RootOperation;
  /** Where the value is that is asked for. */
  readonly path: readonly string[];
}

/** Where callers get something else than the group says; asks only those whose expectation `isMeant`. */
async function deviations(group: Expectation, isMeant: (expected: string) => boolean, probe: (name: string) => Probe) {
  const found: string[] = [];
  for (const name of logoutLast(namesIn(group))) {
    const { operation, path } = probe(name);
    for (const caller of CALLERS.filter((one) => isMeant(group[one]))) {
      const outcome = outcomeOf(await ask(operation, caller), path);
      if (!fits(group[caller], outcome)) found.push(`${name} for ${caller}: ${outcome} in place of ${group[caller]}`);
    }
  }
  return found;
}

/** The sessions of the callers are needed until then. */
function logoutLast(names: readonly string[]): readonly string[] {
  return [...names.filter((name) => name !== 'logout'), ...names.filter((name) => name === 'logout')];
}

const GROUPS = Object.entries(ROOT_EXPECTATIONS);
/** The group of `logout` last, for the same reason. */
const GROUPS_TO_OPEN = [...GROUPS].sort(
  ([, one], [, other]) => Number(namesIn(one).includes('logout')) - Number(namesIn(other).includes('logout')),
);
const rootProbe = (name: string): Probe => ({ operation: OPERATIONS[name]!, path: [name] });

describe('the list of expectations', () => {
  const listed = (groups: Readonly<Record<string, Expectation>>) => Object.values(groups).flatMap(namesIn).sort();

  test('has every field of the roots once', () => {
    const fields = listGuardedFields(schema).filter(({ type }) => type === 'Query' || type === 'Mutation');
    expect(listed(ROOT_EXPECTATIONS)).toEqual(fields.map(({ field }) => field).sort());
  });

  test('has every other field that has a rule once', () => {
    const ruled = Object.entries(ACCESS_RULES)
      .filter(([type]) => type !== 'Query' && type !== 'Mutation')
      .flatMap(([type, rules]) => Object.keys(rules).map((field) => `${type}.${field}`));
    expect([...listed(FIELD_EXPECTATIONS), ...ONLY_IN_RESULTS].sort()).toEqual(ruled.sort());
  });

  test.each([
    ['operations', ROOT_EXPECTATIONS],
    ['fields', FIELD_EXPECTATIONS],
  ])('has no two groups of %s with the same row', (_what, groups) => {
    const rows = Object.values(groups).map((group) => CALLERS.map((caller) => group[caller]).join());
    expect(rows).toEqual([...new Set(rows)]);
  });
});

const calls = () => [...gateway.simulators.values()].flatMap(({ requests }) => requests.map(({ path }) => path));

describe('operations are denied to whom they are not for, and no provider hears of it', () => {
  test.each(GROUPS.filter(([, group]) => CALLERS.some((caller) => isDenied(group[caller]))))('%s', async (_, group) => {
    const before = calls().length;
    expect(await deviations(group, isDenied, rootProbe)).toEqual([]);
    expect(calls().slice(before)).toEqual([]);
  });
});

/** The answer without the id of the request, and the statements that it took. */
async function tracesOf(operation: RootOperation, caller: Caller) {
  counter.statements.splice(0);
  const { status, data, errors } = await ask(operation, caller);
  const shown = errors?.map(({ extensions: { requestId: _, ...extensions }, ...error }) => ({ ...error, extensions }));
  return { status, data, errors: shown, statements: [...counter.statements] };
}

describe("somebody else's id and one that nobody has", () => {
  const byId = Object.values(ROOT_EXPECTATIONS)
    .filter(({ otherCustomer }) => otherCustomer === 'NOT_FOUND' || otherCustomer === 'nothing')
    .flatMap(namesIn);

  test.each(byId.filter((name) => name !== 'erasure'))(
    '%s: the same answer after the same statements',
    async (name) => {
      const foreign = await tracesOf(OPERATIONS[name]!, 'otherCustomer');
      expect(foreign).toEqual(await tracesOf(OPERATIONS_ON_NOTHING[name]!, 'otherCustomer'));
      expect(foreign.statements.length).toBeGreaterThan(0);
    },
  );
});

describe('fields are shown and hidden as expected', () => {
  const fieldProbe = (name: string): Probe => {
    const [type = '', field = ''] = name.split('.');
    const way = findWays(schema).get(type);
    if (way === undefined) throw new Error(`No query leads to ${type}.`);
    const selection = way.wrap(selectOnly(fieldOf(schema, type, field)));
    return { operation: withSelection(OPERATIONS[way.root]!, selection), path: [...way.path, field] };
  };

  test.each(Object.entries(FIELD_EXPECTATIONS))('%s', async (_, group) => {
    expect(await deviations(group, () => true, fieldProbe)).toEqual([]);
  });
});

describe('operations are open to whom they are for', () => {
  test.each(GROUPS_TO_OPEN)('%s', async (_, group) => {
    expect(await deviations(group, (expected) => !isDenied(expected), rootProbe)).toEqual([]);
  });
});
