import { type Data, startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { PIXEL_PNG } from './images.js';
import { type NewCustomer, newCustomer } from './new-customer.js';
import { readOperationFile } from './operation-files.js';

let gateway: TestGateway;
let staff: string;
beforeAll(async () => {
  gateway = await startTestGateway({ CDP_MAX_FILE_BYTES: '2000' });
  staff = await gateway.login('ravi@example.com');
});
afterAll(() => gateway.stop());

const SAMPLE = readOperationFile('onboard-customer').variables.input as { idDocuments: object[]; addresses: object[] };
const SETTLE = readOperationFile('settle-onboarding').text;
const ONBOARD = `mutation ($input: OnboardCustomerInput!, $userId: ID) { onboardCustomer(input: $input, userId: $userId) {
  __typename
  ... on Customer { outcome customerNumber amlScanStatus amlCategory politicallyExposed raw { providerCode } }
  ... on Problem { message }
  ... on ValidationProblem { fieldErrors { field message } }
  ... on InvalidMasterData { providerId field }
  ... on MandatoryFieldMissing { providerId field }
  ... on NotFound { field }
  ... on ProviderUnavailable { outcomeUnknown retryable }
} }`;
let numbers = 5_000;

function newIdNumber(): string {
  numbers += 1;
  return `T${numbers}`;
}

function onboarding(idNumber: string, changes: Record<string, unknown> = {}, document: Record<string, unknown> = {}) {
  return { ...SAMPLE, idDocuments: [{ ...SAMPLE.idDocuments[0], idNumber, ...document }], ...changes };
}

async function onboard(token: string, input: Record<string, unknown>, userId?: string): Promise<Data> {
  const { data, errors } = await gateway.send(ONBOARD, { input, userId }, token);
  expect(errors).toBeUndefined();
  return data.onboardCustomer;
}

async function settle(userId: string, idNumber: string, token = staff): Promise<Data> {
  const { data, errors } = await gateway.send(SETTLE, { userId, idType: '4', idNumber }, token);
  expect(errors).toBeUndefined();
  return data.settleOnboarding;
}

async function stateOf({ token }: Pick<NewCustomer, 'token'>): Promise<Data> {
  const { data } = await gateway.send(
    '{ me { onboarding { state providerId } customer { customerNumber } } }',
    {},
    token,
  );
  return { state: data.me.onboarding?.state ?? null, customerNumber: data.me.customer?.customerNumber ?? null };
}

async function upload({ token }: Pick<NewCustomer, 'token'>, bytes: Uint8Array, kind = 'PASSPORT'): Promise<string> {
  const text = readOperationFile('upload-document').text;
  const { data } = await gateway.upload(text, { input: { kind } }, { name: 'file', bytes }, token);
  return data.uploadDocument.id;
}

function pdf(sizeBytes = 200): Buffer {
  return Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(sizeBytes, 0x20)]);
}

describe('every documented field', () => {
  const CLASSIFICATION = {
    customerTypeId: 1,
    incomeType: 'SALARY',
    annualIncomeRangeId: 3,
    annualIncomeCurrency: 'inr',
    monthlyVolume: 5000,
    monthlyCount: 4,
    employerName: 'Example Ltd',
    employerAddress: '1, Example Road',
    employerPhone: '9000000052',
    professionCategory: '7',
    reasonForAccount: 'Savings',
    firstLanguage: 'en',
    maritalStatus: '2',
    dnfbp: false,
    dpms: false,
    taxRegistrationNumber: 'T1',
    socialLinks: [{ kindCode: '1', text: 'nina.example' }],
  };

  test('is taken, with files from stored documents', async () => {
    const customer = await newCustomer(gateway);
    const [image, paper] = await Promise.all([upload(customer, PIXEL_PNG), upload(customer, pdf(), 'UTILITY_BILL')]);
    const document = {
      frontDocumentId: image,
      backDocumentId: image,
      issuedBy: 'Passport Office',
      issuedAt: 'Pune',
      visaNumber: 'V1',
      visaExpiresOn: '2030-01-01',
      active: true,
      isDefault: true,
    };
    const input = onboarding(
      newIdNumber(),
      {
        preferredName: 'Nini',
        mothersMaidenName: 'Sample',
        secondNationality: 'AE',
        nativeRegion: 'Maharashtra',
        residentTypeId: 101,
        secondaryMobile: '9000000053',
        phone: '9000000054',
        occupationId: 3,
        addresses: [{ ...SAMPLE.addresses[0], poBox: '1', mobile: '9000000055' }],
        additionalDocuments: [
          { kindCode: '9', documentId: paper },
          { kindCode: '10', documentId: image },
        ],
        classification: CLASSIFICATION,
        photoDocumentId: image,
      },
      document,
    );

    expect(await onboard(customer.token, input)).toMatchObject({
      __typename: 'Customer',
      outcome: 'ONBOARDED',
      amlScanStatus: null,
      amlCategory: null,
      politicallyExposed: null,
      raw: null,
    });
    expect(await stateOf(customer)).toEqual({ state: 'LINKED', customerNumber: expect.stringMatching(/^\d{10}$/) });
  });

  test.each([
    ['riskRatingId', 1],
    ['agentReference', 'A-1'],
    ['remarks', 'a friend'],
    ['showRemarksOnTransactions', true],
  ])('%s is not the subject’s to say', async (name, value) => {
    const { token } = await newCustomer(gateway);
    const answer = await onboard(token, onboarding(newIdNumber(), { classification: { [name]: value } }));
    expect(answer).toMatchObject({
      __typename: 'ValidationProblem',
      fieldErrors: [{ field: `classification.${name}`, message: 'is for staff to say' }],
    });
  });

  test('lists that are empty or too long never reach the platform', async () => {
    const { token } = await newCustomer(gateway);
    gateway.simulators.get('cdp')?.clearRequests();
    const answer = await onboard(token, {
      ...onboarding(newIdNumber()),
      addresses: [],
      idDocuments: [1, 2].map((n) => ({ ...SAMPLE.idDocuments[0], idType: 2000 * n, isDefault: true })),
    });
    expect(answer.fieldErrors.map(({ field }: Data) => field)).toEqual([
      'addresses',
      'idDocuments.0.idType',
      'idDocuments.1.idType',
      'idDocuments',
    ]);
    expect(gateway.simulators.get('cdp')?.requests).toEqual([]);
  });

  test('a PDF is no picture, a large file no small one, and a file of somebody else no file', async () => {
    const customer = await newCustomer(gateway);
    const [paper, large] = await Promise.all([upload(customer, pdf()), upload(customer, pdf(3000))]);
    const asPhoto = await onboard(customer.token, onboarding(newIdNumber(), { photoDocumentId: paper }));
    expect(asPhoto.fieldErrors).toEqual([{ field: 'photoDocumentId', message: 'must be an image' }]);
    const additional = (documentId: string) => ({ additionalDocuments: [{ kindCode: '9', documentId }] });
    const tooLarge = await onboard(customer.token, onboarding(newIdNumber(), additional(large)));
    expect(tooLarge.fieldErrors).toEqual([
      { field: 'additionalDocuments.0.documentId', message: 'must have at most 2000 bytes' },
    ]);
    const other = await newCustomer(gateway);
    const field = 'additionalDocuments.0.documentId';
    expect(await onboard(other.token, onboarding(newIdNumber(), additional(paper)))).toMatchObject({ field });
    expect(await onboard(staff, onboarding(newIdNumber(), additional(paper)), other.id)).toMatchObject({ field });
    expect(await stateOf(customer)).toEqual({ state: null, customerNumber: null });
  });
});

describe('every outcome of an onboarding', () => {
  test.each([
    ['BLOCKED', { __typename: 'CustomerBlocked' }],
    ['COMPLIANCE', { __typename: 'CustomerInReview', message: 'The customer cannot be onboarded now.' }],
    ['BADMASTERDATA', { __typename: 'InvalidMasterData', providerId: 'cdp', field: 'occupationId' }],
    ['MISSINGFIELD', { __typename: 'MandatoryFieldMissing', providerId: 'cdp', field: 'occupationId' }],
    ['UPDATEFAILURE', { __typename: 'CustomerUpdateFailed' }],
    ['PENDING', { __typename: 'CustomerNotSubscribed' }],
  ])('%s is its own answer, and another may be sent', async (idNumber, problem) => {
    const customer = await newCustomer(gateway);

    expect(await onboard(customer.token, onboarding(idNumber))).toMatchObject(problem);
    expect(await stateOf(customer)).toEqual({ state: null, customerNumber: null });
    expect((await onboard(customer.token, onboarding(newIdNumber()))).__typename).toBe('Customer');
  });

  test.each(['BADGATEWAY', 'UNKNOWNCODE'])('%s leaves it unknown, and no other is sent', async (idNumber) => {
    const customer = await newCustomer(gateway);

    expect(await onboard(customer.token, onboarding(idNumber))).toMatchObject({
      __typename: 'ProviderUnavailable',
      outcomeUnknown: true,
      retryable: false,
    });
    expect(await stateOf(customer)).toEqual({ state: 'UNKNOWN', customerNumber: null });
    expect((await onboard(customer.token, onboarding(newIdNumber()))).__typename).toBe('Conflict');
  });

  test('staff are told why, about somebody else only', async () => {
    const customer = await newCustomer(gateway);

    expect((await onboard(staff, onboarding('COMPLIANCE'), customer.id)).__typename).toBe('CustomerUnderInvestigation');
    const rated = onboarding(newIdNumber(), { classification: { riskRatingId: 2 }, politicallyExposed: true });
    expect(await onboard(staff, rated, customer.id)).toMatchObject({
      outcome: 'ONBOARDED',
      amlScanStatus: 'Under Investigation',
      amlCategory: 'Low',
      politicallyExposed: true,
    });
    expect((await stateOf(customer)).state).toBe('LINKED');
  });

  test('nobody else onboards another', async () => {
    const [customer, other] = await Promise.all([newCustomer(gateway), newCustomer(gateway)]);
    const unknown = 'VXNlcjowMTkwYTAwMC0wMDAwLTcwMDAtODAwMS1mZmZmZmZmZmZmZmY';
    const denied = { __typename: 'NotFound', field: 'userId' };

    expect(await onboard(customer.token, onboarding(newIdNumber()), other.id)).toMatchObject(denied);
    expect(await onboard(staff, onboarding(newIdNumber()), unknown)).toMatchObject(denied);
  });

  test("a document of another user's customer does not link that customer", async () => {
    const customer = await newCustomer(gateway);

    expect((await onboard(customer.token, onboarding('P0000005'))).__typename).toBe('Conflict');
    expect(await stateOf(customer)).toEqual({ state: 'UNKNOWN', customerNumber: null });
  });
});

describe('settleOnboarding', () => {
  test('links the customer that was created although no answer came back', async () => {
    const customer = await newCustomer(gateway);
    await onboard(customer.token, onboarding('LOST'));
    const { data } = await gateway.send('{ unsettledOnboardings { nodes { state user { id } } } }', {}, staff);
    expect(data.unsettledOnboardings.nodes).toContainEqual({ state: 'UNKNOWN', user: { id: customer.id } });

    const settled = await settle(customer.id, 'LOST');

    expect(settled).toMatchObject({
      __typename: 'SettledOnboarding',
      onboarding: { state: 'LINKED', user: { id: customer.id } },
      customer: { outcome: 'FOUND', source: { state: 'LIVE' } },
    });
    expect(await stateOf(customer)).toEqual({
      state: 'LINKED',
      customerNumber: settled.customer.customerNumber,
    });
    expect((await settle(customer.id, 'LOST')).onboarding.state).toBe('LINKED');
    const after = await gateway.send('{ unsettledOnboardings { nodes { user { id } } } }', {}, staff);
    expect(after.data.unsettledOnboardings.nodes).not.toContainEqual({ user: { id: customer.id } });
  });

  test('frees the user for another one when the platform knows nobody', async () => {
    const customer = await newCustomer(gateway);
    const idNumber = 'BADGATEWAY';
    await onboard(customer.token, onboarding(idNumber));

    expect(await settle(customer.id, idNumber)).toMatchObject({
      onboarding: { state: 'FAILED' },
      customer: { outcome: 'NOT_FOUND' },
    });
    expect((await onboard(customer.token, onboarding(newIdNumber()))).outcome).toBe('ONBOARDED');
  });

  test('looks only for a document that was sent, and never guesses', async () => {
    const customer = await newCustomer(gateway);
    await onboard(customer.token, onboarding('UNKNOWNCODE'));

    expect(await settle(customer.id, 'P0000005')).toMatchObject({
      __typename: 'ValidationProblem',
      fieldErrors: [{ field: 'idNumber' }],
    });
    expect(await settle(customer.id, 'UNKNOWNCODE')).toMatchObject({
      onboarding: { state: 'UNKNOWN' },
      customer: { outcome: 'UNKNOWN' },
    });
    expect((await stateOf(customer)).state).toBe('UNKNOWN');
  });

  test('a platform that does not answer settles nothing', async () => {
    const customer = await newCustomer(gateway);
    await onboard(customer.token, onboarding('MALFORMED'));

    expect((await settle(customer.id, 'MALFORMED')).__typename).toBe('ProviderUnavailable');
    expect((await stateOf(customer)).state).toBe('UNKNOWN');
  });

  test('is for staff, about a user who has an onboarding', async () => {
    const customer = await newCustomer(gateway);
    const variables = { userId: customer.id, idType: '4', idNumber: 'P0000001' };

    const denied = await gateway.send(SETTLE, variables, customer.token);
    expect(denied.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const list = await gateway.send('{ unsettledOnboardings { nodes { state } } }', {}, customer.token);
    expect(list.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await settle(customer.id, 'P0000001')).toMatchObject({ __typename: 'NotFound', field: 'userId' });
  });
});

describe('the AML status callback', () => {
  const MINE = '{ me { customer(maxAge: 3600) { customerStatus source { state } } } }';
  const FIND = `query ($idNumber: IdNumber!) { findCustomer(idType: "4", idNumber: $idNumber, maxAge: 3600) {
    amlScanStatus source { state } } }`;

  test('makes every kept answer about the customer out of date', async () => {
    const customer = await newCustomer(gateway);
    const idNumber = newIdNumber();
    await onboard(customer.token, onboarding(idNumber, { politicallyExposed: true }));
    const mine = async () => (await gateway.send(MINE, {}, customer.token)).data.me.customer.source.state;
    const found = async () => (await gateway.send(FIND, { idNumber }, staff)).data.findCustomer;
    expect([await mine(), await mine()]).toEqual(['LIVE', 'CACHED']);
    expect(await found()).toEqual({ amlScanStatus: 'Under Investigation', source: { state: 'LIVE' } });
    expect(await found()).toEqual({ amlScanStatus: 'Under Investigation', source: { state: 'CACHED' } });

    const simulator = gateway.simulators.get('cdp');
    simulator?.configureWebhooks({ target: `${gateway.url}/webhooks/cdp`, copies: 2 });
    simulator?.advanceTime(61_000);
    await fetch(`${simulator?.url}/__simulator`);
    await simulator?.webhooksSettled();

    expect([await mine(), await mine()]).toEqual(['LIVE', 'CACHED']);
    expect(await found()).toEqual({ amlScanStatus: 'Accepted', source: { state: 'LIVE' } });
    expect(await found()).toEqual({ amlScanStatus: 'Accepted', source: { state: 'CACHED' } });
  });

  test('without the secret it is refused', async () => {
    const send = (headers: Record<string, string>) =>
      fetch(`${gateway.url}/webhooks/cdp`, { method: 'POST', headers, body: JSON.stringify({ ecrn: '8800000001' }) });

    expect((await send({})).status).toBe(401);
    expect((await send({ 'x-webhook-token': 'another' })).status).toBe(401);
  });
});
