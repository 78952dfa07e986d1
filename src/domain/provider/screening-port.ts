import type { CallContext } from '../kernel/call-context.js';
import type { Decision, LifecycleStatus, RawStatus } from '../kernel/lifecycle.js';
import type { Reason } from '../kernel/reason.js';

export interface ScreeningApplicantInput {
  readonly email: string;
  /** E.164. */
  readonly phone: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** The provider's exact flow name; absent: the configured default. */
  readonly flowName?: string;
  readonly sourceKey: string | null;
  readonly externalUserIds: readonly string[];
}

/** What the provider read from the person's documents. */
export interface ExtractedData {
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** ISO date, YYYY-MM-DD. */
  readonly dateOfBirth: string | null;
  /** ISO 3166 alpha-3 as the provider sends it. */
  readonly documentCountry: string | null;
  readonly streetNumber: string | null;
  readonly street: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postcode: string | null;
}

/** One document as the provider has read it. */
export interface ObservedDocument {
  /** The provider's word, e.g. `PASSPORT`. */
  readonly kind: string | null;
  /** Masked: the last four characters. */
  readonly number: string | null;
  /** ISO 3166 alpha-3 as the provider sends it. */
  readonly country: string | null;
}

/** What the provider noticed beside the result, where it says so. */
export interface ScreeningObservations {
  readonly documents: readonly ObservedDocument[];
  /** From where the person came; personal. */
  readonly network: {
    readonly ipAddress: string | null;
    readonly timezone: string | null;
    readonly country: string | null;
    readonly city: string | null;
  } | null;
  readonly sourceKey: string | null;
  readonly externalUserIds: readonly string[];
}

/** An applicant at a screening provider as it stands now. */
export interface ScreeningState {
  readonly providerApplicantId: string;
  readonly status: LifecycleStatus;
  readonly decision: Decision | null;
  readonly decisionFinal: boolean | null;
  readonly decidedAt: Date | null;
  readonly reasons: readonly Reason[];
  readonly extracted: ExtractedData | null;
  /** Absent where the provider tells nothing of the kind. */
  readonly observed?: ScreeningObservations;
  readonly raw: RawStatus;
}

/** What the provider keeps of what it was told. */
export interface ScreeningDetails {
  readonly email: string | null;
  readonly phone: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly flowName: string | null;
  readonly tags: readonly string[];
}

export const SCREENING_DOCUMENT_KINDS = [
  'SELFIE',
  'ID_CARD',
  'DRIVING_LICENCE',
  'PASSPORT',
  'RESIDENCE_PERMIT',
  'UTILITY_BILL',
] as const;
export type ScreeningDocumentKind = (typeof SCREENING_DOCUMENT_KINDS)[number];

export interface ScreeningDocument {
  readonly kind: ScreeningDocumentKind;
  readonly side: 'FRONT' | 'BACK' | null;
  /** ISO 3166 alpha-3. */
  readonly countryIso3: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Applicant screening. `createApplicant`, `uploadDocument` and `requestCheck` are commands. */
export interface ScreeningPort {
  /** How many checks of one applicant the provider allows; absent: any number. */
  readonly maxCheckRequests?: number;
  createApplicant(
    input: ScreeningApplicantInput,
    context: CallContext,
  ): Promise<{ readonly providerApplicantId: string; readonly status: LifecycleStatus; readonly raw: RawStatus }>;
  getApplicantState(providerApplicantId: string, context: CallContext): Promise<ScreeningState>;
  getApplicantDetails(providerApplicantId: string, context: CallContext): Promise<ScreeningDetails>;
  uploadDocument(
    providerApplicantId: string,
    document: ScreeningDocument,
    context: CallContext,
  ): Promise<{ readonly errors: readonly string[]; readonly warnings: readonly string[] }>;
  /** Starts the check. The provider allows five attempts, then refuses (`PROVIDER_REJECTED`, reason `ATTEMPTS_EXCEEDED`). */
  requestCheck(providerApplicantId: string, context: CallContext): Promise<void>;
}
