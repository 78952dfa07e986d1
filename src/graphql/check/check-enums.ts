import {
  DIGILOCKER_DOCUMENTS,
  DIGILOCKER_FLOWS,
  type DigilockerDocument,
  type DigilockerFlow,
} from '../../domain/check/kinds/digilocker.js';
import { READABLE_DOCUMENTS, type ReadableDocument } from '../../domain/check/kinds/document-ocr.js';
import { LINK_CHANNELS, type LinkChannel } from '../../domain/check/kinds/kyc-link.js';
import { enumType } from '../common/enums.js';

export const DigilockerDocumentEnum = enumType<DigilockerDocument>(
  'DigilockerDocument',
  'A document that a person can share from DigiLocker.',
  DIGILOCKER_DOCUMENTS,
  { AADHAAR: 'The Aadhaar card.', PAN: 'The PAN card.', DRIVING_LICENCE: 'The driving licence.' },
);

export const DigilockerFlowEnum = enumType<DigilockerFlow>(
  'DigilockerFlow',
  'Whether the person already has a DigiLocker account.',
  DIGILOCKER_FLOWS,
  { SIGN_IN: 'They sign in.', SIGN_UP: 'They make an account first.' },
);

export const LinkChannelEnum = enumType<LinkChannel>('LinkChannel', 'How a link is sent.', LINK_CHANNELS, {
  SMS: 'As a text message.',
  EMAIL: 'As an email.',
  WHATSAPP: 'As a WhatsApp message.',
});

export const ReadableDocumentEnum = enumType<ReadableDocument>(
  'ReadableDocument',
  'A document whose fields can be read from its image.',
  READABLE_DOCUMENTS,
  {
    PAN: 'A PAN card.',
    AADHAAR: 'An Aadhaar card.',
    DRIVING_LICENCE: 'A driving licence.',
    VOTER_ID: 'A voter id.',
    PASSPORT: 'A passport.',
    VEHICLE_RC: 'The registration of a vehicle.',
    CANCELLED_CHEQUE: 'A cancelled cheque.',
    INVOICE: 'An invoice.',
  },
);
