import type { DigilockerDocument } from '../../../../domain/check/kinds/digilocker.js';

/** Their words for the documents that people share. */
export const DOCUMENT_WORDS: Readonly<Record<DigilockerDocument, string>> = {
  AADHAAR: 'AADHAAR',
  PAN: 'PAN',
  DRIVING_LICENCE: 'DRIVING_LICENSE',
};
