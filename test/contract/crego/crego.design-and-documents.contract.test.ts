import type { DesignContent } from '../../../src/domain/provider/workflow-design-port.js';
import type { JsonObject } from '../../../src/domain/provider/workflow-port.js';
import { against, closeAll, context, failureOf } from './crego.harness.js';

const SERVICE = { CREGO_SERVICE_TOKEN: 'service' };
const FLOW_ID = '22222222-2222-4222-8222-222222222222';
const DESIGN = {
  id: 'd-1',
  flow_id: FLOW_ID,
  name: 'Sample',
  version: 3,
  is_current: true,
  graph: { nodes: [{ name: 'pan', type: 'web_form' }], edges: [], start_node: 'pan' },
  store_schema: { properties: { email: { type: 'string' } } },
  created_at: '2025-01-31T08:01:22.790000',
  updated_at: null,
};
const CONTENT: DesignContent = {
  name: 'Sample',
  flowId: FLOW_ID,
  graph: DESIGN.graph,
  storeSchema: null,
  stages: null,
};

/** A customer's token is at hand and must not be used. */
const withToken = {
  ...context,
  customerToken: { find: async () => 'of-a-customer', renew: async () => 'of-a-customer' },
};

afterEach(closeAll);

async function open(answers: readonly [number, unknown][], env: Record<string, string> = SERVICE) {
  const crego = await against(answers, env);
  const { WORKFLOW_DESIGN: designs, WORKFLOW_DOCUMENTS: storage } = crego.provider.ports;
  if (designs === undefined || storage === undefined) throw new Error('a port is missing');
  return { ...crego, designs, storage };
}

describe('what is sent', () => {
  test('goes to the documented or assumed paths under the service token', async () => {
    const { designs, storage, server } = await open([[200, DESIGN]]);
    await designs.getDesign('d-1', false, withToken);
    await designs.getDesign('d-1', true, withToken);
    await designs.updateDesign('d-1', CONTENT, withToken);
    await designs.markDesignCurrent('d-1', withToken);
    await designs.duplicateDesign('d-1', withToken);
    await designs.createStore({ name: 'Sample', content: { a: 1 } }, withToken);
    await storage.createDocument({ name: 'Terms', description: null }, withToken);
    const body = { name: 'Sample', graph: DESIGN.graph, flow_id: FLOW_ID, secret_id: FLOW_ID };
    expect(server.sent.map((sent) => [sent.method, sent.path, sent.body])).toEqual([
      ['GET', '/v1/rego/designs/d-1/', ''],
      ['GET', '/v1/rego/designs/d-1/expanded/', ''],
      ['PUT', '/v1/rego/designs/d-1/', body],
      ['PUT', '/v1/rego/designs/d-1/mark-as-current/', {}],
      ['POST', '/v1/rego/designs/d-1/duplicate/', {}],
      ['POST', '/v1/rego/stores/', { name: 'Sample', data: { a: 1 } }],
      ['POST', '/documents/', { name: 'Terms' }],
    ]);
    expect(new Set(server.sent.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer service']));
  });

  test.each([
    ['flow_id', { flow_id: FLOW_ID }],
    ['secret_id', { secret_id: FLOW_ID }],
  ])('names the flow by %s where the setting says so', async (key, expected) => {
    const { designs, server } = await open([[201, DESIGN]], { CREGO_DESIGN_FLOW_KEY: key });
    await designs.createDesign(CONTENT, context);
    expect(server.sent[0]?.body).toEqual({ name: 'Sample', graph: DESIGN.graph, ...expected });
  });

  test.each(['../x', 'a/b', '', 'a%2Fb', 'a?b'])('never holds the id %j', async (id) => {
    const { designs, storage, server } = await open([[200, DESIGN]]);
    expect(await failureOf(designs.getDesign(id, false, context).then())).toMatchObject({ code: 'PROVIDER_NOT_FOUND' });
    expect(await failureOf(storage.download(id, context))).toMatchObject({ code: 'PROVIDER_NOT_FOUND' });
    expect(server.sent).toEqual([]);
  });

  test('holds no mask in place of a value', async () => {
    const { designs, server } = await open([[200, DESIGN]]);
    const masked: readonly JsonObject[] = [{ note: 'XXXXXX' }, { nodes: [{ text: 'call XXXXXX0001' }] }];
    for (const graph of masked) {
      const failure = await failureOf(designs.updateDesign('d-1', { ...CONTENT, graph }, context));
      expect(failure).toMatchObject({ code: 'PROVIDER_REJECTED', field: 'input.graph' });
    }
    expect(server.sent).toEqual([]);
  });
});

describe('what comes back', () => {
  test('of a design keeps the names of its fields', async () => {
    const { designs } = await open([[200, DESIGN]]);
    expect(await designs.getDesign('d-1', false, context)).toEqual({
      designId: 'd-1',
      flowId: FLOW_ID,
      name: 'Sample',
      version: '3',
      current: true,
      graph: DESIGN.graph,
      storeSchema: DESIGN.store_schema,
      createdAt: new Date('2025-01-31T08:01:22.790Z'),
      updatedAt: null,
    });
  });

  test('of a design holds no Aadhaar number, as text or as a number', async () => {
    const graph = { texts: ['Ask 9999 4105 7058'], deeper: [{ number: 999941057058 }] };
    const { designs } = await open([[200, { ...DESIGN, graph }]]);
    const shown = JSON.stringify(await designs.getDesign('d-1', false, context));
    expect(shown.replaceAll(' ', '')).not.toContain('999941057058');
  });

  test('of a store is masked by key', async () => {
    const { designs } = await open([
      [200, { id: 's-1', name: 'Store', data: { pan: 'ABCPV1234D', branch_code: 'BLR' } }],
    ]);
    const { content } = await designs.getStore('s-1', context);
    expect(JSON.stringify(content)).not.toContain('ABCPV1234D');
    expect(content).toMatchObject({ branch_code: 'XXXXXX' });
  });

  test.each([
    [[DESIGN], null, 1],
    [{ count: 31, next: 'https://example.com/?page=3', results: [DESIGN] }, 3, 31],
    [{ count: 31, next: null, results: [DESIGN] }, null, 31],
    [{ data: [DESIGN] }, null, null],
  ])('of a list may be %#', async (body, nextPage, total) => {
    const { designs, server } = await open([[200, body]]);
    const page = await designs.listDesigns(2, context);
    expect([page.items.length, page.nextPage, page.total]).toEqual([1, nextPage, total]);
    expect(server.sent[0]?.path).toBe('/v1/rego/designs/?page=2');
  });

  test.each([
    [{ valid: true, errors: [] }, true, []],
    [{ is_valid: false, errors: [{ message: 'no start' }] }, false, ['no start']],
    [{ valid: true, errors: ['no start'] }, null, ['no start']],
    [{ errors: [] }, null, []],
  ])('of a validation: %j', async (body, valid, faults) => {
    const { designs } = await open([[200, body]]);
    expect(await designs.validateGraph('d-1', context)).toEqual({ valid, faults });
  });

  test.each([null, [], {}, { message: 'ok' }, { status: 'error' }, { id: 'd-1' }])('%j is no design', async (body) => {
    const { designs } = await open([[200, body]]);
    expect(await failureOf(designs.getDesign('d-1', false, context))).toMatchObject({ code: 'PROVIDER_BAD_RESPONSE' });
    expect(await failureOf(designs.createDesign(CONTENT, context))).toMatchObject({
      code: 'PROVIDER_BAD_RESPONSE',
      outcomeUnknown: true,
    });
  });
});

describe('a change whose answer is no design', () => {
  test('is looked at again', async () => {
    const { designs, server } = await open([
      [200, { message: 'done' }],
      [200, DESIGN],
    ]);
    expect(await designs.markDesignCurrent('d-1', context)).toMatchObject({ designId: 'd-1', current: true });
    expect(server.sent.map(({ method }) => method)).toEqual(['PUT', 'GET']);
  });

  test('was carried out, whatever the second look says', async () => {
    const { designs } = await open([
      [200, { message: 'done' }],
      [404, {}],
    ]);
    expect(await failureOf(designs.markDesignCurrent('d-1', context))).toMatchObject({
      outcomeUnknown: true,
      retryable: false,
    });
  });

  test('of another design is not taken for this one', async () => {
    const { designs } = await open([
      [200, { ...DESIGN, id: 'd-2' }],
      [200, DESIGN],
    ]);
    expect(await designs.updateDesign('d-1', CONTENT, context)).toMatchObject({ designId: 'd-1' });
  });
});

describe('a download', () => {
  test('under the own token of the one who asks', async () => {
    const { storage, server } = await open([[404, {}]]);
    await failureOf(storage.download('s-1', withToken));
    expect(server.sent.map(({ path, authorization }) => [path, authorization])).toEqual([
      ['/documents/s-1/files/download/', 'Bearer of-a-customer'],
    ]);
  });

  test('that is a word about the file is none', async () => {
    const { storage } = await open([[200, { url: 'https://example.com/file' }]]);
    expect(await failureOf(storage.download('s-1', context))).toMatchObject({ code: 'PROVIDER_BAD_RESPONSE' });
  });
});
