import type { CheckFile } from './check-file.js';
import { defineCheck } from './check-kind.js';

export interface AadhaarMaskingInput {
  readonly file: CheckFile;
}

export const aadhaarMaskingCheck = defineCheck<AadhaarMaskingInput>({
  meaning: 'The masking of the number on the image of an Aadhaar card.',
  discloses: { purpose: 'IDENTITY_VERIFICATION', items: ['AADHAAR', 'DOCUMENT_FILE'] },
  inputs: { file: { document: 'documentId', accepts: 'IMAGE' } },
  needs: [],
  expiresWith: [],
  reasonField: 'documentId',
  units: 1,
  readAgain: false,
  subject: () => 'image',
});
