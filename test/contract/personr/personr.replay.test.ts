import {
  APPLICANT_ID,
  applicant,
  context,
  document,
  failureOf,
  fixture,
  formOf,
  type OpenedPersonr,
  openPersonr,
  type Replay,
  startReplay,
} from './personr.harness.js';

let replay: Replay;
let opened: OpenedPersonr;
const screening = () => opened.screening;

beforeAll(async () => {
  replay = await startReplay();
});
afterAll(() => replay.close());
beforeEach(() => {
  opened = openPersonr(`${replay.url}/api/1.1/wf`, { PERSONR_TOKEN: 'bus|1|token' });
});
afterEach(() => opened.provider.close());

function answer(name: string): void {
  const status = Number(/\.(\d{3})$/.exec(name)?.[1]);
  replay.answer({ status, body: fixture(name) });
}

async function stateOf(name: string) {
  answer(name);
  return screening().getApplicantState(APPLICANT_ID, context);
}

describe('what is sent', () => {
  test('a creation is a multipart form with the ids as one JSON text', async () => {
    answer('applicant-create.200');
    const created = await screening().createApplicant(
      applicant({ sourceKey: 's-1', externalUserIds: ['UUID1', 'UUID2'] }),
      context,
    );
    expect(created).toMatchObject({ providerApplicantId: APPLICANT_ID, status: 'CREATED' });
    const [request] = replay.seen;
    expect(request).toMatchObject({ path: '/api/1.1/wf/api-applicant-create', authorization: 'Bearer bus|1|token' });
    expect(request?.contentType).toMatch(/^multipart\/form-data; boundary=/);
    expect(formOf(request?.body)).toEqual([
      ['email', 'asha@example.com'],
      ['phone', '+61 491 570 006'],
      ['flowName', 'KYC basic'],
      ['nameFirst', 'Asha'],
      ['nameLast', 'Rao'],
      ['sourceKey', 's-1'],
      ['externalUserId', '["UUID1","UUID2"]'],
    ]);
  });

  test('the ids may be sent one by one, another flow may be the default, and what is absent is left out', async () => {
    const env = { PERSONR_TOKEN: 't', PERSONR_FLOW_NAME: 'KYC plus', PERSONR_EXTERNAL_USER_ID_ENCODING: 'repeated' };
    const other = openPersonr(replay.url, env);
    answer('applicant-create.200');
    await other.screening.createApplicant(
      applicant({ firstName: null, lastName: null, externalUserIds: ['a', 'b'] }),
      context,
    );
    await other.provider.close();
    expect(formOf(replay.seen[0]?.body).slice(2)).toEqual([
      ['flowName', 'KYC plus'],
      ['externalUserId', 'a'],
      ['externalUserId', 'b'],
    ]);
  });

  test('an upload is JSON with base64, and a selfie has no side', async () => {
    answer('document-upload.200');
    const upload = { kind: 'DRIVING_LICENCE', side: 'BACK', filename: 'back', contentType: 'image/png' } as const;
    await screening().uploadDocument(APPLICANT_ID, document(upload), context);
    await screening().uploadDocument(APPLICANT_ID, document({ kind: 'SELFIE' }), context);
    await screening().uploadDocument(APPLICANT_ID, document({ kind: 'UTILITY_BILL', side: null }), context);
    const contents = Buffer.from('not really a picture').toString('base64');
    expect(replay.seen.map(({ contentType }) => contentType)).toEqual(Array(3).fill('application/json'));
    expect(replay.seen.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      {
        applicantId: APPLICANT_ID,
        docType: 'DRIVERS',
        docSubType: 'BACK_SIDE',
        docCountryISO: 'IND',
        docFile: { filename: 'back.png', contents },
      },
      {
        applicantId: APPLICANT_ID,
        docType: 'SELFIE',
        docCountryISO: 'IND',
        docFile: { filename: 'passport.jpg', contents },
      },
      {
        applicantId: APPLICANT_ID,
        docType: 'UTILITY_BILL',
        docSubType: null,
        docCountryISO: 'IND',
        docFile: { filename: 'passport.jpg', contents },
      },
    ]);
  });
});

describe('the result', () => {
  test('of an approval, with and without the fields of the newer manual', async () => {
    const approved = await stateOf('applicant-status.approved.200');
    expect(approved).toEqual({
      providerApplicantId: APPLICANT_ID,
      status: 'COMPLETED',
      decision: 'APPROVED',
      decisionFinal: true,
      decidedAt: new Date(1746427759733),
      reasons: [],
      extracted: {
        firstName: 'Asha',
        lastName: 'Rao',
        dateOfBirth: '1990-04-12',
        documentCountry: 'IND',
        streetNumber: '12',
        street: 'Example Street',
        city: 'Bengaluru',
        state: 'Karnataka',
        postcode: '560001',
      },
      raw: { providerStatus: 'Reviewed', providerCode: 'Approved', providerLabel: null },
    });
    const observed = {
      documents: [{ kind: 'PASSPORT', number: 'XXXX0001', country: 'IND' }],
      network: { ipAddress: '192.0.2.7', timezone: 'Asia/Kolkata', country: 'IND', city: 'Bengaluru' },
      sourceKey: 'source-1',
      externalUserIds: ['UUID1', 'UUID2'],
    };
    expect(await stateOf('applicant-status.newer.200')).toEqual({ ...approved, observed });
  });

  test.each([
    ['connector', 'RESUBMIT', false],
    ['inline-type', 'RESUBMIT', false],
    ['final', 'DECLINED', true],
    ['untyped', 'DECLINED', false],
    ['approved-with-labels', null, null],
    ['unknown-answer', null, null],
  ])('of a review (%s) is %s, final %s', async (name, decision, decisionFinal) => {
    expect(await stateOf(`applicant-status.${name}.200`)).toMatchObject({
      status: 'COMPLETED',
      decision,
      decisionFinal,
    });
  });

  test('of an earlier check decides nothing while a new one runs', async () => {
    const state = await stateOf('applicant-status.recheck-old-approval.200');
    expect(state).toMatchObject({ status: 'PROCESSING', decision: null, decisionFinal: null, decidedAt: null });
  });

  test('with an unknown status, before any check, or full of nulls decides nothing', async () => {
    expect(await stateOf('applicant-status.unknown.200')).toMatchObject({
      status: 'UNKNOWN',
      decision: null,
      raw: { providerStatus: 'Escalated' },
    });
    expect(await stateOf('applicant-status.created.200')).toMatchObject({
      status: 'CREATED',
      decision: null,
      extracted: null,
    });
    expect(await stateOf('applicant-status.nulls.200')).toMatchObject({
      status: 'COMPLETED',
      decision: null,
      reasons: [],
      extracted: null,
    });
  });

  test('of wrong types keeps what can be read and decides nothing', async () => {
    const state = await stateOf('applicant-status.wrong-types.200');
    expect(state).toMatchObject({ status: 'COMPLETED', decision: null, decidedAt: null });
    expect(state.reasons.map(({ code }) => code)).toEqual(['IMAGE_LOW_QUALITY']);
    expect(state.extracted).toMatchObject({
      firstName: null,
      dateOfBirth: null,
      streetNumber: '12',
      postcode: '560001',
    });
  });

  test('without a status is no answer', async () => {
    expect(await failureOf(stateOf('applicant-status.missing.200'))).toMatchObject({
      code: 'PROVIDER_BAD_RESPONSE',
      outcomeUnknown: false,
    });
  });
});

test('identical reads of one principal in flight share one call, those of another do not', async () => {
  answer('applicant-status.approved.200');
  const principals = ['user-1', 'user-1', 'user-1', 'user-2'];
  const reads = principals.map((principal) => screening().getApplicantState(APPLICANT_ID, { principal }));
  expect((await Promise.all(reads)).map(({ decision }) => decision)).toEqual(Array(4).fill('APPROVED'));
  expect(replay.seen).toHaveLength(2);
});

test('details keep their readable tags', async () => {
  answer('applicant-details.200');
  expect(await screening().getApplicantDetails(APPLICANT_ID, context)).toMatchObject({
    firstName: 'Asha',
    tags: ['vip', '3'],
  });
});

describe('HTTP 200 is not success', () => {
  test('for an upload with errors, whatever they look like', async () => {
    answer('document-upload.errors.200');
    const { errors, warnings } = await screening().uploadDocument(APPLICANT_ID, document(), context);
    expect(errors).toEqual(['The file cannot be read', 'UNREADABLE_REMARK']);
    expect(warnings).toEqual(['LOW_QUALITY']);
  });

  test('for an upload that was booked for somebody else, or an answer about nobody', async () => {
    answer('document-upload.200');
    const other = screening().uploadDocument('1700000000000x2', document(), context);
    expect(await failureOf(other)).toMatchObject({ code: 'PROVIDER_BAD_RESPONSE', outcomeUnknown: true });
    replay.answer({ status: 200, body: {} });
    const nobody = screening().uploadDocument(APPLICANT_ID, document(), context);
    expect(await failureOf(nobody)).toMatchObject({ code: 'PROVIDER_BAD_RESPONSE', outcomeUnknown: true });
  });

  test('for a check whose answer is another word', async () => {
    answer('request-check.200');
    await expect(screening().requestCheck(APPLICANT_ID, context)).resolves.toBeUndefined();
    answer('request-check.refused.200');
    expect(await failureOf(screening().requestCheck(APPLICANT_ID, context))).toMatchObject({
      code: 'PROVIDER_REJECTED',
      outcomeUnknown: false,
    });
  });

  test('when the body carries a status of its own', async () => {
    answer('failure-under.200');
    expect(await failureOf(screening().getApplicantState('1x1', context))).toMatchObject({
      code: 'PROVIDER_NOT_FOUND',
    });
    answer('server-failure-under.200');
    expect(await failureOf(screening().requestCheck('1x1', context))).toMatchObject({
      code: 'PROVIDER_ERROR',
      outcomeUnknown: true,
    });
    expect(await failureOf(screening().getApplicantDetails('1x1', context))).toMatchObject({
      code: 'PROVIDER_ERROR',
      retryable: true,
    });
  });

  test.each([
    [null],
    [[]],
    ['text'],
    [{}],
    [{ status: 'success' }],
    [{ status: 'success', response: [] }],
    [{ status: 'success', response: {} }],
  ])('for a creation answered with %j', async (body) => {
    replay.answer({ status: 200, body });
    expect(await failureOf(screening().createApplicant(applicant(), context))).toMatchObject({
      code: 'PROVIDER_BAD_RESPONSE',
      outcomeUnknown: true,
    });
    expect(replay.seen).toHaveLength(1);
  });
});

describe('a refusal', () => {
  test.each([
    ['applicant-create.400', 'PROVIDER_REJECTED', undefined, 'flowName'],
    ['bubble-missing-parameter.400', 'PROVIDER_REJECTED', 'MISSING_DATA', 'phone'],
    ['bubble-flat.400', 'PROVIDER_REJECTED', 'ERROR', undefined],
    ['bubble-missing-object.400', 'PROVIDER_NOT_FOUND', 'INVALID_DATA', undefined],
    ['bubble-missing-object.404', 'PROVIDER_NOT_FOUND', 'MISSING_DATA', undefined],
    ['message.401', 'PROVIDER_AUTH_FAILED', undefined, undefined],
    ['message.429', 'PROVIDER_RATE_LIMITED', undefined, undefined],
  ])('%s is %s', async (name, code, providerCode, field) => {
    answer(name);
    const failure = await failureOf(screening().createApplicant(applicant(), context));
    expect(failure.code).toBe(code);
    expect(failure.outcomeUnknown && code !== 'PROVIDER_RATE_LIMITED').toBe(false);
    expect(failure.providerCode).toBe(providerCode);
    expect(failure.field).toBe(field);
    expect(JSON.stringify(failure) + failure.message).not.toContain('example.com');
    expect(replay.seen).toHaveLength(1);
  });
});
