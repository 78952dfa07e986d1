import type { CheckCapability } from '../../../src/domain/check/kinds/check-kinds.js';
import { fieldOfCode } from '../../../src/providers/cashfree/cashfree.errors.client.js';
import { codeStep } from '../../../src/providers/cashfree/checks/aadhaar-otp.js';
import { CASHFREE_CHECKS } from '../../../src/providers/cashfree/checks/cashfree-checks.js';

/** Every code of the vendor's reference that is about one input, where it is documented and what our input is called. */
test.each<readonly [CheckCapability, string, string]>([
  ['PAN', 'pan_missing', 'pan'],
  ['PAN', 'pan_length_short', 'pan'],
  ['PAN_LITE', 'dob_value_invalid', 'dateOfBirth'],
  ['PAN_ADVANCED', 'invalid_verification_id', 'checkId'],
  ['BANK_ACCOUNT', 'bank_account_value_invalid', 'accountNumber'],
  ['BANK_ACCOUNT', 'ifsc_value_invalid', 'ifsc'],
  ['BANK_ACCOUNT', 'name_length_exceeded', 'name'],
  ['BANK_ACCOUNT', 'phone_length_short', 'phone'],
  ['BANK_ACCOUNT_ASYNC', 'invalid_ifsc_fail', 'ifsc'],
  ['BANK_ACCOUNT_ASYNC', 'user_id_already_exists', 'checkId'],
  ['BANK_ACCOUNT', 'reference_id_not_found', 'referenceId'],
  ['GSTIN', 'GSTIN_value_invalid', 'gstin'],
  ['GSTIN', 'business_name_length_exceeded', 'businessName'],
  ['NAME_MATCH', 'name_1_value_invalid', 'name'],
  ['NAME_MATCH', 'name_2_missing', 'otherName'],
  ['LIVENESS', 'image_field_missing', 'image'],
  ['LIVENESS', 'file_size_exceeded', 'image'],
  ['FACE_MATCH', 'second_image_missing', 'secondDocumentId'],
  ['IP_ADDRESS', 'invalid_ip_address', 'ipAddress'],
  ['IP_ADDRESS', 'duplicate_verification_id', 'checkId'],
  ['AADHAAR_OTP', 'aadhaar_empty', 'aadhaarNumber'],

  ['DIGILOCKER', 'document_requested_missing', 'documents'],
  ['DIGILOCKER', 'redirect_url_value_invalid', 'redirectUrl'],
  ['DIGILOCKER_DOCUMENT', 'document_type_value_invalid', 'document'],
  ['DIGILOCKER_DOCUMENT', 'user_detail_mismatch', 'aadhaarNumber'],
  ['DIGILOCKER_ACCOUNT', 'mobile_number_value_invalid', 'phone'],
  ['KYC_LINK', 'template_name_missing', 'templateName'],
  ['DRIVING_LICENCE', 'driving_license_value_invalid', 'licenceNumber'],
  ['VEHICLE', 'vehicle_rc_value_invalid', 'vehicleNumber'],
  ['PASSPORT', 'file_number_missing', 'fileNumber'],
  ['CIN', 'cin_value_invalid', 'cin'],
  ['UPI', 'vpa_unsupported', 'vpa'],
  ['UPI', 'vpa_value_invalid', 'vpa'],
  ['DOCUMENT_OCR', 'file_type_invalid', 'documentId'],
  ['DOCUMENT_OCR', 'file_name_invalid', 'documentId'],
  ['DOCUMENT_OCR', 'file_name_length_exceeded', 'documentId'],
  ['DOCUMENT_OCR', 'file_size_exceeded', 'documentId'],
  ['DOCUMENT_OCR', 'file_and_file_url_missing', 'documentId'],
  ['AADHAAR_MASKING', 'image_missing', 'documentId'],
  ['E_SIGN', 'document_missing', 'documentId'],
  ['E_SIGN', 'file_format_invalid', 'documentId'],
  ['E_SIGN', 'document_id_missing', 'documentId'],
  ['E_SIGN', 'expiry_in_days_missing', 'expiresInDays'],
])('%s %s is about %s', (capability, code, field) => {
  expect(fieldOfCode(code, CASHFREE_CHECKS[capability].fields)).toBe(field);
});

test.each(['x-client-id_missing', 'constructor_missing', 'api_error', 'insufficient_balance', 'verification_failed'])(
  '%s is about no input',
  (code) => {
    expect(fieldOfCode(code, CASHFREE_CHECKS.PAN.fields)).toBeUndefined();
  },
);

test.each(['otp_invalid', 'verification_failed'])('%s is about the code that was sent', (code) => {
  expect(fieldOfCode(code, codeStep.fields)).toBe('code');
});

test('a field of theirs is called what the check that was asked for calls it', () => {
  const { KYC_LINK, E_SIGN, CIN } = CASHFREE_CHECKS;
  const names = [KYC_LINK, E_SIGN, CIN].map(({ fields }) => fieldOfCode('email_missing', fields));
  expect(names).toEqual(['email', 'signerEmail', undefined]);
});
