import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLField,
  getNamedType,
  isObjectType,
  isUnionType,
  print,
} from 'graphql';
import { type Data, type GraphqlAnswer, startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { type BadCase, badCasesOf, CANARY, CANARY_NUMBER, type KnownIds } from './bad-values.js';
import { PIXEL_PNG } from './images.js';
import { readOperationFile } from './operation-files.js';

const SCHEMA = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));

let gateway: TestGateway;
let token: string;
beforeAll(async () => {
  gateway = await startTestGateway();
  // An admin gets past every access rule, so only the input can be at fault.
  token = await gateway.login('admin@example.com');
});
afterAll(() => gateway.stop());

const idOf = (operation: string, variable = 'id') => String(readOperationFile(operation).variables[variable]);
const DOCUMENT_ID = idOf('document');
const IDS: KnownIds = {
  applicantId: idOf('applicant'),
  runnerId: idOf('runner'),
  verificationId: idOf('verification'),
  documentId: DOCUMENT_ID,
  firstDocumentId: DOCUMENT_ID,
  secondDocumentId: DOCUMENT_ID,
  photoDocumentId: DOCUMENT_ID,
  frontDocumentId: DOCUMENT_ID,
  backDocumentId: DOCUMENT_ID,
  panDocumentId: DOCUMENT_ID,
  aadhaarDocumentId: DOCUMENT_ID,
  recordId: String((readOperationFile('reveal-field').variables.input as Data).recordId),
  erasureId: String((readOperationFile('record-provider-erasure').variables.input as Data).erasureId),
};

interface Operation {
  readonly name: string;
  readonly text: string;
  readonly takesFile: boolean;
  readonly cases: readonly BadCase[];
}

const OPERATIONS: readonly Operation[] = (['query', 'mutation'] as const).flatMap((kind) => {
  const type = kind === 'query' ? SCHEMA.getQueryType() : SCHEMA.getMutationType();
  const fields = Object.values(type?.getFields() ?? {}).filter(({ args }) => args.length > 0);
  return fields.map((field) => toOperation(kind, field));
});

function toOperation(kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>): Operation {
  const declared = field.args.map(declare).join(', ');
  const passed = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const file = field.args.find(({ name }) => name === 'file');
  return {
    name: field.name,
    text: `${kind} (${declared}) { ${field.name}(${passed}) ${selectionOf(field)} }`,
    takesFile: file !== undefined,
    cases: badCasesOf(
      field.args.filter((arg) => arg !== file),
      IDS,
    ),
  };
}

function declare({ name, type, astNode }: GraphQLArgument): string {
  const fallback = astNode?.defaultValue;
  return `$${name}: ${type}${fallback === undefined ? '' : ` = ${print(fallback)}`}`;
}

/** Enough to see which field a problem names. */
function selectionOf(field: GraphQLField<unknown, unknown>): string {
  const type = getNamedType(field.type);
  const members = isUnionType(type) ? type.getTypes() : [];
  const naming = members.filter((member) => isObjectType(member) && 'fieldErrors' in member.getFields());
  const simple = members.filter(({ name }) => ['NotFound', 'Conflict', 'ProviderRejected'].includes(name));
  return `{ __typename ${naming.map(({ name }) => `... on ${name} { fieldErrors { field } }`).join(' ')}
    ${simple.map(({ name }) => `... on ${name} { field }`).join(' ')} }`;
}

function send({ text, takesFile }: Operation, variables: Record<string, unknown>): Promise<GraphqlAnswer> {
  if (!takesFile) return gateway.send(text, variables, token);
  return gateway.upload(text, variables, { name: 'card.png', bytes: PIXEL_PNG }, token);
}

/** What the answer says is at fault; `codes` are those of errors, and the type names of problems. */
function faultsOf(answer: GraphqlAnswer, name: string): { codes: string[]; fields: string[] } {
  const result: Data = answer.data?.[name];
  const problem = answer.errors === undefined && result != null ? [result] : [];
  return {
    codes: [...(answer.errors ?? []).map(({ extensions }) => extensions.code), ...problem.map((p) => p.__typename)],
    fields: [
      ...(answer.errors ?? []).map(({ extensions }) => String(extensions.field)),
      ...problem.flatMap((p) => [p.field, ...(p.fieldErrors ?? []).map(({ field }: { field: string }) => field)]),
    ],
  };
}

describe('bad input', () => {
  test.each(OPERATIONS)('$name: each bad value is refused by name, and never repeated', async (operation) => {
    expect(operation.cases.length).toBeGreaterThan(3);
    const wrong: string[] = [];
    for (const { title, field, variables } of operation.cases) {
      const answer = await send(operation, variables);
      const { codes, fields } = faultsOf(answer, operation.name);
      const accepted = ['BAD_USER_INPUT', 'NOT_FOUND', 'ValidationProblem', 'NotFound', 'OPERATION_TOO_COMPLEX'];
      const said = JSON.stringify(answer);
      if (answer.status >= 500) wrong.push(`${title} → HTTP ${answer.status}`);
      if (codes.length === 0 || !codes.every((code) => accepted.includes(code))) wrong.push(`${title} → ${codes}`);
      if (!fields.some((named) => named?.split('.').includes(field))) wrong.push(`${title} → names ${fields}`);
      if (said.includes('CANARY') || said.includes(String(CANARY_NUMBER))) wrong.push(`${title} → echoed`);
    }
    expect(wrong).toEqual([]);
  });

  test.each(['user', 'applicant', 'runner', 'document', 'verification'])(
    '%s: an id of nothing is NOT_FOUND, an id of another type is refused',
    async (type) => {
      const query = `query ($id: ID!) { ${type}(id: $id) { id } }`;
      const other = type === 'runner' ? 'User' : 'Runner';
      const uuid = '0190a000-0000-7000-8099-000000000099';
      const make = (name: string) => Buffer.from(`${name}:${uuid}`).toString('base64url');

      const unknown = await gateway.send(query, { id: make(`${type.charAt(0).toUpperCase()}${type.slice(1)}`) }, token);
      const foreign = await gateway.send(query, { id: make(other) }, token);

      expect(unknown.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'NOT_FOUND', field: 'id' }]);
      expect(foreign.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT', field: 'id' }]);
      expect(JSON.stringify([unknown, foreign])).not.toContain(uuid);
    },
  );

  test.each([0, 101, -1])('a page of %d is refused', async (first) => {
    const { errors } = await gateway.send(
      'query ($first: Int!) { users(first: $first) { nodes { id } } }',
      { first },
      token,
    );

    expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT', field: 'first' }]);
  });

  test('bad values written into the query are refused like those of variables', async () => {
    const { status, errors, data } = await gateway.send(
      `mutation { verifyPan(input: { pan: "${CANARY}", surprise: "${CANARY}" }) { __typename } }`,
      {},
      token,
    );

    expect(status).toBe(400);
    expect(data).toBeUndefined();
    expect(errors?.length).toBeGreaterThan(0);
    expect(JSON.stringify(errors)).not.toContain(CANARY);
    expect(JSON.stringify(errors)).toContain('pan');
  });

  test('no provider was asked about any of it', () => {
    const paths = [...gateway.simulators.values()].flatMap(({ requests }) => requests.map(({ path }) => path));

    expect(paths).toEqual([]);
  });
});
