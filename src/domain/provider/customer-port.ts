import type { CallContext } from './call-context.js';
import type { RawStatus } from './lifecycle.js';

/** Every business answer of a customer data platform; each may arrive under HTTP 200. */
export const CUSTOMER_OUTCOMES = [
  'FOUND',
  'ONBOARDED',
  'NOT_FOUND',
  'SUBSCRIPTION_PENDING',
  'NOT_SUBSCRIBED',
  'UNDER_COMPLIANCE_INVESTIGATION',
  'BLOCKED',
  'INVALID_REQUEST',
  'UNKNOWN',
] as const;
export type CustomerOutcome = (typeof CUSTOMER_OUTCOMES)[number];

/** The customer as the platform knows them. Every field may be missing: the platform does not document its bodies. */
export interface CustomerRecord {
  /** The platform's own customer number (`ecrn`). */
  readonly customerNumber: string;
  readonly firstName: string | null;
  readonly middleName: string | null;
  readonly lastName: string | null;
  /** ISO date. */
  readonly dateOfBirth: string | null;
  /** E.164 as sent. */
  readonly mobile: string | null;
  readonly email: string | null;
  /** e.g. `ACTIVE`: the platform's word. */
  readonly customerStatus: string | null;
  /** e.g. `Accepted`: the platform's word. */
  readonly amlScanStatus: string | null;
  readonly idStatus: string | null;
  /** ISO date. */
  readonly idExpiresOn: string | null;
}

export interface CustomerAnswer {
  readonly outcome: CustomerOutcome;
  /** Set with FOUND and ONBOARDED. */
  readonly customer: CustomerRecord | null;
  readonly raw: RawStatus;
}

export interface EncodedImage {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

export interface CustomerAddress {
  readonly type: 'PRESENT' | 'PERMANENT';
  readonly line1: string;
  readonly street: string | null;
  readonly landmark: string | null;
  readonly city: string;
  readonly district: string | null;
  readonly state: string | null;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  readonly postalCode: string | null;
}

export interface CustomerIdDocument {
  /** The platform's master-data code, e.g. 4. */
  readonly idType: number;
  readonly idNumber: string;
  readonly nameAsPerId: string | null;
  /** ISO 3166 alpha-2. */
  readonly issuedCountry: string;
  /** ISO dates. */
  readonly issuedOn: string | null;
  readonly expiresOn: string | null;
  readonly front: EncodedImage | null;
  readonly back: EncodedImage | null;
}

export interface OnboardingInput {
  readonly firstName: string;
  readonly middleName: string | null;
  readonly lastName: string;
  /** ISO 3166 alpha-2. */
  readonly nationality: string;
  /** ISO date. */
  readonly dateOfBirth: string;
  readonly countryOfBirth: string | null;
  readonly placeOfBirth: string | null;
  readonly countryOfResidence: string;
  readonly gender: 'MALE' | 'FEMALE' | 'OTHER';
  /** E.164. */
  readonly mobile: string;
  readonly email: string;
  /** The platform's master-data code. */
  readonly occupationId: number | null;
  readonly politicallyExposed: boolean;
  readonly addresses: readonly CustomerAddress[];
  readonly idDocuments: readonly CustomerIdDocument[];
  readonly profilePhoto: EncodedImage | null;
}

/** A customer data platform. `onboardCustomer` is a command: never repeated without a look-up first. */
export interface CustomerPort {
  /** `idType` is the platform's code as text, at most three digits. */
  findCustomer(
    input: { readonly idType: string; readonly idNumber: string },
    context: CallContext,
  ): Promise<CustomerAnswer>;
  onboardCustomer(input: OnboardingInput, context: CallContext): Promise<CustomerAnswer>;
  getCustomer(customerNumber: string, context: CallContext): Promise<CustomerAnswer>;
}
