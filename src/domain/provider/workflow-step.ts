/** Where a business is registered or works. */
export interface BusinessAddress {
  readonly line: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly pincode: string | null;
}

export const SHAREHOLDER_TYPES = ['APPLICANT', 'CO_APPLICANT'] as const;
export type ShareholderType = (typeof SHAREHOLDER_TYPES)[number];

export interface Shareholder {
  readonly name: string;
  readonly type: ShareholderType;
  /** e.g. `self`, `brother`. */
  readonly relationToPrimary: string | null;
  readonly holdsShares: boolean;
  readonly tags: readonly string[];
}

export const ADDITIONAL_DOCUMENT_TYPES = ['PAN', 'AADHAAR', 'DRIVING_LICENCE', 'VOTER_ID', 'OTHER'] as const;
export type AdditionalDocumentType = (typeof ADDITIONAL_DOCUMENT_TYPES)[number];

export const ASSET_TYPES = ['MACHINERY', 'VEHICLE', 'PROPERTY', 'OTHER'] as const;
export type AssetType = (typeof ASSET_TYPES)[number];

/**
 * The data of each step of the documented sample flow, in our words. Document ids are the provider's, of files that it
 * has been given. Null: not sent.
 */
export interface WorkflowStepData {
  PAN_OR_GST: { readonly pan: string | null; readonly gstin: string | null };
  BUSINESS_INFO: {
    readonly name: string;
    /** ISO date. */
    readonly incorporatedOn: string | null;
    readonly gstin: string | null;
    readonly email: string | null;
    readonly geolocation: string | null;
    readonly proof: { readonly name: string; readonly documentId: string } | null;
    readonly registeredAddress: BusinessAddress | null;
    /** Null: the same as the registered one. */
    readonly currentAddress: BusinessAddress | null;
  };
  SHAREHOLDERS: { readonly shareholders: readonly Shareholder[] };
  BUSINESS_EXTRA_INFO: { readonly annualTurnover: number; readonly employees: number | null };
  BUSINESS_ASSET_DETAIL: { readonly assetType: AssetType; readonly assetValue: number | null };
  APPLICANT_IDENTITY: {
    /** E.164. */
    readonly mobile: string;
    readonly panDocumentId: string;
    readonly aadhaarDocumentId: string;
  };
  APPLICANT_EXTRA_INFO: {
    readonly name: string | null;
    /** Twelve digits, or the mask that the form showed: then the form's own number is sent. */
    readonly aadhaarNumber: string | null;
    readonly email: string;
    readonly additionalDocuments: ReadonlyArray<{
      readonly type: AdditionalDocumentType;
      readonly documentId: string;
    }>;
    readonly address: {
      readonly line: string | null;
      readonly houseNumber: string;
      readonly street: string;
      readonly postOffice: string;
      readonly city: string;
      readonly state: string;
      readonly pincode: string;
    };
  };
  APPLICANT_BANK_DETAILS: {
    readonly accountHolder: string | null;
    readonly accountNumber: string;
    readonly ifsc: string;
  };
  SIGNING_FORM: { readonly accepted: boolean };
}

export type WorkflowStepName = keyof WorkflowStepData;

/** One step with its data. */
export type WorkflowStep = {
  [N in WorkflowStepName]: { readonly name: N; readonly data: WorkflowStepData[N] };
}[WorkflowStepName];

export const WORKFLOW_STEPS = [
  'PAN_OR_GST',
  'BUSINESS_INFO',
  'SHAREHOLDERS',
  'BUSINESS_EXTRA_INFO',
  'BUSINESS_ASSET_DETAIL',
  'APPLICANT_IDENTITY',
  'APPLICANT_EXTRA_INFO',
  'APPLICANT_BANK_DETAILS',
  'SIGNING_FORM',
] as const satisfies readonly WorkflowStepName[];
