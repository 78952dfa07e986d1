import { maskEmail } from '../../identifier/mask.js';
import type { CheckFile } from './check-file.js';
import { defineCheck } from './check-kind.js';
import { name } from './input-rule.js';

export interface ESignInput {
  readonly file: CheckFile;
  readonly signerName: string;
  readonly signerEmail: string;
  /** E.164. */
  readonly signerPhone: string | null;
  readonly redirectUrl: string | null;
  readonly expiresInDays: number;
}

export const eSignCheck = defineCheck<ESignInput>({
  meaning: 'The electronic signing of a document.',
  discloses: { purpose: 'IDENTITY_VERIFICATION', items: ['NAME', 'CONTACT', 'DOCUMENT_FILE'] },
  inputs: {
    file: { document: 'documentId', accepts: 'PDF' },
    signerName: name,
    signerEmail: 'INSTRUCTION',
    signerPhone: 'INSTRUCTION',
    redirectUrl: 'INSTRUCTION',
    expiresInDays: 'INSTRUCTION',
  },
  needs: ['signatures'],
  expiresWith: [],
  reasonField: null,
  units: 10,
  readAgain: true,
  subject: ({ signerEmail }) => maskEmail(signerEmail),
});
