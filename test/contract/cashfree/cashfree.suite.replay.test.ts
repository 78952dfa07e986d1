import { readdirSync } from 'node:fs';
import type { CheckCapability } from '../../../src/domain/check/kinds/check-kinds.js';
import type { DigilockerDocument } from '../../../src/domain/check/kinds/digilocker.js';
import type { CheckResult } from '../../../src/domain/provider/check-port.js';
import type { KycProvider } from '../../../src/domain/provider/kyc-provider.js';
import { CONTEXT, errorOf, type ReplayServer, startReplay, verdict } from './cashfree-harness.js';
import { createSuite } from './cashfree-suite-harness.js';
import { recorded } from './recorded-checks.js';

let server: ReplayServer;
let suite: KycProvider;

beforeAll(async () => {
  server = await startReplay();
});
afterAll(() => server.close());
beforeEach(() => {
  server.received.length = 0;
  suite = createSuite(server.url);
});
afterEach(() => suite.close());

const checkId = 'check-1';
const image = { filename: 'me.png', contentType: 'image/png', bytes: new Uint8Array([1, 2, 3]) };
const person = { name: 'Asha Rao', dateOfBirth: '1990-04-12' };
const account = { accountNumber: '000123456789', ifsc: 'YESB0000262', name: null, phone: '+919000000001' };
const link = { phone: '+919000000001', templateName: 'basic', name: null, email: null, expiresOn: null };
const session = { documents: ['AADHAAR', 'DRIVING_LICENCE'], redirectUrl: null, flow: 'SIGN_IN' } as const;
type Call = () => Promise<CheckResult>;

const document = (kind: DigilockerDocument) =>
  suite.ports.DIGILOCKER_DOCUMENT!.check({ checkId, sessionReferenceId: '900351', document: kind }, CONTEXT);

const calls = {
  panAdvanced: () => suite.ports.PAN_ADVANCED!.check({ checkId, pan: 'AAAPR1234C', name: 'Asha Rao' }, CONTEXT),
  panLite: () => suite.ports.PAN_LITE!.check({ checkId, pan: 'AAAPR1234C', ...person }, CONTEXT),
  bankAsync: () => suite.ports.BANK_ACCOUNT_ASYNC!.check({ checkId: 'kyc-a.b_c', ...account }, CONTEXT),
  ip: () => suite.ports.IP_ADDRESS!.check({ checkId, ipAddress: '203.0.113.7' }, CONTEXT),
  faces: () => suite.ports.FACE_MATCH!.check({ checkId, first: image, second: image }, CONTEXT),
  aadhaar: () => suite.ports.AADHAAR_OTP!.check({ checkId, aadhaarNumber: '999941057058' }, CONTEXT),
  code: () => suite.ports.AADHAAR_OTP!.submitCode({ referenceId: '900341', code: '111000' }, CONTEXT),
  digilocker: () => suite.ports.DIGILOCKER!.check({ checkId, ...session }, CONTEXT),
  digilockerAgain: () => suite.ports.DIGILOCKER!.readAgain('900351', CONTEXT),
  aadhaarCard: () => document('AADHAAR'),
  panCard: () => document('PAN'),
  form: () => suite.ports.KYC_LINK!.check({ checkId, ...link, notifyBy: ['SMS'] }, CONTEXT),
  formAgain: () => suite.ports.KYC_LINK!.readAgain('900361', CONTEXT),
  rpd: () => suite.ports.REVERSE_PENNY_DROP!.check({ checkId, name: 'Asha Rao' }, CONTEXT),
  rpdAgain: () => suite.ports.REVERSE_PENNY_DROP!.readAgain('900371', CONTEXT),
  signAgain: () => suite.ports.E_SIGN!.readAgain('900381', CONTEXT),
  upi: () => suite.ports.UPI!.check({ checkId, vpa: 'success@upi', name: 'Asha Rao' }, CONTEXT),
  mask: async () => (await suite.ports.AADHAAR_MASKING!.mask({ checkId, file: image }, CONTEXT)).result,
} satisfies Record<string, Call>;
type CallName = keyof typeof calls;

const MEANINGS: readonly (readonly [CallName, string, readonly string[]])[] = [
  ['panAdvanced', 'pan-advanced-valid.200', ['COMPLETED', 'PASS']],
  ['panAdvanced', 'pan-advanced-unknown-status.200', ['UNKNOWN', 'UNKNOWN']],
  ['panAdvanced', 'pan-advanced-wrong-types.200', ['COMPLETED', 'CAUTION', 'OTHER', 'OTHER']],
  ['panLite', 'pan-lite-event.200', ['COMPLETED', 'FAIL', 'REGISTRY_INACTIVE', 'OTHER', 'DOB_MISMATCH']],
  ['panLite', 'pan-lite-contradiction.200', ['COMPLETED', 'UNKNOWN']],
  ['panLite', 'pan-lite-fake.200', ['COMPLETED', 'FAIL', 'DOC_FORGED']],
  ['panLite', 'pan-lite-new-code.200', ['COMPLETED', 'UNKNOWN']],
  ['bankAsync', 'bank-async-received.200', ['PROCESSING', 'UNAVAILABLE']],
  ['ip', 'ip-valid.200', ['COMPLETED', 'PASS']],
  ['faces', 'face-match-yes.200', ['COMPLETED', 'PASS']],
  ['faces', 'face-match-no.200', ['COMPLETED', 'FAIL', 'FACE_MISMATCH']],
  ['faces', 'face-match-without-result.200', ['COMPLETED', 'UNKNOWN']],
  ['aadhaar', 'aadhaar-otp-sent.200', ['AWAITING_INPUT', 'UNAVAILABLE']],
  ['aadhaar', 'aadhaar-otp-not-linked.200', ['COMPLETED', 'UNAVAILABLE', 'OTHER']],
  ['aadhaar', 'aadhaar-otp-invalid.200', ['COMPLETED', 'FAIL', 'REGISTRY_NOT_FOUND']],
  ['aadhaar', 'aadhaar-otp-without-reference.200', ['ERRORED', 'UNAVAILABLE']],
  ['code', 'aadhaar-code-valid.200', ['COMPLETED', 'PASS']],
  ['digilocker', 'digilocker-created.200', ['AWAITING_INPUT', 'UNAVAILABLE']],
  ['digilocker', 'digilocker-script-url.200', ['AWAITING_INPUT', 'UNAVAILABLE']],
  ['digilockerAgain', 'digilocker-authenticated.200', ['COMPLETED', 'PASS']],
  ['digilockerAgain', 'digilocker-denied.200', ['CANCELLED', 'UNAVAILABLE', 'CONSENT_MISSING']],
  ['aadhaarCard', 'digilocker-aadhaar.200', ['COMPLETED', 'PASS']],
  ['panCard', 'digilocker-pan-without-status.200', ['COMPLETED', 'PASS']],
  ['aadhaarCard', 'digilocker-not-linked.200', ['COMPLETED', 'NOT_FOUND', 'DOC_MISSING']],
  ['aadhaarCard', 'digilocker-pending.202', ['PROCESSING', 'UNAVAILABLE']],
  ['form', 'form-received.200', ['AWAITING_INPUT', 'UNAVAILABLE']],
  ['formAgain', 'form-success.200', ['COMPLETED', 'PASS']],
  ['formAgain', 'form-half-failed.200', ['COMPLETED', 'FAIL', 'OTHER']],
  ['formAgain', 'form-new-check-status.200', ['COMPLETED', 'CAUTION', 'OTHER']],
  ['rpd', 'rpd-created.200', ['AWAITING_INPUT', 'UNAVAILABLE']],
  ['rpdAgain', 'rpd-success.200', ['COMPLETED', 'FAIL', 'NAME_MISMATCH']],
  ['signAgain', 'esign-in-progress.200', ['AWAITING_INPUT', 'UNAVAILABLE']],
  ['upi', 'upi-name-differs.200', ['COMPLETED', 'FAIL', 'NAME_MISMATCH']],
  ['mask', 'masking-no-document.200', ['AWAITING_INPUT', 'UNAVAILABLE', 'DOC_WRONG_TYPE']],
];

/** What the calls are given, for the record. */
const CHECKS: { readonly [C in CallName]: readonly [CheckCapability, Parameters<typeof recorded>[1]] } = {
  panAdvanced: ['PAN_ADVANCED', { input: { pan: 'AAAPR1234C', name: 'Asha Rao' } }],
  panLite: ['PAN_LITE', { input: { pan: 'AAAPR1234C', ...person } }],
  bankAsync: ['BANK_ACCOUNT_ASYNC', { input: account }],
  ip: ['IP_ADDRESS', { input: { ipAddress: '203.0.113.7' } }],
  faces: ['FACE_MATCH', { input: {} }],
  aadhaar: ['AADHAAR_OTP', { input: {} }],
  code: ['AADHAAR_OTP', { input: {}, reference: '900341' }],
  digilocker: ['DIGILOCKER', { input: session }],
  digilockerAgain: ['DIGILOCKER', { input: session, subject: 'AADHAAR', reference: '900351' }],
  aadhaarCard: ['DIGILOCKER_DOCUMENT', { input: { document: 'AADHAAR' } }],
  panCard: ['DIGILOCKER_DOCUMENT', { input: { document: 'PAN' } }],
  form: ['KYC_LINK', { input: link }],
  formAgain: ['KYC_LINK', { input: link, reference: '900361' }],
  rpd: ['REVERSE_PENNY_DROP', { input: { name: 'Asha Rao' } }],
  rpdAgain: ['REVERSE_PENNY_DROP', { input: { name: 'Asha Rao' }, reference: '900371' }],
  signAgain: ['E_SIGN', { input: { signerName: 'Asha Rao' }, reference: '900381' }],
  upi: ['UPI', { input: { vpa: 'success@upi', name: 'Asha Rao' } }],
  mask: ['AADHAAR_MASKING', { input: {} }],
};

const play = (fixture: string) => server.play(`../suite-fixtures/${fixture}`);

test.each(MEANINGS)('%s answered with %s', async (call, fixture, expected) => {
  play(fixture);
  const [capability, check] = CHECKS[call];
  const result = recorded(capability, check, await calls[call]());
  expect(verdict(result)).toEqual(expected);
  expect(JSON.stringify(result)).not.toMatch(/AAAPR1234C|999941057058|026291800001191|9000000001/);
});

const REFUSALS: readonly (readonly [CallName, string, object])[] = [
  ['panAdvanced', 'pan-advanced-without-status.200', { code: 'PROVIDER_BAD_RESPONSE', outcomeUnknown: true }],
  ['ip', 'ip-invalid.400', { code: 'PROVIDER_REJECTED', field: 'ipAddress' }],
  ['faces', 'face-match-second-missing.400', { code: 'PROVIDER_REJECTED', field: 'secondDocumentId' }],
  ['code', 'aadhaar-code-failed.400', { code: 'PROVIDER_REJECTED', retryable: false }],
  ['code', 'aadhaar-code-pending.409', { code: 'PROVIDER_UNAVAILABLE', retryable: true, retryAfterMs: 30_000 }],
  ['aadhaarCard', 'digilocker-no-consent.400', { code: 'PROVIDER_REJECTED', providerCode: 'consent_not_granted' }],
  ['form', 'form-template-missing.400', { code: 'PROVIDER_REJECTED', field: 'templateName' }],
  // Only links to known hosts are followed; port 1 of this machine is none.
  ['mask', 'masking-foreign-link.200', { code: 'PROVIDER_BAD_RESPONSE', outcomeUnknown: true }],
];

test.each(REFUSALS)('%s refused with %s', async (call, fixture, expected) => {
  play(fixture);
  const error = await errorOf(calls[call]());
  expect(error).toMatchObject({ providerId: 'cashfree', ...expected });
  expect(`${error.stack} ${JSON.stringify(error)}`).not.toMatch(/AAAPR1234C|999941057058|demo-client-secret/);
});

test('every fixture is in one of the tables', () => {
  const all = readdirSync(new URL('./suite-fixtures', import.meta.url)).map((name) => name.replace(/\.json$/, ''));
  expect([...MEANINGS, ...REFUSALS].map(([, fixture]) => fixture).sort()).toEqual(all.sort());
});

test.each(['', 'null', '7', '[]', '{}', '{"status":null}', '<html>busy</html>'])(
  'the 200 body %p is no answer',
  async (text) => {
    server.playText(text);
    // A reverse penny drop is created without a status; everything else without one is not understood.
    for (const [name, call] of Object.entries(calls)) {
      if (name === 'rpd' && text.startsWith('{')) continue;
      expect((await errorOf(call())).code).toBe('PROVIDER_BAD_RESPONSE');
    }
  },
);

test('what is sent', async () => {
  play('digilocker-created.200');
  const { link: page } = await calls.digilocker();
  expect(page?.url).toBe('https://digilocker.example.com/x');
  play('bank-async-received.200');
  await calls.bankAsync();
  play('form-success.200');
  await calls.formAgain();
  await calls.form();
  play('rpd-success.200');
  await calls.rpdAgain();
  const [digilocker, bank, formAgain, form, rpdAgain] = server.received;
  expect(JSON.parse(digilocker!.body)).toEqual({
    verification_id: checkId,
    document_requested: ['AADHAAR', 'DRIVING_LICENSE'],
    user_flow: 'signin',
  });
  expect(JSON.parse(bank!.body)).toMatchObject({ user_id: 'kycab_c', phone: '919000000001' });
  expect(formAgain!.url).toBe('/verification/form?referenceID=900361');
  expect(JSON.parse(form!.body)).toMatchObject({ phone: '9000000001', notification_types: ['sms'] });
  expect(rpdAgain!.url).toBe('/verification/remitter/status?ref_id=900371');
});

test('a link that is no web or UPI address is left out', async () => {
  play('digilocker-script-url.200');
  expect((await calls.digilocker()).link).toBeNull();
});

test('Aadhaar codes are offered only where the setting allows them', async () => {
  const without = createSuite(server.url, { CASHFREE_AADHAAR_OTP: null });
  expect(without.ports.AADHAAR_OTP).toBeUndefined();
  expect(without.ports.DIGILOCKER).toBeDefined();
  await without.close();
});
