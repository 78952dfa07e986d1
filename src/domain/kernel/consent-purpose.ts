/** What a person can agree to. One consent is for one purpose, so that each can be refused without the others. */
export const CONSENT_PURPOSES = [
  'IDENTITY_VERIFICATION',
  'BANK_VERIFICATION',
  'BIOMETRIC_CHECK',
  'SCREENING',
  'LENDING_WORKFLOW',
  'CUSTOMER_DATA_SHARING',
] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

/** Kinds of data that a provider may be given; never the data. */
export const DATA_ITEMS = [
  'NAME',
  'CONTACT',
  'DATE_OF_BIRTH',
  'ADDRESS',
  'PAN',
  'AADHAAR',
  'IDENTITY_DOCUMENT',
  'BUSINESS_IDENTIFIER',
  'VEHICLE',
  'NETWORK_ADDRESS',
  'BANK_ACCOUNT',
  'FACE_IMAGE',
  'DOCUMENT_FILE',
  'APPLICATION_DATA',
] as const;
export type DataItem = (typeof DATA_ITEMS)[number];

/**
 * What the notice of each purpose names. Nothing else may be given away for it, so another item here is a new version of
 * the notice, and everybody is asked again.
 */
export const COVERED_ITEMS = {
  IDENTITY_VERIFICATION: [
    'PAN',
    'NAME',
    'DATE_OF_BIRTH',
    'BUSINESS_IDENTIFIER',
    'AADHAAR',
    'DOCUMENT_FILE',
    'IDENTITY_DOCUMENT',
    'CONTACT',
    'VEHICLE',
    'NETWORK_ADDRESS',
  ],
  BANK_VERIFICATION: ['BANK_ACCOUNT', 'NAME', 'CONTACT'],
  BIOMETRIC_CHECK: ['FACE_IMAGE'],
  SCREENING: ['NAME', 'CONTACT', 'DOCUMENT_FILE'],
  LENDING_WORKFLOW: ['APPLICATION_DATA', 'DOCUMENT_FILE'],
  CUSTOMER_DATA_SHARING: [
    'NAME',
    'CONTACT',
    'DATE_OF_BIRTH',
    'ADDRESS',
    'IDENTITY_DOCUMENT',
    'DOCUMENT_FILE',
    'FACE_IMAGE',
  ],
} as const satisfies Readonly<Record<ConsentPurpose, readonly DataItem[]>>;

/** What may be given away for a purpose. */
export type CoveredItem<P extends ConsentPurpose> = (typeof COVERED_ITEMS)[P][number];
