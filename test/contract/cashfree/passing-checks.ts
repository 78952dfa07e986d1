import type { CheckCapability, CheckInputs } from '../../../src/domain/check/kinds/check-kinds.js';
import type { CapabilityPorts } from '../../../src/domain/provider/capability.js';
import type { CheckResult } from '../../../src/domain/provider/check-port.js';
import { CONTEXT } from './cashfree-harness.js';

/** A check of which everything is confirmed: what is given, what the provider answers, and the calls that bring it. */
export interface PassingCheck<C extends CheckCapability = CheckCapability> {
  readonly input: CheckInputs[C];
  readonly subject?: string;
  /** Their reference, of a check whose end is read later. */
  readonly reference?: string;
  readonly answer: Readonly<Record<string, unknown>>;
  readonly ask: (port: CapabilityPorts[C]) => Promise<CheckResult>;
}

/** Stands for the address of the server that answers. */
export const HERE = 'http://here';
export const CHECK_ID = 'check-1';
const image = { filename: 'me.png', contentType: 'image/png', bytes: new Uint8Array([1, 2, 3]) };
const pdf = { filename: 'a.pdf', contentType: 'application/pdf', bytes: new Uint8Array([1, 2, 3]) };
const ids = { verification_id: CHECK_ID, reference_id: 900001 };
const own = { checkId: CHECK_ID };

const pan = { pan: 'AAAPR1234C', name: 'Asha Rao' };
const panLite = { ...pan, dateOfBirth: '1990-04-12' };
const account = { accountNumber: '000123456789', ifsc: 'YESB0000262', name: 'Asha Rao', phone: null };
const gstin = { gstin: '29AAAPR1234C1Z4', businessName: 'Example Traders' };
const names = { name: 'Asha Rao', otherName: 'ASHA RAO' };
const faces = { first: image, second: image };
const ip = { ipAddress: '203.0.113.7' };
const digilocker = { documents: ['AADHAAR', 'DRIVING_LICENCE'], redirectUrl: null, flow: 'SIGN_IN' } as const;
const document = { sessionReferenceId: '900001', document: 'DRIVING_LICENCE' } as const;
const digilockerAccount = { phone: '+919000000001', aadhaarNumber: null };
const licence = { licenceNumber: 'KA01 20110000001', dateOfBirth: '1990-04-12' };
const voter = { epicNumber: 'ABC0000001', name: 'Asha Rao' };
const passport = { fileNumber: 'BN1061234567819', dateOfBirth: '1990-04-12', name: 'Asha Rao' };
const cin = { cin: 'U72900KA2015PTC082988' };
const upi = { vpa: 'asha@upi', name: 'Asha Rao' };
const vehicle = { vehicleNumber: 'KA01AB0001' };
const ocr = { file: image, kind: 'PAN' } as const;

const form = {
  phone: '+919000000001',
  templateName: 'basic_kyc',
  name: null,
  email: null,
  expiresOn: null,
  notifyBy: [],
};
const signing = {
  file: pdf,
  signerName: 'Asha Rao',
  signerEmail: 'asha@example.com',
  signerPhone: null,
  redirectUrl: null,
  expiresInDays: 7,
};

const bankAnswer = {
  reference_id: 900001,
  name_at_bank: 'ASHA RAO',
  bank_name: 'YES BANK',
  city: 'BENGALURU',
  branch: 'EXAMPLE',
  micr: '560000001',
  name_match_score: '100.00',
  name_match_result: 'DIRECT_MATCH',
  account_status: 'VALID',
  account_status_code: 'ACCOUNT_IS_VALID',
  ifsc_details: { ifsc: 'YESB0000262', bank: 'YES BANK' },
};

/** Total: a new kind of check does not compile without its passing answer, and is then tried like all others. */
export const PASSING: { readonly [C in CheckCapability]: PassingCheck<C> } = {
  PAN: {
    input: pan,
    answer: {
      pan: 'AAAPR1234C',
      type: 'Individual',
      reference_id: 900001,
      name_provided: 'Asha Rao',
      registered_name: 'ASHA RAO',
      valid: true,
      message: 'PAN verified successfully',
      name_match_score: 100,
      name_match_result: 'DIRECT_MATCH',
      aadhaar_seeding_status: 'Y',
      pan_status: 'VALID',
    },
    ask: (port) => port.check({ ...own, ...pan }, CONTEXT),
  },
  PAN_ADVANCED: {
    input: pan,
    answer: {
      ...ids,
      status: 'VALID',
      message: 'PAN verified successfully',
      pan: 'AAAPR1234C',
      registered_name: 'ASHA RAO',
      gender: 'F',
      date_of_birth: '1990-04-12',
      aadhaar_linked: true,
      address: { state: 'KARNATAKA', pincode: 560001 },
    },
    ask: (port) => port.check({ ...own, ...pan }, CONTEXT),
  },
  PAN_LITE: {
    input: panLite,
    answer: { ...ids, status: 'VALID', pan: 'AAAPR1234C', pan_status: 'E', name_match: 'Y', dob_match: 'Y' },
    ask: (port) => port.check({ ...own, ...panLite }, CONTEXT),
  },
  BANK_ACCOUNT: {
    input: account,
    answer: bankAnswer,
    ask: (port) => port.check({ ...own, ...account }, CONTEXT),
  },
  BANK_ACCOUNT_ASYNC: {
    input: account,
    reference: '900001',
    answer: bankAnswer,
    ask: (port) => port.readAgain('900001', CONTEXT),
  },
  GSTIN: {
    input: gstin,
    answer: {
      reference_id: 900001,
      GSTIN: '29AAAPR1234C1Z4',
      legal_name_of_business: 'EXAMPLE TRADERS',
      trade_name_of_business: 'EXAMPLE TRADERS',
      taxpayer_type: 'Regular',
      gst_in_status: 'Active',
      date_of_registration: '01/07/2019',
      valid: true,
    },
    ask: (port) => port.check({ ...own, ...gstin }, CONTEXT),
  },
  NAME_MATCH: {
    input: names,
    answer: { ...ids, name_1: 'Asha Rao', name_2: 'ASHA RAO', status: 'SUCCESS', score: 1, reason: 'DIRECT_MATCH' },
    ask: (port) => port.check({ ...own, ...names }, CONTEXT),
  },
  LIVENESS: {
    input: { file: image },
    subject: 'image',
    answer: { ...ids, status: 'SUCCESS', liveness: true, liveness_score: 0.97, quality: { exposure: 'NEUTRAL' } },
    ask: (port) => port.check({ ...own, file: image }, CONTEXT),
  },
  FACE_MATCH: {
    input: faces,
    answer: {
      ref_id: 900001,
      verification_id: CHECK_ID,
      status: 'SUCCESS',
      face_match_result: 'YES',
      face_match_score: 0.93,
    },
    ask: (port) => port.check({ ...own, ...faces }, CONTEXT),
  },
  IP_ADDRESS: {
    input: ip,
    answer: {
      ...ids,
      status: 'VALID',
      ip_address: '203.0.113.7',
      proxy_type: '-',
      country_code: 'IN',
      city_risk_score: '0.10',
    },
    ask: (port) => port.check({ ...own, ...ip }, CONTEXT),
  },
  AADHAAR_OTP: {
    input: { aadhaarNumber: '999941057058' },
    reference: '900001',
    answer: {
      ref_id: '900001',
      status: 'VALID',
      name: 'Asha Rao',
      dob: '12-04-1990',
      gender: 'F',
      year_of_birth: 1990,
    },
    ask: (port) => port.submitCode({ referenceId: '900001', code: '111000' }, CONTEXT),
  },
  DIGILOCKER: {
    input: digilocker,
    subject: 'AADHAAR, DRIVING_LICENCE',
    reference: '900001',
    answer: {
      ...ids,
      status: 'AUTHENTICATED',
      user_details: { name: 'Asha Rao', dob: '12/04/1990', gender: 'F', eaadhaar: 'Y', mobile: '9000000001' },
      document_requested: ['AADHAAR', 'DRIVING_LICENSE'],
      document_consent: ['AADHAAR', 'DRIVING_LICENSE'],
    },
    ask: (port) => port.readAgain('900001', CONTEXT),
  },
  DIGILOCKER_DOCUMENT: {
    input: document,
    answer: {
      reference_id: 900001,
      status: 'SUCCESS',
      name: 'Asha Rao',
      dob: '12-04-1990',
      dl_number: 'KA0120110000001',
      issue_date: '01/01/2015',
      expiry_date: '01/01/2035',
    },
    ask: (port) => port.check({ ...own, ...document }, CONTEXT),
  },
  DIGILOCKER_ACCOUNT: {
    input: digilockerAccount,
    answer: { ...ids, status: 'ACCOUNT_EXISTS', digilocker_id: 'example-id' },
    ask: (port) => port.check({ ...own, ...digilockerAccount }, CONTEXT),
  },
  KYC_LINK: {
    input: form,
    reference: '900001',
    answer: {
      ...ids,
      form_status: 'SUCCESS',
      form_link: 'https://forms.example.com/x',
      verification_details: [{ reference_id: 900002, type: 'PANDETAILS_VERIFICATION', status: 'SUCCESS' }],
    },
    ask: (port) => port.readAgain('900001', CONTEXT),
  },
  DRIVING_LICENCE: {
    input: licence,
    answer: {
      ...ids,
      status: 'VALID',
      dl_number: 'KA0120110000001',
      dob: '12-04-1990',
      dl_validity: { non_transport: { from: '2015-01-01', to: '2035-01-01' } },
      details_of_driving_licence: { name: 'ASHA RAO', date_of_issue: '2015-01-01', status: 'ACTIVE' },
    },
    ask: (port) => port.check({ ...own, ...licence }, CONTEXT),
  },
  VOTER_ID: {
    input: voter,
    answer: {
      ...ids,
      status: 'VALID',
      epic_number: 'ABC0000001',
      name: 'ASHA RAO',
      age: '35',
      gender: 'Female',
      state: 'Karnataka',
    },
    ask: (port) => port.check({ ...own, ...voter }, CONTEXT),
  },
  PASSPORT: {
    input: passport,
    answer: {
      ...ids,
      status: 'VALID',
      file_number: 'BN1061234567819',
      name: 'ASHA RAO',
      dob: '1990-04-12',
      application_type: 'Normal',
      application_received_date: '01/02/2021',
    },
    ask: (port) => port.check({ ...own, ...passport }, CONTEXT),
  },
  CIN: {
    input: cin,
    answer: {
      ...ids,
      status: 'VALID',
      cin: 'U72900KA2015PTC082988',
      company_name: 'EXAMPLE PRIVATE LIMITED',
      cin_status: 'ACTIVE',
    },
    ask: (port) => port.check({ ...own, ...cin }, CONTEXT),
  },
  UPI: {
    input: upi,
    answer: { ...ids, status: 'VALID', vpa: 'asha@upi', name_at_bank: 'ASHA RAO' },
    ask: (port) => port.check({ ...own, ...upi }, CONTEXT),
  },
  VEHICLE: {
    input: vehicle,
    answer: {
      ...ids,
      status: 'VALID',
      reg_no: 'KA01AB0001',
      owner: 'ASHA RAO',
      class: 'Motor Car',
      rc_status: 'ACTIVE',
      reg_date: '31/01/2020',
      rc_expiry_date: '30/01/2035',
      vehicle_insurance_upto: '30/01/2035',
      blacklist_status: 'NA',
    },
    ask: (port) => port.check({ ...own, ...vehicle }, CONTEXT),
  },
  E_SIGN: {
    input: signing,
    reference: '900001',
    answer: {
      ...ids,
      status: 'SUCCESS',
      document_id: 36,
      signers: [{ name: 'Asha Rao', status: 'SUCCESS', is_notified: true }],
      signed_doc_url: 'https://sign.example.com/x.pdf',
    },
    ask: (port) => port.readAgain('900001', CONTEXT),
  },
  REVERSE_PENNY_DROP: {
    input: { name: 'Asha Rao' },
    reference: '900001',
    answer: {
      verification_id: CHECK_ID,
      ref_id: '900001',
      status: 'SUCCESS',
      bank_account: '000123456789',
      ifsc: 'YESB0000262',
      name_at_bank: 'ASHA RAO',
      name_match_score: '100.00',
      name_match_result: 'DIRECT_MATCH',
      reversal_status: 'SUCCESS',
    },
    ask: (port) => port.readAgain('900001', CONTEXT),
  },
  DOCUMENT_OCR: {
    input: ocr,
    answer: {
      ...ids,
      status: 'VALID',
      document_type: 'PAN_OCR',
      document_fields: { pan: 'AAAPR1234C', dob: '1990-04-12', name: 'Asha Rao', father: 'Ravi Rao' },
      quality_checks: { blur: false, glare: false, partially_present: false, black_and_white: false, obscured: false },
      fraud_checks: { is_screenshot: false, is_photo_of_screen: false, is_photo_imposed: false, is_overwritten: false },
    },
    ask: (port) => port.check({ ...own, ...ocr }, CONTEXT),
  },
  AADHAAR_MASKING: {
    input: { file: image },
    answer: { ...ids, status: 'VALID', image_link: `${HERE}/masked.png` },
    ask: async (port) => (await port.mask({ ...own, file: image }, CONTEXT)).result,
  },
};
