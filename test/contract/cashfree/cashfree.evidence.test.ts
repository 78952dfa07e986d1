import type { CheckCapability } from '../../../src/domain/check/kinds/check-kinds.js';
import type { Capability } from '../../../src/domain/provider/capability.js';
import type { CheckResult } from '../../../src/domain/provider/check-port.js';
import type { KycProvider } from '../../../src/domain/provider/kyc-provider.js';
import { CONTEXT, errorOf, type ReplayServer, startReplay } from './cashfree-harness.js';
import { createSuite } from './cashfree-suite-harness.js';
import { CHECK_ID, HERE, PASSING, type PassingCheck } from './passing-checks.js';
import { recorded, TODAY } from './recorded-checks.js';

let server: ReplayServer;
let suite: KycProvider;

beforeAll(async () => {
  server = await startReplay();
  suite = createSuite(server.url);
});
afterAll(async () => {
  await suite.close();
  await server.close();
});

/** The check with everything confirmed, except for what these values of the answer say and this input claims. */
async function made(capability: CheckCapability, answer: object, input: object = {}, at = TODAY) {
  const check = PASSING[capability] as PassingCheck;
  server.playText(JSON.stringify({ ...check.answer, ...answer }).replaceAll(HERE, new URL(server.url).origin));
  const ask = check.ask as (port: unknown) => Promise<CheckResult>;
  const result = await ask(suite.ports[capability satisfies Capability]);
  return recorded(capability, { ...check, input: { ...check.input, ...input } }, result, at);
}

const NAME = 'name NAME_MISMATCH';
const BORN = 'dateOfBirth DOB_MISMATCH';
const other = { name: 'Ravi Menon' };
const licence = (to: string, transport?: string) => ({
  dl_validity: { non_transport: { to }, ...(transport === undefined ? {} : { transport: { to: transport } }) },
});
const licenceStatus = (status: unknown) => ({ details_of_driving_licence: { status } });

/** What is given or answered, the outcome, and `<field> <reason>` of each reason. */
const EXAMPLES: readonly (readonly [CheckCapability, object, object, string, readonly string[]])[] = [
  // Another person.
  ['PAN_ADVANCED', {}, other, 'FAIL', [NAME]],
  ['VOTER_ID', {}, other, 'FAIL', [NAME]],
  ['PASSPORT', {}, other, 'FAIL', [NAME]],
  ['PASSPORT', {}, { dateOfBirth: '1971-02-03' }, 'FAIL', [BORN]],
  ['DRIVING_LICENCE', {}, { dateOfBirth: '1971-02-03' }, 'FAIL', [BORN]],
  ['UPI', {}, other, 'FAIL', [NAME]],
  ['GSTIN', {}, { businessName: 'Another Shop' }, 'FAIL', ['businessName NAME_MISMATCH']],
  ['E_SIGN', { signers: [{ name: 'Ravi Menon', status: 'SUCCESS' }] }, {}, 'FAIL', ['signerName NAME_MISMATCH']],
  ['PAN', { registered_name: 'RAVI MENON' }, {}, 'CAUTION', [NAME]],
  // The same person, written in another way.
  ['PAN_ADVANCED', { registered_name: 'RAO ASHA' }, { name: 'Smt. Asha Rao' }, 'PASS', []],
  ['VOTER_ID', { name: 'ASHA KUMARI RAO' }, { name: 'Asha K Rao' }, 'PASS', []],
  ['PASSPORT', { name: 'LAXMI RAO' }, { name: 'Lakshmi Rao' }, 'PASS', []],
  ['VOTER_ID', { name: 'ASHA RAO' }, { name: 'A Rao' }, 'CAUTION', [NAME]],
  // What was given and not compared.
  ['PAN_ADVANCED', { registered_name: null }, {}, 'CAUTION', ['name OTHER']],
  ['PASSPORT', { dob: '12 April' }, {}, 'CAUTION', ['dateOfBirth OTHER']],
  ['BANK_ACCOUNT', {}, { phone: '+919000000001' }, 'CAUTION', ['phone OTHER']],
  ['KYC_LINK', {}, { name: 'Asha Rao' }, 'CAUTION', ['name OTHER']],
  // The provider's own comparison: only its documented yes is one.
  ['PAN_LITE', { name_match: null }, {}, 'CAUTION', ['name OTHER']],
  ['PAN_LITE', { name_match: undefined }, {}, 'CAUTION', ['name OTHER']],
  ['PAN_LITE', { name_match: 'NO' }, {}, 'FAIL', [NAME]],
  ['PAN_LITE', { name_match: false }, {}, 'FAIL', [NAME]],
  ['PAN_LITE', { name_match: 'YES' }, {}, 'UNKNOWN', []],
  ['PAN_LITE', { dob_match: null }, {}, 'CAUTION', ['dateOfBirth OTHER']],
  ['PAN_LITE', { dob_match: 'N' }, {}, 'FAIL', [BORN]],
  ['PAN', { name_match_result: 'NO_MATCH' }, {}, 'FAIL', [NAME]],
  ['PAN', { name_match_result: ['DIRECT_MATCH'] }, {}, 'UNKNOWN', []],
  ['LIVENESS', { liveness_score: 0.01 }, {}, 'CAUTION', ['liveness LIVENESS_FAILED']],
  ['FACE_MATCH', { face_match_score: 0.2 }, {}, 'CAUTION', ['faces FACE_MISMATCH']],
  // What has run out.
  ['DRIVING_LICENCE', licence('2020-01-01'), {}, 'FAIL', ['validUntil DOC_EXPIRED']],
  ['DRIVING_LICENCE', licence('2035-01-01', '01-01-2020'), {}, 'CAUTION', ['transportValidUntil DOC_EXPIRED']],
  ['DRIVING_LICENCE', { dl_validity: null }, {}, 'CAUTION', ['validUntil OTHER']],
  ['PASSPORT', { date_of_expiry: '2020-01-01' }, {}, 'FAIL', ['validUntil DOC_EXPIRED']],
  ['PASSPORT', { application_received_date: '01/02/2010' }, {}, 'CAUTION', ['validUntil DOC_EXPIRED']],
  ['VEHICLE', { rc_expiry_date: '30/01/2020' }, {}, 'FAIL', ['registrationValidUntil DOC_EXPIRED']],
  ['VEHICLE', { vehicle_insurance_upto: '14/12/2024' }, {}, 'CAUTION', ['insuredUntil DOC_EXPIRED']],
  ['VEHICLE', { vehicle_insurance_upto: null }, {}, 'CAUTION', ['insuredUntil OTHER']],
  ['DIGILOCKER_DOCUMENT', { expiry_date: '01/01/2020' }, {}, 'FAIL', ['expiresOn DOC_EXPIRED']],
  ['DRIVING_LICENCE', licenceStatus('EXPIRED'), {}, 'FAIL', ['licenceNumber DOC_EXPIRED']],
  // A registry's own status.
  ['CIN', { cin_status: 'ACTIVE non-compliant' }, {}, 'CAUTION', ['cin REGISTRY_INACTIVE']],
  ['CIN', { cin_status: 'Active in progress' }, {}, 'CAUTION', ['cin REGISTRY_INACTIVE']],
  ['CIN', { cin_status: null }, {}, 'CAUTION', ['companyStatus OTHER']],
  ['CIN', { cin_status: 'Something new' }, {}, 'UNKNOWN', []],
  ['VEHICLE', { rc_status: 'Active - NOC issued' }, {}, 'CAUTION', ['vehicleNumber REGISTRY_INACTIVE']],
  ['VEHICLE', { blacklist_status: 'Y' }, {}, 'CAUTION', ['vehicleNumber REGISTRY_INACTIVE']],
  ['VEHICLE', { blacklist_status: ['theft'] }, {}, 'CAUTION', ['vehicleNumber REGISTRY_INACTIVE']],
  ['VEHICLE', { blacklist_status: 'pending' }, {}, 'CAUTION', ['blacklistStatus OTHER']],
  ['UPI', { status: 'EXPIRED' }, {}, 'FAIL', ['vpa REGISTRY_INACTIVE']],
  ['UPI', { status: 'NPCI_NAME_INCORRECT' }, {}, 'FAIL', ['vpa NAME_MISMATCH']],
  ['PAN_ADVANCED', { message: 'holder is marked as deceased' }, {}, 'CAUTION', ['pan HOLDER_DECEASED']],
  ['IP_ADDRESS', { proxy_type: null }, {}, 'CAUTION', ['proxy OTHER']],
  // Pages and files.
  ['KYC_LINK', { verification_details: [] }, {}, 'CAUTION', ['formChecks OTHER']],
  ['E_SIGN', { signers: undefined }, {}, 'CAUTION', ['signerName OTHER', 'signatures OTHER']],
  ['DIGILOCKER', { document_consent: ['AADHAAR'] }, {}, 'CAUTION', ['documents CONSENT_MISSING']],
  ['DOCUMENT_OCR', { fraud_checks: undefined }, {}, 'CAUTION', ['fraudChecks OTHER']],
  ['DOCUMENT_OCR', { document_fields: {} }, {}, 'CAUTION', ['content OTHER']],
  // An answer under another id of ours than this check has.
  ['LIVENESS', { verification_id: 'check-2' }, {}, 'CAUTION', ['checkId OTHER']],
];

test.each(EXAMPLES)('%s with %j, given %j, is %s', async (capability, answer, input, outcome, reasons) => {
  const check = await made(capability, answer, input);
  expect(check.outcome).toBe(outcome);
  expect(check.reasons.map(({ field, code }) => `${field} ${code}`)).toEqual(reasons);
  const over = reasons.some((reason) => reason.endsWith('DOC_EXPIRED'));
  expect(check.validity).toBe(outcome === 'PASS' ? 'VALID' : over ? 'EXPIRED' : null);
});

test.each<readonly [CheckCapability, object]>([
  ['PAN', { pan: 'AAAPM9999Z' }],
  ['PAN', { name_provided: 'Ravi Menon' }],
  ['PAN_LITE', { pan: 'AAAPM9999Z' }],
  ['PASSPORT', { file_number: 'BN9999999999999' }],
  ['VEHICLE', { reg_no: 'KA01AB9999' }],
  ['IP_ADDRESS', { ip_address: '198.51.100.1' }],
  ['NAME_MATCH', { name_2: 'Ravi Menon' }],
  ['DOCUMENT_OCR', { document_type: 'PASSPORT' }],
  ['DIGILOCKER_DOCUMENT', { dl_number: undefined, uid: 'xxxxxxxx0001' }],
  ['BANK_ACCOUNT_ASYNC', { reference_id: 900002 }],
])('%s answered with %j is about something else, so it is no answer', async (capability, answer) => {
  const error = await errorOf(made(capability, answer));
  expect(error).toMatchObject({ code: 'PROVIDER_BAD_RESPONSE', retryable: false });
});

test('numbers are the same however they are written', async () => {
  const check = await made('DRIVING_LICENCE', { dl_number: 'KA01-2011-0000001' });
  expect(check.outcome).toBe('PASS');
});

test('a reverse penny drop that was only created waits for the person', async () => {
  const check = await made('REVERSE_PENNY_DROP', { status: 'CREATED' });
  expect([check.status, check.outcome]).toEqual(['AWAITING_INPUT', 'UNAVAILABLE']);
});

test('what is in force until a day counts on that day in India, and not after it', async () => {
  const answer = licence('2026-02-01');
  expect((await made('DRIVING_LICENCE', answer, {}, new Date('2026-02-01T18:00:00Z'))).outcome).toBe('PASS');
  expect((await made('DRIVING_LICENCE', answer, {}, new Date('2026-02-01T19:00:00Z'))).outcome).toBe('FAIL');
});

test.each(['BANK_ACCOUNT', 'BANK_ACCOUNT_ASYNC'] as const)(
  'a refusal of %s that speaks of the account is a finding, and names its input',
  async (capability) => {
    const input = { checkId: CHECK_ID, accountNumber: '000123456789', ifsc: 'YESB0000262', name: null, phone: null };
    const ask = async (code: string) => {
      server.playText(JSON.stringify({ type: 'validation_error', code, message: '' }), 422);
      const { BANK_ACCOUNT, BANK_ACCOUNT_ASYNC } = suite.ports;
      return capability === 'BANK_ACCOUNT'
        ? BANK_ACCOUNT?.check(input, CONTEXT)
        : BANK_ACCOUNT_ASYNC?.check(input, CONTEXT);
    };
    const finding = (code: string, field: string) => ({
      status: 'COMPLETED',
      outcome: 'FAIL',
      reasons: [expect.objectContaining({ code, field })],
    });
    expect(await ask('fraud_account')).toMatchObject(finding('WATCHLIST_HIT', 'accountNumber'));
    expect(await ask('invalid_ifsc_fail')).toMatchObject(finding('ID_FORMAT_INVALID', 'ifsc'));
    expect(await ask('npci_unavailable')).toMatchObject({ status: 'ERRORED', outcome: 'UNAVAILABLE' });
  },
);
