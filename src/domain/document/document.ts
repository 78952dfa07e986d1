export const DOCUMENT_KINDS = [
  'PAN_CARD',
  'AADHAAR_CARD',
  'PASSPORT',
  'DRIVING_LICENCE',
  'VOTER_ID',
  'ID_CARD',
  'RESIDENCE_PERMIT',
  'SELFIE',
  'UTILITY_BILL',
  'BANK_STATEMENT',
  'CLIENT_MASTER_COPY',
  'OTHER',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export const DOCUMENT_SIDES = ['FRONT', 'BACK'] as const;
export type DocumentSide = (typeof DOCUMENT_SIDES)[number];

/** PENDING: the record exists, the bytes are on their way. STORED: the bytes are on disk. MISSING: they were found to be gone. */
export const DOCUMENT_STATES = ['PENDING', 'STORED', 'MISSING'] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];

/** Bytes held once. */
export interface Document {
  readonly id: string;
  readonly userId: string;
  readonly kind: DocumentKind;
  readonly side: DocumentSide | null;
  /** ISO 3166 alpha-3 of the issuer. */
  readonly country: string | null;
  /** As the client named it, without any path. */
  readonly filename: string;
  /** Found from the bytes, never taken from the client. */
  readonly contentType: string;
  readonly sizeBytes: number;
  /** Hex. */
  readonly sha256: string;
  readonly state: DocumentState;
  readonly createdAt: Date;
}

export const COPY_STATES = ['SENDING', 'SENT', 'FAILED', 'UNKNOWN'] as const;
/** UNKNOWN: the provider may have it; no answer came back. */
export type CopyState = (typeof COPY_STATES)[number];

/** A document as it was given to a provider. */
export interface DocumentCopy {
  readonly id: string;
  readonly documentId: string;
  readonly providerId: string;
  readonly providerDocumentId: string | null;
  readonly applicantId: string | null;
  readonly runnerId: string | null;
  readonly state: CopyState;
  /** Our error code when it failed. */
  readonly errorCode: string | null;
  /** Warnings and errors of the provider about the image, as labels. */
  readonly remarks: readonly string[];
  readonly createdAt: Date;
}
