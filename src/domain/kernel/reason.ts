/** Why a check did not simply pass, in the field's words. One category per code. */
export const REASON_CATEGORY = {
  IMAGE_BLURRED: 'IMAGE_QUALITY',
  IMAGE_GLARE: 'IMAGE_QUALITY',
  IMAGE_DARK: 'IMAGE_QUALITY',
  IMAGE_CROPPED: 'IMAGE_QUALITY',
  IMAGE_COVERED: 'IMAGE_QUALITY',
  IMAGE_LOW_QUALITY: 'IMAGE_QUALITY',
  DOC_MISSING: 'DOCUMENT_INCOMPLETE',
  DOC_SIDE_MISSING: 'DOCUMENT_INCOMPLETE',
  DOC_PAGE_MISSING: 'DOCUMENT_INCOMPLETE',
  DOC_MULTIPLE: 'DOCUMENT_INCOMPLETE',
  DOC_EXPIRED: 'DOCUMENT_INVALID',
  DOC_UNSUPPORTED: 'DOCUMENT_INVALID',
  DOC_DAMAGED: 'DOCUMENT_INVALID',
  DOC_WRONG_TYPE: 'DOCUMENT_INVALID',
  DOC_SCREENSHOT: 'DOCUMENT_NOT_ORIGINAL',
  DOC_PHOTOCOPY: 'DOCUMENT_NOT_ORIGINAL',
  DOC_DIGITAL: 'DOCUMENT_NOT_ORIGINAL',
  DOC_TAMPERED: 'DOCUMENT_FRAUD',
  DOC_FORGED: 'DOCUMENT_FRAUD',
  DOC_COMPROMISED: 'DOCUMENT_FRAUD',
  FACE_MISMATCH: 'FACE',
  FACE_NOT_VISIBLE: 'FACE',
  FACE_MULTIPLE: 'FACE',
  LIVENESS_FAILED: 'FACE',
  LIVENESS_SPOOF: 'FACE',
  NAME_MISMATCH: 'DATA_MISMATCH',
  DOB_MISMATCH: 'DATA_MISMATCH',
  ADDRESS_MISMATCH: 'DATA_MISMATCH',
  ID_NUMBER_MISMATCH: 'DATA_MISMATCH',
  REGISTRY_NOT_FOUND: 'REGISTRY',
  REGISTRY_INACTIVE: 'REGISTRY',
  REGISTRY_UNAVAILABLE: 'REGISTRY',
  ID_FORMAT_INVALID: 'REGISTRY',
  HOLDER_DECEASED: 'REGISTRY',
  SANCTIONS_HIT: 'SCREENING',
  PEP_HIT: 'SCREENING',
  ADVERSE_MEDIA_HIT: 'SCREENING',
  WATCHLIST_HIT: 'SCREENING',
  AGE_TOO_LOW: 'POLICY',
  REGION_NOT_ALLOWED: 'POLICY',
  DUPLICATE: 'POLICY',
  VELOCITY: 'POLICY',
  BLOCKLISTED: 'POLICY',
  ATTEMPTS_EXCEEDED: 'POLICY',
  PROVIDER_ERROR: 'SYSTEM',
  TIMEOUT: 'SYSTEM',
  CONSENT_MISSING: 'SYSTEM',
  CONSENT_REVOKED: 'SYSTEM',
  USER_ABANDONED: 'SYSTEM',
  OTHER: 'SYSTEM',
} as const;

export type ReasonCode = keyof typeof REASON_CATEGORY;
export type ReasonCategory = (typeof REASON_CATEGORY)[ReasonCode];

/** One reason as a provider's mapping gives it. */
export interface Reason {
  readonly code: ReasonCode;
  /** May the person simply try again? Mapped from the provider's own flag, never from the label alone. */
  readonly retryable: boolean;
  /** Our name of the input the reason is about, where there is one. */
  readonly field: string | null;
  /** The provider's own label, e.g. `FRONT_SIDE_MISSING`. Staff only. */
  readonly providerCode: string | null;
}

const HIDDEN_FROM_SUBJECT: ReadonlySet<ReasonCategory> = new Set(['DOCUMENT_FRAUD', 'SCREENING']);

/** Showing these to the person concerned would be tipping off. */
export function isHiddenFromSubject(reason: Pick<Reason, 'code'>): boolean {
  return HIDDEN_FROM_SUBJECT.has(REASON_CATEGORY[reason.code]);
}
