import { createHmac } from 'node:crypto';
import { type Data, startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { PIXEL_PNG } from './images.js';
import { newCustomer } from './new-customer.js';
import { readOperationFile } from './operation-files.js';

let gateway: TestGateway;
let token: string;
beforeAll(async () => {
  gateway = await startTestGateway({ CASHFREE_WEBHOOK_LEGACY: 'true' });
  token = (await newCustomer(gateway)).token;
});
afterAll(() => gateway.stop());

async function run(name: string, variables: Record<string, unknown>, as = token): Promise<Data> {
  const { text, rootFields } = readOperationFile(name);
  const { data, errors } = await gateway.send(text, variables, as);
  expect(errors).toBeUndefined();
  return data[rootFields[0] ?? ''];
}

async function upload(name: string): Promise<string> {
  const operation = readOperationFile('upload-document');
  const file = { name, bytes: PIXEL_PNG };
  const { data } = await gateway.upload(operation.text, { input: { kind: 'AADHAAR_CARD' } }, file, token);
  return data.uploadDocument.id;
}

async function read(id: string): Promise<Data> {
  const query = `query ($id: ID!) { verification(id: $id) {
    status outcome validity reasons { code } facts { name value } timeline { status outcome }
    nextAction { __typename ... on OpenUrl { url expiresAt } } source { state } } }`;
  return (await gateway.send(query, { id }, token)).data.verification;
}

/** As it was kept: the provider is away, so nothing is read again. */
async function kept(id: string): Promise<Data> {
  const simulator = gateway.simulators.get('cashfree');
  simulator?.setFaults([{ pathContains: '', status: 404, body: {} }]);
  const verification = await read(id);
  simulator?.setFaults([]);
  return verification;
}

/** Lets the simulator's time pass and waits until its events have arrived. */
async function pass(ms: number, timeline: { id: string; length: number }): Promise<void> {
  const simulator = gateway.simulators.get('cashfree');
  simulator?.advanceTime(ms);
  const query = 'query ($id: ID!) { verification(id: $id) { timeline { status } } }';
  for (let tries = 0; tries < 100; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 30));
    await simulator?.webhooksSettled();
    const { data } = await gateway.send(query, { id: timeline.id }, token);
    if (data.verification.timeline.length >= timeline.length) return;
  }
  throw new Error('The event did not arrive.');
}

const codes = ({ reasons }: Data): string[] => reasons.map(({ code }: { code: string }) => code);
const facts = ({ facts: list }: Data): Record<string, string> =>
  Object.fromEntries(list.map(({ name, value }: { name: string; value: string }) => [name, value]));

describe('numbers and their registries', () => {
  const person = { dateOfBirth: '1990-04-12' };
  test.each([
    ['verify-pan-advanced', { input: { pan: 'AZJPG7110R', name: 'John Snow' } }, 'PASS', []],
    ['verify-pan-advanced', { input: { pan: 'AZJPG7110R', name: 'Ravi Menon' } }, 'FAIL', ['NAME_MISMATCH']],
    ['verify-pan-lite', { input: { pan: 'AZJPG7110R', name: 'John Snow', ...person } }, 'PASS', []],
    ['verify-vehicle', { vehicleNumber: 'KA01AB0001' }, 'PASS', []],
    [
      'verify-pan-lite',
      { input: { pan: 'TSTPX0001A', name: 'Nina Varma', ...person } },
      'CAUTION',
      ['HOLDER_DECEASED'],
    ],
    ['verify-pan-lite', { input: { pan: 'TSTPX0005A', name: 'Nina Varma', ...person } }, 'FAIL', ['REGISTRY_INACTIVE']],
    [
      'verify-driving-licence',
      { input: { licenceNumber: 'KA0120110000404', ...person } },
      'FAIL',
      ['REGISTRY_NOT_FOUND'],
    ],
    [
      'verify-driving-licence',
      { input: { licenceNumber: 'KA0120110000011', ...person } },
      'CAUTION',
      ['REGISTRY_INACTIVE'],
    ],
    ['verify-voter-id', { input: { epicNumber: 'ABC0000001' } }, 'PASS', []],
    ['verify-voter-id', { input: { epicNumber: 'ABC0000007' } }, 'UNKNOWN', []],
    ['verify-passport', { input: { fileNumber: 'BN0000000000001', ...person } }, 'PASS', []],
    ['verify-cin', { cin: 'U00000KA2020PTC000011' }, 'CAUTION', ['REGISTRY_INACTIVE']],
    ['verify-upi', { input: { vpa: 'success@upi', name: 'Somebody Else' } }, 'FAIL', ['NAME_MISMATCH']],
    ['verify-upi', { input: { vpa: 'failure@upi' } }, 'FAIL', ['REGISTRY_NOT_FOUND']],
    ['verify-vehicle', { vehicleNumber: 'KA01AB0012' }, 'CAUTION', ['REGISTRY_INACTIVE']],
    ['check-ip-address', { ipAddress: '198.51.100.1' }, 'CAUTION', ['OTHER']],
    ['check-digilocker-account', { input: { phone: '+919000000404' } }, 'NOT_FOUND', ['REGISTRY_NOT_FOUND']],
  ])('%s %j: %s %j', async (name, variables, outcome, reasons) => {
    const verification = await run(name, variables);

    expect(verification).toMatchObject({ __typename: 'Verification', outcome });
    expect(codes(verification)).toEqual(reasons);
  });

  test('no number and no contact comes back in clear', async () => {
    const verification = await run('verify-pan-advanced', { input: { pan: 'TSTPA0042B', name: 'Nina Varma' } });
    const address = await run('check-ip-address', { ipAddress: '203.0.113.7' });

    expect(facts(verification)).toMatchObject({ registeredName: 'NINA VARMA', maskedAadhaar: 'XXXXXXXX0001' });
    expect(JSON.stringify([verification, address])).not.toMatch(/TSTPA0042B|203\.0\.113\.7/);
  });

  test('one of phone and Aadhaar number, not both', async () => {
    expect(await run('check-digilocker-account', { input: {} })).toMatchObject({ __typename: 'ValidationProblem' });
  });
});

describe('verifyBankAccountAsync', () => {
  const start = (accountNumber: string) =>
    run('verify-bank-account-async', { input: { accountNumber, ifsc: 'HDFC0000001', name: 'Nina Varma' } });

  test.each([
    ['000100000042', 'PASS', []],
    ['000100000077', 'PASS', []],
    ['00094228', 'FAIL', []],
    ['00094221', 'UNAVAILABLE', ['REGISTRY_UNAVAILABLE']],
  ])('%s ends by webhook: %s %j', async (account, outcome, reasons) => {
    const started = await start(account);
    expect(started).toMatchObject({ status: 'PROCESSING', nextAction: { __typename: 'Wait', waitingOn: 'PROVIDER' } });

    await pass(31_000, { id: started.id, length: 3 });

    const ended = await kept(started.id);
    expect(ended).toMatchObject({ outcome });
    expect(codes(ended)).toEqual(reasons);
  });

  test('a duplicate and a late older event change nothing', async () => {
    const started = await start('000100000078');
    await pass(31_000, { id: started.id, length: 3 });
    await new Promise((resolve) => setTimeout(resolve, 40));
    await gateway.simulators.get('cashfree')?.webhooksSettled();

    expect((await kept(started.id)).timeline.map(({ outcome }: Data) => outcome)).toEqual([
      null,
      'UNAVAILABLE',
      'PASS',
    ]);
    expect(await read(started.id)).toMatchObject({ status: 'COMPLETED', outcome: 'PASS', source: { state: 'LIVE' } });
  });
});

describe('DigiLocker', () => {
  const start = (path: string) =>
    run('start-digilocker', { input: { documents: ['AADHAAR', 'PAN'], redirectUrl: `https://example.com/${path}` } });
  const fetchOne = (verificationId: string, document: string) =>
    run('fetch-digilocker-document', { input: { verificationId, document } });

  test('page, consent, documents', async () => {
    const started = await start('done');
    expect(started).toMatchObject({ status: 'AWAITING_INPUT', nextAction: { __typename: 'OpenUrl' } });
    expect(started.nextAction.url).toMatch(/^https:/);
    expect(Date.parse(started.nextAction.expiresAt)).toBeGreaterThan(Date.now());
    expect((await read(started.id)).nextAction).toEqual(started.nextAction);
    expect(await fetchOne(started.id, 'PAN')).toMatchObject({ __typename: 'ProviderRejected' });
    const staff = await gateway.login('ravi@example.com');
    const query = 'query ($id: ID!) { verification(id: $id) { status nextAction { __typename } } }';
    expect((await gateway.send(query, { id: started.id }, staff)).data.verification).toEqual({
      status: 'AWAITING_INPUT',
      nextAction: { __typename: 'Wait' },
    });

    await pass(21_000, { id: started.id, length: 3 });

    expect(await kept(started.id)).toMatchObject({ status: 'COMPLETED', outcome: 'PASS', validity: 'VALID' });
    const aadhaar = await fetchOne(started.id, 'AADHAAR');
    expect(aadhaar).toMatchObject({ capability: 'DIGILOCKER_DOCUMENT', outcome: 'PASS', subject: 'AADHAAR' });
    expect(facts(aadhaar)).toMatchObject({ maskedAadhaar: 'XXXXXXXX0001', dateOfBirth: '1990-XX-XX' });
    expect(facts(await fetchOne(started.id, 'PAN')).pan).toBe('TSXXXXXX1B');
  });

  test.each([
    ['denied', 21_000, 'CANCELLED', ['CONSENT_MISSING']],
    ['expired', 601_000, 'EXPIRED', ['USER_ABANDONED']],
  ])('%s', async (path, ms, status, reasons) => {
    const started = await start(path);
    await pass(ms, { id: started.id, length: 3 });
    const ended = await kept(started.id);

    expect(ended).toMatchObject({ status, nextAction: { __typename: 'NoAction' } });
    expect(codes(ended)).toEqual(reasons);
  });

  test('a document on its way, and one that is not linked', async () => {
    const slow = await start('slow');
    const none = await start('notlinked');
    await pass(21_000, { id: none.id, length: 3 });

    expect(await fetchOne(slow.id, 'AADHAAR')).toMatchObject({ status: 'PROCESSING', outcome: 'UNAVAILABLE' });
    expect(await fetchOne(slow.id, 'AADHAAR')).toMatchObject({ status: 'COMPLETED', outcome: 'PASS' });
    expect(await fetchOne(none.id, 'AADHAAR')).toMatchObject({ outcome: 'NOT_FOUND' });
  });

  test("nobody fetches somebody else's documents", async () => {
    const { variables } = readOperationFile('fetch-digilocker-document');
    expect(await run('fetch-digilocker-document', variables)).toMatchObject({ __typename: 'NotFound' });
  });
});

describe('forms, signatures and payments', () => {
  test.each([
    [
      'create-kyc-link',
      { input: { phone: '+919000000001', templateName: 'basic', expiresOn: '2100-01-31' } },
      31_000,
      'PASS',
    ],
    ['create-kyc-link', { input: { phone: '+919000000008', templateName: 'basic' } }, 31_000, 'FAIL'],
    ['create-kyc-link', { input: { phone: '+919000000077', templateName: 'basic' } }, 31_000, 'PASS'],
    ['create-kyc-link', { input: { phone: '+919000000009', templateName: 'basic' } }, 31_000, 'UNAVAILABLE'],
    ['start-reverse-penny-drop', { input: { name: 'John Doe' } }, 21_000, 'PASS'],
    ['start-reverse-penny-drop', { input: { name: 'failed legacy' } }, 21_000, 'FAIL'],
  ])('%s %j ends after %d ms: %s', async (name, variables, ms, outcome) => {
    const started = await run(name, variables);
    expect(started).toMatchObject({ status: 'AWAITING_INPUT', nextAction: { __typename: 'OpenUrl' } });
    await pass(ms, { id: started.id, length: 3 });

    expect(await kept(started.id)).toMatchObject({ outcome });
    expect(await read(started.id)).toMatchObject({ outcome, source: { state: 'LIVE' } });
  });

  test.each(['done', 'legacy'])('startESign: %s', async (path) => {
    const nila = await gateway.login('nila@example.com');
    const { variables } = readOperationFile('start-e-sign');
    const input = { ...(variables.input as object), redirectUrl: `https://example.com/${path}`, expiresInDays: 3 };
    const started = await run('start-e-sign', { input }, nila);
    expect(started).toMatchObject({ status: 'AWAITING_INPUT', subject: 'n***@example.com' });
    const own = token;
    token = nila;
    await pass(61_000, { id: started.id, length: 3 });
    expect(await kept(started.id)).toMatchObject({ status: 'COMPLETED', outcome: 'PASS' });
    token = own;
  });
});

describe('Aadhaar', () => {
  const number = '999941057058';

  test('code, wrong code, right code; the number stays out of everything kept', async () => {
    const started = await run('request-aadhaar-otp', { aadhaarNumber: number });
    const verificationId = started.id;
    expect(started).toMatchObject({
      status: 'AWAITING_INPUT',
      subject: 'XXXXXXXX7058',
      nextAction: { __typename: 'EnterAadhaarOtp', verificationId },
    });
    expect(await run('verify-aadhaar-otp', { input: { verificationId, code: '222222' } })).toMatchObject({
      __typename: 'ProviderRejected',
    });
    expect(await run('verify-aadhaar-otp', { input: { verificationId, code: '000409' } })).toMatchObject({
      __typename: 'ProviderUnavailable',
      retryable: true,
      retryAfter: 30,
    });
    const done = await run('verify-aadhaar-otp', { input: { verificationId, code: '111000' } });
    expect(done).toMatchObject({ status: 'COMPLETED', outcome: 'PASS' });
    expect(JSON.stringify(done)).not.toContain(number);
    expect(await run('verify-aadhaar-otp', { input: { verificationId, code: '111000' } })).toMatchObject({
      __typename: 'Conflict',
    });
  });

  test('SUCCESS without a linked mobile number means that nothing was sent', async () => {
    const verification = await run('request-aadhaar-otp', { aadhaarNumber: ['2000', '0000', '0009'].join('') });

    expect(verification).toMatchObject({ status: 'COMPLETED', outcome: 'UNAVAILABLE' });
    expect(facts(verification).otpSent).toBe('false');
  });

  test('a number that does not exist', async () => {
    expect(await run('request-aadhaar-otp', { aadhaarNumber: ['3000', '0000', '0001'].join('') })).toMatchObject({
      outcome: 'FAIL',
    });
  });
});

describe('images', () => {
  test.each([
    ['same.png', 'COMPLETED', 'PASS'],
    ['other.png', 'COMPLETED', 'FAIL'],
    ['twofaces.png', 'AWAITING_INPUT', 'UNAVAILABLE'],
  ])('matchFaces with %s: %s %s', async (second, status, outcome) => {
    const input = { firstDocumentId: await upload('me.png'), secondDocumentId: await upload(second) };
    expect(await run('match-faces', { input })).toMatchObject({ status, outcome });
  });

  test.each([
    ['card.png', 'PASS', []],
    ['forged.png', 'CAUTION', []],
    ['blurred.png', 'CAUTION', ['IMAGE_BLURRED']],
    ['wrong.png', 'UNAVAILABLE', ['DOC_WRONG_TYPE']],
  ])('readDocument of %s: %s %j', async (name, outcome, reasons) => {
    const verification = await run('read-document', { input: { documentId: await upload(name), kind: 'PAN' } });
    expect(verification.outcome).toBe(outcome);
    expect(codes(verification)).toEqual(reasons);
  });

  test('maskAadhaarDocument stores a new document', async () => {
    const documentId = await upload('card.png');
    const masked = await run('mask-aadhaar-document', { documentId });

    expect(masked).toMatchObject({ outcome: 'PASS', evidence: { filename: 'masked-aadhaar.png' } });
    expect(masked.evidence.id).not.toBe(documentId);
    expect(await run('mask-aadhaar-document', { documentId: await upload('wrong.png') })).toMatchObject({
      status: 'AWAITING_INPUT',
      nextAction: { __typename: 'UploadDocument' },
    });
  });
});

describe('the webhook', () => {
  const body = JSON.stringify({ event_type: 'VKYC_SOMETHING', event_time: '2026-01-31T09:30:00Z', data: {} });
  const post = (headers: Record<string, string>, text = body) =>
    fetch(`${gateway.url}/webhooks/cashfree`, { method: 'POST', headers, body: text });
  const sign = (timestamp: string, secret = 'demo-client-secret') => ({
    'x-webhook-timestamp': timestamp,
    'x-webhook-signature': createHmac('sha256', secret)
      .update(timestamp + body)
      .digest('base64'),
  });

  test('answers by who sent it and when', async () => {
    const now = String(Date.now());
    expect((await post(sign(now))).status).toBe(200);
    expect((await post(sign(String(Math.floor(Date.now() / 1000))))).status).toBe(200);
    expect((await post(sign(now, 'somebody-else'))).status).toBe(401);
    expect((await post(sign(String(Date.now() - 301_000)))).status).toBe(401);
    expect((await post(sign(now), body.replace('SOMETHING', 'ANYTHING'))).status).toBe(401);
    expect((await post({})).status).toBe(401);
  });
});
