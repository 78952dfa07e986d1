import { toBankAccountResult } from '../../../src/providers/cashfree/cashfree.bank-account.mapping.js';
import {
  parseBankAccountAnswer,
  parseGstinAnswer,
  parsePanAnswer,
} from '../../../src/providers/cashfree/cashfree.contract.js';
import { toGstinResult, toPanResult } from '../../../src/providers/cashfree/cashfree.mapping.js';
import type { SuiteCapability } from '../../../src/providers/cashfree/cashfree.shared.mapping.js';
import { factsOf } from '../../../src/providers/cashfree/cashfree.suite-facts.mapping.js';

const policy = {
  nameMatchPassScore: 0.85,
  nameMatchCautionScore: 0.6,
  faceMatchScore: 0.7,
  retryableBankCodes: new Set<string>(),
};
const asObject = (facts: readonly { readonly name: string; readonly value: string }[]) =>
  Object.fromEntries(facts.map(({ name, value }) => [name, value]));

/** Keys of the vendor's reference, with values of nobody; what is expected is everything that is kept of them. */
const KEPT: readonly (readonly [SuiteCapability, object, object])[] = [
  [
    'PAN_ADVANCED',
    { name_pan_card: 'ASHA RAO', address: { full_address: '12 Example Street', city: 'BENGALURU', country: 'India' } },
    { nameOnCard: 'ASHA RAO', city: 'BENGALURU', country: 'India' },
  ],
  [
    'PAN_LITE',
    { pan_status: 'E', aadhaar_seeding_status: 'R' },
    { panStatus: 'E', aadhaarSeedingStatus: 'NOT_SEEDED' },
  ],
  [
    'AADHAAR_OTP',
    { care_of: 'Ravi Rao', mobile_hash: 'abc', split_address: { dist: 'Bengaluru', vtc: 'Example', house: '12' } },
    { district: 'Bengaluru', city: 'Example' },
  ],
  [
    'DRIVING_LICENCE',
    {
      dl_validity: { hill_valid_till: '12/05/2030', hazardous_valid_till: null },
      details_of_driving_licence: {
        father_or_husband_name: 'Ravi Rao',
        split_address: { state: [['KARNATAKA', 'KA']], city: ['BENGALURU'], pincode: '560001' },
      },
    },
    { hillValidUntil: '2030-05-12', state: 'KARNATAKA', city: 'BENGALURU', pincode: '560001' },
  ],
  [
    'VOTER_ID',
    {
      dob: '1990-04-12',
      name_in_regional_lang: 'आशा',
      relation_name: 'Ravi Rao',
      parliamentary_constituency: 'Example',
    },
    { dateOfBirth: '1990-04-12', nameInRegionalLanguage: 'आशा', parliamentaryConstituency: 'Example' },
  ],
  [
    'VEHICLE',
    { owner: 'ASHA RAO', owner_father_name: 'Ravi', mobile_number: '9000000001', vehicle_tax_upto: '31/03/2030' },
    { ownerName: 'ASHA RAO', taxedUntil: '2030-03-31' },
  ],
  [
    'KYC_LINK',
    {
      link_expiry: '2030-01-31',
      verification_details: [
        { type: 'PANDETAILS_VERIFICATION', status: 'SUCCESS' },
        { type: 'UPIDETAILS_VALIDATION', status: 'FAILED' },
        { type: 'NEW_ONE', status: 'SUCCESS' },
        'text',
      ],
    },
    { linkExpiresOn: '2030-01-31', panCheck: 'SUCCESS', upiCheck: 'FAILED' },
  ],
  [
    'DIGILOCKER',
    { document_consent: ['AADHAAR', 'DRIVING_LICENSE', 7] },
    { consentedDocuments: 'AADHAAR, DRIVING_LICENSE' },
  ],
  [
    'REVERSE_PENNY_DROP',
    { upi: 'asha@upi', penny_collected_on: '2026-01-31T12:40:10+05:30', utr: '404223241811' },
    { vpa: 'a***@upi', collectedOn: '2026-01-31' },
  ],
];

test.each(KEPT)(
  '%s keeps the documented keys and leaves relatives, phones and streets behind',
  (capability, answer, expected) => {
    expect(asObject(factsOf(capability, { ...answer }))).toEqual(expected);
  },
);

test('a PAN keeps the name on its card', () => {
  const pan = parsePanAnswer({ valid: true, name_pan_card: 'ASHA RAO', father_name: 'RAVI RAO' });
  expect(asObject(toPanResult(pan, false, policy).facts)).toEqual({ nameOnCard: 'ASHA RAO' });
});

test('a GSTIN keeps where and with what the business is registered', () => {
  const gstin = parseGstinAnswer({
    valid: true,
    last_update_date: '2022-03-01',
    nature_of_business_activities: ['Retail Business', 'Others'],
    state_jurisdiction: 'EXAMPLE',
    principal_place_split_address: { district: 'Bengaluru', state: 'Karnataka', pincode: '560001' },
  });
  expect(asObject(toGstinResult(gstin).facts)).toEqual({
    lastUpdatedOn: '2022-03-01',
    businessActivities: 'Retail Business, Others',
    stateJurisdiction: 'EXAMPLE',
    district: 'Bengaluru',
    state: 'Karnataka',
    pincode: '560001',
  });
});

test('a MICR code that is sent as a number keeps its leading zeros', () => {
  const account = parseBankAccountAnswer({ account_status: 'VALID', micr: 11_000_001 });
  expect(asObject(toBankAccountResult(account, false, policy).facts)).toEqual({ micr: '011000001' });
});
