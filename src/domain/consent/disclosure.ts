import { CONSENT_PURPOSES, type ConsentPurpose, type CoveredItem, type DataItem } from '../kernel/consent-purpose.js';

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

function kind<P extends ConsentPurpose>(purpose: P, ...items: readonly CoveredItem<P>[]): DisclosureKind {
  return { purpose, items };
}

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
