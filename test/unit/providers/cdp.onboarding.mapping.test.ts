import fc from 'fast-check';
import type { CustomerClassification, OnboardingInput } from '../../../src/domain/provider/customer-port.js';
import {
  type CdpVocabulary,
  fieldNamedIn,
  toOnboardingBody,
} from '../../../src/providers/cdp/cdp.onboarding.mapping.js';

const WORDS: CdpVocabulary = {
  channel: undefined,
  agentLocationId: undefined,
  residentTypeId: 100,
  genders: { MALE: 'M', FEMALE: 'F', OTHER: 'O' },
  addressTypes: { PRESENT: '1', PERMANENT: '2' },
};

const image = { bytes: new Uint8Array([1, 2, 3]), contentType: 'image/png' };
const encoded = { base64_data: 'AQID', content_type: 'image/png' };

const ADDRESS: OnboardingInput['addresses'][number] = {
  type: 'PRESENT',
  line1: '12',
  street: 'Example Street',
  landmark: 'Clock tower',
  city: 'Dubai',
  district: 'Deira',
  state: 'Dubai',
  country: 'AE',
  postalCode: '00000',
  poBox: '12345',
  mobile: '+919000000051',
};

const DOCUMENT: OnboardingInput['idDocuments'][number] = {
  idType: 4,
  idNumber: 'N1',
  nameAsPerId: 'Noor A Example',
  issuedCountry: 'IN',
  issuedBy: 'Passport Office',
  issuedAt: 'Chennai',
  issuedOn: '2020-01-02',
  expiresOn: '2030-01-01',
  visaNumber: 'V1',
  visaExpiresOn: '2029-01-01',
  active: true,
  isDefault: null,
  front: image,
  back: image,
};

const CLASSIFICATION: CustomerClassification = {
  customerTypeId: 1,
  incomeType: 'SALARY',
  annualIncomeRangeId: 3,
  annualIncomeCurrency: 'AED',
  monthlyVolume: 5000,
  monthlyCount: 4,
  employerName: 'Example Ltd',
  employerAddress: '1, Example Road',
  employerPhone: '+919000000052',
  professionCategory: '7',
  reasonForAccount: 'Savings',
  agentReference: 'A-1',
  firstLanguage: 'en',
  maritalStatus: '2',
  riskRatingId: 1,
  dnfbp: false,
  dpms: true,
  taxRegistrationNumber: 'T1',
  showRemarksOnTransactions: false,
  remarks: 'none',
  socialLinks: [{ kindCode: '1', text: 'noor.example' }],
};

const INPUT: OnboardingInput = {
  firstName: 'Noor',
  middleName: 'A',
  lastName: 'Example',
  preferredName: 'Noori',
  mothersMaidenName: 'Sample',
  nationality: 'IN',
  secondNationality: 'AE',
  nativeRegion: 'Tamil Nadu',
  dateOfBirth: '1991-02-03',
  countryOfBirth: 'IN',
  placeOfBirth: 'Chennai',
  residentTypeId: 101,
  countryOfResidence: 'AE',
  gender: 'OTHER',
  mobile: '+919000000050',
  secondaryMobile: '+919000000053',
  phone: '+919000000054',
  email: 'noor@example.com',
  occupationId: 0,
  politicallyExposed: false,
  addresses: [ADDRESS],
  idDocuments: [DOCUMENT],
  additionalDocuments: [{ kindCode: '9', file: { ...image, contentType: 'application/pdf' } }],
  classification: CLASSIFICATION,
  profilePhoto: image,
};

function sent(input: OnboardingInput, words: CdpVocabulary = WORDS): Record<string, unknown> {
  return JSON.parse(JSON.stringify(toOnboardingBody(input, words)));
}

test('every documented field has its name on the wire', () => {
  expect(sent(INPUT, { ...WORDS, channel: 'WEB', agentLocationId: '77' })).toEqual({
    channel: 'WEB',
    agent_location_id: '77',
    first_name: 'Noor',
    middle_name: 'A',
    last_name: 'Example',
    preferred_name: 'Noori',
    mothers_maiden_name: 'Sample',
    nationality: 'IN',
    second_nationality: 'AE',
    native_region: 'Tamil Nadu',
    date_of_birth: '1991-02-03',
    country_of_birth: 'IN',
    place_of_birth: 'Chennai',
    resident_type_id: 101,
    country_of_residence: 'AE',
    gender: 'O',
    primary_mobile_number: '+919000000050',
    secondary_mobile_number: '+919000000053',
    phone_number: '+919000000054',
    email_id: 'noor@example.com',
    occupation_id: 0,
    political_exposed_person: false,
    address_list: [
      {
        address_type_id: '1',
        building_name: '12',
        street_name: 'Example Street',
        landmark: 'Clock tower',
        city: 'Dubai',
        district: 'Deira',
        state: 'Dubai',
        country: 'AE',
        zip: '00000',
        po_box: '12345',
        mobile_number: '+919000000051',
      },
    ],
    id_details: [
      {
        id_type: 4,
        id_number: 'N1',
        name_as_per_id: 'Noor A Example',
        issued_country: 'IN',
        issued_by: 'Passport Office',
        issued_at: 'Chennai',
        issued_on: '2020-01-02',
        date_of_expiry: '2030-01-01',
        visa_number: 'V1',
        visa_expiry_date: '2029-01-01',
        active_status: true,
        default_status: true,
        id_front: encoded,
        id_back: encoded,
      },
    ],
    additional_docs: [{ document_id: '9', base64_data: 'AQID', content_type: 'application/pdf' }],
    customer_classification: {
      customer_type_id: 1,
      income_type: 'SALARY',
      annual_income_range_id: 3,
      annual_income_currency_code: 'AED',
      txn_vol_month: 5000,
      txn_count_month: 4,
      employer_name: 'Example Ltd',
      employer_address: '1, Example Road',
      employer_phone: '+919000000052',
      profession_category: '7',
      reason_for_acc: 'Savings',
      agent_ref_no: 'A-1',
      first_language: 'en',
      marital_status: '2',
      risk_rating_id: 1,
      dnfbp: false,
      dpms: true,
      tax_registration_number: 'T1',
      show_remarks_on_txn: false,
      customer_remarks: 'none',
      social_links: [{ social_links_id: '1', text_field: 'noor.example' }],
      profile_photo: encoded,
    },
  });
});

test('what is missing is left out, not sent as null', () => {
  const nothing = <T extends object>(from: T, keep: readonly (keyof T)[]): T =>
    Object.fromEntries(
      Object.entries(from).map(([key, value]) => [key, (keep as readonly string[]).includes(key) ? value : null]),
    ) as T;
  const address = nothing(ADDRESS, ['type', 'line1', 'city', 'country']);
  const document = nothing(DOCUMENT, ['idType', 'idNumber', 'issuedCountry', 'active']);
  const bare = sent({
    ...nothing(INPUT, [
      'firstName',
      'lastName',
      'nationality',
      'dateOfBirth',
      'countryOfResidence',
      'gender',
      'mobile',
    ]),
    email: 'noor@example.com',
    politicallyExposed: false,
    addresses: [address],
    idDocuments: [document],
    additionalDocuments: [],
  });

  expect(JSON.stringify(bare)).not.toContain('null');
  expect(bare).toMatchObject({ resident_type_id: 100 });
  expect(Object.keys(bare)).not.toContain('customer_classification');
  expect(Object.keys(bare)).not.toContain('additional_docs');
  const classified = sent({
    ...INPUT,
    classification: nothing({ ...CLASSIFICATION }, ['socialLinks']),
    profilePhoto: null,
  });
  expect(Object.keys(classified.customer_classification as object)).toEqual(['social_links']);
});

test.each([
  [
    [null, null],
    [true, false],
  ],
  [
    [null, true],
    [false, true],
  ],
  [
    [false, true],
    [false, true],
  ],
])('default documents %p are sent as %p', (given, expected) => {
  const idDocuments = given.map((isDefault) => ({ ...DOCUMENT, isDefault }));
  const details = sent({ ...INPUT, idDocuments }).id_details as { default_status: boolean }[];
  expect(details.map(({ default_status }) => default_status)).toEqual(expected);
});

describe('the field that a message names', () => {
  test.each([
    ['Mandatory field missing: first_name', 'firstName'],
    ['Invalid master data: OCCUPATION_ID not found', 'occupationId'],
    ["'id_number' of the document", 'idDocuments.idNumber'],
    ['constructor __proto__ toString', null],
    ['', null],
  ])('%p: %p', (message, field) => {
    expect(fieldNamedIn(message)).toBe(field);
  });

  test('is one of ours, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (message) => {
        expect(fieldNamedIn(message) ?? 'none').toMatch(/^[A-Za-z.0-9]{2,60}$/);
      }),
    );
  });
});
