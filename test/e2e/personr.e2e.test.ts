import { setTimeout as wait } from 'node:timers/promises';
import { PERSONR_SIMULATOR_WEBHOOK_TOKEN } from '../../src/providers/personr/simulator/reviews.simulator.js';
import type { RunningSimulator } from '../../src/providers/simulator/simulator-kit.js';
import { type Data, startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { PIXEL_PNG } from './images.js';
import { type NewCustomer, newCustomer } from './new-customer.js';
import { readOperationFile } from './operation-files.js';

let gateway: TestGateway;
let simulator: RunningSimulator;
let staff: string;
const statements: string[] = [];
const SILENT = { logQueryError() {}, logQuerySlow() {}, logSchemaBuild() {}, logMigration() {}, log() {} };
beforeAll(async () => {
  gateway = await startTestGateway(
    {},
    { statementLogger: { ...SILENT, logQuery: (query) => void statements.push(query) } },
  );
  const found = gateway.simulators.get('personr');
  if (found === undefined) throw new Error('no simulator');
  simulator = found;
  staff = await gateway.login('ravi@example.com');
});
afterEach(() => {
  simulator.setFaults([]);
  simulator.configureWebhooks({ target: `${gateway.url}/webhooks/personr`, copies: 1, reverseEvery: 1 });
});
afterAll(() => gateway.stop());

const CREATE = readOperationFile('create-applicant').text;
const CREATE_WITH_IDS = readOperationFile('create-applicant-with-ids').text;
const UPLOAD = readOperationFile('upload-document').text;
const LINK = readOperationFile('create-verification-link').text;
const SCREENING = readOperationFile('applicant-screening').text;
const CHECK = `mutation ($applicantId: ID!) { requestApplicantCheck(applicantId: $applicantId) { __typename
  ... on Applicant { status checkRequests checkRequestsLeft } ... on ProviderRejected { providerId reason } } }`;

async function create(customer: NewCustomer, input: Record<string, unknown> = {}): Promise<string> {
  const { data } = await gateway.send(CREATE, { input }, customer.token);
  return data.createApplicant.id;
}

async function createWithDocument(customer: NewCustomer, changes: Record<string, unknown> = {}): Promise<string> {
  const applicantId = await create(customer, changes);
  const input = { kind: 'PASSPORT', side: 'FRONT', country: 'IND', applicantId };
  await gateway.upload(UPLOAD, { input }, { name: 'passport.png', bytes: PIXEL_PNG }, customer.token);
  return applicantId;
}

async function requestCheck({ token }: NewCustomer, applicantId: string): Promise<Data> {
  return (await gateway.send(CHECK, { applicantId }, token)).data.requestApplicantCheck;
}

async function screening(id: string, token = staff): Promise<Data> {
  return (await gateway.send(SCREENING, { id }, token)).data.applicant;
}

/** What Personr told us about an applicant, once `count` events have been dealt with. */
async function history(id: string, count: number): Promise<Data[]> {
  const query = 'query ($id: ID!) { applicant(id: $id) { history { nodes { decision occurredAt processedAt } } } }';
  for (let look = 0; look < 60; look += 1) {
    const nodes = (await gateway.send(query, { id }, staff)).data.applicant.history.nodes as Data[];
    if (nodes.length >= count && nodes.every(({ processedAt }) => processedAt !== null)) return nodes;
    await wait(50);
  }
  throw new Error('The events never came in.');
}

/** What is kept while Personr cannot be asked. */
async function offline(id: string): Promise<Data> {
  // A refusal, which unlike a dead connection does not keep the next calls from being sent.
  simulator.setFaults([{ pathContains: '/api-applicant-status', status: 403, body: { message: 'No' } }]);
  const { data } = await gateway.send(
    'query ($id: ID!) { applicant(id: $id) { status decision source { state } } }',
    { id },
    staff,
  );
  simulator.setFaults([]);
  return data.applicant;
}

const deliver = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${gateway.url}/webhooks/personr`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const authorization = `Bearer ${PERSONR_SIMULATOR_WEBHOOK_TOKEN}`;

describe('createApplicant', () => {
  test('sends every field, with the id of the account among the external ones', async () => {
    const customer = await newCustomer(gateway);
    const { variables } = readOperationFile('create-applicant-with-ids');

    const { data } = await gateway.send(CREATE_WITH_IDS, variables, customer.token);

    expect(data.createApplicant).toMatchObject({
      __typename: 'Applicant',
      flowName: 'KYC enhanced',
      checkRequestsLeft: 5,
    });
    const { observed } = await screening(data.createApplicant.id);
    expect(observed).toMatchObject({ sourceKey: 'explorer', network: { country: 'AUS' } });
    const [own, ...others] = observed.externalUserIds;
    expect(Buffer.from(customer.id, 'base64url').toString()).toBe(`User:${own}`);
    expect(others).toEqual(['crm:0001', 'ledger:0001']);
  });

  test('refuses more external ids than it takes, before anything is sent', async () => {
    const customer = await newCustomer(gateway);
    simulator.clearRequests();
    const externalUserIds = Array.from({ length: 21 }, (_, n) => `id:${n}`);

    const { data } = await gateway.send(CREATE_WITH_IDS, { input: { externalUserIds } }, customer.token);

    expect(data.createApplicant).toMatchObject({
      __typename: 'ValidationProblem',
      fieldErrors: [{ field: 'externalUserIds' }],
    });
    expect(simulator.requests).toEqual([]);
  });
});

describe('createVerificationLink', () => {
  test('gives a page that the person opens and finishes; the link is in this answer alone', async () => {
    const customer = await newCustomer(gateway);
    const applicantId = await create(customer, { flowName: 'KYC enhanced' });

    const { data } = await gateway.send(LINK, { applicantId }, customer.token);

    const { url } = data.createVerificationLink;
    expect(data.createVerificationLink).toMatchObject({
      __typename: 'VerificationLink',
      url: expect.stringMatching(/^http:/),
      customLink: expect.stringMatching(/^https:/),
      expiresAt: null,
      applicant: { id: applicantId, nextAction: { __typename: 'OpenUrl', url, expiresAt: null } },
    });
    const next = 'query ($id: ID!) { applicant(id: $id) { nextAction { __typename } } }';
    const later = await gateway.send(next, { id: applicantId }, customer.token);
    expect(later.data.applicant.nextAction).toEqual({ __typename: 'UploadDocument' });
    expect((await fetch(url)).status).toBe(200);
    await fetch(url, { method: 'POST' });
    simulator.advanceTime(3_000);
    expect(await history(applicantId, 1)).toMatchObject([{ decision: 'APPROVED' }]);
  });

  test('is a problem for a stranger, and for a link that is no web page', async () => {
    const customer = await newCustomer(gateway);
    const applicantId = await create(customer);
    const stranger = await newCustomer(gateway);
    const refused = await gateway.send(LINK, { applicantId }, stranger.token);
    expect(refused.data.createVerificationLink).toMatchObject({ __typename: 'NotFound', field: 'applicantId' });

    const body = { status: 'success', response: { verificationLink: 'javascript:alert(1)' } };
    simulator.setFaults([{ pathContains: '/api-verificationlink-create', status: 200, body }]);
    const broken = await gateway.send(LINK, { applicantId }, customer.token);
    expect(broken.data.createVerificationLink).toMatchObject({
      __typename: 'ProviderUnavailable',
      providerErrorCode: 'PROVIDER_BAD_RESPONSE',
    });
  });
});

describe('requestApplicantCheck', () => {
  const sent = () => simulator.requests.filter(({ path }) => path.endsWith('/api-request-applicant-check')).length;

  test('is sent five times and no sixth time, however many ask at once', async () => {
    const customer = await newCustomer(gateway);
    const id = await createWithDocument(customer);
    simulator.clearRequests();

    const answers = await Promise.all(Array.from({ length: 8 }, () => requestCheck(customer, id)));

    expect(sent()).toBe(5);
    const counted = answers.flatMap(({ checkRequests }) => checkRequests ?? []);
    expect(counted).toHaveLength(5);
    expect(answers.filter(({ __typename }) => __typename === 'ProviderRejected')).toEqual(
      Array(3).fill({ __typename: 'ProviderRejected', providerId: 'personr', reason: 'ATTEMPTS_EXCEEDED' }),
    );
    expect(await screening(id)).toMatchObject({ checkRequests: 5, checkRequestsLeft: 0 });
  });

  test('is counted when nobody knows whether it was started, and not when it certainly was not', async () => {
    const customer = await newCustomer(gateway);
    const id = await createWithDocument(customer);
    simulator.setFaults([{ pathContains: '/api-request-applicant-check', status: 400, body: { message: 'No' } }]);
    expect(await requestCheck(customer, id)).toMatchObject({ __typename: 'ProviderRejected', reason: null });
    expect(await screening(id)).toMatchObject({ checkRequests: 0 });

    simulator.setFaults([{ pathContains: '/api-request-applicant-check', reset: true }]);
    expect(await requestCheck(customer, id)).toMatchObject({ __typename: 'ProviderUnavailable' });
    expect(await screening(id)).toMatchObject({ checkRequests: 1, checkRequestsLeft: 4 });
  });
});

describe('AML results', () => {
  test('are for staff, cleaned and masked', async () => {
    const customer = await newCustomer(gateway);
    const id = await create(customer, { firstName: 'Uma', lastName: 'Aml-Hit' });

    const { aml } = await screening(id);

    expect(aml).toMatchObject({
      results: {
        names: ['Uma Aml-Hit'],
        aliases: ['A. Hit', 'Aml Hit'],
        formerNames: [],
        idNumbers: ['XXXXXX1234'],
        passportNumbers: ['XXXX0001'],
        datesOfBirth: ['1970', '1970-01-01'],
      },
      source: { state: 'LIVE', error: null },
    });
    const clear = await create(customer, { firstName: 'Uma', lastName: 'Nobody' });
    expect((await screening(clear)).aml.results).toMatchObject({ names: [], aliases: [], nationalities: [] });
  });

  test('are not shown to the subject, and not even asked for', async () => {
    const customer = await newCustomer(gateway);
    const id = await create(customer, { lastName: 'Aml-Hit' });
    simulator.clearRequests();

    expect(await screening(id, customer.token)).toMatchObject({ id, aml: null, observed: null, history: null });
    expect(simulator.requests.filter(({ path }) => path.includes('aml'))).toEqual([]);
  });

  test('are STALE while the provider fails, and UNAVAILABLE where there were none', async () => {
    const customer = await newCustomer(gateway);
    const id = await create(customer, { lastName: 'Aml-Hit' });
    const other = await create(customer);
    await screening(id);
    simulator.setFaults([{ pathContains: '/api-aml-results', status: 500 }]);

    expect((await screening(id)).aml).toMatchObject({
      results: { aliases: ['A. Hit', 'Aml Hit'] },
      source: { state: 'STALE', error: { code: 'PROVIDER_ERROR' } },
    });
    expect((await screening(other)).aml).toMatchObject({ results: null, source: { state: 'UNAVAILABLE' } });
  });
});

describe('webhooks', () => {
  test.each([
    ['newer', 'plain'],
    ['older', 'older-webhook:1'],
  ])('with the %s body bring the result to the local record', async (body, sourceKey) => {
    const customer = await newCustomer(gateway);
    const id = await createWithDocument(customer, { sourceKey });
    await requestCheck(customer, id);
    expect(await offline(id)).toMatchObject({ status: 'PROCESSING', decision: null });

    simulator.advanceTime(3_000);

    const [event] = await history(id, 1);
    expect(event.decision).toBe('APPROVED');
    expect(event.occurredAt === null).toBe(body === 'newer');
    expect(await offline(id)).toMatchObject({ status: 'COMPLETED', decision: 'APPROVED' });
  });

  test('a second final result replaces the first, and history keeps both', async () => {
    const customer = await newCustomer(gateway);
    const id = await createWithDocument(customer, { lastName: 'Approve-Then-Reject' });
    await requestCheck(customer, id);
    simulator.advanceTime(3_000);
    await history(id, 1);
    expect(await offline(id)).toMatchObject({ decision: 'APPROVED' });

    simulator.advanceTime(5_000);

    expect((await history(id, 2)).map(({ decision }) => decision)).toEqual(['DECLINED', 'APPROVED']);
    expect(await offline(id)).toMatchObject({ status: 'COMPLETED', decision: 'DECLINED' });
  });

  test('in disorder and several times end in what the provider says, each event once', async () => {
    simulator.configureWebhooks({ target: `${gateway.url}/webhooks/personr`, copies: 3, reverseEvery: 2 });
    const customer = await newCustomer(gateway);
    const id = await createWithDocument(customer, { lastName: 'Approve-Then-Reject' });
    await requestCheck(customer, id);

    simulator.advanceTime(3_000);
    simulator.advanceTime(5_000);
    await history(id, 2);
    await simulator.webhooksSettled();

    expect((await history(id, 2)).map(({ decision }) => decision)).toEqual(['APPROVED', 'DECLINED']);
    expect(await offline(id)).toMatchObject({ decision: 'DECLINED' });
  });

  test('are read page by page, and with one statement for many applicants', async () => {
    const customer = await newCustomer(gateway);
    const id = await createWithDocument(customer, { lastName: 'Approve-Then-Reject' });
    await requestCheck(customer, id);
    simulator.advanceTime(3_000);
    simulator.advanceTime(5_000);
    await history(id, 2);
    const page = async (after: string | null) => {
      const { data } = await gateway.send(SCREENING, { id, first: 1, after }, staff);
      return data.applicant.history;
    };

    const first = await page(null);
    const second = await page(first.pageInfo.endCursor);

    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
    expect([...first.nodes, ...second.nodes].map(({ decision }) => decision)).toEqual(['DECLINED', 'APPROVED']);
    statements.length = 0;
    const many = '{ applicants(first: 10) { nodes { history { edges { cursor node { decision } } } } } }';
    const { data } = await gateway.send(many, {}, staff);
    expect(data.applicants.nodes.length).toBeGreaterThan(1);
    expect(statements.filter((statement) => statement.includes('webhook_events'))).toHaveLength(1);
  });

  test('count by their own word while the provider cannot be asked', async () => {
    const customer = await newCustomer(gateway);
    const id = await createWithDocument(customer);
    simulator.configureWebhooks({ target: null });
    const { data } = await gateway.send(
      'query ($id: ID!) { applicant(id: $id) { details { flowName } } }',
      { id },
      staff,
    );
    expect(data.applicant.details.flowName).toBe('KYC basic');
    const applicantId = await providerIdOf(id, customer.token);
    simulator.setFaults([{ pathContains: '/api-applicant-status', reset: true }]);

    const response = await deliver(
      { applicantId, actionStatus: 'Reviewed', reviewAnswer: 'Rejected', rejectLabels: ['FORGERY'] },
      { authorization },
    );

    expect(response.status).toBe(200);
    expect(await offline(id)).toMatchObject({ status: 'COMPLETED', decision: 'DECLINED' });
  });

  test.each([
    ['without the token', {}, 401],
    ['with another token', { authorization: 'Bearer guess' }, 401],
    ['that are not understood', { authorization }, 400],
  ])('%s change nothing', async (_what, headers, status) => {
    expect((await deliver({ applicantId: 7 }, headers)).status).toBe(status);
  });

  test('about somebody unknown are taken and change nothing', async () => {
    const body = { applicantId: '1x1', actionStatus: 'Reviewed', reviewAnswer: 'Approved' };
    expect((await deliver(body, { authorization })).status).toBe(200);
  });
});

test('an upload that the provider answered with an error is no copy', async () => {
  const customer = await newCustomer(gateway);
  const applicantId = await create(customer);
  const upload = `mutation ($file: Upload!, $input: UploadDocumentInput!) { uploadDocument(file: $file, input: $input) {
    ... on Document { copies { state errorCode remarks } } } }`;
  const send = async (name: string) => {
    const input = { kind: 'PASSPORT', side: 'FRONT', country: 'IND', applicantId };
    const { data } = await gateway.upload(upload, { input }, { name, bytes: PIXEL_PNG }, customer.token);
    return data.uploadDocument.copies;
  };

  expect(await send('broken.png')).toEqual([
    { state: 'FAILED', errorCode: 'PROVIDER_REJECTED', remarks: ['The file cannot be read'] },
  ]);
  expect(await send('blurred.png')).toEqual([{ state: 'SENT', errorCode: null, remarks: ['LOW_QUALITY'] }]);
});

/** Personr's own id, as the simulator's hosted page has it. */
async function providerIdOf(applicantId: string, token: string): Promise<string> {
  const { data } = await gateway.send(LINK, { applicantId }, token);
  return String(data.createVerificationLink.url).split('/').at(-1) ?? '';
}
