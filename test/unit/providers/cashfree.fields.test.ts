import { fieldOfCode } from '../../../src/providers/cashfree/cashfree.fields.client.js';

/** Every code of the vendor's reference that is about one input, where it is documented and what our input is called. */
test.each([
  ['/pan', 'pan_missing', 'pan'],
  ['/pan', 'pan_length_short', 'pan'],
  ['/pan-lite', 'dob_value_invalid', 'dateOfBirth'],
  ['/pan/advance', 'invalid_verification_id', 'checkId'],
  ['/bank-account/sync', 'bank_account_value_invalid', 'accountNumber'],
  ['/bank-account/sync', 'ifsc_value_invalid', 'ifsc'],
  ['/bank-account/sync', 'name_length_exceeded', 'name'],
  ['/bank-account/sync', 'phone_length_short', 'phone'],
  ['/bank-account/async', 'invalid_ifsc_fail', 'ifsc'],
  ['/bank-account/async', 'user_id_already_exists', 'checkId'],
  ['/bank-account', 'reference_id_not_found', 'referenceId'],
  ['/gstin', 'GSTIN_value_invalid', 'gstin'],
  ['/gstin', 'business_name_length_exceeded', 'businessName'],
  ['/name-match', 'name_1_value_invalid', 'name'],
  ['/name-match', 'name_2_missing', 'otherName'],
  ['/face-liveness', 'image_field_missing', 'image'],
  ['/face-liveness', 'file_size_exceeded', 'image'],
  ['/face-match', 'second_image_missing', 'secondDocumentId'],
  ['/ip', 'invalid_ip_address', 'ipAddress'],
  ['/ip', 'duplicate_verification_id', 'checkId'],
  ['/offline-aadhaar/otp', 'aadhaar_empty', 'aadhaarNumber'],
  ['/offline-aadhaar/verify', 'otp_invalid', 'code'],
  ['/offline-aadhaar/verify', 'verification_failed', 'code'],
  ['/digilocker', 'document_requested_missing', 'documents'],
  ['/digilocker', 'redirect_url_value_invalid', 'redirectUrl'],
  ['/digilocker/document/AADHAAR', 'document_type_value_invalid', 'document'],
  ['/digilocker/document/AADHAAR', 'user_detail_mismatch', 'aadhaarNumber'],
  ['/digilocker/verify-account', 'mobile_number_value_invalid', 'phone'],
  ['/form', 'template_name_missing', 'templateName'],
  ['/driving-license', 'driving_license_value_invalid', 'licenceNumber'],
  ['/vehicle-rc', 'vehicle_rc_value_invalid', 'vehicleNumber'],
  ['/passport', 'file_number_missing', 'fileNumber'],
  ['/cin', 'cin_value_invalid', 'cin'],
  ['/upi', 'vpa_unsupported', 'vpa'],
  ['/upi', 'vpa_value_invalid', 'vpa'],
  ['/bharat-ocr', 'file_type_invalid', 'documentId'],
  ['/bharat-ocr', 'file_name_invalid', 'documentId'],
  ['/bharat-ocr', 'file_name_length_exceeded', 'documentId'],
  ['/bharat-ocr', 'file_size_exceeded', 'documentId'],
  ['/bharat-ocr', 'file_and_file_url_missing', 'documentId'],
  ['/aadhaar-masking', 'image_missing', 'documentId'],
  ['/esignature/document', 'document_missing', 'documentId'],
  ['/esignature/document', 'file_format_invalid', 'documentId'],
  ['/esignature', 'document_id_missing', 'documentId'],
  ['/esignature', 'expiry_in_days_missing', 'expiresInDays'],
])('%s %s is about %s', (path, code, field) => {
  expect(fieldOfCode(code, path)).toBe(field);
});

test.each(['x-client-id_missing', 'constructor_missing', 'api_error', 'insufficient_balance', 'verification_failed'])(
  '%s is about no input',
  (code) => {
    expect(fieldOfCode(code, '/pan')).toBeUndefined();
  },
);
