import { defineCheck } from './check-kind.js';
import type { DigilockerDocument } from './digilocker.js';
import { exact } from './input-rule.js';

export interface DigilockerDocumentInput {
  /** The provider's reference of the check DIGILOCKER. */
  readonly sessionReferenceId: string;
  readonly document: DigilockerDocument;
}

export const digilockerDocumentCheck = defineCheck<DigilockerDocumentInput>({
  meaning: 'One document that the person shared from DigiLocker.',
  discloses: { purpose: 'IDENTITY_VERIFICATION', items: ['IDENTITY_DOCUMENT'] },
  inputs: { sessionReferenceId: 'INSTRUCTION', document: exact },
  needs: ['holder'],
  expiresWith: ['expiresOn'],
  reasonField: null,
  units: 1,
  readAgain: false,
  subject: ({ document }) => document,
});
