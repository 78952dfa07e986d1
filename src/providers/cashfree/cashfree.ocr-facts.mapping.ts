import { maskAccount, maskGstin, maskIdNumber, maskPan } from '../../domain/identifier/mask.js';
import { date, type FactTable, gender, lastFour, textAt } from './cashfree.fact.mapping.js';

/** Paths below `document_fields`, as their page for each kind of document spells them. */
const FIELDS: FactTable = [
  ['name', 'name'],
  ['name', 'full_name'],
  ['name', 'owner_name'],
  ['givenName', 'given_name'],
  ['surname', 'surname'],
  ['dateOfBirth', 'dob', date],
  ['dateOfBirth', 'date_of_birth', date],
  ['gender', 'gender', gender],
  ['nationality', 'nationality'],
  ['countryCode', 'country_code'],
  ['birthCity', 'birth_city'],
  ['maskedAadhaar', 'uid', lastFour],
  ['maskedAadhaar', 'aadhaar_number', lastFour],
  ['pan', 'pan', maskPan],
  ['pan', 'pan_number', maskPan],
  ['voterId', 'epic_number', maskIdNumber],
  ['voterId', 'voter_id_number', maskIdNumber],
  ['voterId', 'voter_id', maskIdNumber],
  ['licenceNumber', 'license_number', maskIdNumber],
  ['licenceNumber', 'licence_number', maskIdNumber],
  ['licenceNumber', 'dl_number', maskIdNumber],
  ['passportNumber', 'passport_number', maskIdNumber],
  // Of the back; the front says `passport_number`.
  ['passportNumber', 'passport_num', maskIdNumber],
  ['fileNumber', 'file_number', maskIdNumber],
  ['vehicleNumber', 'registration_number', maskIdNumber],
  ['vehicleNumber', 'reg_no', maskIdNumber],
  ['vehicleNumber', 'vehicle_number', maskIdNumber],
  ['manufacturer', 'manufacturer_name'],
  ['manufacturedIn', 'manufacturing_date'],
  ['model', 'vehicle_model'],
  ['vehicleClass', 'vehicle_type'],
  ['issuedBy', 'issuing_authority'],
  ['issuedBy', 'issue_city'],
  ['issuedOn', 'issue_date', date],
  ['issuedOn', 'date_of_issue', date],
  ['issuedOn', 'license_issue_date', date],
  ['issuedOn', 'registration_date', date],
  ['issuedOn', 'invoice_details.invoice_date', date],
  ['expiresOn', 'expiry_date', date],
  ['expiresOn', 'license_expiry_date', date],
  ['expiresOn', 'registration_validity', date],
  ['state', 'state'],
  ['state', 'split_address.state'],
  ['pincode', 'pincode'],
  ['pincode', 'pin'],
  ['accountNumber', 'account_number', maskAccount],
  ['accountNumber', 'bank_details.account_number', maskAccount],
  ['accountType', 'account_type'],
  ['ifsc', 'ifsc'],
  ['ifsc', 'bank_details.branch_ifs'],
  ['bankName', 'bank_name'],
  ['bankName', 'bank_details.bank_name'],
  ['branch', 'branch'],
  ['micr', 'micr_code'],
  ['chequeNumber', 'cheque_number', maskIdNumber],
  ['invoiceNumber', 'invoice_details.invoice_number'],
  ['invoiceNumber', 'invoice_number'],
  ['invoiceNumber', 'invoice_no'],
  ['vendorName', 'vendor.name'],
  ['vendorPan', 'vendor.pan', maskPan],
  ['vendorGstin', 'vendor.gstin', maskGstin],
  ['buyerName', 'buyer.name'],
  ['buyerGstin', 'buyer.gstin', maskGstin],
  ['invoiceTotal', 'totals.grand_total'],
];

export const OCR_FACTS: FactTable = [
  ['documentType', 'document_type'],
  ...FIELDS.map(([name, path, show]): FactTable[number] => [name, `document_fields.${path}`, show]),
];

/** A passport has its holder's name in two parts, and their sample repeats the surname in the first. */
export function ocrName(details: Readonly<Record<string, unknown>>): string | null {
  const given = textAt(details, 'document_fields.given_name');
  const surname = textAt(details, 'document_fields.surname');
  if (given === null || surname === null) return given ?? surname;
  return ` ${given.toUpperCase()}`.endsWith(` ${surname.toUpperCase()}`) ? given : `${given} ${surname}`;
}
