import { maskAadhaar, maskAccount, maskEmail, maskIdNumber, maskPan, maskPhone } from '../../domain/identifier/mask.js';
import type { CheckFact } from '../../domain/provider/check-port.js';
import type { SuiteCapability } from './cashfree.shared.mapping.js';
import { toFacts, toIsoDate } from './cashfree.shared.mapping.js';
import { detail } from './cashfree.suite.contract.js';

type Show = (value: string) => string | null;
/** Our name of a fact, where theirs stands, and how it is shown. */
type FactTable = readonly (readonly [string, string, Show?])[];

const date: Show = (value) => toIsoDate(value);
const gender: Show = (value) => ({ M: 'MALE', F: 'FEMALE', T: 'OTHER' })[value.slice(0, 1).toUpperCase()] ?? null;
const person: FactTable = [
  ['name', 'name'],
  ['dateOfBirth', 'dob', date],
  ['gender', 'gender', gender],
];
const place: FactTable = [
  ['state', 'split_address.state'],
  ['pincode', 'split_address.pincode'],
];

/** Numbers, phones and addresses are masked here already; photos and files are left behind. */
const FACTS: Readonly<Partial<Record<SuiteCapability, FactTable>>> = {
  PAN_ADVANCED: [
    ['registeredName', 'registered_name'],
    ['firstName', 'first_name'],
    ['lastName', 'last_name'],
    ['panType', 'type'],
    ['gender', 'gender', gender],
    ['dateOfBirth', 'date_of_birth', date],
    ['maskedAadhaar', 'masked_aadhaar_number', lastFour],
    ['email', 'email', maskEmail],
    ['mobile', 'mobile_number', maskPhone],
    ['aadhaarLinked', 'aadhaar_linked'],
    ['state', 'address.state'],
    ['pincode', 'address.pincode'],
  ],
  PAN_LITE: [
    ['panStatus', 'pan_status'],
    ['nameMatch', 'name_match'],
    ['dateOfBirthMatch', 'dob_match'],
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
  ],
  VOTER_ID: [
    ['name', 'name'],
    ['gender', 'gender', gender],
    ['age', 'age'],
    ['state', 'state'],
    ['constituency', 'assembly_constituency'],
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
  ],
  UPI: [
    ['nameAtBank', 'name_at_bank'],
    ['ifsc', 'ifsc'],
    ['nameMatchResult', 'name_match_result'],
  ],
  VEHICLE: [
    ['ownerName', 'owner'],
    ['manufacturer', 'vehicle_manufacturer_name'],
    ['model', 'model'],
    ['vehicleClass', 'class'],
    ['fuel', 'type'],
    ['registrationStatus', 'rc_status'],
    ['registeredOn', 'reg_date', date],
    ['registrationValidUntil', 'rc_expiry_date', date],
    ['insuredUntil', 'vehicle_insurance_upto', date],
    ['blacklistStatus', 'blacklist_status'],
  ],
  E_SIGN: [['signerName', 'signers.0.name']],
  REVERSE_PENNY_DROP: [
    ['nameAtBank', 'name_at_bank'],
    ['accountNumber', 'bank_account', maskAccount],
    ['ifsc', 'ifsc'],
    ['accountType', 'account_type'],
    ['reversalStatus', 'reversal_status'],
    ['nameMatchResult', 'name_match_result'],
  ],
  DOCUMENT_OCR: [
    ['documentType', 'document_type'],
    ['name', 'document_fields.name'],
    ['dateOfBirth', 'document_fields.dob', date],
    ['dateOfBirth', 'document_fields.date_of_birth', date],
    ['gender', 'document_fields.gender', gender],
    ['maskedAadhaar', 'document_fields.uid', lastFour],
    ['pan', 'document_fields.pan', maskPan],
    ['pan', 'document_fields.pan_number', maskPan],
    ['voterId', 'document_fields.voter_id_number', maskIdNumber],
    ['licenceNumber', 'document_fields.dl_number', maskIdNumber],
    ['passportNumber', 'document_fields.passport_number', maskIdNumber],
    ['vehicleNumber', 'document_fields.registration_number', maskIdNumber],
    ['accountNumber', 'document_fields.account_number', maskAccount],
    ['ifsc', 'document_fields.ifsc'],
    ['bankName', 'document_fields.bank_name'],
  ],
};

/** The facts of an answer in our vocabulary; where two paths lead to one name, the first that holds something counts. */
export function factsOf(capability: SuiteCapability, details: Readonly<Record<string, unknown>>): readonly CheckFact[] {
  const found: Record<string, string | null> = {};
  for (const [name, path, show] of FACTS[capability] ?? []) {
    const text = textAt(details, path);
    if (text !== null && (found[name] ?? null) === null) found[name] = show === undefined ? text : show(text);
  }
  return toFacts(found);
}

/** Text, a number or a boolean as text; null for anything else. */
export function textAt(details: Readonly<Record<string, unknown>>, path: string): string | null {
  const value = detail(details, path);
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return null;
  const text = String(value).trim();
  return text === '' || text === '-' || text === 'NA' ? null : text;
}

export function numberAt(details: Readonly<Record<string, unknown>>, path: string): number | null {
  const text = textAt(details, path);
  return text !== null && /^\d{1,6}(\.\d{1,10})?$/.test(text) ? Number(text) : null;
}

/** From `xxxxxxxx1234` as well as from twelve digits, which no answer should hold but some of their samples do. */
function lastFour(text: string): string {
  return maskAadhaar(/(\d{4})$/.exec(text)?.[1] ?? '');
}
