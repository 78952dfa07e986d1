import type { ReadableDocument } from '../../../src/domain/check/kinds/document-ocr.js';
import type { CheckResult } from '../../../src/domain/provider/check-port.js';
import type { KycProvider } from '../../../src/domain/provider/kyc-provider.js';
import { CONTEXT, type ReplayServer, startReplay, verdict } from './cashfree-harness.js';
import { createSuite } from './cashfree-suite-harness.js';
import { recorded } from './recorded-checks.js';

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

const file = { filename: 'card.png', contentType: 'image/png', bytes: new Uint8Array([1, 2, 3]) };
const clear = {
  quality_checks: {
    blur: false,
    glare: false,
    partially_present: false,
    black_and_white: false,
    face_present: true,
    face_clear: true,
    qr_present: false,
    obscured: false,
  },
  fraud_checks: { is_screenshot: false, is_photo_of_screen: false, is_photo_imposed: false, is_overwritten: false },
};

async function read(kind: ReadableDocument, document_type: string, document_fields: object): Promise<CheckResult> {
  const ids = { verification_id: 'check-1', reference_id: 900401, status: 'VALID' };
  server.playText(JSON.stringify({ ...ids, document_type, document_fields, ...clear }));
  const port = suite.ports.DOCUMENT_OCR;
  if (port === undefined) throw new Error('the port is missing');
  return port.check({ checkId: 'check-1', kind, file }, CONTEXT);
}

const facts = (result: CheckResult) => Object.fromEntries(result.facts.map(({ name, value }) => [name, value]));

/** The keys of the vendor's page for each kind of document, with values of nobody. */
const PAGES: readonly (readonly [ReadableDocument, string, object, object])[] = [
  [
    'DRIVING_LICENCE',
    'DRIVING_LICENCE',
    {
      date_of_birth: '1990-04-12',
      full_name: 'Asha Rao',
      guardian_name: 'Ravi Rao',
      issuing_authority: 'Karnataka',
      license_issue_date: '2015-08-16',
      license_expiry_date: '2035-05-13',
      license_number: 'KA0120110000001',
      pin: '560001',
    },
    {
      name: 'Asha Rao',
      licenceNumber: 'XXXXXXXXXXX0001',
      dateOfBirth: '1990-04-12',
      issuedBy: 'Karnataka',
      issuedOn: '2015-08-16',
      expiresOn: '2035-05-13',
      pincode: '560001',
    },
  ],
  [
    'VOTER_ID',
    'VOTER_ID_FRONT',
    {
      age_on_issue_date: '20',
      dob: '1990-04-12',
      epic_number: 'ABC0000001',
      gender: 'Female',
      issue_date: '2014-09-07',
      name: 'Asha Rao',
      relative_name: 'Ravi Rao',
    },
    { name: 'Asha Rao', voterId: 'XXXXXX0001', gender: 'FEMALE', dateOfBirth: '1990-04-12', issuedOn: '2014-09-07' },
  ],
  [
    'PASSPORT',
    'PASSPORT_FRONT',
    {
      birth_city: 'Mysuru',
      country_code: 'IND',
      dob: '1990-04-12',
      expiry_date: '2033-06-05',
      gender: 'F',
      given_name: 'Asha',
      issue_city: 'Bengaluru',
      issue_date: '2023-06-06',
      nationality: 'INDIAN',
      passport_number: 'A0000001',
      surname: 'Rao',
    },
    {
      name: 'Asha Rao',
      givenName: 'Asha',
      surname: 'Rao',
      passportNumber: 'XXXX0001',
      nationality: 'INDIAN',
      expiresOn: '2033-06-05',
    },
  ],
  [
    'PASSPORT',
    'PASSPORT_BACK',
    { file_number: 'BN1060000000019', passport_num: 'A0000001', pin: '560001', father_name: 'Ravi Rao' },
    { passportNumber: 'XXXX0001', fileNumber: 'XXXXXXXXXXX0019', pincode: '560001' },
  ],
  [
    'VEHICLE_RC',
    'VEHICLE_RC',
    {
      manufacturer_name: 'EXAMPLE MOTORS',
      owner_name: 'Asha Rao',
      registration_date: '2024-05-22',
      registration_number: 'KA01AB0001',
      registration_validity: '2039-05-21',
      relation_name: 'Ravi Rao',
      vehicle_model: 'EXAMPLE ONE',
    },
    { name: 'Asha Rao', vehicleNumber: 'XXXXXX0001', issuedOn: '2024-05-22', expiresOn: '2039-05-21' },
  ],
  [
    'INVOICE',
    'INVOICE',
    {
      vendor: { name: 'Example Traders', gstin: '29AAGCB7383J1Z4', contact: '9000000001' },
      buyer: { name: 'Example Stores' },
      invoice_details: { invoice_number: 'INV-0001', invoice_date: '2025-03-19' },
      totals: { grand_total: 4956 },
      bank_details: { account_number: '000123456789', branch_ifs: 'HDFC0000001', bank_name: 'HDFC BANK' },
    },
    {
      vendorName: 'Example Traders',
      vendorGstin: '29AAXXXXXX3J1Z4',
      invoiceNumber: 'INV-0001',
      invoiceTotal: '4956',
      accountNumber: 'XXXXXXXX6789',
      ifsc: 'HDFC0000001',
    },
  ],
  [
    'CANCELLED_CHEQUE',
    'CANCELLED_CHEQUE',
    {
      account_number: '000123456789',
      ifsc: 'HDFC0000001',
      micr_code: '560000001',
      branch: 'EXAMPLE',
      name: 'Asha Rao',
    },
    { name: 'Asha Rao', accountNumber: 'XXXXXXXX6789', micr: '560000001', branch: 'EXAMPLE' },
  ],
  [
    'AADHAAR',
    'AADHAAR_FRONT',
    { dob: '1990-04-12', father: 'Ravi Rao', gender: 'Female', name: 'Asha Rao', uid: '999941057058' },
    { name: 'Asha Rao', maskedAadhaar: 'XXXXXXXX7058' },
  ],
];

test.each(PAGES)('%s as %s keeps what the documented keys hold', async (kind, type, fields, expected) => {
  const result = await read(kind, type, fields);
  expect(facts(result)).toMatchObject(expected);
  expect(verdict(recorded('DOCUMENT_OCR', { input: { file, kind } }, result))).toEqual(['COMPLETED', 'PASS']);
  // Relatives have not been asked, and whole numbers stay with the provider.
  expect(JSON.stringify(result.facts)).not.toMatch(/Ravi|KA0120110000001|999941057058|000123456789|9000000001/);
});

test('a surname that the given name repeats stands once in the name', async () => {
  const result = await read('PASSPORT', 'PASSPORT_FRONT', { given_name: 'Asha Rao', surname: 'RAO' });
  expect(facts(result)).toMatchObject({ name: 'Asha Rao', surname: 'RAO' });
});

test.each([
  ['DRIVING_LICENCE', { license_number: 'KA0120110000001', license_expiry_date: '2024-05-13' }],
  ['VEHICLE_RC', { registration_number: 'KA01AB0001', registration_validity: '2024-05-21' }],
  ['PASSPORT', { passport_number: 'A0000001', expiry_date: '2024-05-21' }],
] as const)('a %s that has run out under its documented key says so', async (kind, fields) => {
  const result = recorded('DOCUMENT_OCR', { input: { file, kind } }, await read(kind, kind, fields));
  expect(verdict(result)).toEqual(['COMPLETED', 'FAIL', 'DOC_EXPIRED']);
});
