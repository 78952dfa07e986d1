import type { CallContext } from './call-context.js';
import type { CheckResult } from './check-ports.js';

/** A file as a check is given it, or gives it back. */
export interface CheckFile {
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export const DIGILOCKER_DOCUMENTS = ['AADHAAR', 'PAN', 'DRIVING_LICENCE'] as const;
export type DigilockerDocument = (typeof DIGILOCKER_DOCUMENTS)[number];

export const DIGILOCKER_FLOWS = ['SIGN_IN', 'SIGN_UP'] as const;
export type DigilockerFlow = (typeof DIGILOCKER_FLOWS)[number];

export const READABLE_DOCUMENTS = [
  'PAN',
  'AADHAAR',
  'DRIVING_LICENCE',
  'VOTER_ID',
  'PASSPORT',
  'VEHICLE_RC',
  'CANCELLED_CHEQUE',
  'INVOICE',
] as const;
export type ReadableDocument = (typeof READABLE_DOCUMENTS)[number];

export const LINK_CHANNELS = ['SMS', 'EMAIL', 'WHATSAPP'] as const;
export type LinkChannel = (typeof LINK_CHANNELS)[number];

/** What each further check is asked. Dates are ISO dates, phones E.164, numbers as their holders write them. */
export interface CatalogueInputs {
  PAN_ADVANCED: { readonly pan: string; readonly name: string | null };
  PAN_LITE: { readonly pan: string; readonly name: string; readonly dateOfBirth: string };
  BANK_ACCOUNT_ASYNC: {
    readonly accountNumber: string;
    readonly ifsc: string;
    readonly name: string | null;
    readonly phone: string | null;
  };
  FACE_MATCH: { readonly first: CheckFile; readonly second: CheckFile };
  IP_ADDRESS: { readonly ipAddress: string };
  /** The twelve digits: they pass through memory and are kept nowhere. */
  AADHAAR_OTP: { readonly aadhaarNumber: string };
  DIGILOCKER: {
    readonly documents: readonly DigilockerDocument[];
    readonly redirectUrl: string | null;
    readonly flow: DigilockerFlow;
  };
  DIGILOCKER_DOCUMENT: { readonly sessionReferenceId: string; readonly document: DigilockerDocument };
  /** Exactly one of the two is given. */
  DIGILOCKER_ACCOUNT: { readonly phone: string | null; readonly aadhaarNumber: string | null };
  KYC_LINK: {
    readonly phone: string;
    readonly templateName: string;
    readonly name: string | null;
    readonly email: string | null;
    readonly expiresOn: string | null;
    readonly notifyBy: readonly LinkChannel[];
  };
  DRIVING_LICENCE: { readonly licenceNumber: string; readonly dateOfBirth: string };
  VOTER_ID: { readonly epicNumber: string; readonly name: string | null };
  PASSPORT: { readonly fileNumber: string; readonly dateOfBirth: string; readonly name: string | null };
  CIN: { readonly cin: string };
  UPI: { readonly vpa: string; readonly name: string | null };
  VEHICLE: { readonly vehicleNumber: string };
  E_SIGN: {
    readonly file: CheckFile;
    readonly signerName: string;
    readonly signerEmail: string;
    readonly signerPhone: string | null;
    readonly redirectUrl: string | null;
    readonly expiresInDays: number;
  };
  REVERSE_PENNY_DROP: { readonly name: string | null };
  DOCUMENT_OCR: { readonly file: CheckFile; readonly kind: ReadableDocument };
  AADHAAR_MASKING: { readonly file: CheckFile };
}

export type CatalogueCapability = keyof CatalogueInputs;

export const CATALOGUE_CAPABILITIES = [
  'PAN_ADVANCED',
  'PAN_LITE',
  'BANK_ACCOUNT_ASYNC',
  'FACE_MATCH',
  'IP_ADDRESS',
  'AADHAAR_OTP',
  'DIGILOCKER',
  'DIGILOCKER_DOCUMENT',
  'DIGILOCKER_ACCOUNT',
  'KYC_LINK',
  'DRIVING_LICENCE',
  'VOTER_ID',
  'PASSPORT',
  'CIN',
  'UPI',
  'VEHICLE',
  'E_SIGN',
  'REVERSE_PENNY_DROP',
  'DOCUMENT_OCR',
  'AADHAAR_MASKING',
] as const satisfies readonly CatalogueCapability[];

/** Every `check` costs money and is sent once. `checkId` as with the other checks: ours, unique, at most 50 characters. */
export interface CheckPort<Input> {
  check(input: Input & { readonly checkId: string }, context: CallContext): Promise<CheckResult>;
}

/** A check that goes on after it was asked for: how far it is can be read, free of charge. */
interface LastingCheckPort<Input> extends CheckPort<Input> {
  readAgain(referenceId: string, context: CallContext): Promise<CheckResult>;
}

/** `check` sends a code to the mobile number that the Aadhaar is linked to. */
interface AadhaarOtpPort extends CheckPort<CatalogueInputs['AADHAAR_OTP']> {
  /** Uses up an attempt. A wrong or expired code is a `ProviderError` PROVIDER_REJECTED. */
  submitCode(
    input: { readonly referenceId: string; readonly code: string },
    context: CallContext,
  ): Promise<CheckResult>;
}

/** `file` is the masked image; null when the document was refused. */
interface AadhaarMaskingPort {
  mask(
    input: CatalogueInputs['AADHAAR_MASKING'] & { readonly checkId: string },
    context: CallContext,
  ): Promise<{ readonly result: CheckResult; readonly file: CheckFile | null }>;
}

type Lasting = 'BANK_ACCOUNT_ASYNC' | 'DIGILOCKER' | 'KYC_LINK' | 'E_SIGN' | 'REVERSE_PENNY_DROP';
type Special = 'AADHAAR_OTP' | 'AADHAAR_MASKING';
export type LastingCapability = Lasting;
export type PlainCapability = Exclude<CatalogueCapability, 'AADHAAR_MASKING'>;

export type CataloguePorts = {
  readonly [C in Exclude<CatalogueCapability, Lasting | Special>]: CheckPort<CatalogueInputs[C]>;
} & { readonly [C in Lasting]: LastingCheckPort<CatalogueInputs[C]> } & {
  readonly AADHAAR_OTP: AadhaarOtpPort;
  readonly AADHAAR_MASKING: AadhaarMaskingPort;
};
