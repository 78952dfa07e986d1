import { type Data, startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { PIXEL_PNG } from './images.js';
import { newCustomer } from './new-customer.js';
import { readOperationFile } from './operation-files.js';

const PROVIDER_TIMEOUT_MS = 1_500;

let gateway: TestGateway;
let token: string;
beforeAll(async () => {
  // What becomes of a check when no other provider stands in.
  gateway = await startTestGateway({ PROVIDERS: 'cashfree', PROVIDER_TIMEOUT_MS: String(PROVIDER_TIMEOUT_MS) });
  token = (await newCustomer(gateway)).token;
});
afterAll(() => gateway.stop());

type Check = 'verify-pan' | 'verify-bank-account' | 'verify-gstin' | 'match-names';

/** The result of a check's mutation. */
async function check(name: Check, input: Record<string, unknown>, as = token): Promise<Data> {
  const { text, rootFields } = readOperationFile(name);
  const { data, errors } = await gateway.send(text, { input }, as);
  expect(errors).toBeUndefined();
  return data[rootFields[0] ?? ''];
}

async function checkLiveness(filename: string): Promise<Data> {
  const file = { name: filename, bytes: PIXEL_PNG };
  const uploaded = await gateway.upload(
    readOperationFile('upload-document').text,
    { input: { kind: 'SELFIE' } },
    file,
    token,
  );
  const documentId = uploaded.data.uploadDocument.id;
  return (await gateway.send(readOperationFile('check-liveness').text, { documentId }, token)).data.checkLiveness;
}

function codesOf(verification: Data): string[] {
  return verification.reasons.map(({ code }: { code: string }) => code);
}

/** The kept record of the newest check, as staff see it. */
async function newest(as = token): Promise<Data> {
  const { data } = await gateway.send(
    `{ verifications(first: 1) { nodes { id capability status outcome validity source { state error { code } }
      attempts { errorCode finishedAt } timeline { status outcome } } } }`,
    {},
    as,
  );
  return data.verifications.nodes[0];
}

describe('verifyPan', () => {
  test.each([
    ['AZJPG7110R', 'John Snow', 'PASS', []],
    ['TSTPX0001A', 'Nina Varma', 'CAUTION', ['HOLDER_DECEASED']],
    ['TSTPX0004A', 'Nina Varma', 'FAIL', ['REGISTRY_INACTIVE']],
    ['ZZZPZ9999Z', 'Nina Varma', 'FAIL', ['REGISTRY_NOT_FOUND']],
    ['AZJPG7110R', 'Somebody Else', 'FAIL', ['NAME_MISMATCH']],
    ['TSTPX0007A', 'Nina Varma', 'UNKNOWN', []],
  ])('%s of %s: %s %j', async (pan, name, outcome, reasons) => {
    const verification = await check('verify-pan', { pan, name });

    expect(verification).toMatchObject({ __typename: 'Verification', status: 'COMPLETED', capability: 'PAN' });
    expect({ outcome: verification.outcome, reasons: codesOf(verification) }).toEqual({ outcome, reasons });
    expect(verification.subject).toBe(`${pan.slice(0, 2)}XXXXXX${pan.slice(-2)}`);
    expect(verification.validity).toBe(outcome === 'PASS' ? 'VALID' : null);
  });

  test('is kept and read again from the provider', async () => {
    const { id } = await check('verify-pan', { pan: 'ABCPV1234D', name: 'John Doe' });
    const { data } = await gateway.send(
      'query ($id: ID!) { verification(id: $id) { outcome score facts { name value } source { providerId state } timeline { status outcome } } }',
      { id },
      token,
    );

    expect(data.verification).toMatchObject({
      outcome: 'PASS',
      score: 1,
      source: { providerId: 'cashfree', state: 'LIVE' },
      timeline: [
        { status: 'PROCESSING', outcome: null },
        { status: 'COMPLETED', outcome: 'PASS' },
      ],
    });
    expect(data.verification.facts).toContainEqual({ name: 'registeredName', value: 'JOHN DOE' });
  });

  test.each([
    ['TSTPX0500A', { __typename: 'ProviderUnavailable', providerErrorCode: 'PROVIDER_ERROR' }],
    ['TSTPX0502A', { __typename: 'ProviderUnavailable', providerErrorCode: 'PROVIDER_UNAVAILABLE' }],
    ['TSTPX0200A', { __typename: 'ProviderUnavailable', providerErrorCode: 'PROVIDER_BAD_RESPONSE' }],
    ['TSTPX0008A', { __typename: 'ProviderUnavailable', providerErrorCode: 'PROVIDER_BAD_RESPONSE' }],
    ['TSTPX0401A', { __typename: 'ProviderUnavailable', providerErrorCode: 'PROVIDER_AUTH_FAILED', retryable: false }],
    ['TSTPX0422A', { __typename: 'ProviderRejected', providerId: 'cashfree' }],
  ])('%s is a problem and is kept as not done', async (pan, problem) => {
    const customer = await newCustomer(gateway);

    expect(await check('verify-pan', { pan }, customer.token)).toMatchObject(problem);
    const kept = await newest(customer.token);
    expect(kept).toMatchObject({ capability: 'PAN', outcome: 'UNAVAILABLE', validity: null });
    expect(['ERRORED', 'UNKNOWN']).toContain(kept.status);
    expect(kept.attempts).toEqual([{ errorCode: expect.stringMatching(/^PROVIDER_/), finishedAt: expect.any(String) }]);
  });

  test('a provider that asks to slow down says for how long', async () => {
    expect(await check('verify-pan', { pan: 'TSTPX0429A' })).toMatchObject({
      __typename: 'ProviderUnavailable',
      providerErrorCode: 'PROVIDER_RATE_LIMITED',
      retryable: true,
      retryAfter: 2,
      outcomeUnknown: false,
    });
  });

  test('a slow provider is left at the deadline, with an unknown outcome and no second call', async () => {
    const simulator = gateway.simulators.get('cashfree');
    simulator?.clearRequests();
    const startedAt = performance.now();

    expect(await check('verify-pan', { pan: 'TSTPX0003A' })).toMatchObject({
      __typename: 'ProviderUnavailable',
      providerErrorCode: 'PROVIDER_TIMEOUT',
      outcomeUnknown: true,
      retryable: false,
    });

    expect(performance.now() - startedAt).toBeLessThan(PROVIDER_TIMEOUT_MS + 1_400);
    expect(simulator?.requests.map(({ path }) => path)).toEqual(['/pan']);
    expect(await newest()).toMatchObject({ status: 'UNKNOWN', outcome: 'UNAVAILABLE' });
  });
});

describe('verifyBankAccount', () => {
  test.each([
    ['026291800001191', 'YESB0000262', 'PASS', []],
    ['7766666585146', 'YESB0000001', 'FAIL', ['REGISTRY_NOT_FOUND']],
    ['7766667989884', 'RATN0000070', 'FAIL', ['REGISTRY_INACTIVE']],
  ])('%s at %s: %s', async (accountNumber, ifsc, outcome, reasons) => {
    const verification = await check('verify-bank-account', { accountNumber, ifsc, name: 'John Doe' });

    expect(verification).toMatchObject({ __typename: 'Verification', status: 'COMPLETED' });
    expect({ outcome: verification.outcome, reasons: codesOf(verification) }).toEqual({ outcome, reasons });
    expect(verification.subject).toBe(`${'X'.repeat(accountNumber.length - 4)}${accountNumber.slice(-4)}`);
  });

  test('an outage of the bank (422) is no answer about the account, and worth another try', async () => {
    const verification = await check('verify-bank-account', { accountNumber: '00094221', ifsc: 'HDFC0000001' });

    expect(verification).toMatchObject({
      __typename: 'Verification',
      status: 'ERRORED',
      outcome: 'UNAVAILABLE',
      validity: null,
      reasons: [expect.objectContaining({ retryable: true })],
    });
  });

  test('an account that the bank takes for fraud is not an outage', async () => {
    const verification = await check('verify-bank-account', { accountNumber: '00094228', ifsc: 'HDFC0000001' });

    expect(verification).toMatchObject({ __typename: 'Verification', validity: null });
    expect(verification.outcome).not.toBe('PASS');
    expect(verification.reasons.every(({ retryable }: { retryable: boolean }) => !retryable)).toBe(true);
  });

  test('leading zeros reach the bank', async () => {
    const verification = await check('verify-bank-account', {
      accountNumber: '000100000042',
      ifsc: 'HDFC0000001',
      name: 'Nina Varma',
    });

    expect(verification).toMatchObject({ outcome: 'PASS', subject: 'XXXXXXXX0042', score: 1 });
  });
});

describe('verifyGstin', () => {
  test.each([
    ['29AAICP2912R1ZR', 'PASS'],
    ['29TSTPX0011A1ZA', 'FAIL'],
    ['29TSTPX0012A1Z9', 'CAUTION'],
    ['29AAGCB7383J1Z4', 'NOT_FOUND'],
  ])('%s: %s', async (gstin, outcome) => {
    expect(await check('verify-gstin', { gstin })).toMatchObject({
      __typename: 'Verification',
      status: 'COMPLETED',
      outcome,
      subject: `29${gstin.slice(2, 4)}XXXXXX${gstin.slice(-5)}`,
    });
  });
});

describe('matchNames', () => {
  test.each([
    ['Nina Varma', 'Varma Nina', 'PASS', 1],
    ['Nina Varma', 'Nina V', 'PASS', 0.85],
    ['Nina Varma', 'Omar Varma', 'FAIL', 0.38],
    ['Nina Varma', 'Somebody Else', 'FAIL', 0.14],
  ])('%s and %s: %s', async (name, otherName, outcome, score) => {
    expect(await check('match-names', { name, otherName })).toMatchObject({ outcome, score, status: 'COMPLETED' });
  });

  test('keeps no names', async () => {
    const verification = await check('match-names', { name: 'Nina Varma', otherName: 'Nina Secretname' });

    expect(JSON.stringify(verification)).not.toMatch(/Varma|Secretname/);
  });
});

describe('checkLiveness', () => {
  test.each([
    ['selfie.png', 'COMPLETED', 'PASS', null],
    ['spoof.png', 'COMPLETED', 'FAIL', null],
    ['noface.png', 'AWAITING_INPUT', null, 'TakeLivePhoto'],
    ['twofaces.png', 'AWAITING_INPUT', null, 'TakeLivePhoto'],
  ])('%s: %s %s', async (filename, status, outcome, nextAction) => {
    const verification = await checkLiveness(filename);

    expect(verification).toMatchObject({ __typename: 'Verification', status, evidence: { filename } });
    if (outcome !== null) expect(verification.outcome).toBe(outcome);
    expect(verification.nextAction.__typename).toBe(nextAction ?? 'NoAction');
  });

  test("does not look at somebody else's picture", async () => {
    const { variables, text } = readOperationFile('check-liveness');
    const { data } = await gateway.send(text, variables, token);

    expect(data.checkLiveness).toMatchObject({ __typename: 'NotFound', field: 'documentId' });
  });
});
