import { maskAadhaar, maskAccount, maskEmail, maskIdNumber, maskPan, maskPhone, maskText } from '../identifier/mask.js';
import type { CallContext } from '../provider/call-context.js';
import type { CatalogueInputs, LastingCapability, PlainCapability } from '../provider/catalogue-ports.js';
import type { CheckResult } from '../provider/check-ports.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';

type ReadAgain = (
  providers: ProviderDirectory,
  providerId: string,
  referenceId: string,
  context: CallContext,
) => Promise<CheckResult>;

/** The lasting checks of the catalogue, which can be read again free of charge. */
export const READ_CATALOGUE_AGAIN: Readonly<Record<LastingCapability, ReadAgain>> = {
  BANK_ACCOUNT_ASYNC: readAgain('BANK_ACCOUNT_ASYNC'),
  DIGILOCKER: readAgain('DIGILOCKER'),
  KYC_LINK: readAgain('KYC_LINK'),
  E_SIGN: readAgain('E_SIGN'),
  REVERSE_PENNY_DROP: readAgain('REVERSE_PENNY_DROP'),
};

function readAgain(capability: LastingCapability): ReadAgain {
  return (providers, providerId, referenceId, context) =>
    providers.portOf(providerId, capability).readAgain(referenceId, context);
}

type Subjects = { readonly [C in PlainCapability]: (input: CatalogueInputs[C]) => string };

/** What a record says was checked: masked, because the value in clear is not kept. */
const SUBJECTS: Subjects = {
  PAN_ADVANCED: ({ pan }) => maskPan(pan),
  PAN_LITE: ({ pan }) => maskPan(pan),
  BANK_ACCOUNT_ASYNC: ({ accountNumber }) => maskAccount(accountNumber),
  FACE_MATCH: () => 'two images',
  IP_ADDRESS: ({ ipAddress }) => maskIp(ipAddress),
  AADHAAR_OTP: ({ aadhaarNumber }) => maskAadhaar(aadhaarNumber),
  DIGILOCKER: ({ documents }) => documents.join(', '),
  DIGILOCKER_DOCUMENT: ({ document }) => document,
  DIGILOCKER_ACCOUNT: ({ phone, aadhaarNumber }) => maskPhone(phone) ?? maskAadhaar(aadhaarNumber ?? ''),
  KYC_LINK: ({ phone }) => maskPhone(phone),
  DRIVING_LICENCE: ({ licenceNumber }) => maskIdNumber(licenceNumber),
  VOTER_ID: ({ epicNumber }) => maskIdNumber(epicNumber),
  PASSPORT: ({ fileNumber }) => maskIdNumber(fileNumber),
  CIN: ({ cin }) => cin,
  UPI: ({ vpa }) => maskVpa(vpa),
  VEHICLE: ({ vehicleNumber }) => maskIdNumber(vehicleNumber),
  E_SIGN: ({ signerEmail }) => maskEmail(signerEmail),
  REVERSE_PENNY_DROP: ({ name }) => (name === null ? 'account holder' : maskText(name)),
  DOCUMENT_OCR: ({ kind }) => kind,
};

export function subjectOf<C extends PlainCapability>(capability: C, input: CatalogueInputs[C]): string {
  return SUBJECTS[capability](input);
}

/** The network part only: `203.0.X.X`. */
function maskIp(address: string): string {
  const parts = address.split(address.includes(':') ? ':' : '.');
  return [...parts.slice(0, 2), 'X', 'X'].join(address.includes(':') ? ':' : '.');
}

/** `a***@upi`: the handle tells the bank, not the person. */
function maskVpa(vpa: string): string {
  const at = vpa.lastIndexOf('@');
  return at < 1 ? maskText(vpa) : `${maskText(vpa.slice(0, at))}${vpa.slice(at)}`;
}
