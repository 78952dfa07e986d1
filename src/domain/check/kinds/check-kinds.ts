import { aadhaarMaskingCheck } from './aadhaar-masking.js';
import { aadhaarOtpCheck } from './aadhaar-otp.js';
import { bankAccountCheck } from './bank-account.js';
import { bankAccountAsyncCheck } from './bank-account-async.js';
import type { CheckKind } from './check-kind.js';
import { cinCheck } from './cin.js';
import { digilockerCheck } from './digilocker.js';
import { digilockerAccountCheck } from './digilocker-account.js';
import { digilockerDocumentCheck } from './digilocker-document.js';
import { documentOcrCheck } from './document-ocr.js';
import { drivingLicenceCheck } from './driving-licence.js';
import { eSignCheck } from './e-sign.js';
import { faceMatchCheck } from './face-match.js';
import { gstinCheck } from './gstin.js';
import type { FileRule, InputRule } from './input-rule.js';
import { ipAddressCheck } from './ip-address.js';
import { kycLinkCheck } from './kyc-link.js';
import { livenessCheck } from './liveness.js';
import { nameMatchCheck } from './name-match.js';
import { panCheck } from './pan.js';
import { panAdvancedCheck } from './pan-advanced.js';
import { panLiteCheck } from './pan-lite.js';
import { passportCheck } from './passport.js';
import { reversePennyDropCheck } from './reverse-penny-drop.js';
import { upiCheck } from './upi.js';
import { vehicleCheck } from './vehicle.js';
import { voterIdCheck } from './voter-id.js';

/** Every kind of check, by its capability: the one list. Whatever else lists checks is derived from it. */
export const CHECK_KINDS = {
  PAN: panCheck,
  BANK_ACCOUNT: bankAccountCheck,
  GSTIN: gstinCheck,
  NAME_MATCH: nameMatchCheck,
  LIVENESS: livenessCheck,
  PAN_ADVANCED: panAdvancedCheck,
  PAN_LITE: panLiteCheck,
  BANK_ACCOUNT_ASYNC: bankAccountAsyncCheck,
  FACE_MATCH: faceMatchCheck,
  IP_ADDRESS: ipAddressCheck,
  AADHAAR_OTP: aadhaarOtpCheck,
  DIGILOCKER: digilockerCheck,
  DIGILOCKER_DOCUMENT: digilockerDocumentCheck,
  DIGILOCKER_ACCOUNT: digilockerAccountCheck,
  KYC_LINK: kycLinkCheck,
  DRIVING_LICENCE: drivingLicenceCheck,
  VOTER_ID: voterIdCheck,
  PASSPORT: passportCheck,
  CIN: cinCheck,
  UPI: upiCheck,
  VEHICLE: vehicleCheck,
  E_SIGN: eSignCheck,
  REVERSE_PENNY_DROP: reversePennyDropCheck,
  DOCUMENT_OCR: documentOcrCheck,
  AADHAAR_MASKING: aadhaarMaskingCheck,
} as const;

type CheckKinds = typeof CHECK_KINDS;
export type CheckCapability = keyof CheckKinds;
export const CHECK_CAPABILITIES = Object.keys(CHECK_KINDS) as CheckCapability[] as readonly CheckCapability[];

/** What each check is asked. */
export type CheckInputs = {
  readonly [C in CheckCapability]: CheckKinds[C] extends CheckKind<infer Input extends object> ? Input : never;
};

/** The checks whose outcome can be read again. */
export type ReadableCheck = {
  [C in CheckCapability]: CheckKinds[C]['readAgain'] extends true ? C : never;
}[CheckCapability];

export function isReadable(capability: CheckCapability): capability is ReadableCheck {
  return CHECK_KINDS[capability].readAgain;
}

/** What each input means, by its name. */
export function inputRulesOf(capability: CheckCapability): readonly (readonly [string, InputRule | FileRule])[] {
  return Object.entries<InputRule | FileRule>(CHECK_KINDS[capability].inputs);
}

/** Something that every kind of check states, by capability. */
export function fromKinds<T>(pick: (kind: CheckKinds[CheckCapability]) => T): Readonly<Record<CheckCapability, T>> {
  const entries = CHECK_CAPABILITIES.map((capability) => [capability, pick(CHECK_KINDS[capability])]);
  return Object.fromEntries(entries) as Record<CheckCapability, T>;
}
