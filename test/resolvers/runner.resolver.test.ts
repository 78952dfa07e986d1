import type { RunnerState } from '../../src/domain/provider/workflow-port.js';
import { RAW, runnerState } from '../support/fakes/provider-samples.js';
import { createWorld, type Run, type World } from '../support/schema-harness.js';
import { providerError } from './provider-errors.js';
import { PAGE, PROBLEM, RUNNER } from './selections.js';

const READ = `query ($id: ID!) { runner(id: $id) { ${RUNNER} } }`;
const RESULT = `{ __typename ... on Runner { ${RUNNER} } ${PROBLEM} }`;
const CREATE = `mutation ($input: CreateRunnerInput!) { createRunner(input: $input) ${RESULT} }`;
const EXECUTE = `mutation ($input: ExecuteRunnerInput!) { executeRunner(input: $input) ${RESULT} }`;
const SET_CURRENT = `mutation ($id: ID!, $person: ShortText!) { setCurrentApplicant(runnerId: $id, providerApplicantId: $person) ${RESULT} }`;
const SUBMIT = `mutation ($id: ID!) { submitApplication(runnerId: $id) ${RESULT} }`;

let world: World;
let asAsha: Run;

beforeEach(async () => {
  world = await createWorld();
  asAsha = world.as(world.people.asha);
});

describe('runner', () => {
  test('is the local record together with where the flow stands now', async () => {
    const { globalId } = await world.addRunner(world.people.asha);
    const { data, errors } = await asAsha(READ, { id: globalId });
    expect(errors).toEqual([]);
    expect(data.runner).toMatchObject({
      id: globalId,
      providerId: 'crego',
      flowId: 'flow-1',
      refId: 'RUNNER-LOCAL-1',
      status: 'AWAITING_INPUT',
      source: { providerId: 'crego', state: 'LIVE', error: null },
      currentNode: {
        name: 'applicant_extra_info',
        type: 'web_form',
        forms: [{ action: 'SUBMIT', schema: { type: 'object' }, ui: { order: ['city'] } }],
        navigations: [{ label: 'Back', targetNode: 'start' }],
      },
      visitedNodes: [{ name: 'start', action: 'SUBMIT', visitedAt: '2026-01-10T08:00:00.000Z' }],
      stepResult: { success: true, statusCode: 200, errors: [] },
      currentApplicantId: 'person-1',
      applicants: [{ providerApplicantId: 'person-1', name: 'Asha Rao', tags: ['primary'], shareHolder: false }],
      nextAction: { __typename: 'FillForm', node: 'applicant_extra_info' },
      raw: null,
    });
  });

  test("shows the provider's own words to staff only", async () => {
    const { globalId } = await world.addRunner(world.people.asha);
    expect(JSON.stringify(await asAsha(READ, { id: globalId }))).not.toContain(RAW.providerCode);
    expect((await world.as(world.people.admin)(READ, { id: globalId })).data.runner.raw).toEqual(RAW);
  });

  test('asks the provider once for the state and once for the persons', async () => {
    const { globalId, providerRunnerId } = await world.addRunner(world.people.asha);
    await asAsha(
      `query ($id: ID!) { a: runner(id: $id) { ${RUNNER} } b: runner(id: $id) { ${RUNNER} } runners { nodes { ${RUNNER} } } }`,
      {
        id: globalId,
      },
    );
    expect(world.gateway.ports.workflow.calls.map(({ method, input }) => [method, input])).toEqual([
      ['getRunner', providerRunnerId],
      ['listApplicants', providerRunnerId],
    ]);
  });

  test.each<[string, Partial<RunnerState>, Record<string, unknown>]>([
    ['AWAITING_INPUT', {}, { __typename: 'FillForm', node: 'applicant_extra_info' }],
    ['AWAITING_INPUT without node', { currentNode: null }, { __typename: 'Wait', waitingOn: 'PROVIDER' }],
    ['PROCESSING', { status: 'PROCESSING' }, { __typename: 'Wait', waitingOn: 'PROVIDER' }],
    ['UNKNOWN', { status: 'UNKNOWN' }, { __typename: 'Wait', waitingOn: 'PROVIDER' }],
    ['IN_REVIEW', { status: 'IN_REVIEW' }, { __typename: 'Wait', waitingOn: 'REVIEWER' }],
    ['COMPLETED', { status: 'COMPLETED', currentNode: null }, { __typename: 'NoAction', done: true }],
    ['EXPIRED', { status: 'EXPIRED' }, { __typename: 'NoAction', done: true }],
    ['CANCELLED', { status: 'CANCELLED' }, { __typename: 'NoAction', done: true }],
    ['ERRORED', { status: 'ERRORED' }, { __typename: 'NoAction', done: true }],
  ])('%s leads to the right next action', async (_name, changes, expected) => {
    world.gateway.ports.workflow.state = runnerState(changes);
    const { globalId } = await world.addRunner(world.people.asha);
    expect((await asAsha(READ, { id: globalId })).data.runner.nextAction).toEqual(expected);
  });
});

describe('a provider that fails', () => {
  test('costs only its own fields, and is named in one error for the whole page', async () => {
    for (let index = 0; index < 3; index += 1) await world.addRunner(world.people.asha, { status: 'CREATED' });
    world.gateway.ports.workflow.fail('getRunner', providerError('crego', 'PROVIDER_UNREACHABLE', true));
    world.gateway.ports.workflow.fail('listApplicants', providerError('crego', 'PROVIDER_UNREACHABLE', true));
    const { data, errors } = await asAsha(`{ me { runners { nodes { ${RUNNER} } } } }`);
    expect(errors.map(({ extensions }) => extensions)).toEqual([
      { code: 'PROVIDER_UNREACHABLE', providerId: 'crego', retryable: true },
    ]);
    expect(data.me.runners.nodes).toHaveLength(3);
    for (const node of data.me.runners.nodes) {
      expect(node).toMatchObject({
        refId: 'RUNNER-LOCAL-1',
        status: 'CREATED',
        currentNode: null,
        visitedNodes: null,
        stepResult: null,
        currentApplicantId: null,
        applicants: null,
        nextAction: null,
        source: { state: 'UNAVAILABLE', fetchedAt: null, error: { code: 'PROVIDER_UNREACHABLE', retryable: true } },
      });
    }
  });

  test('with the persons alone leaves the state as it is', async () => {
    world.gateway.ports.workflow.fail('listApplicants', providerError('crego', 'PROVIDER_ERROR', false));
    const { globalId } = await world.addRunner(world.people.asha);
    const { data, errors } = await asAsha(READ, { id: globalId });
    expect(data.runner).toMatchObject({ applicants: null, status: 'AWAITING_INPUT', source: { state: 'LIVE' } });
    expect(errors).toMatchObject([{ path: ['runner', 'applicants'], extensions: { code: 'PROVIDER_ERROR' } }]);
  });

  test.each([
    ['was never told of the runner', { providerRunnerId: null }, 'PROVIDER_NOT_FOUND'],
    ['is no longer configured', { providerId: 'gone' }, 'PROVIDER_UNAVAILABLE'],
  ])('that %s is not called', async (_name, changes, code) => {
    const { globalId } = await world.addRunner(world.people.asha, changes);
    const { data, errors } = await asAsha(READ, { id: globalId });
    expect(data.runner).toMatchObject({ status: 'PROCESSING', source: { error: { code, retryable: false } } });
    expect(errors).toHaveLength(1);
    expect(world.gateway.ports.workflow.calls).toEqual([]);
  });
});

describe('runners', () => {
  test('are a page inside a user too', async () => {
    const { asha, bala } = world.people;
    await world.addRunner(asha);
    const { globalId } = await world.addRunner(asha);
    await world.addRunner(bala);
    const page = `runners(first: 1) { ${PAGE} }`;
    const { data } = await asAsha(`{ ${page} me { ${page} } }`);
    expect(data.me.runners).toEqual(data.runners);
    expect(data.runners).toMatchObject({ edges: [{ node: { id: globalId } }], pageInfo: { hasNextPage: true } });
  });
});

describe('createRunner', () => {
  test('keeps the record before the call and what came back after it, and asks for nothing twice', async () => {
    const { gateway, people } = world;
    let before: unknown;
    gateway.ports.workflow.onCall('createRunner', () => {
      before = [...gateway.runners.records.values()];
    });
    const { data, errors } = await asAsha(CREATE, { input: { flowId: 'flow-9', refId: 'MY-REF-01' } });
    expect(errors).toEqual([]);
    expect(before).toMatchObject([{ userId: people.asha.id, providerRunnerId: null, status: 'PROCESSING' }]);
    expect(gateway.ports.workflow.lastInput('createRunner')).toEqual({ flowId: 'flow-9', refId: 'MY-REF-01' });
    expect(data.createRunner).toMatchObject({
      __typename: 'Runner',
      flowId: 'flow-1',
      refId: 'RUNNER-251-392',
      status: 'AWAITING_INPUT',
      source: { state: 'LIVE' },
    });
    expect([...gateway.runners.records.values()]).toMatchObject([
      { providerRunnerId: 'crego-new', status: 'AWAITING_INPUT', refId: 'RUNNER-251-392' },
    ]);
    const { workflow } = gateway.ports;
    expect([workflow.count('createRunner'), workflow.count('getRunner')]).toEqual([1, 0]);
  });

  test('leaves flow and reference to the provider, and keeps what was asked when the provider says nothing of it', async () => {
    await asAsha(CREATE, { input: {} });
    expect(world.gateway.ports.workflow.lastInput('createRunner')).toEqual({ flowId: undefined, refId: undefined });
    world.gateway.ports.workflow.state = runnerState({ flowId: null, refId: null });
    const { data } = await asAsha(CREATE, { input: { flowId: 'flow-9', refId: 'MY-REF-01' } });
    expect(data.createRunner).toMatchObject({ flowId: 'flow-9', refId: 'MY-REF-01' });
  });

  test('refuses a reference that cannot be one before anything is kept', async () => {
    const { data, errors } = await asAsha(CREATE, { input: { refId: 'a b' } });
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'input.refId' } }]);
    expect(world.gateway.runners.history).toEqual([]);
  });
});

describe('a command on a runner', () => {
  const commands: readonly [
    string,
    string,
    string,
    (id: string) => Record<string, unknown>,
    Record<string, unknown>,
  ][] = [
    [
      'executeRunner',
      EXECUTE,
      'executeRunner',
      (id) => ({ input: { runnerId: id, action: 'SUBMIT', data: { city: 'Bengaluru', nested: { list: [1, null] } } } }),
      { action: 'SUBMIT', data: { city: 'Bengaluru', nested: { list: [1, null] } } },
    ],
    [
      'executeRunner',
      EXECUTE,
      'executeRunner',
      (id) => ({ input: { runnerId: id, action: 'NAVIGATE', data: { target_node: 'start' } } }),
      { action: 'NAVIGATE', data: { target_node: 'start' } },
    ],
    [
      'setCurrentApplicant',
      SET_CURRENT,
      'setCurrentApplicant',
      (id) => ({ id, person: 'person-2' }),
      { providerApplicantId: 'person-2' },
    ],
  ];

  test.each(commands)(
    '%s is sent once and answered from what came back',
    async (field, query, method, variables, sent) => {
      const { gateway, people } = world;
      gateway.ports.workflow.state = runnerState({ status: 'PROCESSING', refId: 'NEW-REF-1' });
      const runner = await world.addRunner(people.asha);
      const { data, errors } = await asAsha(query, variables(runner.globalId));
      expect(errors).toEqual([]);
      expect(data[field]).toMatchObject({
        __typename: 'Runner',
        id: runner.globalId,
        status: 'PROCESSING',
        currentNode: { name: 'applicant_extra_info' },
        stepResult: { success: true },
        source: { state: 'LIVE' },
      });
      const { workflow } = gateway.ports;
      expect(workflow.lastInput(method)).toEqual({ providerRunnerId: runner.providerRunnerId, ...sent });
      expect([workflow.count(method), workflow.count('getRunner')]).toEqual([1, 0]);
      expect(gateway.runners.records.get(runner.id)).toMatchObject({ status: 'PROCESSING', refId: 'NEW-REF-1' });
    },
  );

  test('setCurrentApplicant says who is the one from now on', async () => {
    const { globalId } = await world.addRunner(world.people.asha);
    const { data } = await asAsha(SET_CURRENT, { id: globalId, person: 'person-2' });
    expect(data.setCurrentApplicant.currentApplicantId).toBe('person-2');
  });

  test('submitApplication is sent once and answered from what came back', async () => {
    world.gateway.ports.workflow.state = runnerState({ status: 'COMPLETED', currentNode: null });
    const runner = await world.addRunner(world.people.asha);
    const { data } = await asAsha(SUBMIT, { id: runner.globalId });
    expect(data.submitApplication).toMatchObject({
      status: 'COMPLETED',
      nextAction: { done: true },
      currentNode: null,
    });
    const { workflow } = world.gateway.ports;
    expect(workflow.lastInput('submitApplication')).toBe(runner.providerRunnerId);
    expect([workflow.count('submitApplication'), workflow.count('getRunner')]).toEqual([1, 0]);
  });

  test('is a conflict on a runner that the provider does not have', async () => {
    const { globalId: id } = await world.addRunner(world.people.asha, { providerRunnerId: null });
    for (const [field, query, variables] of [
      ['executeRunner', EXECUTE, { input: { runnerId: id, action: 'SUBMIT', data: {} } }],
      ['setCurrentApplicant', SET_CURRENT, { id, person: 'person-2' }],
      ['submitApplication', SUBMIT, { id }],
    ] as const) {
      const { data } = await asAsha(query, variables);
      expect(data[field]).toMatchObject({ __typename: 'Conflict', field: 'runnerId' });
    }
    expect(world.gateway.ports.workflow.calls).toEqual([]);
  });

  test.each([[[]], ['text'], [7], [null]])('executeRunner refuses %j as data', async (value) => {
    const { globalId } = await world.addRunner(world.people.asha);
    const input = { runnerId: globalId, action: 'SUBMIT', data: value };
    const { data, errors } = await asAsha(EXECUTE, { input });
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'input.data' } }]);
    expect(world.gateway.ports.workflow.calls).toEqual([]);
  });
});
