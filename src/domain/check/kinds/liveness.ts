import type { CheckFile } from './check-file.js';
import { defineCheck } from './check-kind.js';

export interface LivenessInput {
  readonly file: CheckFile;
}

export const livenessCheck = defineCheck<LivenessInput>({
  meaning: 'A face for being live.',
  ability: 'Tell a live face from a picture of one.',
  discloses: { purpose: 'BIOMETRIC_CHECK', items: ['FACE_IMAGE'] },
  inputs: { file: { document: 'documentId', accepts: 'IMAGE' } },
  needs: ['liveness'],
  expiresWith: [],
  reasonField: 'documentId',
  units: 2,
  readAgain: false,
  subject: () => 'image',
});
