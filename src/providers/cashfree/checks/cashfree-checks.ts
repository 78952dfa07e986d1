import { CHECK_CAPABILITIES, type CheckCapability } from '../../../domain/check/kinds/check-kinds.js';
import type { CheckPorts } from '../../../domain/provider/check-port.js';
import type { CashfreeCheck, CashfreeDesk } from '../cashfree.check.client.js';
import type { WebhookEvent } from '../cashfree.webhook.js';
import { cashfreeAadhaarMaskingCheck } from './aadhaar-masking.js';
import { cashfreeAadhaarOtpCheck } from './aadhaar-otp.js';
import { cashfreeBankAccountCheck } from './bank-account.js';
import { cashfreeBankAccountAsyncCheck } from './bank-account-async.js';
import { cashfreeCinCheck } from './cin.js';
import { cashfreeDigilockerCheck } from './digilocker.js';
import { cashfreeDigilockerAccountCheck } from './digilocker-account.js';
import { cashfreeDigilockerDocumentCheck } from './digilocker-document.js';
import { cashfreeDocumentOcrCheck } from './document-ocr.js';
import { cashfreeDrivingLicenceCheck } from './driving-licence.js';
import { cashfreeESignCheck } from './e-sign.js';
import { cashfreeFaceMatchCheck } from './face-match.js';
import { cashfreeGstinCheck } from './gstin.js';
import { cashfreeIpAddressCheck } from './ip-address.js';
import { cashfreeKycLinkCheck } from './kyc-link.js';
import { cashfreeLivenessCheck } from './liveness.js';
import { cashfreeNameMatchCheck } from './name-match.js';
import { cashfreePanCheck } from './pan.js';
import { cashfreePanAdvancedCheck } from './pan-advanced.js';
import { cashfreePanLiteCheck } from './pan-lite.js';
import { cashfreePassportCheck } from './passport.js';
import { cashfreeReversePennyDropCheck } from './reverse-penny-drop.js';
import { cashfreeUpiCheck } from './upi.js';
import { cashfreeVehicleCheck } from './vehicle.js';
import { cashfreeVoterIdCheck } from './voter-id.js';

/** Every kind of check, as Cashfree makes it: the one list. A kind of the domain that is not here does not compile. */
export const CASHFREE_CHECKS = {
  PAN: cashfreePanCheck,
  BANK_ACCOUNT_ASYNC: cashfreeBankAccountAsyncCheck,
  BANK_ACCOUNT: cashfreeBankAccountCheck,
  GSTIN: cashfreeGstinCheck,
  NAME_MATCH: cashfreeNameMatchCheck,
  LIVENESS: cashfreeLivenessCheck,
  PAN_ADVANCED: cashfreePanAdvancedCheck,
  PAN_LITE: cashfreePanLiteCheck,
  FACE_MATCH: cashfreeFaceMatchCheck,
  IP_ADDRESS: cashfreeIpAddressCheck,
  AADHAAR_OTP: cashfreeAadhaarOtpCheck,
  DIGILOCKER: cashfreeDigilockerCheck,
  DIGILOCKER_DOCUMENT: cashfreeDigilockerDocumentCheck,
  DIGILOCKER_ACCOUNT: cashfreeDigilockerAccountCheck,
  KYC_LINK: cashfreeKycLinkCheck,
  DRIVING_LICENCE: cashfreeDrivingLicenceCheck,
  VOTER_ID: cashfreeVoterIdCheck,
  PASSPORT: cashfreePassportCheck,
  CIN: cashfreeCinCheck,
  UPI: cashfreeUpiCheck,
  VEHICLE: cashfreeVehicleCheck,
  E_SIGN: cashfreeESignCheck,
  REVERSE_PENNY_DROP: cashfreeReversePennyDropCheck,
  DOCUMENT_OCR: cashfreeDocumentOcrCheck,
  AADHAAR_MASKING: cashfreeAadhaarMaskingCheck,
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
