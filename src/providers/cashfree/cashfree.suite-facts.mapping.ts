import { maskAccount, maskEmail, maskIdNumber, maskPan, maskPhone } from '../../domain/identifier/mask.js';
import type { CheckFact } from '../../domain/provider/check-port.js';
import { date, type FactTable, gender, lastFour, textAt } from './cashfree.fact.mapping.js';
import { OCR_FACTS, ocrName } from './cashfree.ocr-facts.mapping.js';
import { type SuiteCapability, toFacts, toSeedingStatus, word } from './cashfree.shared.mapping.js';
import { detail } from './cashfree.suite.contract.js';
import { VEHICLE_FACTS } from './cashfree.vehicle-facts.mapping.js';

const person: FactTable = [
  ['name', 'name'],
  ['dateOfBirth', 'dob', date],
  ['gender', 'gender', gender],
];
const place: FactTable = [
  ['city', 'split_address.vtc'],
  ['district', 'split_address.dist'],
  ['state', 'split_address.state'],
  ['pincode', 'split_address.pincode'],
];

/**
 * Every key of their reference that says something of the person or the record that was asked about. Numbers, phones
 * and mail addresses are masked here already; photos, files, hashes, streets and the names of relatives are left behind.
 */
const FACTS: Readonly<Partial<Record<SuiteCapability, FactTable>>> = {
  PAN_ADVANCED: [
    ['registeredName', 'registered_name'],
    ['nameOnCard', 'name_pan_card'],
    ['firstName', 'first_name'],
    ['lastName', 'last_name'],
    ['panType', 'type'],
    ['gender', 'gender', gender],
    ['dateOfBirth', 'date_of_birth', date],
    ['maskedAadhaar', 'masked_aadhaar_number', lastFour],
    ['email', 'email', maskEmail],
    ['mobile', 'mobile_number', maskPhone],
    ['aadhaarLinked', 'aadhaar_linked'],
    ['city', 'address.city'],
    ['state', 'address.state'],
    ['pincode', 'address.pincode'],
    ['country', 'address.country'],
  ],
  PAN_LITE: [
    ['panStatus', 'pan_status'],
    ['nameMatch', 'name_match'],
    ['dateOfBirthMatch', 'dob_match'],
    ['aadhaarSeedingStatus', 'aadhaar_seeding_status', toSeedingStatus],
  ],
  FACE_MATCH: [['faceMatchResult', 'face_match_result']],
  IP_ADDRESS: [
    ['countryCode', 'country_code'],
    ['countryName', 'country_name'],
    ['region', 'region_name'],
    ['city', 'city_name'],
    ['proxyType', 'proxy_type'],
    ['cityRiskScore', 'city_risk_score'],
    ['proxyRiskScore', 'proxy_type_risk_score'],
  ],
  AADHAAR_OTP: [...person, ['yearOfBirth', 'year_of_birth'], ...place],
  DIGILOCKER: [
    ['name', 'user_details.name'],
    ['dateOfBirth', 'user_details.dob', date],
    ['gender', 'user_details.gender', gender],
    ['eAadhaar', 'user_details.eaadhaar'],
    ['mobile', 'user_details.mobile', maskPhone],
  ],
  DIGILOCKER_DOCUMENT: [
    ...person,
    ['name', 'name_pan_card'],
    ['name', 'user_details.name'],
    ['maskedAadhaar', 'uid', lastFour],
    ['pan', 'pan', maskPan],
    ['panType', 'type'],
    ['licenceNumber', 'dl_number', maskIdNumber],
    ['issuedBy', 'issued_at'],
    ['issuedOn', 'issue_date', date],
    ['expiresOn', 'expiry_date', date],
    ...place,
  ],
  DRIVING_LICENCE: [
    ['name', 'details_of_driving_licence.name'],
    ['dateOfBirth', 'dob', date],
    ['licenceStatus', 'details_of_driving_licence.status'],
    ['issuedOn', 'details_of_driving_licence.date_of_issue', date],
    ['validUntil', 'dl_validity.non_transport.to', date],
    ['transportValidUntil', 'dl_validity.transport.to', date],
    ['hazardousValidUntil', 'dl_validity.hazardous_valid_till', date],
    ['hillValidUntil', 'dl_validity.hill_valid_till', date],
    // Their lists of spellings begin with the full word.
    ['city', 'details_of_driving_licence.split_address.city.0'],
    ['state', 'details_of_driving_licence.split_address.state.0.0'],
    ['pincode', 'details_of_driving_licence.split_address.pincode'],
  ],
  VOTER_ID: [
    ...person,
    ['nameInRegionalLanguage', 'name_in_regional_lang'],
    ['age', 'age'],
    ['city', 'split_address.city.0'],
    ['state', 'state'],
    ['pincode', 'split_address.pincode'],
    ['constituency', 'assembly_constituency'],
    ['parliamentaryConstituency', 'parliamentary_constituency'],
  ],
  PASSPORT: [
    ['name', 'name'],
    ['dateOfBirth', 'dob', date],
    ['applicationType', 'application_type'],
    ['applicationReceivedOn', 'application_received_date', date],
  ],
  CIN: [
    ['companyName', 'company_name'],
    ['companyStatus', 'cin_status'],
    ['registrationNumber', 'registration_number'],
    ['incorporatedOn', 'incorporation_date', date],
    ['country', 'incorporation_country'],
    ['email', 'email', maskEmail],
  ],
  UPI: [
    ['nameAtBank', 'name_at_bank'],
    ['ifsc', 'ifsc'],
    ['nameMatchResult', 'name_match_result'],
  ],
  VEHICLE: VEHICLE_FACTS,
  E_SIGN: [
    ['signerName', 'signers.0.name'],
    ['signerStatus', 'signers.0.status', word],
  ],
  KYC_LINK: [['linkExpiresOn', 'link_expiry', date]],
  REVERSE_PENNY_DROP: [
    ['nameAtBank', 'name_at_bank'],
    ['accountNumber', 'bank_account', maskAccount],
    ['ifsc', 'ifsc'],
    ['accountType', 'account_type'],
    ['vpa', 'upi', maskEmail],
    ['collectedOn', 'penny_collected_on', date],
    ['reversalStatus', 'reversal_status'],
    ['nameMatchResult', 'name_match_result'],
  ],
  DOCUMENT_OCR: OCR_FACTS,
};

/** The facts of an answer in our vocabulary; where two paths lead to one name, the first that holds something counts. */
export function factsOf(capability: SuiteCapability, details: Readonly<Record<string, unknown>>): readonly CheckFact[] {
  const found: Record<string, string | null> = {};
  for (const [name, path, show] of FACTS[capability] ?? []) {
    const text = textAt(details, path);
    if (text !== null && (found[name] ?? null) === null) found[name] = show === undefined ? text : show(text);
  }
  if (capability === 'DOCUMENT_OCR') found.name ??= ocrName(details);
  if (capability === 'DIGILOCKER') found.consentedDocuments = words(detail(details, 'document_consent'));
  return toFacts(capability === 'KYC_LINK' ? { ...found, ...formChecks(details) } : found);
}

/** Words of a list that are words. */
function words(list: unknown): string | null {
  if (!Array.isArray(list)) return null;
  const texts = list.flatMap((item: unknown) => (typeof item === 'string' ? (word(item) ?? []) : []));
  return texts.length === 0 ? null : texts.join(', ');
}

const FORM_CHECKS: Readonly<Record<string, string>> = {
  OFFLINE_AADHAAR_VERIFICATION: 'aadhaarCheck',
  PANDETAILS_VERIFICATION: 'panCheck',
  BANKDETAILS_VALIDATION: 'bankAccountCheck',
  UPIDETAILS_VALIDATION: 'upiCheck',
};

/** How each check behind a form ended. */
function formChecks(details: Readonly<Record<string, unknown>>): Record<string, string | null> {
  const list = detail(details, 'verification_details');
  const indices = Array.isArray(list) ? [...list.keys()] : [];
  return Object.fromEntries(
    indices.flatMap((index) => {
      const name = FORM_CHECKS[textAt(details, `verification_details.${index}.type`) ?? ''];
      return name === undefined ? [] : [[name, word(textAt(details, `verification_details.${index}.status`))]];
    }),
  );
}
