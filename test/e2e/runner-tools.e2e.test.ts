import { type Data, startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { newCustomer } from './new-customer.js';
import { readOperationFile } from './operation-files.js';

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

async function send(name: string, variables: Record<string, unknown> = {}, token = admin): Promise<Data> {
  const { rootFields, text, variables: sample } = readOperationFile(name);
  const { data } = await gateway.send(text, { ...sample, ...variables }, token);
  return data?.[rootFields[0] ?? ''] ?? null;
}

const insight = (id: string, token = reviewer) => send('runner-insight', { id }, token);
const names = (list: readonly { name?: string; node?: string }[]) => list.map(({ name, node }) => name ?? node);

/** A runner past its first node. */
async function start(input: Record<string, unknown> = {}) {
  const customer = await newCustomer(gateway);
  const runner = await send(
    'create-and-execute-runner',
    { input: { data: { pan: 'TSTPV1234F' }, ...input } },
    customer.token,
  );
  return { customer, runner, id: String(runner.id) };
}

describe('creating and executing at once', () => {
  test('makes a runner that is past its first node', async () => {
    const { customer, runner, id } = await start({ refId: 'TOOLS-REF-1' });
    expect(runner).toMatchObject({
      ...{ __typename: 'Runner', refId: 'TOOLS-REF-1', status: 'AWAITING_INPUT' },
      ...{ currentNode: { name: 'business_info' }, stepResult: { success: true }, source: { state: 'LIVE' } },
    });
    expect((await send('runner', { id }, customer.token)).visitedNodes).toMatchObject([{ name: 'pan_or_gst' }]);
  });

  test('makes none of data that the form refuses, and one that stays where the step is declined', async () => {
    const customer = await newCustomer(gateway);
    const run = (pan: string) => send('create-and-execute-runner', { input: { data: { pan } } }, customer.token);
    const listed = async () => (await send('provider-runners')).total;
    const before = await listed();
    expect(await run('no pan')).toMatchObject({ __typename: 'ProviderRejected', field: 'pan' });
    expect(await listed()).toBe(before);
    const declined = await run('AAAPZ9999Z');
    expect(declined).toMatchObject({ currentNode: { name: 'pan_or_gst' }, stepResult: { success: false } });
    expect(await listed()).toBe(before + 1);
  });
});

describe('what can be looked up', () => {
  test('is what happened in the runner', async () => {
    const { customer, id } = await start();
    const { text } = readOperationFile('execute-runner');
    const data = { business: { name: 'Example Traders' } };
    await gateway.send(text, { input: { runnerId: id, action: 'SUBMIT', data } }, customer.token);

    const seen = await insight(id);
    expect(names(seen.activity.items)).toEqual(['pan_or_gst', 'business_info']);
    expect(seen.activity.items[0]).toMatchObject({
      action: 'submit',
      at: expect.any(String),
      by: expect.stringMatching(/^XXXXXX/),
    });
    expect(names(seen.currentNodes.items)).toEqual(['shareholders']);
    expect(seen.currentNodes.items[0].forms).toEqual([{ action: 'SUBMIT' }]);
    expect(seen.flowInfo).toMatchObject({ name: 'Sample flow', stages: [{ name: 'Business' }, {}, {}] });
    expect(seen.flowInfo.content.nodes).toContainEqual({ name: 'business_info', type: 'web_form', visited: true });
    expect(seen.store.content).toEqual({ business: { name: 'XXXXXX' }, current_applicant_id: null });
    for (const { source } of [seen.activity, seen.store, seen.flowInfo, seen.currentNodes])
      expect(source).toMatchObject({ state: 'LIVE', error: null });
  });

  test('is shown to the owner without the store, and to nobody else', async () => {
    const { customer, id } = await start();
    const own = await insight(id, customer.token);
    expect(own).toMatchObject({ activity: { items: [{ node: 'pan_or_gst' }] }, store: null });
    expect(await insight(id, (await newCustomer(gateway)).token)).toBeNull();
  });

  test('shows the mobile number of nobody', async () => {
    const { id } = readOperationFile('runner-insight').variables;
    const seen = await insight(String(id));
    expect(seen.activity.items.length).toBeGreaterThan(5);
    for (const { by } of seen.activity.items) expect(by).toBe('XXXXXX0001');
    expect(JSON.stringify(seen)).not.toMatch(/9000000001|999941057058/);
  });

  test('outlives the provider, as it last was', async () => {
    const { id } = await start();
    await insight(id);
    gateway.simulators.get('crego')?.setFaults([{ pathContains: '/runners/', status: 503, body: {} }]);
    const seen = await insight(id);
    expect(names(seen.activity.items)).toEqual(['pan_or_gst']);
    expect(seen.activity.source).toMatchObject({ state: 'STALE', error: { code: 'PROVIDER_ERROR' } });
  });
});

test('the list of the provider is read to its end, page after page', async () => {
  await start();
  const found: string[] = [];
  let after: string | null = null;
  let total = 0;
  do {
    const page: Data = await send('provider-runners', { first: 10, after }, reviewer);
    found.push(...page.items.map(({ providerRunnerId }: { providerRunnerId: string }) => providerRunnerId));
    after = page.pageInfo.endCursor;
    total = page.total;
  } while (after !== null);
  expect(total).toBeGreaterThan(20);
  expect([found.length, new Set(found).size]).toEqual([total, total]);
});

describe('what admins do', () => {
  test('a callback moves on the runner that waits for it, and no other', async () => {
    const { runnerId } = readOperationFile('send-runner-callback').variables;
    expect(await send('send-runner-callback')).toMatchObject({
      __typename: 'Runner',
      currentNode: { name: 'applicant_bank_details' },
    });
    expect((await insight(String(runnerId))).activity.items.at(-1)).toMatchObject({
      node: 'applicant_screening',
      action: 'callback',
    });
    expect(await send('send-runner-callback')).toMatchObject({ __typename: 'ProviderRejected', providerId: 'crego' });
  });

  test('another design is what the flow shows then', async () => {
    const { id } = await start();
    const { designId } = await send('create-workflow-design');
    expect(await send('update-runner-design', { runnerId: id, designId })).toMatchObject({ __typename: 'Runner', id });
    const { flowInfo } = await insight(id);
    expect([flowInfo.name, names(flowInfo.nodes)]).toEqual(['Short flow', ['pan_or_gst', 'signing_form']]);
    expect(await send('update-runner-design', { runnerId: id, designId: 'nobody' })).toMatchObject({
      __typename: 'ProviderRejected',
      field: 'design_id',
    });
  });

  test('what is put into the store is there', async () => {
    const { id } = await start();
    const content = { status: 'ready', branch: 'Bengaluru', business: { name: 'Other Traders' } };
    expect((await send('update-runner-store', { runnerId: id, content })).__typename).toBe('Runner');
    const shown = { status: 'ready', branch: 'XXXXXX', business: { name: 'XXXXXX' } };
    expect((await insight(id)).store.content).toMatchObject(shown);
    // What came out masked does not go back in.
    const masked = await send('update-runner-store', { runnerId: id, content: { business: { name: 'XXXXXX' } } });
    expect(masked).toMatchObject({ __typename: 'ProviderRejected', field: 'content' });
  });

  test('is on record with its end, also when nobody knows it', async () => {
    const { id } = await start();
    await send('update-runner-store', { runnerId: id });
    gateway.simulators.get('crego')?.setFaults([{ pathContains: '/design/', reset: true }]);
    expect(await send('update-runner-design', { runnerId: id })).toMatchObject({
      ...{ __typename: 'ProviderUnavailable', outcomeUnknown: true, retryable: false },
    });
    const { nodes } = await send('provider-commands', { state: null }, reviewer);
    expect(nodes.slice(0, 2)).toMatchObject([
      { operation: 'updateRunnerDesign', state: 'UNKNOWN' },
      { operation: 'updateRunnerStore', state: 'DONE' },
    ]);
  });

  test('is in the access log of the person, and ends with their consent', async () => {
    const { customer, id } = await start();
    await send('parse-runner-template', { runnerId: id, purpose: null }, reviewer);
    const log = await gateway.send('{ me { accessLog { nodes { action } } } }', {}, customer.token);
    expect(log.data.me.accessLog.nodes).toEqual([{ action: 'READ' }]);
    await gateway.send('mutation { withdrawConsent(purpose: LENDING_WORKFLOW) { state } }', {}, customer.token);
    gateway.simulators.get('crego')?.clearRequests();
    for (const name of ['update-runner-design', 'update-runner-store', 'send-runner-callback', 'parse-runner-template'])
      expect((await send(name, { runnerId: id })).__typename).toBe('ConsentRequired');
    expect((await insight(id)).activity.source).toMatchObject({ error: { code: 'CONSENT_WITHDRAWN' } });
    expect(gateway.simulators.get('crego')?.requests).toEqual([]);
  });
});
