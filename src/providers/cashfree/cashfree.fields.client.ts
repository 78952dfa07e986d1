/** Their field names, which begin codes such as `bank_account_value_invalid`, in our vocabulary. */
const FIELDS: Readonly<Record<string, string>> = {
  pan: 'pan',
  name: 'name',
  bank_account: 'accountNumber',
  ifsc: 'ifsc',
  phone: 'phone',
  GSTIN: 'gstin',
  business_name: 'businessName',
  businessName: 'businessName',
  name_1: 'name',
  name_2: 'otherName',
  image: 'image',
  image_field: 'image',
  verification_id: 'checkId',
  user_id: 'checkId',
  first_image: 'firstDocumentId',
  second_image: 'secondDocumentId',
  file: 'documentId',
  file_and_file_url: 'documentId',
  document: 'documentId',
  document_id: 'documentId',
  ip_address: 'ipAddress',
  aadhaar: 'aadhaarNumber',
  aadhaar_number: 'aadhaarNumber',
  otp: 'code',
  ref_id: 'referenceId',
  reference_id: 'referenceId',
  redirect_url: 'redirectUrl',
  document_requested: 'documents',
  document_type: 'document',
  mobile_number: 'phone',
  dob: 'dateOfBirth',
  dl_number: 'licenceNumber',
  // Two products are named in their codes, not the field that was wrong.
  driving_license: 'licenceNumber',
  vehicle_rc: 'vehicleNumber',
  vehicle_number: 'vehicleNumber',
  epic_number: 'epicNumber',
  file_number: 'fileNumber',
  cin: 'cin',
  vpa: 'vpa',
  template_name: 'templateName',
  link_expiry: 'expiresOn',
  notification_types: 'notifyBy',
  expiry_in_days: 'expiresInDays',
  email: 'email',
};

const FIELD_CODE =
  /^(.+?)_(?:missing|empty|value_invalid|invalid|length_short|length_exceeded|unsupported|already_exists|not_found)$/;
/** Codes that name their field in another way. */
const FIELD_OF_CODE: Readonly<Record<string, string>> = {
  invalid_ip_address: 'ipAddress',
  invalid_verification_id: 'checkId',
  duplicate_verification_id: 'checkId',
  invalid_ifsc_fail: 'ifsc',
  user_detail_mismatch: 'aadhaarNumber',
};
/** About the file that was sent, whatever its field is called. */
const FILE_CODES: ReadonlySet<string> = new Set([
  'file_size_exceeded',
  'file_format_invalid',
  'file_type_invalid',
  'file_name_invalid',
  'file_name_length_exceeded',
]);
/** Where the file of a caller is a document of theirs. */
const DOCUMENT_PATHS: ReadonlySet<string> = new Set(['/bharat-ocr', '/aadhaar-masking', '/esignature/document']);

/** Our name of the input that an error code is about. `path`: of the call, where the code alone does not say it. */
export function fieldOfCode(code: string, path: string): string | undefined {
  if (FILE_CODES.has(code)) return DOCUMENT_PATHS.has(path) ? 'documentId' : 'image';
  // Their word for a code that is wrong or has run out.
  if (code === 'verification_failed') return path === '/offline-aadhaar/verify' ? 'code' : undefined;
  if (Object.hasOwn(FIELD_OF_CODE, code)) return FIELD_OF_CODE[code];
  const field = fieldOf(FIELD_CODE.exec(code)?.[1] ?? '');
  return field === 'image' && DOCUMENT_PATHS.has(path) ? 'documentId' : field;
}

/** Our name of one of their fields. */
export function fieldOf(theirs: string): string | undefined {
  return Object.hasOwn(FIELDS, theirs) ? FIELDS[theirs] : undefined;
}
