import type { CheckCapability } from '../check/kinds/check-kinds.js';
import { CONSENT_PURPOSES, type ConsentPurpose, type DataItem } from './consent-purpose.js';

/** CONTACT_VERIFICATION needs no consent of its own: the person asks for the code, to an address of their account. */
export const DISCLOSURE_PURPOSES = [...CONSENT_PURPOSES, 'CONTACT_VERIFICATION'] as const;
export type DisclosurePurpose = (typeof DISCLOSURE_PURPOSES)[number];

/** Data of a person given to a provider. Written before the call, so none is ever missing. */
export interface Disclosure {
  readonly id: string;
  /** Whose data. */
  readonly userId: string;
  /** Who made the gateway do it: the id of the person or of staff, `anonymous` before a login. */
  readonly actorId: string;
  readonly providerId: string;
  readonly purpose: DisclosurePurpose;
  readonly items: readonly DataItem[];
  /** Null for CONTACT_VERIFICATION. */
  readonly consentId: string | null;
  readonly requestId: string | null;
  readonly createdAt: Date;
}

/** What is given away, and which consent it takes. */
export interface DisclosureKind {
  readonly purpose: ConsentPurpose;
  readonly items: readonly DataItem[];
}

function kind(purpose: ConsentPurpose, ...items: readonly DataItem[]): DisclosureKind {
  return { purpose, items };
}

const IDENTITY = 'IDENTITY_VERIFICATION';

/** What each check tells its provider about the person. */
export const DISCLOSED_BY_CHECK: Readonly<Record<CheckCapability, DisclosureKind>> = {
  PAN: kind(IDENTITY, 'PAN', 'NAME'),
  PAN_ADVANCED: kind(IDENTITY, 'PAN', 'NAME'),
  PAN_LITE: kind(IDENTITY, 'PAN', 'NAME', 'DATE_OF_BIRTH'),
  GSTIN: kind(IDENTITY, 'BUSINESS_IDENTIFIER'),
  CIN: kind(IDENTITY, 'BUSINESS_IDENTIFIER'),
  NAME_MATCH: kind(IDENTITY, 'NAME'),
  AADHAAR_OTP: kind(IDENTITY, 'AADHAAR'),
  AADHAAR_MASKING: kind(IDENTITY, 'AADHAAR', 'DOCUMENT_FILE'),
  DIGILOCKER: kind(IDENTITY, 'IDENTITY_DOCUMENT'),
  DIGILOCKER_DOCUMENT: kind(IDENTITY, 'IDENTITY_DOCUMENT'),
  DIGILOCKER_ACCOUNT: kind(IDENTITY, 'CONTACT', 'AADHAAR'),
  KYC_LINK: kind(IDENTITY, 'NAME', 'CONTACT'),
  DRIVING_LICENCE: kind(IDENTITY, 'IDENTITY_DOCUMENT', 'DATE_OF_BIRTH'),
  VOTER_ID: kind(IDENTITY, 'IDENTITY_DOCUMENT', 'NAME'),
  PASSPORT: kind(IDENTITY, 'IDENTITY_DOCUMENT', 'NAME', 'DATE_OF_BIRTH'),
  VEHICLE: kind(IDENTITY, 'VEHICLE'),
  IP_ADDRESS: kind(IDENTITY, 'NETWORK_ADDRESS'),
  E_SIGN: kind(IDENTITY, 'NAME', 'CONTACT', 'DOCUMENT_FILE'),
  DOCUMENT_OCR: kind(IDENTITY, 'DOCUMENT_FILE'),
  BANK_ACCOUNT: kind('BANK_VERIFICATION', 'BANK_ACCOUNT', 'NAME', 'CONTACT'),
  BANK_ACCOUNT_ASYNC: kind('BANK_VERIFICATION', 'BANK_ACCOUNT', 'NAME', 'CONTACT'),
  UPI: kind('BANK_VERIFICATION', 'BANK_ACCOUNT', 'NAME'),
  REVERSE_PENNY_DROP: kind('BANK_VERIFICATION', 'BANK_ACCOUNT', 'NAME'),
  LIVENESS: kind('BIOMETRIC_CHECK', 'FACE_IMAGE'),
  FACE_MATCH: kind('BIOMETRIC_CHECK', 'FACE_IMAGE'),
};

export const SCREENING_DISCLOSURE = kind('SCREENING', 'NAME', 'CONTACT');
export const SCREENING_FILE_DISCLOSURE = kind('SCREENING', 'DOCUMENT_FILE');
export const WORKFLOW_DISCLOSURE = kind('LENDING_WORKFLOW', 'APPLICATION_DATA');
export const WORKFLOW_FILE_DISCLOSURE = kind('LENDING_WORKFLOW', 'DOCUMENT_FILE');
export const LOOK_UP_DISCLOSURE = kind('CUSTOMER_DATA_SHARING', 'IDENTITY_DOCUMENT');
export const ONBOARDING_DISCLOSURE = kind(
  'CUSTOMER_DATA_SHARING',
  'NAME',
  'CONTACT',
  'DATE_OF_BIRTH',
  'ADDRESS',
  'IDENTITY_DOCUMENT',
  'DOCUMENT_FILE',
  'FACE_IMAGE',
);
