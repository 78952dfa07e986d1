import type { CheckCapability } from '../../../domain/check/kinds/check-kinds.js';
import type { TypeRules } from '../../access/access-rule.js';
import type { CheckApi } from '../check-api.js';
import { aadhaarMaskingApi } from './aadhaar-masking.js';
import { aadhaarOtpApi } from './aadhaar-otp.js';
import { bankAccountApi } from './bank-account.js';
import { bankAccountAsyncApi } from './bank-account-async.js';
import { cinApi } from './cin.js';
import { digilockerApi } from './digilocker.js';
import { digilockerAccountApi } from './digilocker-account.js';
import { digilockerDocumentApi } from './digilocker-document.js';
import { documentOcrApi } from './document-ocr.js';
import { drivingLicenceApi } from './driving-licence.js';
import { eSignApi } from './e-sign.js';
import { faceMatchApi } from './face-match.js';
import { gstinApi } from './gstin.js';
import { ipAddressApi } from './ip-address.js';
import { kycLinkApi } from './kyc-link.js';
import { livenessApi } from './liveness.js';
import { nameMatchApi } from './name-match.js';
import { panApi } from './pan.js';
import { panAdvancedApi } from './pan-advanced.js';
import { panLiteApi } from './pan-lite.js';
import { passportApi } from './passport.js';
import { reversePennyDropApi } from './reverse-penny-drop.js';
import { upiApi } from './upi.js';
import { vehicleApi } from './vehicle.js';
import { voterIdApi } from './voter-id.js';

/** Total: a kind of check that nobody can ask for does not compile. */
export const CHECK_APIS: Readonly<Record<CheckCapability, CheckApi>> = {
  PAN: panApi,
  BANK_ACCOUNT: bankAccountApi,
  GSTIN: gstinApi,
  NAME_MATCH: nameMatchApi,
  LIVENESS: livenessApi,
  PAN_ADVANCED: panAdvancedApi,
  PAN_LITE: panLiteApi,
  BANK_ACCOUNT_ASYNC: bankAccountAsyncApi,
  FACE_MATCH: faceMatchApi,
  IP_ADDRESS: ipAddressApi,
  AADHAAR_OTP: aadhaarOtpApi,
  DIGILOCKER: digilockerApi,
  DIGILOCKER_DOCUMENT: digilockerDocumentApi,
  DIGILOCKER_ACCOUNT: digilockerAccountApi,
  KYC_LINK: kycLinkApi,
  DRIVING_LICENCE: drivingLicenceApi,
  VOTER_ID: voterIdApi,
  PASSPORT: passportApi,
  CIN: cinApi,
  UPI: upiApi,
  VEHICLE: vehicleApi,
  E_SIGN: eSignApi,
  REVERSE_PENNY_DROP: reversePennyDropApi,
  DOCUMENT_OCR: documentOcrApi,
  AADHAAR_MASKING: aadhaarMaskingApi,
};

const apis = Object.values(CHECK_APIS);

export const CHECK_RESOLVERS = apis.map(({ resolver }) => resolver);

/** Who may ask for which check. */
export const CHECK_RULES: TypeRules = Object.assign({}, ...apis.map(({ rules }) => rules));
