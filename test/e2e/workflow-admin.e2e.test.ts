import { type Data, startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { PIXEL_PNG } from './images.js';
import { type NewCustomer, newCustomer } from './new-customer.js';
import { readOperationFile } from './operation-files.js';

const textOf = (name: string) => readOperationFile(name).text;
const variablesOf = (name: string) => readOperationFile(name).variables;

let gateway: TestGateway;
let admin: string;
let reviewer: string;
beforeAll(async () => {
  gateway = await startTestGateway();
  admin = await gateway.login('admin@example.com');
  reviewer = await gateway.login('ravi@example.com');
});
afterAll(() => gateway.stop());
afterEach(() => gateway.simulators.get('crego')?.setFaults([]));

async function send(name: string, variables: Record<string, unknown> = {}, token = admin) {
  const { rootFields, text } = readOperationFile(name);
  const { data, errors } = await gateway.send(text, { ...variablesOf(name), ...variables }, token);
  return { answer: data?.[rootFields[0] ?? ''] ?? null, errors };
}

async function commandsOf(state: string | null = null) {
  return (await send('provider-commands', { state }, reviewer)).answer.nodes;
}

function download(path: string, token?: string): Promise<Response> {
  return fetch(`${gateway.url}${path}`, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
}

describe('a design', () => {
  test('is made, listed, changed, copied and made the current one', async () => {
    const made = (await send('create-workflow-design')).answer;
    expect(made).toMatchObject({ __typename: 'WorkflowDesign', name: 'Short flow', current: false });
    const { designId } = made;

    const listed = (await send('workflow-designs', {}, reviewer)).answer;
    expect(listed.items.map((item: { designId: string }) => item.designId)).toContain(designId);
    const read = (await send('workflow-design', { designId, expanded: false }, reviewer)).answer;
    // What comes out is what went in: node names are no names of persons.
    expect(read.graph).toEqual((variablesOf('create-workflow-design').input as { graph: unknown }).graph);
    expect(
      (await send('workflow-design', { designId, expanded: true }, reviewer)).answer.graph.nodes[0],
    ).toHaveProperty('element');

    const input = { ...(variablesOf('update-workflow-design').input as object), name: 'Shorter flow' };
    expect((await send('update-workflow-design', { designId, input })).answer).toMatchObject({
      designId,
      name: 'Shorter flow',
    });
    expect((await send('mark-workflow-design-current', { designId })).answer).toMatchObject({
      designId,
      current: true,
    });
    const sample = variablesOf('workflow-design').designId;
    expect((await send('workflow-design', { designId: sample }, reviewer)).answer.current).toBe(false);
    const copy = (await send('duplicate-workflow-design', { designId })).answer;
    expect(copy).toMatchObject({ __typename: 'WorkflowDesign', current: false });
    expect(copy.designId).not.toBe(designId);
  });

  test('with a broken graph is said to be so', async () => {
    const graph = { nodes: [], edges: [{ source: 'a', target: 'b' }] };
    const flowId = (variablesOf('create-workflow-design').input as { flowId: string }).flowId;
    const { designId } = (await send('create-workflow-design', { input: { flowId, name: 'Broken', graph } })).answer;
    const { answer } = await send('workflow-graph-validation', { designId }, reviewer);
    expect(answer.valid).toBe(false);
    expect(answer.faults).toContain('There is no start node.');
    const sound = await send(
      'workflow-graph-validation',
      { designId: variablesOf('workflow-design').designId },
      reviewer,
    );
    expect(sound.answer).toMatchObject({ valid: true, faults: [] });
  });

  test('that came out masked does not go back in', async () => {
    const base = variablesOf('create-workflow-design').input as { graph: object };
    const secret = { ...base.graph, note: 'Ask 999941057058' };
    const { designId } = (await send('create-workflow-design', { input: { ...base, graph: secret } })).answer;
    const { graph } = (await send('workflow-design', { designId, expanded: false })).answer;
    expect(JSON.stringify(graph)).not.toContain('999941057058');
    const back = await send('update-workflow-design', { designId, input: { ...base, graph } });
    expect(back.answer).toMatchObject({ __typename: 'ProviderRejected', field: 'input.graph' });
  });

  test('that nobody has is NotFound, and what Crego refuses is named', async () => {
    expect((await send('mark-workflow-design-current', { designId: 'nobody' })).answer.__typename).toBe('NotFound');
    const input = { ...(variablesOf('create-workflow-design').input as object), flowId: 'no-uuid' };
    expect((await send('create-workflow-design', { input })).answer).toMatchObject({ __typename: 'ProviderRejected' });
  });
});

describe('stores, warehouses and the schema', () => {
  test('are read, and a store is made', async () => {
    const made = (await send('create-workflow-store')).answer;
    expect(made).toMatchObject({ __typename: 'WorkflowRecord', content: { city: expect.any(String) } });
    const { answer } = await send('workflow-stores', {}, reviewer);
    expect(answer.items.map((item: { recordId: string }) => item.recordId)).toContain(made.recordId);
    expect((await send('workflow-store', { storeId: made.recordId }, reviewer)).answer.recordId).toBe(made.recordId);
    expect((await send('workflow-warehouses', {}, reviewer)).answer.total).toBe(1);
    expect((await send('workflow-warehouse', {}, reviewer)).answer.content).toEqual({ rows: 'XXXXXX' });
    expect((await send('workflow-schema', {}, reviewer)).answer.schema).toHaveProperty('node_types');
  });

  test('are paged as Crego pages them', async () => {
    for (let made = 0; made < 12; made += 1)
      await send('create-workflow-store', { input: { name: `Store ${made}`, content: {} } });
    const first = (await send('workflow-stores', { page: 1 }, reviewer)).answer;
    expect([first.items.length, first.nextPage]).toEqual([10, 2]);
    const second = (await send('workflow-stores', { page: first.nextPage }, reviewer)).answer;
    expect(second.nextPage).toBeNull();
    expect(first.items.length + second.items.length).toBe(second.total);
  });
});

describe('a storage document', () => {
  const addFile = (storageDocumentId: string) =>
    gateway.upload(
      textOf('add-storage-document-file'),
      { storageDocumentId },
      { name: 'terms.png', bytes: PIXEL_PNG },
      admin,
    );

  test('is made, filled, read and downloaded by staff', async () => {
    const { storageDocumentId } = (await send('create-storage-document')).answer;
    const { data } = await addFile(storageDocumentId);
    expect(data.addStorageDocumentFile).toMatchObject({
      __typename: 'StorageDocument',
      files: [{ name: 'terms.png' }],
    });
    const { answer } = await send('storage-document', { storageDocumentId }, reviewer);
    expect(answer.files).toMatchObject([{ contentType: 'image/png', sizeBytes: PIXEL_PNG.length }]);

    const response = await download(answer.downloadPath, reviewer);
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from(PIXEL_PNG));
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="terms.png"');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('is downloaded by the name that it was given, in any script', async () => {
    const { storageDocumentId } = (await send('create-storage-document')).answer;
    const file = { name: 'விதிமுறைகள்.png', bytes: PIXEL_PNG };
    await gateway.upload(textOf('add-storage-document-file'), { storageDocumentId }, file, admin);
    const { answer } = await send('storage-document', { storageDocumentId }, reviewer);

    const response = await download(answer.downloadPath, reviewer);

    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="_.png"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    );
  });

  test('is for staff and for whoever gave it to Crego', async () => {
    const [nina, omar] = [await newCustomer(gateway), await newCustomer(gateway)];
    const id = await uploadToCrego(nina);
    const path = `/provider-documents/${id}`;
    const statuses = async (target: string) =>
      Promise.all(
        [undefined, nina.token, omar.token, reviewer, admin].map(
          async (token) => (await download(target, token)).status,
        ),
      );
    expect(await statuses(path)).toEqual([401, 200, 404, 200, 200]);
    expect(await statuses('/provider-documents/nobody')).toEqual([401, 404, 404, 404, 404]);
    const [foreign, unknown] = await Promise.all([
      download(path, omar.token),
      download('/provider-documents/nobody', omar.token),
    ]);
    expect(await foreign.text()).toBe(await unknown.text());
    const query = '{ me { accessLog { nodes { action actorRole recordType recordId requestId } } } }';
    const { data } = await gateway.send(query, {}, nina.token);
    const downloads = data.me.accessLog.nodes.filter(({ action }: Data) => action === 'DOWNLOAD');
    const entry = { action: 'DOWNLOAD', recordType: 'Document', recordId: expect.any(String) };
    expect(downloads).toHaveLength(2);
    for (const actorRole of ['ADMIN', 'REVIEWER'])
      expect(downloads).toContainEqual({ ...entry, actorRole, requestId: expect.any(String) });
  });

  test('is refused cleanly when Crego does not give it', async () => {
    const path = `/provider-documents/${variablesOf('storage-document').storageDocumentId}`;
    const crego = gateway.simulators.get('crego');
    for (const [fault, status] of [
      [{ status: 500, body: {} }, 503],
      [{ body: { detail: 'CANARY' } }, 502],
      [{ body: '<html>CANARY</html>' }, 502],
    ] as const) {
      crego?.setFaults([{ pathContains: '/download/', ...fault }]);
      const response = await download(path, reviewer);
      expect(response.status).toBe(status);
      expect(await response.text()).not.toContain('CANARY');
    }
  });

  async function uploadToCrego({ token }: NewCustomer): Promise<string> {
    const { data } = await gateway.send(textOf('create-runner'), { input: {} }, token);
    const file = { name: 'pan.png', bytes: PIXEL_PNG };
    const input = { kind: 'PAN_CARD', runnerId: data.createRunner.id };
    const uploaded = await gateway.upload(textOf('upload-document'), { input }, file, token);
    const query = 'query ($id: ID!) { document(id: $id) { copies { providerDocumentId } } }';
    const read = await gateway.send(query, { id: uploaded.data.uploadDocument.id }, token);
    return read.data.document.copies[0].providerDocumentId;
  }
});

describe('who may do what', () => {
  const READS = [
    'workflow-designs',
    'workflow-design',
    'workflow-graph-validation',
    'workflow-schema',
    'workflow-stores',
    'workflow-store',
    'workflow-warehouses',
    'workflow-warehouse',
    'storage-document',
    'provider-commands',
  ];
  const COMMANDS = [
    'create-workflow-design',
    'update-workflow-design',
    'mark-workflow-design-current',
    'duplicate-workflow-design',
    'create-workflow-store',
    'create-storage-document',
  ];

  test.each([...READS, ...COMMANDS])('%s', async (name) => {
    const crego = gateway.simulators.get('crego');
    const codeFor = async (token: string | undefined) => {
      const { errors } = await gateway.send(textOf(name), variablesOf(name), token);
      return errors?.[0]?.extensions.code ?? null;
    };
    const customer = await gateway.login('asha@example.com');
    crego?.clearRequests();
    expect([await codeFor(undefined), await codeFor(customer)]).toEqual(['UNAUTHENTICATED', 'FORBIDDEN']);
    if (COMMANDS.includes(name)) expect(await codeFor(reviewer)).toBe('FORBIDDEN');
    expect(crego?.requests).toEqual([]);
    if (READS.includes(name)) expect(await codeFor(reviewer)).toBeNull();
    expect(await codeFor(admin)).toBeNull();
  });
});

test('every command is on record with its end, and without its content', async () => {
  const crego = gateway.simulators.get('crego');
  const input = { name: 'Recorded', content: { secret: 'CANARY' } };
  await send('create-workflow-store', { input });
  crego?.setFaults([{ pathContains: '/stores/', reset: true }]);
  const lost = (await send('create-workflow-store', { input })).answer;
  expect(lost).toMatchObject({ __typename: 'ProviderUnavailable', outcomeUnknown: true, retryable: false });
  crego?.setFaults([{ pathContains: '/stores/', status: 400, body: { name: ['no'] } }]);
  await send('create-workflow-store', { input });

  const [refused, unknown, done] = await commandsOf();
  expect([refused, unknown, done].map(({ operation, state }) => [operation, state])).toEqual([
    ['createStore', 'FAILED'],
    ['createStore', 'UNKNOWN'],
    ['createStore', 'DONE'],
  ]);
  expect(done.actor.name).toEqual(expect.any(String));
  expect(JSON.stringify(await commandsOf())).not.toContain('CANARY');
  expect((await commandsOf('UNKNOWN')).map(({ id }: { id: string }) => id)).toEqual([unknown.id]);
  // Nothing was sent a second time.
  expect(await commandsOf('PENDING')).toEqual([]);
});
