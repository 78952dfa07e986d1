import { constants, generateKeyPairSync, privateDecrypt } from 'node:crypto';
import { readdirSync } from 'node:fs';
import type { CheckCapability } from '../../../src/domain/check/kinds/check-kinds.js';
import {
  bankInput,
  type Cashfree,
  CONTEXT,
  createCashfree,
  errorOf,
  gstinInput,
  imageInput,
  nameInput,
  panInput,
  type ReplayServer,
  startReplay,
  verdict,
} from './cashfree-harness.js';
import { recorded } from './recorded-checks.js';

let server: ReplayServer;
let cashfree: Cashfree;

beforeAll(async () => {
  server = await startReplay();
});
afterAll(() => server.close());
beforeEach(() => {
  server.received.length = 0;
  cashfree = createCashfree(server.url);
});
afterEach(() => cashfree.close());

const pan = panInput('AAAPR1234C');
const business = panInput('AAOCS4553K', 'Example Business Pvt. Ltd.');
const bank = bankInput('000123456789', 'YESB0000262', 'Asha Rao');
const gstin = gstinInput('29AAAPR1234C1Z4', 'Example Traders');
const names = nameInput('Asha Rao', 'Asha R', 'check-1');
const image = imageInput('me.jpg', 'check-1');

const calls = {
  pan: () => cashfree.ports.PAN.check(pan, CONTEXT),
  business: () => cashfree.ports.PAN.check(business, CONTEXT),
  bank: () => cashfree.ports.BANK_ACCOUNT.check(bank, CONTEXT),
  bankAgain: () => cashfree.ports.BANK_ACCOUNT.readAgain('900201', CONTEXT),
  gstin: () => cashfree.ports.GSTIN.check(gstin, CONTEXT),
  names: () => cashfree.ports.NAME_MATCH.check(names, CONTEXT),
  image: () => cashfree.ports.LIVENESS.check(image, CONTEXT),
} as const;
type CallName = keyof typeof calls;

const MEANINGS: readonly (readonly [CallName, string, readonly string[], number | null])[] = [
  ['pan', 'pan-valid.200', ['COMPLETED', 'PASS'], 1],
  ['pan', 'pan-added-field.200', ['COMPLETED', 'PASS'], 1],
  ['pan', 'pan-score-as-text.200', ['COMPLETED', 'PASS'], 0.85],
  ['pan', 'pan-invalid.200', ['COMPLETED', 'FAIL', 'REGISTRY_NOT_FOUND'], 0],
  ['business', 'pan-business-misspelt-name.200', ['COMPLETED', 'PASS'], null],
  ['pan', 'pan-deceased.200', ['COMPLETED', 'CAUTION', 'HOLDER_DECEASED'], 1],
  ['pan', 'pan-deleted.200', ['COMPLETED', 'FAIL', 'REGISTRY_INACTIVE'], 1],
  ['pan', 'pan-name-differs.200', ['COMPLETED', 'FAIL', 'NAME_MISMATCH'], 0],
  ['pan', 'pan-label-contradicts-score.200', ['COMPLETED', 'FAIL', 'NAME_MISMATCH'], 0],
  ['pan', 'pan-valid-contradicts-status.200', ['COMPLETED', 'UNKNOWN'], 1],
  ['pan', 'pan-unknown-status.200', ['COMPLETED', 'UNKNOWN'], 1],
  ['pan', 'pan-unknown-label.200', ['COMPLETED', 'UNKNOWN'], 1],
  ['pan', 'pan-nulls.200', ['COMPLETED', 'CAUTION', 'OTHER', 'OTHER'], null],
  ['bank', 'bank-valid.200', ['COMPLETED', 'PASS'], 0.9],
  ['bank', 'bank-score-as-number.200', ['COMPLETED', 'PASS'], 0.9],
  ['bank', 'bank-name-differs.200', ['COMPLETED', 'FAIL', 'NAME_MISMATCH'], 0.38],
  ['bank', 'bank-invalid-account.200', ['COMPLETED', 'FAIL', 'REGISTRY_NOT_FOUND'], null],
  ['bank', 'bank-valid-contradicts-code.200', ['COMPLETED', 'UNKNOWN'], 0.9],
  ['bank', 'bank-invalid-contradicts-code.200', ['ERRORED', 'UNAVAILABLE', 'REGISTRY_UNAVAILABLE'], null],
  ['bank', 'bank-unknown-status.200', ['UNKNOWN', 'UNKNOWN'], 0.9],
  ['bank', 'bank-npci-unavailable.422', ['ERRORED', 'UNAVAILABLE', 'REGISTRY_UNAVAILABLE'], null],
  ['bank', 'bank-offline-misspelt.422', ['ERRORED', 'UNAVAILABLE', 'REGISTRY_UNAVAILABLE'], null],
  ['bank', 'bank-declined.422', ['ERRORED', 'UNAVAILABLE', 'REGISTRY_UNAVAILABLE'], null],
  ['bank', 'bank-fraud-account.422', ['COMPLETED', 'FAIL', 'WATCHLIST_HIT'], null],
  ['bank', 'bank-under-process.422', ['PROCESSING', 'UNAVAILABLE'], null],
  ['bankAgain', 'bank-in-process.200', ['PROCESSING', 'UNAVAILABLE'], null],
  ['gstin', 'gstin-active.200', ['COMPLETED', 'PASS'], null],
  ['gstin', 'gstin-cancelled.200', ['COMPLETED', 'FAIL', 'REGISTRY_INACTIVE'], null],
  ['gstin', 'gstin-suspended.200', ['COMPLETED', 'CAUTION', 'REGISTRY_INACTIVE'], null],
  ['gstin', 'gstin-unknown-status.200', ['COMPLETED', 'UNKNOWN'], null],
  ['gstin', 'gstin-unknown.200', ['COMPLETED', 'NOT_FOUND', 'REGISTRY_NOT_FOUND'], null],
  ['names', 'name-match-good.200', ['COMPLETED', 'PASS'], 0.85],
  ['names', 'name-match-moderate.200', ['COMPLETED', 'CAUTION', 'NAME_MISMATCH'], 0.7],
  ['names', 'name-match-poor.200', ['COMPLETED', 'FAIL', 'NAME_MISMATCH'], 0.38],
  ['names', 'name-match-percent.200', ['COMPLETED', 'UNKNOWN'], null],
  ['names', 'name-match-unknown-status.200', ['COMPLETED', 'UNKNOWN'], 0.85],
  ['image', 'liveness-live.200', ['COMPLETED', 'PASS'], 0.97],
  ['image', 'liveness-not-live.200', ['COMPLETED', 'FAIL', 'LIVENESS_FAILED'], 0.12],
  ['image', 'liveness-real-face-not-detected.200', ['COMPLETED', 'FAIL', 'LIVENESS_FAILED'], 0.02],
  ['image', 'liveness-contradiction.200', ['COMPLETED', 'UNKNOWN'], 0.97],
  ['image', 'liveness-no-face.200', ['AWAITING_INPUT', 'UNAVAILABLE', 'FACE_NOT_VISIBLE'], 0],
  ['image', 'liveness-several-faces.200', ['AWAITING_INPUT', 'UNAVAILABLE', 'FACE_MULTIPLE'], 0],
  ['image', 'liveness-unknown-status.200', ['UNKNOWN', 'UNKNOWN'], 0.97],
  ['image', 'liveliness-live.200', ['COMPLETED', 'PASS'], 0.96],
  ['image', 'liveliness-not-live.200', ['COMPLETED', 'FAIL', 'LIVENESS_FAILED'], 0.04],
  ['image', 'liveliness-several-faces.200', ['AWAITING_INPUT', 'UNAVAILABLE', 'FACE_MULTIPLE'], 0],
];

/** The phone that a bank check is given is compared by nobody: it has a test of its own. */
const CHECKS: { readonly [C in CallName]: readonly [CheckCapability, Parameters<typeof recorded>[1]] } = {
  pan: ['PAN', { input: { ...pan } }],
  business: ['PAN', { input: { ...business } }],
  bank: ['BANK_ACCOUNT', { input: { ...bank, phone: null } }],
  bankAgain: ['BANK_ACCOUNT', { input: { ...bank, phone: null }, reference: '900201' }],
  gstin: ['GSTIN', { input: { ...gstin } }],
  names: ['NAME_MATCH', { input: { ...names } }],
  image: ['LIVENESS', { input: {} }],
};

test.each(MEANINGS)('%s answered with %s', async (call, fixture, expected, score) => {
  server.play(fixture);
  const result = await calls[call]();
  const [capability, check] = CHECKS[call];
  expect(verdict(recorded(capability, check, result))).toEqual(expected);
  expect(result.score).toBe(score);
});

const REFUSALS: readonly (readonly [CallName, string, object])[] = [
  ['pan', 'client-id-missing.400', { code: 'PROVIDER_AUTH_FAILED', providerCode: 'x-client-id_missing' }],
  ['pan', 'pan-length-short.400', { code: 'PROVIDER_REJECTED', field: 'pan' }],
  ['bank', 'bank-account-value-invalid.400', { code: 'PROVIDER_REJECTED', field: 'accountNumber' }],
  ['image', 'image-missing.400', { code: 'PROVIDER_REJECTED', field: 'image' }],
  ['pan', 'free-text-code.400', { code: 'PROVIDER_REJECTED', providerCode: undefined }],
  ['gstin', 'authentication-failed.401', { code: 'PROVIDER_AUTH_FAILED', providerCode: 'authentication_failed' }],
  ['gstin', 'ip-validation-failed.403', { code: 'PROVIDER_AUTH_FAILED', providerCode: 'ip_validation_failed' }],
  ['bankAgain', 'pan-reference-not-found.404', { code: 'PROVIDER_NOT_FOUND', providerCode: 'referenceId_not_found' }],
  ['names', 'verification-id-exists.409', { code: 'PROVIDER_CONFLICT' }],
  ['bank', 'insufficient-balance.422', { code: 'PROVIDER_REJECTED', providerCode: 'insufficient_balance' }],
  ['bank', 'bank-new-code.422', { code: 'PROVIDER_REJECTED', providerCode: 'quota_of_the_day_used' }],
  ['pan', 'bank-npci-unavailable.422', { code: 'PROVIDER_REJECTED', providerCode: 'npci_unavailable' }],
  ['pan', 'rate-limited.429', { code: 'PROVIDER_RATE_LIMITED', providerCode: 'too_many_requests_per_ip' }],
  ['pan', 'api-error.500', { code: 'PROVIDER_ERROR', providerCode: 'api_error', outcomeUnknown: true }],
  ['pan', 'verification-failed.502', { code: 'PROVIDER_UNAVAILABLE', providerCode: 'verification_failed' }],
  ['pan', 'error-under.200', { code: 'PROVIDER_REJECTED', providerCode: 'insufficient_balance' }],
  ['pan', 'own-fault-under.200', { code: 'PROVIDER_ERROR', retryable: false, outcomeUnknown: true }],
  ['bankAgain', 'own-fault-under.200', { code: 'PROVIDER_ERROR', retryable: true, outcomeUnknown: false }],
  ['pan', 'pan-without-valid.200', { code: 'PROVIDER_BAD_RESPONSE', outcomeUnknown: true }],
  ['pan', 'pan-valid-wrong-type.200', { code: 'PROVIDER_BAD_RESPONSE', outcomeUnknown: true }],
  ['pan', 'pan-array.200', { code: 'PROVIDER_BAD_RESPONSE', outcomeUnknown: true }],
  ['bank', 'bank-without-status.200', { code: 'PROVIDER_BAD_RESPONSE', outcomeUnknown: true }],
  ['bankAgain', 'bank-without-status.200', { code: 'PROVIDER_BAD_RESPONSE', outcomeUnknown: false }],
  ['gstin', 'gstin-without-valid.200', { code: 'PROVIDER_BAD_RESPONSE' }],
  ['gstin', 'gstin-valid-wrong-type.200', { code: 'PROVIDER_BAD_RESPONSE' }],
  ['names', 'name-match-without-score.200', { code: 'PROVIDER_BAD_RESPONSE' }],
  ['image', 'liveness-without-boolean.200', { code: 'PROVIDER_BAD_RESPONSE' }],
];

test.each(REFUSALS)('%s refused with %s', async (call, fixture, expected) => {
  server.play(fixture);
  const error = await errorOf(calls[call]());
  expect(error).toMatchObject({ providerId: 'cashfree', ...expected });
  expect(`${error.stack} ${JSON.stringify(error)}`).not.toMatch(/AAAPR1234C|Asha|demo-client-secret/i);
});

test('every fixture is in one of the tables', () => {
  const all = readdirSync(new URL('./fixtures', import.meta.url)).map((name) => name.replace(/\.json$/, ''));
  const listed = new Set([...MEANINGS, ...REFUSALS].map(([, fixture]) => fixture));
  expect([...listed].sort()).toEqual(all.sort());
});

describe('what is sent', () => {
  test('credentials, version and the bodies of their reference', async () => {
    server.play('pan-valid.200');
    await calls.pan();
    const request = server.received[0]!;
    expect(request).toMatchObject({
      method: 'POST',
      url: '/verification/pan',
      headers: {
        'x-client-id': 'demo-client-id',
        'x-client-secret': 'demo-client-secret',
        'x-api-version': '2024-12-01',
      },
    });
    expect(request.headers).not.toHaveProperty('x-cf-signature');
    expect(JSON.parse(request.body)).toEqual({ pan: 'AAAPR1234C', name: 'Asha Rao' });
  });

  test('an account number is text, a phone has only digits', async () => {
    server.play('bank-valid.200');
    await calls.bank();
    expect(JSON.parse(server.received[0]!.body)).toEqual({
      bank_account: '000123456789',
      ifsc: 'YESB0000262',
      name: 'Asha Rao',
      phone: '919000000001',
    });
  });

  test('the check id is the verification_id where an endpoint takes one', async () => {
    server.play('name-match-good.200');
    await calls.names();
    server.play('liveness-live.200');
    await calls.image();
    expect(JSON.parse(server.received[0]!.body)).toMatchObject({ verification_id: 'check-1' });
    expect(server.received[1]!.body).toMatch(/name="verification_id"\r\n\r\ncheck-1\r\n/);
    expect(server.received[1]!.body).toMatch(/name="image"; filename="me.jpg"\r\ncontent-type: image\/jpeg/);
  });

  test('what their texts disagree about is a setting', async () => {
    await cashfree.close();
    cashfree = createCashfree(server.url, {
      CASHFREE_API_VERSION: '2023-12-18',
      CASHFREE_GSTIN_NAME_FIELD: 'businessName',
      CASHFREE_PAN_SEND_VERIFICATION_ID: 'true',
    });
    server.play('gstin-active.200');
    await calls.gstin();
    server.play('pan-valid.200');
    await calls.pan();
    const [gstin, pan] = server.received;
    expect(gstin!.headers['x-api-version']).toBe('2023-12-18');
    expect(JSON.parse(gstin!.body)).toEqual({ GSTIN: '29AAAPR1234C1Z4', businessName: 'Example Traders' });
    expect(JSON.parse(pan!.body)).toMatchObject({ verification_id: 'check-1' });
  });

  test('with a public key every call is signed for now', async () => {
    const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    await cashfree.close();
    cashfree = createCashfree(server.url, { CASHFREE_SIGNATURE_PUBLIC_KEY: pem.replaceAll('\n', '\\n') });
    server.play('pan-valid.200');
    await calls.pan();
    const sent = Buffer.from(String(server.received[0]!.headers['x-cf-signature']), 'base64');
    const padding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' };
    const [id, seconds] = privateDecrypt({ key: keys.privateKey, ...padding }, sent)
      .toString()
      .split('.');
    expect(id).toBe('demo-client-id');
    expect(Math.abs(Number(seconds) - Date.now() / 1000)).toBeLessThan(60);
    const broken = () => createCashfree(server.url, { CASHFREE_SIGNATURE_PUBLIC_KEY: 'no key' });
    expect(broken).toThrow('must be an RSA public key in PEM form');
  });
});

test('twelve digits that may be an Aadhaar number do not leave the mapping', async () => {
  const digits = ['2341', '2341', '2346'];
  const body = {
    reference_id: 1,
    valid: true,
    gst_in_status: 'Active',
    principal_place_address: `12 ${digits.join(' ')} B`,
  };
  server.playText(JSON.stringify({ ...body, legal_name_of_business: digits.join('') }));
  const { facts } = await calls.gstin();
  expect(facts).toContainEqual({ name: 'legalName', value: 'XXXXXXXX2346' });
  expect(facts).toContainEqual({ name: 'principalAddress', value: '12 XXXXXXXX2346 B' });
});

test.each(['', 'null', '7', '"valid"', '[]', '{}', '<html>busy</html>'])(
  'the 200 body %p is no answer',
  async (text) => {
    server.playText(text);
    for (const call of Object.values(calls)) expect((await errorOf(call())).code).toBe('PROVIDER_BAD_RESPONSE');
  },
);
