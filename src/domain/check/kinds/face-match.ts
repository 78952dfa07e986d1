import type { CheckFile } from './check-file.js';
import { defineCheck } from './check-kind.js';

export interface FaceMatchInput {
  readonly first: CheckFile;
  readonly second: CheckFile;
}

export const faceMatchCheck = defineCheck<FaceMatchInput>({
  meaning: 'Two faces with each other.',
  discloses: { purpose: 'BIOMETRIC_CHECK', items: ['FACE_IMAGE'] },
  inputs: {
    first: { document: 'firstDocumentId', accepts: 'IMAGE' },
    second: { document: 'secondDocumentId', accepts: 'IMAGE' },
  },
  needs: ['faces'],
  expiresWith: [],
  reasonField: 'secondDocumentId',
  units: 2,
  readAgain: false,
  subject: () => 'two images',
});
