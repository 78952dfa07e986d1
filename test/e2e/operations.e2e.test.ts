import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLNamedType, isUnionType } from 'graphql';
import { startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { PIXEL_PNG } from './images.js';
import { type OperationFile, readOperationFiles } from './operation-files.js';

const OPERATIONS = readOperationFiles();
const SCHEMA = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

describe('the sample operations', () => {
  test.each(OPERATIONS)('$name runs as its comment says', async (operation) => {
    const { data, errors, status } = await run(operation);

    expect(errors).toBeUndefined();
    expect(status).toBe(200);
    for (const field of operation.rootFields) {
      const success = successOf(operation.kind, field);
      expect(data[field]).toBeTruthy();
      if (success !== null) expect(data[field].__typename).toBe(success);
    }
    for (const source of sourcesIn(data)) {
      expect(['LIVE', 'CACHED']).toContain(source.state);
      expect(source.error ?? null).toBeNull();
    }
  });

  test.each(['query', 'mutation'] as const)('cover every %s of the schema', (kind) => {
    const type = kind === 'query' ? SCHEMA.getQueryType() : SCHEMA.getMutationType();
    const covered = OPERATIONS.filter((operation) => operation.kind === kind).flatMap(({ rootFields }) => rootFields);

    expect([...new Set(covered)].sort()).toEqual(Object.keys(type?.getFields() ?? {}).sort());
  });

  test('first-look needs no variables', () => {
    expect(OPERATIONS.find(({ name }) => name === 'first-look')).toMatchObject({ variableNames: [], variables: {} });
  });
});

async function run({ text, variables, variableNames, as }: OperationFile) {
  const token = as === null ? undefined : await gateway.login(as);
  if (variableNames.includes('file')) {
    return gateway.upload(text, variables, { name: 'passport.png', bytes: PIXEL_PNG }, token);
  }
  return gateway.send(text, variables, token);
}

/** The member of a mutation's result union that is no problem; null where the result is no union. */
function successOf(kind: OperationFile['kind'], field: string): string | null {
  if (kind === 'query') return null;
  const type = SCHEMA.getMutationType()?.getFields()[field]?.type;
  const named = SCHEMA.getType(String(type).replace('!', '')) as GraphQLNamedType;
  if (!isUnionType(named)) return null;
  const members = named.getTypes().filter((member) => member.getInterfaces().every(({ name }) => name !== 'Problem'));
  expect(members).toHaveLength(1);
  return members[0]?.name ?? null;
}

interface Source {
  readonly state: string;
  readonly error?: unknown;
}

function sourcesIn(value: unknown): readonly Source[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'source' && typeof inner === 'object' && inner !== null ? [inner as Source] : sourcesIn(inner),
  );
}
