import type { CallContext } from '../kernel/call-context.js';
import type { RawStatus } from '../kernel/lifecycle.js';

/**
 * Every business answer of a customer data platform; each may arrive under HTTP 200. IN_REVIEW is what the subject is
 * shown in place of UNDER_COMPLIANCE_INVESTIGATION.
 */
export const CUSTOMER_OUTCOMES = [
  'FOUND',
  'ONBOARDED',
  'NOT_FOUND',
  'SUBSCRIPTION_PENDING',
  'NOT_SUBSCRIBED',
  'UNDER_COMPLIANCE_INVESTIGATION',
  'BLOCKED',
  'INVALID_REQUEST',
  'INVALID_MASTER_DATA',
  'MANDATORY_FIELD_MISSING',
  'UPDATE_FAILED',
  'IN_REVIEW',
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
  /** e.g. `Low`: the platform's word. Known from an onboarding only. */
  readonly amlCategory: string | null;
  /** Known from an onboarding only. */
  readonly politicallyExposed: boolean | null;
  /** Which of the platform's agents keeps the record. */
  readonly agentLocationId: string | null;
  readonly idStatus: string | null;
  /** ISO date. */
  readonly idExpiresOn: string | null;
}

export interface CustomerAnswer {
  readonly outcome: CustomerOutcome;
  /** Set with FOUND and ONBOARDED. */
  readonly customer: CustomerRecord | null;
  readonly raw: RawStatus;
  /** The input that INVALID_MASTER_DATA or MANDATORY_FIELD_MISSING is about, in our words; null when it does not say. */
  readonly field: string | null;
}

/** An image, or for an additional document a PDF. */
export interface EncodedFile {
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
  readonly poBox: string | null;
  /** E.164. */
  readonly mobile: string | null;
}

export interface CustomerIdDocument {
  /** The platform's master-data code, e.g. 4. */
  readonly idType: number;
  readonly idNumber: string;
  readonly nameAsPerId: string | null;
  /** ISO 3166 alpha-2. */
  readonly issuedCountry: string;
  /** The authority. */
  readonly issuedBy: string | null;
  /** The place. */
  readonly issuedAt: string | null;
  /** ISO dates. */
  readonly issuedOn: string | null;
  readonly expiresOn: string | null;
  readonly visaNumber: string | null;
  readonly visaExpiresOn: string | null;
  readonly active: boolean;
  /** Null: nobody said; the first document is the default one then. */
  readonly isDefault: boolean | null;
  readonly front: EncodedFile | null;
  readonly back: EncodedFile | null;
}

export interface AdditionalDocument {
  /** The platform's master-data code for the kind of document. */
  readonly kindCode: string;
  readonly file: EncodedFile;
}

/** Codes are the platform's master data, which it does not publish. */
export interface CustomerClassification {
  readonly customerTypeId: number | null;
  readonly incomeType: string | null;
  readonly annualIncomeRangeId: number | null;
  /** ISO 4217. */
  readonly annualIncomeCurrency: string | null;
  /** Expected a month: the amount, and how many transactions. */
  readonly monthlyVolume: number | null;
  readonly monthlyCount: number | null;
  readonly employerName: string | null;
  readonly employerAddress: string | null;
  readonly employerPhone: string | null;
  readonly professionCategory: string | null;
  readonly reasonForAccount: string | null;
  readonly agentReference: string | null;
  readonly firstLanguage: string | null;
  readonly maritalStatus: string | null;
  readonly riskRatingId: number | null;
  /** Works for a designated non-financial business or profession. */
  readonly dnfbp: boolean | null;
  /** Deals in precious metals or stones. */
  readonly dpms: boolean | null;
  readonly taxRegistrationNumber: string | null;
  readonly showRemarksOnTransactions: boolean | null;
  readonly remarks: string | null;
  readonly socialLinks: readonly { readonly kindCode: string; readonly text: string }[];
}

export interface OnboardingInput {
  readonly firstName: string;
  readonly middleName: string | null;
  readonly lastName: string;
  readonly preferredName: string | null;
  readonly mothersMaidenName: string | null;
  /** ISO 3166 alpha-2. */
  readonly nationality: string;
  readonly secondNationality: string | null;
  readonly nativeRegion: string | null;
  /** ISO date. */
  readonly dateOfBirth: string;
  readonly countryOfBirth: string | null;
  readonly placeOfBirth: string | null;
  /** The platform's master-data code; null: the configured one. */
  readonly residentTypeId: number | null;
  readonly countryOfResidence: string;
  readonly gender: 'MALE' | 'FEMALE' | 'OTHER';
  /** E.164. */
  readonly mobile: string;
  readonly secondaryMobile: string | null;
  /** A landline, E.164. */
  readonly phone: string | null;
  readonly email: string;
  /** The platform's master-data code. */
  readonly occupationId: number | null;
  readonly politicallyExposed: boolean;
  readonly addresses: readonly CustomerAddress[];
  readonly idDocuments: readonly CustomerIdDocument[];
  readonly additionalDocuments: readonly AdditionalDocument[];
  readonly classification: CustomerClassification | null;
  readonly profilePhoto: EncodedFile | null;
}

/** A customer data platform. `onboardCustomer` is a command: never repeated without a look-up first. */
export interface CustomerPort {
  /** The largest image or document that may be part of an onboarding. */
  readonly maxFileBytes: number;
  /** `idType` is the platform's code as text, at most three digits. */
  findCustomer(
    input: { readonly idType: string; readonly idNumber: string },
    context: CallContext,
  ): Promise<CustomerAnswer>;
  onboardCustomer(input: OnboardingInput, context: CallContext): Promise<CustomerAnswer>;
  getCustomer(customerNumber: string, context: CallContext): Promise<CustomerAnswer>;
}
