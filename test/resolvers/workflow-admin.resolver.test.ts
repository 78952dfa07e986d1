import { toGlobalId } from '../../src/graphql/common/global-id.js';
import { NOW } from '../support/fakes/fake-gateway.js';
import { JPEG } from '../support/fakes/memory-document-store.js';
import { createWorld, type World } from '../support/schema-harness.js';
import { fileUpload } from './file-upload.js';
import { outcomeUnknown, providerError } from './provider-errors.js';
import { PROBLEM, SOURCE } from './selections.js';

const DESIGN = `designId flowId name version current graph storeSchema createdAt updatedAt ${SOURCE}`;
const RECORD = `recordId name content createdAt updatedAt ${SOURCE}`;
const STORAGE = `storageDocumentId name status files { fileId name contentType sizeBytes } createdAt downloadPath ${SOURCE}`;
const COMMANDS = `query ($state: ProviderCommandState) { providerCommands(state: $state) {
  nodes { id providerId operation state createdAt finishedAt actor { id } } edges { cursor node { id } } pageInfo { hasNextPage } } }`;

const QUERIES: readonly (readonly [string, string])[] = [
  ['workflowDesigns', `{ workflowDesigns { items { ${DESIGN} } nextPage total ${SOURCE} } }`],
  ['workflowDesign', `{ workflowDesign(designId: "design-1", expanded: true) { ${DESIGN} } }`],
  ['workflowGraphValidation', `{ workflowGraphValidation(designId: "design-1") { valid faults ${SOURCE} } }`],
  ['workflowSchema', `{ workflowSchema { schema ${SOURCE} } }`],
  ['workflowStores', `{ workflowStores { items { ${RECORD} } nextPage total ${SOURCE} } }`],
  ['workflowStore', `{ workflowStore(storeId: "store-1") { ${RECORD} } }`],
  ['workflowWarehouses', `{ workflowWarehouses { items { ${RECORD} } nextPage total ${SOURCE} } }`],
  ['workflowWarehouse', `{ workflowWarehouse(warehouseId: "warehouse-1") { ${RECORD} } }`],
  ['storageDocument', `{ storageDocument(storageDocumentId: "storage-1") { ${STORAGE} } }`],
];

const INPUT = { flowId: 'flow-1', graph: { nodes: [] } };
const of = (field: string, args: string, success: string, types = '') =>
  `mutation ${types} { ${field}(${args}) { __typename ... on ${success} ${PROBLEM} } }`;

/** Field, operation, variables, method of the port, what is recorded. */
const MUTATIONS: readonly (readonly [
  string,
  string,
  Record<string, unknown>,
  'designs' | 'storage',
  string,
  string,
])[] = [
  [
    'createWorkflowDesign',
    of('createWorkflowDesign', 'input: $input', `WorkflowDesign { ${DESIGN} }`, '($input: WorkflowDesignInput!)'),
    { input: INPUT },
    'designs',
    'createDesign',
    'createDesign',
  ],
  [
    'updateWorkflowDesign',
    of(
      'updateWorkflowDesign',
      'designId: "design-1", input: $input',
      `WorkflowDesign { ${DESIGN} }`,
      '($input: WorkflowDesignInput!)',
    ),
    { input: INPUT },
    'designs',
    'updateDesign',
    'updateDesign',
  ],
  [
    'markWorkflowDesignCurrent',
    of('markWorkflowDesignCurrent', 'designId: "design-1"', `WorkflowDesign { ${DESIGN} }`),
    {},
    'designs',
    'markDesignCurrent',
    'markDesignCurrent',
  ],
  [
    'duplicateWorkflowDesign',
    of('duplicateWorkflowDesign', 'designId: "design-1"', `WorkflowDesign { ${DESIGN} }`),
    {},
    'designs',
    'duplicateDesign',
    'duplicateDesign',
  ],
  [
    'createWorkflowStore',
    of('createWorkflowStore', 'input: $input', `WorkflowRecord { ${RECORD} }`, '($input: CreateWorkflowStoreInput!)'),
    { input: { name: 'Sample', content: { a: 1 } } },
    'designs',
    'createStore',
    'createStore',
  ],
  [
    'createStorageDocument',
    of(
      'createStorageDocument',
      'input: $input',
      `StorageDocument { ${STORAGE} }`,
      '($input: CreateStorageDocumentInput!)',
    ),
    { input: { name: 'Terms' } },
    'storage',
    'createDocument',
    'createStorageDocument',
  ],
  [
    'addStorageDocumentFile',
    of(
      'addStorageDocumentFile',
      'file: $file, storageDocumentId: "storage-1"',
      `StorageDocument { ${STORAGE} }`,
      '($file: Upload!)',
    ),
    {},
    'storage',
    'addFile',
    'addStorageDocumentFile',
  ],
];

let world: World;

beforeEach(async () => {
  world = await createWorld();
});

const recorded = () => [...world.gateway.providerCommands.rows.values()];
const LIVE = { providerId: 'crego', state: 'LIVE', fetchedAt: NOW.toISOString(), error: null };
const calls = () => [...world.gateway.ports.designs.calls, ...world.gateway.ports.storage.calls];

describe.each(QUERIES)('%s', (field, query) => {
  test('is for staff', async () => {
    for (const person of ['asha', 'ravi', 'admin'] as const) {
      const { data, errors } = await world.as(world.people[person])(query);
      if (person === 'asha') expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
      else expect([errors, data[field].source]).toEqual([[], LIVE]);
    }
    expect(calls()).toHaveLength(2);
    expect(calls().every(({ context }) => context.customerToken === undefined)).toBe(true);
    expect(recorded()).toEqual([]);
  });

  test('shows the last known answer while the provider cannot be asked, and says so', async () => {
    await world.as(world.people.ravi)(query);
    const before = calls().at(-1)?.method ?? '';
    for (const port of [world.gateway.ports.designs, world.gateway.ports.storage])
      port.fail(before, providerError('crego', 'PROVIDER_TIMEOUT'));
    const { data, errors } = await world.as(world.people.ravi)(query);
    expect(data[field].source).toMatchObject({ state: 'STALE', error: { code: 'PROVIDER_TIMEOUT' } });
    expect(errors).toMatchObject([{ extensions: { code: 'PROVIDER_TIMEOUT', providerId: 'crego' } }]);
  });

  test('without any answer is empty and no error of ours', async () => {
    for (const port of [world.gateway.ports.designs, world.gateway.ports.storage]) {
      for (const method of [
        'listDesigns',
        'getDesign',
        'validateGraph',
        'getSchema',
        'listStores',
        'getStore',
        'listWarehouses',
        'getWarehouse',
        'getDocument',
      ])
        port.fail(method, providerError('crego', 'PROVIDER_UNREACHABLE'));
    }
    const { data } = await world.as(world.people.ravi)(query);
    expect(data[field].source).toMatchObject({ state: 'UNAVAILABLE', fetchedAt: null });
  });
});

describe.each(MUTATIONS)('%s', (field, query, given, portName, method, operation) => {
  const variables = () => (field === 'addStorageDocumentFile' ? { file: fileUpload(JPEG) } : given);
  const run = (person: keyof World['people']) => world.as(world.people[person])(query, variables());

  test('is for admins', async () => {
    for (const person of ['asha', 'ravi'] as const) {
      expect((await run(person)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
    expect([calls(), recorded()]).toEqual([[], []]);
    const { data, errors } = await run('admin');
    expect(errors).toEqual([]);
    expect(data[field].source).toEqual(LIVE);
    expect(calls().map((call) => call.method)).toEqual([method]);
  });

  test('is recorded before it is sent, and its end after', async () => {
    const seen: unknown[] = [];
    const { events } = world.gateway.auditTrail;
    world.gateway.ports[portName].onCall(method, () => {
      seen.push(...recorded());
      expect(events.map(({ action }) => action)).toEqual(['PROVIDER_COMMANDED']);
    });
    await run('admin');
    const target = { type: 'ProviderCommand', id: recorded()[0]?.id };
    const entry = { actor: { id: world.people.admin.id, role: 'ADMIN' }, subjectUserId: null, target };
    const details = { providerId: 'crego', operation };
    expect(events).toEqual([
      { ...entry, action: 'PROVIDER_COMMANDED', requestId: 'request-1', details },
      { ...entry, action: 'PROVIDER_COMMAND_ENDED', requestId: 'request-1', details: { ...details, state: 'DONE' } },
    ]);
    const command = { actorUserId: world.people.admin.id, providerId: 'crego', operation, createdAt: NOW };
    expect(seen).toMatchObject([{ ...command, state: 'PENDING', finishedAt: null }]);
    expect(recorded()).toMatchObject([{ ...command, state: 'DONE', finishedAt: NOW }]);
  });

  test.each([
    ['refused', providerError('crego', 'PROVIDER_REJECTED', false), 'FAILED', 'ProviderRejected'],
    ['not answered', outcomeUnknown('crego'), 'UNKNOWN', 'ProviderUnavailable'],
  ])('that is %s is recorded as such', async (_how, error, state, typename) => {
    world.gateway.ports[portName].fail(method, error);
    const { data, errors } = await run('admin');
    expect(errors).toEqual([]);
    expect(data[field].__typename).toBe(typename);
    expect(recorded()).toMatchObject([{ state, finishedAt: NOW }]);
    expect(world.gateway.auditTrail.events.at(-1)?.details).toMatchObject({ operation, state });
    expect(calls()).toHaveLength(1);
  });

  test('that ends in a fault of ours may have been sent', async () => {
    world.gateway.ports[portName].fail(method, new TypeError('a fault of ours'));
    await expect(run('admin')).rejects.toThrow('a fault of ours');
    expect(recorded()).toMatchObject([{ state: 'UNKNOWN' }]);
  });
});

test('a page that cannot be is refused before anybody is asked', async () => {
  for (const page of [0, -1, 10_001]) {
    const { errors } = await world.as(world.people.ravi)(
      'query ($page: Int!) { workflowDesigns(page: $page) { total } }',
      { page },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'page' } }]);
  }
  expect(calls()).toEqual([]);
});

test('a file that is none is refused, and nothing is sent or recorded', async () => {
  const [, query] = MUTATIONS.at(-1) ?? [];
  const { data } = await world.as(world.people.admin)(query ?? '', { file: fileUpload(Buffer.from('no picture')) });
  expect(data.addStorageDocumentFile).toMatchObject({
    __typename: 'ValidationProblem',
    fieldErrors: [{ field: 'file' }],
  });
  expect([calls(), recorded()]).toEqual([[], []]);
});

describe('providerCommands', () => {
  test('lists what admins did, for staff, by state', async () => {
    const { admin, asha, ravi } = world.people;
    await world.as(admin)('mutation { duplicateWorkflowDesign(designId: "design-1") { __typename } }');
    world.gateway.ports.designs.fail('duplicateDesign', outcomeUnknown('crego'));
    await world.as(admin)('mutation { duplicateWorkflowDesign(designId: "design-1") { __typename } }');
    const { data, errors } = await world.as(ravi)(COMMANDS);
    expect(errors).toEqual([]);
    expect(data.providerCommands.nodes).toMatchObject([
      { operation: 'duplicateDesign', state: 'UNKNOWN', actor: { id: toGlobalId('User', admin.id) } },
      { operation: 'duplicateDesign', state: 'DONE', providerId: 'crego', finishedAt: NOW.toISOString() },
    ]);
    expect((await world.as(ravi)(COMMANDS, { state: 'UNKNOWN' })).data.providerCommands.nodes).toHaveLength(1);
    expect((await world.as(asha)(COMMANDS)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});
