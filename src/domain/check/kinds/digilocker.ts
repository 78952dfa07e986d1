import { defineCheck } from './check-kind.js';

export const DIGILOCKER_DOCUMENTS = ['AADHAAR', 'PAN', 'DRIVING_LICENCE'] as const;
export type DigilockerDocument = (typeof DIGILOCKER_DOCUMENTS)[number];

export const DIGILOCKER_FLOWS = ['SIGN_IN', 'SIGN_UP'] as const;
export type DigilockerFlow = (typeof DIGILOCKER_FLOWS)[number];

export interface DigilockerInput {
  readonly documents: readonly DigilockerDocument[];
  readonly redirectUrl: string | null;
  readonly flow: DigilockerFlow;
}

export const digilockerCheck = defineCheck<DigilockerInput>({
  meaning: 'Consent of the person to share documents from DigiLocker.',
  discloses: { purpose: 'IDENTITY_VERIFICATION', items: ['IDENTITY_DOCUMENT'] },
  inputs: {
    documents: {
      compare: 'LISTED',
      differs: { outcome: 'CAUTION', reason: 'CONSENT_MISSING' },
      subject: (documents) => documents,
    },
    redirectUrl: 'INSTRUCTION',
    flow: 'INSTRUCTION',
  },
  needs: [],
  expiresWith: [],
  reasonField: null,
  units: 1,
  readAgain: true,
  subject: ({ documents }) => documents.join(', '),
});
