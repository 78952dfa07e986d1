import { NOW } from '../support/fakes/fake-gateway.js';
import { createWorld, type World } from '../support/schema-harness.js';
import { outcomeUnknown, providerError } from './provider-errors.js';
import { PROBLEM, SOURCE } from './selections.js';

const INSIGHT = `query ($id: ID!) { runner(id: $id) {
  activity { items { node action at by } ${SOURCE} }
  store { content ${SOURCE} }
  flowInfo { name nodes { name type } stages { name nodes } content ${SOURCE} }
  currentNodes { items { name } ${SOURCE} } } }`;
const LIST = `query ($first: Int!, $after: Cursor) { providerRunners(first: $first, after: $after) {
  items { providerRunnerId refId flowId currentNode createdAt } total pageInfo { hasNextPage hasPreviousPage startCursor endCursor } ${SOURCE} } }`;
const CREATE = `mutation ($input: CreateAndExecuteRunnerInput!) { createAndExecuteRunner(input: $input) {
  __typename ... on Runner { flowId refId status currentNode { name } ${SOURCE} } ${PROBLEM} } }`;
const PARSE = `mutation ($id: ID!) { parseRunnerTemplate(runnerId: $id, template: "For {{ business.name }}") {
  __typename ... on ParsedRunnerTemplate { text content ${SOURCE} } ${PROBLEM} } }`;

/** Field, arguments, method of the port, what it is given, whether it gives away data of the person. */
const COMMANDS: readonly (readonly [string, string, string, object, boolean])[] = [
  ['sendRunnerCallback', 'payload: { status: "done" }', 'sendCallback', { payload: { status: 'done' } }, true],
  ['updateRunnerDesign', 'designId: "design-1"', 'updateDesign', { designId: 'design-1' }, false],
  ['updateRunnerStore', 'content: { branch: "BLR" }', 'updateStore', { content: { branch: 'BLR' } }, true],
];

const LIVE = { providerId: 'crego', state: 'LIVE', fetchedAt: NOW.toISOString(), error: null };

let world: World;
let id: string;

beforeEach(async () => {
  world = await createWorld();
  id = (await world.addRunner(world.people.asha)).globalId;
});

const as = (person: keyof World['people']) => world.as(world.people[person]);
const tools = () => world.gateway.ports.tools;
const recorded = () => [...world.gateway.providerCommands.rows.values()];
const disclosed = () => world.gateway.disclosures.disclosures;

describe('what can be looked up of a runner', () => {
  test('is shown to its owner but for the store, and to staff', async () => {
    const own = await as('asha')(INSIGHT, { id });
    expect(own.errors).toEqual([]);
    expect(own.data.runner).toEqual({
      activity: {
        items: [{ node: 'pan_or_gst', action: 'submit', at: '2026-01-31T10:00:00.000Z', by: 'XXXXXX0001' }],
        source: LIVE,
      },
      store: null,
      flowInfo: {
        name: 'Sample flow',
        nodes: [{ name: 'pan_or_gst', type: 'web_form' }],
        stages: [{ name: 'Business', nodes: ['pan_or_gst'] }],
        content: { name: 'Sample flow' },
        source: LIVE,
      },
      currentNodes: { items: [{ name: 'pan_or_gst' }], source: LIVE },
    });
    expect(tools().count('getStore')).toBe(0);
    const staff = await as('ravi')(INSIGHT, { id });
    expect(staff.data.runner.store).toEqual({ content: { business: { name: 'XXXXXX' } }, source: LIVE });
  });

  test('is each asked once, however often it is selected', async () => {
    await as('asha')(
      `query ($id: ID!) { a: runner(id: $id) { activity { items { by } } }
      b: runner(id: $id) { activity { source { state } } } }`,
      { id },
    );
    expect(tools().calls.map(({ method }) => method)).toEqual(['listActivity']);
  });

  test('costs only itself when it fails, and the last known answer stands in', async () => {
    for (const method of ['getFlowInfo', 'listCurrentNodes'])
      tools().fail(method, providerError('crego', 'PROVIDER_ERROR'));
    const { data, errors } = await as('ravi')(INSIGHT, { id });
    expect(data.runner).toMatchObject({
      activity: { source: LIVE },
      flowInfo: { name: null, nodes: null, stages: null, content: null, source: { state: 'UNAVAILABLE' } },
      currentNodes: { items: null, source: { state: 'UNAVAILABLE', error: { code: 'PROVIDER_ERROR' } } },
    });
    expect(errors).toMatchObject([{ extensions: { code: 'PROVIDER_ERROR', providerId: 'crego' } }]);
    tools().fail('listActivity', providerError('crego', 'PROVIDER_TIMEOUT'));
    const later = await as('ravi')(INSIGHT, { id });
    expect(later.data.runner.activity).toMatchObject({ items: [{ by: 'XXXXXX0001' }], source: { state: 'STALE' } });
  });

  test('is asked again after a command, however young the kept answer is', async () => {
    const read = 'query ($id: ID!) { runner(id: $id, maxAge: 60) { activity { source { state } } } }';
    const state = async () => (await as('asha')(read, { id })).data.runner.activity.source.state;
    expect([await state(), await state()]).toEqual(['LIVE', 'CACHED']);
    const command = `mutation ($id: ID!) { updateRunnerDesign(runnerId: $id, designId: "design-2") { __typename } }`;
    await as('admin')(command, { id });
    expect([await state(), await state()]).toEqual(['LIVE', 'CACHED']);
  });

  test('is not asked after a withdrawal', async () => {
    await as('asha')('mutation { withdrawConsent(purpose: LENDING_WORKFLOW) { state } }');
    const { data } = await as('ravi')(INSIGHT, { id });
    expect(data.runner.activity.source).toMatchObject({ state: 'UNAVAILABLE', error: { code: 'CONSENT_WITHDRAWN' } });
    expect(tools().calls).toEqual([]);
  });
});

describe('providerRunners', () => {
  test('pages as the provider does', async () => {
    const first = await as('ravi')(LIST, { first: 5 });
    expect(first.errors).toEqual([]);
    expect(first.data.providerRunners).toMatchObject({
      items: [{ providerRunnerId: 'crego-1', refId: 'RUNNER-251-392', flowId: 'flow-1', currentNode: 'pan_or_gst' }],
      total: 2,
      pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: null },
      source: LIVE,
    });
    const after = first.data.providerRunners.pageInfo.endCursor;
    const second = await as('ravi')(LIST, { first: 5, after });
    expect(second.data.providerRunners.pageInfo).toMatchObject({
      hasNextPage: false,
      hasPreviousPage: true,
      endCursor: null,
    });
    expect(tools().calls.map(({ input }) => input)).toEqual([
      { number: 1, size: 5 },
      { number: 2, size: 5 },
    ]);
  });

  test.each([
    [{ first: 0 }, 'first'],
    [{ first: 101 }, 'first'],
    [{ first: 5, after: 'bm8' }, 'after'],
    [{ first: 6, after: Buffer.from('page:2:5').toString('base64url') }, 'first'],
    [{ first: 5, after: Buffer.from('page:0:5').toString('base64url') }, 'after'],
  ])('refuses %j', async (variables, field) => {
    const { errors } = await as('ravi')(LIST, variables);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field } }]);
    expect(tools().calls).toEqual([]);
  });

  test('shows the last known page while the provider cannot be asked, and is for staff', async () => {
    await as('admin')(LIST, { first: 5 });
    tools().fail('listRunners', providerError('crego', 'PROVIDER_TIMEOUT'));
    const { data } = await as('ravi')(LIST, { first: 5 });
    expect(data.providerRunners).toMatchObject({ items: [{ refId: 'RUNNER-251-392' }], source: { state: 'STALE' } });
    expect((await as('ravi')(LIST, { first: 6 })).data.providerRunners).toMatchObject({ items: [], total: null });
    expect((await as('asha')(LIST, { first: 5 })).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});

describe('createAndExecuteRunner', () => {
  const input = { flowId: 'flow-1', refId: 'MY-REF-01', data: { pan: 'given' } };

  test('makes a runner of the person, and tells what was given away before', async () => {
    let before = 0;
    tools().onCall('createAndExecute', () => {
      before = disclosed().length;
    });
    const { data, errors } = await as('bala')(CREATE, { input });
    expect(errors).toEqual([]);
    expect(data.createAndExecuteRunner).toMatchObject({ __typename: 'Runner', status: 'AWAITING_INPUT', source: LIVE });
    expect(tools().lastInput('createAndExecute')).toEqual({ ...input, action: 'SUBMIT' });
    expect([before, disclosed()]).toMatchObject([1, [{ purpose: 'LENDING_WORKFLOW', providerId: 'crego' }]]);
    const kept = [...world.gateway.runners.records.values()].at(-1);
    expect(kept).toMatchObject({
      userId: world.people.bala.id,
      providerRunnerId: 'crego-new',
      status: 'AWAITING_INPUT',
    });
    expect(world.gateway.ports.workflow.calls).toEqual([]);
  });

  test.each([
    [providerError('crego', 'PROVIDER_REJECTED', false), 'ProviderRejected', 'ERRORED'],
    [outcomeUnknown('crego'), 'ProviderUnavailable', 'UNKNOWN'],
  ])('keeps what became of it when the provider fails: %#', async (error, typename, status) => {
    tools().fail('createAndExecute', error);
    const { data } = await as('bala')(CREATE, { input });
    expect(data.createAndExecuteRunner.__typename).toBe(typename);
    expect([...world.gateway.runners.records.values()].at(-1)).toMatchObject({ status, providerRunnerId: null });
  });
});

describe.each(COMMANDS)('%s', (field, args, method, given, discloses) => {
  const query = `mutation ($id: ID!) { ${field}(runnerId: $id, ${args}) { __typename ... on Runner { id status ${SOURCE} } ${PROBLEM} } }`;
  const run = (person: keyof World['people'], runnerId = id) => as(person)(query, { id: runnerId });

  test('is for admins, about the runner of anybody, and in the access log', async () => {
    for (const person of ['asha', 'ravi'] as const)
      expect((await run(person)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect([tools().calls, recorded(), disclosed()]).toEqual([[], [], []]);
    const { data, errors } = await run('admin');
    expect(errors).toEqual([]);
    expect(data[field]).toMatchObject({ __typename: 'Runner', id, status: 'AWAITING_INPUT', source: LIVE });
    expect(tools().lastInput(method)).toMatchObject({ ...given, id: expect.any(String) });
    expect(disclosed().map(({ userId }) => userId)).toEqual(discloses ? [world.people.asha.id] : []);
    const seen = (await as('asha')('{ me { accessLog { nodes { action } } } }')).data.me.accessLog.nodes;
    expect(seen).toHaveLength(1);
  });

  test('is recorded before it is sent, and its end after', async () => {
    const seen: unknown[] = [];
    tools().onCall(method, () => seen.push(...recorded()));
    await run('admin');
    const command = { actorUserId: world.people.admin.id, providerId: 'crego', operation: field, createdAt: NOW };
    expect(seen).toMatchObject([{ ...command, state: 'PENDING', finishedAt: null }]);
    expect(recorded()).toMatchObject([{ ...command, state: 'DONE', finishedAt: NOW }]);
  });

  test.each([
    ['refused', providerError('crego', 'PROVIDER_REJECTED', false), 'FAILED', 'ProviderRejected'],
    ['not answered', outcomeUnknown('crego'), 'UNKNOWN', 'ProviderUnavailable'],
  ])('that is %s is recorded as such', async (_how, error, state, typename) => {
    tools().fail(method, error);
    expect((await run('admin')).data[field].__typename).toBe(typename);
    expect(recorded()).toMatchObject([{ state }]);
    expect(tools().calls).toHaveLength(1);
  });

  test('asks for the consent of the person, and goes nowhere without', async () => {
    await as('asha')('mutation { withdrawConsent(purpose: LENDING_WORKFLOW) { state } }');
    expect((await run('admin')).data[field].__typename).toBe('ConsentRequired');
    expect([tools().calls, recorded(), disclosed()]).toEqual([[], [], []]);
  });

  test('goes nowhere for a runner of nobody, or one that the provider never knew', async () => {
    const lost = await world.addRunner(world.people.asha, { providerRunnerId: null });
    const nobody = Buffer.from('Runner:01900000-0000-7000-8000-ffffffffffff').toString('base64url');
    expect((await run('admin', lost.globalId)).data[field]).toMatchObject({
      __typename: 'Conflict',
      field: 'runnerId',
    });
    expect((await run('admin', nobody)).data[field]).toMatchObject({ __typename: 'NotFound', field: 'runnerId' });
    expect([tools().calls, recorded()]).toEqual([[], []]);
  });
});

describe('parseRunnerTemplate', () => {
  test('is for staff, and in the access log of the person', async () => {
    expect((await as('asha')(PARSE, { id })).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const { data, errors } = await as('ravi')(PARSE, { id });
    expect(errors).toEqual([]);
    expect(data.parseRunnerTemplate).toMatchObject({ text: 'For XXXXXX', content: null, source: LIVE });
    expect((await as('asha')('{ me { accessLog { nodes { action } } } }')).data.me.accessLog.nodes).toHaveLength(1);
    expect(recorded()).toEqual([]);
  });

  test('asks for the consent of the person, and tells what went wrong', async () => {
    tools().fail('parseTemplate', providerError('crego', 'PROVIDER_REJECTED', false));
    expect((await as('ravi')(PARSE, { id })).data.parseRunnerTemplate.__typename).toBe('ProviderRejected');
    await as('asha')('mutation { withdrawConsent(purpose: LENDING_WORKFLOW) { state } }');
    expect((await as('ravi')(PARSE, { id })).data.parseRunnerTemplate.__typename).toBe('ConsentRequired');
    expect(tools().count('parseTemplate')).toBe(1);
  });
});
