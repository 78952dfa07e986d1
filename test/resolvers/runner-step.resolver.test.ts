import { invalid } from '../../src/domain/kernel/problem.js';
import { toGlobalId } from '../../src/graphql/common/global-id.js';
import { createWorld, type Run, type World } from '../support/schema-harness.js';
import { outcomeUnknown, providerError } from './provider-errors.js';
import { type Ids, rootOperations, STEP_MUTATIONS } from './root-operations.js';

const NOBODY = toGlobalId('User', '01900000-0000-7000-8000-ffffffffffff');

let world: World;
let asAsha: Run;
let ids: Ids;

beforeEach(async () => {
  world = await createWorld();
  asAsha = world.as(world.people.asha);
  const { asha } = world.people;
  ids = {
    user: NOBODY,
    applicant: NOBODY,
    runner: (await world.addRunner(asha)).globalId,
    document: (await world.addDocument(asha)).globalId,
    verification: NOBODY,
  };
});

function send(field: string, change: Record<string, unknown> = {}) {
  const { query, variables } = rootOperations(ids)[field]!;
  return asAsha(query, { input: { ...(variables.input as object), ...change } });
}

function sentSteps() {
  return world.gateway.ports.workflow.calls.filter(({ method }) => method === 'submitStep');
}

describe.each(STEP_MUTATIONS)('%s', (field) => {
  test('sends one step and answers with the runner', async () => {
    const { data, errors } = await send(field);
    expect(errors).toEqual([]);
    expect(data[field].__typename).toBe('Runner');
    expect(sentSteps()).toHaveLength(1);
  });

  test("does not find somebody else's runner, and sends nothing", async () => {
    const { globalId } = await world.addRunner(world.people.bala);
    const { data } = await send(field, { runnerId: globalId });
    expect(data[field].__typename).toBe('NotFound');
    expect(world.gateway.ports.workflow.calls).toEqual([]);
  });

  test('hands on what the form has against the data', async () => {
    world.gateway.ports.workflow.fail('submitStep', invalid([{ field: 'name', message: 'is required' }]));
    const { data } = await send(field);
    expect(data[field]).toMatchObject({
      __typename: 'ValidationProblem',
      fieldErrors: [{ field: 'name', message: 'is required' }],
    });
  });

  test('says that a step of unknown outcome may have happened', async () => {
    world.gateway.ports.workflow.fail('submitStep', outcomeUnknown('crego'));
    const { data } = await send(field);
    expect(data[field]).toMatchObject({ __typename: 'ProviderUnavailable', outcomeUnknown: true });
  });
});

test.each([
  ['submitPanOrGst', { pan: null }, 'pan'],
  ['submitShareholders', { shareholders: [] }, 'shareholders'],
])('%s with %j names %s', async (field, change, name) => {
  const { data } = await send(field, change);
  expect(data[field]).toMatchObject({ __typename: 'ValidationProblem', fieldErrors: [{ field: name }] });
  expect(sentSteps()).toEqual([]);
});

describe('a document in a step', () => {
  test('is given to the provider once, and referred to by its id there', async () => {
    await send('submitApplicantIdentity');
    await send('submitApplicantIdentity');
    const { calls } = world.gateway.ports.workflow;
    expect(calls.filter(({ method }) => method === 'uploadDocument')).toHaveLength(1);
    expect(sentSteps()[0]?.input).toMatchObject({
      data: { panDocumentId: 'crego-document-1', aadhaarDocumentId: 'crego-document-1' },
    });
  });

  test("is not there when it is somebody else's", async () => {
    const { globalId } = await world.addDocument(world.people.bala);
    const { data } = await send('submitApplicantIdentity', { aadhaarDocumentId: globalId });
    expect(data.submitApplicantIdentity).toMatchObject({ __typename: 'NotFound', field: 'aadhaarDocumentId' });
    expect(sentSteps()).toEqual([]);
  });

  test.each([
    ['PROVIDER_REJECTED', 'ProviderRejected'],
    ['PROVIDER_TIMEOUT', 'ProviderUnavailable'],
  ] as const)('that the provider does not take (%s) stops the step: %s', async (code, typename) => {
    world.gateway.ports.workflow.fail('uploadDocument', providerError('crego', code));
    const { data } = await send('submitBusinessInfo');
    expect(data.submitBusinessInfo.__typename).toBe(typename);
    expect(sentSteps()).toEqual([]);
  });
});
