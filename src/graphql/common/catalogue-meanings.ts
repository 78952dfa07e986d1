import type { CatalogueCapability } from '../../domain/provider/catalogue-ports.js';

/** What each check of the catalogue means, in one line. */
export const CATALOGUE_MEANINGS: Readonly<Record<CatalogueCapability, string>> = {
  PAN_ADVANCED: 'A PAN with the tax registry, in full detail.',
  PAN_LITE: 'A PAN with a name and a date of birth.',
  BANK_ACCOUNT_ASYNC: 'A bank account with the bank, answered later.',
  FACE_MATCH: 'Two faces with each other.',
  IP_ADDRESS: 'An IP address for its place and risk.',
  AADHAAR_OTP: 'An Aadhaar number, with a code sent to its holder.',
  DIGILOCKER: 'Consent of the person to share documents from DigiLocker.',
  DIGILOCKER_DOCUMENT: 'One document that the person shared from DigiLocker.',
  DIGILOCKER_ACCOUNT: 'Whether a person has a DigiLocker account.',
  KYC_LINK: 'A form of the provider that the person fills in.',
  DRIVING_LICENCE: 'A driving licence with its registry.',
  VOTER_ID: 'A voter id with its registry.',
  PASSPORT: 'A passport application with its registry.',
  CIN: 'A company number with its registry.',
  UPI: 'A UPI address with its bank.',
  VEHICLE: "A vehicle's registration with its registry.",
  E_SIGN: 'The electronic signing of a document.',
  REVERSE_PENNY_DROP: 'A bank account, by a payment of one rupee that its holder makes.',
  DOCUMENT_OCR: 'The fields of an identity document, read from its image.',
  AADHAAR_MASKING: 'The masking of the number on the image of an Aadhaar card.',
};
