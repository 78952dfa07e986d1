import { setTimeout as wait } from 'node:timers/promises';
import { type Data, startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { PIXEL_PNG } from './images.js';
import { type NewCustomer, newCustomer } from './new-customer.js';
import { readOperationFile } from './operation-files.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

const CREATE = readOperationFile('create-applicant').text;
const REQUEST_CHECK = readOperationFile('request-applicant-check').text;
const UPLOAD = readOperationFile('upload-document').text;
const READ = `query ($id: ID!) { applicant(id: $id) { id status decision decisionFinal decidedAt checkRequests
  reasons { code category retryable } extracted { firstName lastName } details { email phone flowName } raw { providerStatus }
  nextAction { __typename ... on UploadDocument { applicantId } } source { state error { code retryable } } } }`;

async function create(customer: NewCustomer, input: Record<string, unknown> = {}): Promise<Data> {
  return (await gateway.send(CREATE, { input }, customer.token)).data.createApplicant;
}

async function read({ token }: NewCustomer, id: string): Promise<Data> {
  return (await gateway.send(READ, { id }, token)).data.applicant;
}

async function decided(customer: NewCustomer, id: string): Promise<Data> {
  for (let look = 0; look < 50; look += 1) {
    const applicant = await read(customer, id);
    if (applicant.status === 'COMPLETED') return applicant;
    await wait(20);
  }
  throw new Error('The applicant was never reviewed.');
}

async function createWithDocument(customer: NewCustomer, changes: Record<string, unknown> = {}): Promise<Data> {
  const applicant = await create(customer, changes);
  const input = { kind: 'PASSPORT', side: 'FRONT', country: 'IND', applicantId: applicant.id };
  await gateway.upload(UPLOAD, { input }, { name: 'passport.png', bytes: PIXEL_PNG }, customer.token);
  return applicant;
}

describe('createApplicant', () => {
  test('makes an applicant that is found again at the provider, in lists and by node', async () => {
    const customer = await newCustomer(gateway);
    const created = await create(customer, { sourceKey: 'test:1' });

    expect(created).toMatchObject({
      __typename: 'Applicant',
      status: 'CREATED',
      sourceKey: 'test:1',
      providerId: 'personr',
    });
    expect(await read(customer, created.id)).toMatchObject({
      status: 'CREATED',
      decision: null,
      details: { email: expect.stringMatching(/^n\*\*\*@example\.com$/), flowName: 'KYC basic' },
      nextAction: { __typename: 'UploadDocument', applicantId: created.id },
      source: { state: 'LIVE', error: null },
    });
    const { data } = await gateway.send(
      'query ($id: ID!) { applicants { nodes { id } } node(id: $id) { __typename id } }',
      { id: created.id },
      customer.token,
    );
    expect(data).toEqual({
      applicants: { nodes: [{ id: created.id }] },
      node: { __typename: 'Applicant', id: created.id },
    });
  });

  test.each([
    [{ flowName: 'No such flow' }, { __typename: 'ProviderRejected', providerId: 'personr' }],
    [{ email: 'error500@example.com' }, { __typename: 'ProviderUnavailable', providerErrorCode: 'PROVIDER_ERROR' }],
    [
      { email: 'malformed@example.com' },
      {
        __typename: 'ProviderUnavailable',
        providerErrorCode: 'PROVIDER_BAD_RESPONSE',
        outcomeUnknown: true,
        retryable: false,
      },
    ],
  ])('answers with a problem for %j and keeps what is known', async (input, problem) => {
    const customer = await newCustomer(gateway);

    expect(await create(customer, input)).toMatchObject(problem);
    const { data } = await gateway.send('{ applicants { nodes { status source { state } } } }', {}, customer.token);
    const status = 'outcomeUnknown' in problem ? 'UNKNOWN' : expect.stringMatching(/^(ERRORED|UNKNOWN)$/);
    expect(data.applicants.nodes).toEqual([{ status, source: { state: 'UNAVAILABLE' } }]);
  });
});

describe('requestApplicantCheck', () => {
  test('leads to a decision, with what was read from the documents', async () => {
    const customer = await newCustomer(gateway, { name: 'Nina Varma' });
    const { id } = await createWithDocument(customer);

    const { data } = await gateway.send(REQUEST_CHECK, { applicantId: id }, customer.token);
    expect(data.requestApplicantCheck).toMatchObject({ __typename: 'Applicant', checkRequests: 1 });

    expect(await decided(customer, id)).toMatchObject({
      decision: 'APPROVED',
      decidedAt: expect.any(String),
      reasons: [],
      extracted: { firstName: 'Nina', lastName: 'Varma' },
      nextAction: { __typename: 'NoAction' },
      raw: null,
    });
  });

  test.each([
    ['Reject-Retry', 'RESUBMIT', 'IMAGE_LOW_QUALITY', 'UploadDocument'],
    ['Reject-Final', 'DECLINED', null, 'NoAction'],
  ])('shows %s as %s', async (lastName, decision, reason, nextAction) => {
    const customer = await newCustomer(gateway);
    const { id } = await createWithDocument(customer, { lastName });
    await gateway.send(REQUEST_CHECK, { applicantId: id }, customer.token);

    const applicant = await decided(customer, id);

    expect(applicant).toMatchObject({ decision, nextAction: { __typename: nextAction } });
    const codes = applicant.reasons.map(({ code }: { code: string }) => code);
    if (reason === null) expect(codes).not.toContain('DOC_FORGED');
    else expect(codes).toContain(reason);
  });

  test('staff see the reasons of fraud that the subject must not see', async () => {
    const customer = await newCustomer(gateway);
    const { id } = await createWithDocument(customer, { lastName: 'Reject-Final' });
    await gateway.send(REQUEST_CHECK, { applicantId: id }, customer.token);
    await decided(customer, id);

    const { data } = await gateway.send(READ, { id }, await gateway.login('ravi@example.com'));

    expect(data.applicant.reasons.map(({ category }: { category: string }) => category)).toContain('DOCUMENT_FRAUD');
    expect(data.applicant.raw).toEqual({ providerStatus: 'Reviewed' });
  });

  test('is refused when the provider allows no more', async () => {
    const customer = await newCustomer(gateway);
    const { id } = await createWithDocument(customer);
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const { data } = await gateway.send(REQUEST_CHECK, { applicantId: id }, customer.token);
      expect(data.requestApplicantCheck).toMatchObject({ checkRequests: attempt });
    }

    const { data } = await gateway.send(REQUEST_CHECK, { applicantId: id }, customer.token);

    expect(data.requestApplicantCheck).toMatchObject({ __typename: 'ProviderRejected', providerId: 'personr' });
  });

  test('is not sent while nothing was given that could be checked, as nextAction says, and costs no attempt', async () => {
    const customer = await newCustomer(gateway);
    const { id } = await create(customer);
    const sent = () => gateway.simulators.get('personr')?.requests.length;
    const before = sent();

    const { data } = await gateway.send(REQUEST_CHECK, { applicantId: id }, customer.token);

    expect(data.requestApplicantCheck).toMatchObject({
      __typename: 'Conflict',
      message: expect.stringContaining('uploadDocument'),
    });
    expect(sent()).toBe(before);
    expect(await read(customer, id)).toMatchObject({
      checkRequests: 0,
      nextAction: { __typename: 'UploadDocument', applicantId: id },
    });
  });

  test("is not possible for somebody else's applicant", async () => {
    const { id } = await create(await newCustomer(gateway));
    const stranger = await newCustomer(gateway);

    const { data } = await gateway.send(REQUEST_CHECK, { applicantId: id }, stranger.token);

    expect(data.requestApplicantCheck).toMatchObject({ __typename: 'NotFound', field: 'applicantId' });
  });
});

describe('reading an applicant', () => {
  test.each([
    ['Malformed', 'PROVIDER_BAD_RESPONSE'],
    ['Rate-Limited', 'PROVIDER_RATE_LIMITED'],
  ])('%s costs only the fields of the provider', async (lastName, code) => {
    const customer = await newCustomer(gateway);
    const { id } = await create(customer, { lastName });

    const { data, errors } = await gateway.send(READ, { id }, customer.token);

    expect(data.applicant).toMatchObject({ id, status: 'CREATED', decision: null, details: null, reasons: null });
    expect(data.applicant.source).toEqual({ state: 'UNAVAILABLE', error: { code, retryable: expect.any(Boolean) } });
    expect(errors?.map(({ extensions }) => extensions)).toEqual([
      { code, providerId: 'personr', retryable: data.applicant.source.error.retryable },
    ]);
  });

  test('an unknown status is unknown, never a pass', async () => {
    const customer = await newCustomer(gateway);
    const { id } = await create(customer, { lastName: 'Unknown-Status' });

    expect(await read(customer, id)).toMatchObject({ status: 'UNKNOWN', decision: null });
  });
});
