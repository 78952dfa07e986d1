import { type Data, startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { PIXEL_PNG } from './images.js';
import { type NewCustomer, newCustomer } from './new-customer.js';
import { readOperationFile } from './operation-files.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

const ONBOARD = readOperationFile('onboard-customer');
const FIND = `query ($idNumber: IdNumber!) { findCustomer(idType: "4", idNumber: $idNumber) { outcome customerNumber firstName
  email amlScanStatus raw { providerCode } source { state error { code retryable } } } }`;
let numbers = 1_000;

function newIdNumber(): string {
  numbers += 1;
  return `T${numbers}`;
}

function onboarding(idNumber: string, changes: Record<string, unknown> = {}, document: Record<string, unknown> = {}) {
  const input = ONBOARD.variables.input as { idDocuments: object[] };
  return { ...input, idDocuments: [{ ...input.idDocuments[0], idNumber, ...document }], ...changes };
}

async function onboard({ token }: Pick<NewCustomer, 'token'>, input: Record<string, unknown>): Promise<Data> {
  const { data, errors } = await gateway.send(ONBOARD.text, { input }, token);
  expect(errors).toBeUndefined();
  return data.onboardCustomer;
}

async function linked({ token }: NewCustomer): Promise<Data> {
  const { data } = await gateway.send('{ me { customer { customerNumber outcome source { state } } } }', {}, token);
  return data.me.customer;
}

describe('onboardCustomer', () => {
  test('makes a customer who is found again, by them and under their account', async () => {
    const customer = await newCustomer(gateway);
    const idNumber = newIdNumber();

    const onboarded = await onboard(customer, onboarding(idNumber, { firstName: 'Nina' }));

    expect(onboarded).toMatchObject({ __typename: 'Customer', outcome: 'ONBOARDED', customerStatus: 'ACTIVE' });
    expect(await linked(customer)).toEqual({
      customerNumber: onboarded.customerNumber,
      outcome: 'FOUND',
      source: { state: 'LIVE' },
    });
    const { data } = await gateway.send(FIND, { idNumber }, customer.token);
    expect(data.findCustomer).toMatchObject({
      outcome: 'FOUND',
      customerNumber: onboarded.customerNumber,
      firstName: 'Nina',
      email: 'a***@example.com',
      amlScanStatus: null,
    });
  });

  test('takes pictures of the document and the face', async () => {
    const customer = await newCustomer(gateway);
    const file = { name: 'id.png', bytes: PIXEL_PNG };
    const upload = readOperationFile('upload-document').text;
    const { data } = await gateway.upload(upload, { input: { kind: 'PASSPORT' } }, file, customer.token);
    const documentId = data.uploadDocument.id;

    const input = onboarding(newIdNumber(), { photoDocumentId: documentId }, { frontDocumentId: documentId });
    expect((await onboard(customer, input)).outcome).toBe('ONBOARDED');
  });

  test('happens once for a user', async () => {
    const customer = await newCustomer(gateway);
    await onboard(customer, onboarding(newIdNumber()));
    const simulator = gateway.simulators.get('cdp');
    simulator?.clearRequests();

    expect((await onboard(customer, onboarding(newIdNumber()))).__typename).toBe('Conflict');
    expect(simulator?.requests).toEqual([]);
  });

  test('two at the same time become one', async () => {
    const customer = await newCustomer(gateway);
    const both = await Promise.all([
      onboard(customer, onboarding(newIdNumber())),
      onboard(customer, onboarding(newIdNumber())),
    ]);

    expect(both.map(({ __typename }) => __typename).sort()).toEqual(['Conflict', 'Customer']);
  });

  test.each([
    ['BLOCKED', { __typename: 'CustomerBlocked' }],
    ['COMPLIANCE', { __typename: 'CustomerInReview' }],
    ['BADMASTERDATA', { __typename: 'InvalidMasterData' }],
  ])('%s is answered as it is and may be tried again', async (idNumber, problem) => {
    const customer = await newCustomer(gateway);

    expect(await onboard(customer, onboarding(idNumber))).toMatchObject(problem);
    expect(await linked(customer)).toBeNull();
    expect((await onboard(customer, onboarding(newIdNumber()))).outcome).toBe('ONBOARDED');
  });

  test.each(['LOST', 'MALFORMED'])(
    '%s: nobody knows whether it happened, so no second one is sent',
    async (idNumber) => {
      const customer = await newCustomer(gateway);

      expect(await onboard(customer, onboarding(idNumber))).toMatchObject({
        __typename: 'ProviderUnavailable',
        providerId: 'cdp',
        outcomeUnknown: true,
        retryable: false,
      });
      expect((await onboard(customer, onboarding(newIdNumber()))).__typename).toBe('Conflict');
    },
  );

  test("does not take somebody else's pictures", async () => {
    const photo = readOperationFile('check-liveness').variables.documentId;

    expect(
      await onboard(await newCustomer(gateway), onboarding(newIdNumber(), { photoDocumentId: photo })),
    ).toMatchObject({ __typename: 'NotFound', field: 'photoDocumentId' });
  });
});

describe('findCustomer', () => {
  test.each([
    ['P0000003', 'FOUND'],
    ['NOTFOUND', 'NOT_FOUND'],
    ['SNAKECASE', 'NOT_FOUND'],
    ['PENDING', 'SUBSCRIPTION_PENDING'],
    ['COMPLIANCE', 'UNDER_COMPLIANCE_INVESTIGATION'],
    ['BLOCKED', 'BLOCKED'],
    ['UNKNOWNCODE', 'UNKNOWN'],
  ])('%s: %s', async (idNumber, outcome) => {
    const { data, errors } = await gateway.send(FIND, { idNumber }, await gateway.login('ravi@example.com'));

    expect(errors).toBeUndefined();
    expect(data.findCustomer).toMatchObject({ outcome, source: { state: 'LIVE', error: null } });
  });

  test.each([
    ['SEARCHERROR', 'PROVIDER_ERROR'],
    ['ERROR500', 'PROVIDER_ERROR'],
    ['MALFORMED', 'PROVIDER_BAD_RESPONSE'],
  ])('%s marks the answer and gives one error', async (idNumber, code) => {
    const { data, errors } = await gateway.send(FIND, { idNumber }, await gateway.login('ravi@example.com'));

    expect(data.findCustomer).toMatchObject({ outcome: null, customerNumber: null, source: { state: 'UNAVAILABLE' } });
    expect(data.findCustomer.source.error.code).toBe(code);
    expect(errors?.map(({ extensions }) => extensions)).toEqual([
      { code, providerId: 'cdp', retryable: data.findCustomer.source.error.retryable },
    ]);
  });

  test('a customer finds themselves and nobody else', async () => {
    const token = await gateway.login('asha@example.com');

    expect((await gateway.send(FIND, { idNumber: 'P0000001' }, token)).data.findCustomer.outcome).toBe('FOUND');
    const others = await gateway.send(FIND, { idNumber: 'P0000003' }, token);
    expect(others.data.findCustomer).toMatchObject({ outcome: 'NOT_FOUND', customerNumber: null, firstName: null });
    expect(others).toEqual(await gateway.send(FIND, { idNumber: 'NOTFOUND' }, token));
  });
});
