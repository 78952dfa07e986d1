import { CHECK_CAPABILITIES, type CheckCapability } from '../../../domain/check/kinds/check-kinds.js';
import type { CheckPorts } from '../../../domain/provider/check-port.js';
import type { CashfreeCheck, CashfreeDesk } from '../cashfree.check.client.js';
import type { WebhookEvent } from '../cashfree.webhook.js';
import { aadhaarMaskingCheck } from './aadhaar-masking.js';
import { aadhaarOtpCheck } from './aadhaar-otp.js';
import { bankAccountCheck } from './bank-account.js';
import { bankAccountAsyncCheck } from './bank-account-async.js';
import { cinCheck } from './cin.js';
import { digilockerCheck } from './digilocker.js';
import { digilockerAccountCheck } from './digilocker-account.js';
import { digilockerDocumentCheck } from './digilocker-document.js';
import { documentOcrCheck } from './document-ocr.js';
import { drivingLicenceCheck } from './driving-licence.js';
import { eSignCheck } from './e-sign.js';
import { faceMatchCheck } from './face-match.js';
import { gstinCheck } from './gstin.js';
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

/** Every kind of check, as Cashfree makes it: the one list. A kind of the domain that is not here does not compile. */
export const CASHFREE_CHECKS = {
  PAN: panCheck,
  BANK_ACCOUNT_ASYNC: bankAccountAsyncCheck,
  BANK_ACCOUNT: bankAccountCheck,
  GSTIN: gstinCheck,
  NAME_MATCH: nameMatchCheck,
  LIVENESS: livenessCheck,
  PAN_ADVANCED: panAdvancedCheck,
  PAN_LITE: panLiteCheck,
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
} as const satisfies { readonly [C in CheckCapability]: CashfreeCheck<CheckPorts[C]> };

type OfferedPorts = Omit<CheckPorts, 'AADHAAR_OTP'> & Partial<Pick<CheckPorts, 'AADHAAR_OTP'>>;

/** `aadhaarOtp`: whether the merchant account may still ask for Aadhaar codes. */
export function createCheckPorts(desk: CashfreeDesk, aadhaarOtp: boolean): OfferedPorts {
  const offered = CHECK_CAPABILITIES.filter((capability) => capability !== 'AADHAAR_OTP' || aadhaarOtp);
  const ports = offered.map((capability) => [capability, CASHFREE_CHECKS[capability].port(desk)]);
  return Object.fromEntries(ports) as OfferedPorts;
}

/** What their events are about; one of them may be about either of two checks that are read alike. */
export const CASHFREE_EVENTS: readonly WebhookEvent[] = Object.entries<CashfreeCheck<unknown>>(CASHFREE_CHECKS).flatMap(
  ([capability, { event }]) => (event === null ? [] : [{ ...event, capability: capability as CheckCapability }]),
);
