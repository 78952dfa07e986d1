import type { CheckFile } from './check-file.js';
import { defineCheck } from './check-kind.js';
import { exact } from './input-rule.js';

export const READABLE_DOCUMENTS = [
  'PAN',
  'AADHAAR',
  'DRIVING_LICENCE',
  'VOTER_ID',
  'PASSPORT',
  'VEHICLE_RC',
  'CANCELLED_CHEQUE',
  'INVOICE',
] as const;
export type ReadableDocument = (typeof READABLE_DOCUMENTS)[number];

export interface DocumentOcrInput {
  readonly file: CheckFile;
  readonly kind: ReadableDocument;
}

export const documentOcrCheck = defineCheck<DocumentOcrInput>({
  meaning: 'The fields of an identity document, read from its image.',
  discloses: { purpose: 'IDENTITY_VERIFICATION', items: ['DOCUMENT_FILE'] },
  inputs: { file: { document: 'documentId', accepts: 'ANY' }, kind: exact },
  needs: ['content', 'qualityChecks', 'fraudChecks'],
  expiresWith: ['validUntil'],
  reasonField: 'documentId',
  units: 1,
  readAgain: false,
  subject: ({ kind }) => kind,
});
