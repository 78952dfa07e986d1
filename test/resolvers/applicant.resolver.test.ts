import type { Reason } from '../../src/domain/kernel/reason.js';
import type { ScreeningState } from '../../src/domain/provider/screening-port.js';
import { RAW, screeningState } from '../support/fakes/provider-samples.js';
import { createWorld, type Run, type World } from '../support/schema-harness.js';
import { providerError } from './provider-errors.js';
import { APPLICANT, PAGE } from './selections.js';

const READ = `query ($id: ID!) { applicant(id: $id) { ${APPLICANT} } }`;

const REASONS: readonly Reason[] = [
  { code: 'IMAGE_BLURRED', retryable: true, field: 'front', providerCode: 'BLUR_LABEL' },
  { code: 'SANCTIONS_HIT', retryable: false, field: null, providerCode: 'SANCTION_LABEL' },
  { code: 'DOC_FORGED', retryable: false, field: null, providerCode: 'FORGED_LABEL' },
];

let world: World;
let asAsha: Run;

beforeEach(async () => {
  world = await createWorld();
  asAsha = world.as(world.people.asha);
});

describe('applicant', () => {
  test('is the local record together with what the provider says now', async () => {
    const { globalId } = await world.addApplicant(world.people.asha, { status: 'PROCESSING' });
    const { data, errors } = await asAsha(READ, { id: globalId });
    expect(errors).toEqual([]);
    expect(data.applicant).toMatchObject({
      id: globalId,
      providerId: 'personr',
      flowName: 'demo-flow',
      sourceKey: 'web',
      checkRequests: 0,
      createdAt: '2026-01-12T09:00:00.000Z',
      status: 'COMPLETED',
      decision: 'APPROVED',
      decisionFinal: true,
      decidedAt: '2026-01-10T08:00:00.000Z',
      reasons: [],
      source: { providerId: 'personr', state: 'LIVE', fetchedAt: '2026-02-01T00:00:00.000Z', error: null },
      extracted: { firstName: 'Asha', dateOfBirth: '1990-XX-XX', documentCountry: 'IND', postcode: '560001' },
      details: { email: 't***@example.com', phone: '+91XXXXXX0077', firstName: 'Asha', tags: ['demo'] },
      nextAction: { __typename: 'NoAction', done: true },
    });
  });

  test('asks the provider once for the state and once for the details, however often it is asked for', async () => {
    const { globalId, providerApplicantId } = await world.addApplicant(world.people.asha);
    await asAsha(
      `query ($id: ID!) { a: applicant(id: $id) { ${APPLICANT} } b: applicant(id: $id) { ${APPLICANT} } applicants { nodes { ${APPLICANT} } } me { applicants { nodes { ${APPLICANT} } } facts { name } } }`,
      { id: globalId },
    );
    const { calls } = world.gateway.ports.screening;
    expect(calls.map(({ method, input }) => [method, input])).toEqual([
      ['getApplicantState', providerApplicantId],
      ['getApplicantDetails', providerApplicantId],
    ]);
    expect(calls.map(({ context }) => context.principal)).toEqual([world.people.asha.id, world.people.asha.id]);
  });

  test('asks nobody for what is kept here', async () => {
    const { globalId } = await world.addApplicant(world.people.asha);
    await asAsha(
      'query ($id: ID!) { applicant(id: $id) { id flowName sourceKey checkRequests user { name } raw { providerCode } } }',
      {
        id: globalId,
      },
    );
    expect(world.gateway.ports.screening.calls).toEqual([]);
  });

  test('hides from the subject what would tip them off, and shows it to staff', async () => {
    world.gateway.ports.screening.state = screeningState({ decision: 'DECLINED', reasons: REASONS });
    const { globalId } = await world.addApplicant(world.people.asha);
    const own = await asAsha(READ, { id: globalId });
    expect(own.data.applicant).toMatchObject({
      raw: null,
      reasons: [
        {
          code: 'IMAGE_BLURRED',
          category: 'IMAGE_QUALITY',
          retryable: true,
          field: 'front',
          userMessage: 'The picture is blurred. Please take a sharp one.',
          internalMessage: null,
          providerCode: null,
        },
      ],
    });
    const text = JSON.stringify(own);
    for (const hidden of ['SANCTION', 'FORGED', 'LABEL', RAW.providerStatus, RAW.providerCode]) {
      expect(text).not.toContain(hidden);
    }
    const staff = await world.as(world.people.ravi)(READ, { id: globalId });
    expect(staff.data.applicant.raw).toEqual(RAW);
    expect(staff.data.applicant.reasons.map(({ userMessage }: { userMessage: string | null }) => userMessage)).toEqual([
      'The picture is blurred. Please take a sharp one.',
      null,
      null,
    ]);
    expect(staff.data.applicant.reasons.map(({ providerCode }: Reason) => providerCode)).toEqual([
      'BLUR_LABEL',
      'SANCTION_LABEL',
      'FORGED_LABEL',
    ]);
  });

  test.each<[string, Partial<ScreeningState>, Record<string, unknown>]>([
    ['CREATED', { status: 'CREATED', decision: null }, { __typename: 'UploadDocument' }],
    ['AWAITING_INPUT', { status: 'AWAITING_INPUT', decision: null }, { __typename: 'UploadDocument' }],
    ['RESUBMIT for a document', { decision: 'RESUBMIT', reasons: REASONS }, { __typename: 'UploadDocument' }],
    [
      'RESUBMIT for the face',
      { decision: 'RESUBMIT', reasons: [{ ...REASONS[0]!, code: 'FACE_NOT_VISIBLE' }] },
      { __typename: 'TakeLivePhoto' },
    ],
    [
      'RESUBMIT for liveness',
      { decision: 'RESUBMIT', reasons: [{ ...REASONS[0]!, code: 'LIVENESS_FAILED' }] },
      { __typename: 'TakeLivePhoto' },
    ],
    ['PROCESSING', { status: 'PROCESSING', decision: null }, { __typename: 'Wait', waitingOn: 'PROVIDER' }],
    ['UNKNOWN', { status: 'UNKNOWN', decision: null }, { __typename: 'Wait', waitingOn: 'PROVIDER' }],
    ['IN_REVIEW', { status: 'IN_REVIEW', decision: null }, { __typename: 'Wait', waitingOn: 'REVIEWER' }],
    ['DECLINED', { decision: 'DECLINED' }, { __typename: 'NoAction', done: true }],
    ['EXPIRED', { status: 'EXPIRED', decision: null }, { __typename: 'NoAction', done: true }],
    ['CANCELLED', { status: 'CANCELLED', decision: null }, { __typename: 'NoAction', done: true }],
    ['ERRORED', { status: 'ERRORED', decision: null }, { __typename: 'NoAction', done: true }],
  ])('%s leads to the right next action', async (_name, changes, expected) => {
    world.gateway.ports.screening.state = screeningState(changes);
    const { globalId } = await world.addApplicant(world.people.asha);
    const { data } = await asAsha(READ, { id: globalId });
    const about = ['UploadDocument', 'TakeLivePhoto'].includes(String(expected.__typename));
    expect(data.applicant.nextAction).toEqual({ ...expected, ...(about && { applicantId: globalId }) });
  });
});

describe('a provider that fails', () => {
  test('costs only its own fields, and is named in one error for the whole page', async () => {
    const { asha } = world.people;
    for (const status of ['CREATED', 'PROCESSING', 'UNKNOWN'] as const) await world.addApplicant(asha, { status });
    world.gateway.ports.screening.fail('getApplicantState', providerError('personr', 'PROVIDER_TIMEOUT', true));
    world.gateway.ports.screening.fail('getApplicantDetails', providerError('personr', 'PROVIDER_UNREACHABLE', true));
    const { data, errors } = await asAsha(`{ me { name applicants { nodes { ${APPLICANT} } } } }`);
    expect(errors).toEqual([
      {
        message: expect.stringContaining('personr'),
        path: ['me', 'applicants', 'nodes', 0, expect.any(String)],
        extensions: { code: 'PROVIDER_TIMEOUT', providerId: 'personr', retryable: true },
      },
    ]);
    const { nodes } = data.me.applicants;
    expect(data.me.name).toBe('Asha Rao');
    expect(nodes.map(({ status }: { status: string }) => status)).toEqual(['UNKNOWN', 'PROCESSING', 'CREATED']);
    for (const node of nodes) {
      expect(node).toMatchObject({
        flowName: 'demo-flow',
        user: { id: expect.any(String) },
        decision: null,
        decisionFinal: null,
        decidedAt: null,
        reasons: null,
        extracted: null,
        details: null,
        nextAction: null,
        source: {
          providerId: 'personr',
          state: 'UNAVAILABLE',
          fetchedAt: null,
          error: { code: 'PROVIDER_TIMEOUT', retryable: true },
        },
      });
    }
    expect(world.gateway.ports.screening.count('getApplicantState')).toBe(3);
  });

  test('with the details alone leaves the state as it is', async () => {
    world.gateway.ports.screening.fail('getApplicantDetails', providerError('personr', 'PROVIDER_BAD_RESPONSE', false));
    const { globalId } = await world.addApplicant(world.people.asha);
    const { data, errors } = await asAsha(READ, { id: globalId });
    expect(data.applicant).toMatchObject({ details: null, decision: 'APPROVED', source: { state: 'LIVE' } });
    expect(errors).toMatchObject([
      { path: ['applicant', 'details'], extensions: { code: 'PROVIDER_BAD_RESPONSE', retryable: false } },
    ]);
  });

  test.each([
    ['was never told of the applicant', { providerApplicantId: null }, 'personr', 'PROVIDER_NOT_FOUND'],
    ['is no longer configured', { providerId: 'gone' }, 'gone', 'PROVIDER_UNAVAILABLE'],
  ])('that %s is not called', async (_name, changes, providerId, code) => {
    const { globalId } = await world.addApplicant(world.people.asha, changes);
    const { data, errors } = await asAsha(READ, { id: globalId });
    expect(data.applicant).toMatchObject({ status: 'PROCESSING', source: { state: 'UNAVAILABLE', error: { code } } });
    expect(errors.map(({ extensions }) => extensions)).toEqual([{ code, providerId, retryable: false }]);
    expect(world.gateway.ports.screening.calls).toEqual([]);
  });
});

describe('applicants', () => {
  test('are a page inside a user too, and each its own', async () => {
    const { asha, bala, ravi } = world.people;
    const [older, newer] = [await world.addApplicant(asha), await world.addApplicant(asha)];
    await world.addApplicant(bala);
    const page = `applicants(first: 1) { ${PAGE} }`;
    const { data } = await asAsha(`{ ${page} me { ${page} } }`);
    expect(data.me.applicants).toEqual(data.applicants);
    expect(data.applicants).toMatchObject({
      nodes: [{ id: newer.globalId }],
      edges: [{ node: { id: newer.globalId } }],
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    const rest = await asAsha(`query ($after: Cursor) { applicants(after: $after) { nodes { id } } }`, {
      after: data.applicants.pageInfo.endCursor,
    });
    expect(rest.data.applicants.nodes).toEqual([{ id: older.globalId }]);
    const all = await world.as(ravi)('{ applicants { nodes { id } } }');
    expect(all.data.applicants.nodes).toHaveLength(3);
  });
});
