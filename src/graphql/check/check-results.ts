import { PROVIDER_PROBLEMS, resultUnion } from '../common/result-union.js';
import { VerificationType } from '../verification/verification.type.js';

const result = (name: string) =>
  resultUnion(name, 'Verification', () => VerificationType, ['ValidationProblem', ...PROVIDER_PROBLEMS]);

export const CheckDigilockerAccountResult = result('CheckDigilockerAccountResult');
export const CheckIpAddressResult = result('CheckIpAddressResult');
export const CreateKycLinkResult = result('CreateKycLinkResult');
export const FetchDigilockerDocumentResult = result('FetchDigilockerDocumentResult');
export const MaskAadhaarDocumentResult = result('MaskAadhaarDocumentResult');
export const MatchFacesResult = result('MatchFacesResult');
export const ReadDocumentResult = result('ReadDocumentResult');
export const RequestAadhaarOtpResult = result('RequestAadhaarOtpResult');
export const StartDigilockerResult = result('StartDigilockerResult');
export const StartESignResult = result('StartESignResult');
export const StartReversePennyDropResult = result('StartReversePennyDropResult');
export const VerifyAadhaarOtpResult = result('VerifyAadhaarOtpResult');
export const VerifyBankAccountAsyncResult = result('VerifyBankAccountAsyncResult');
export const VerifyCinResult = result('VerifyCinResult');
export const VerifyDrivingLicenceResult = result('VerifyDrivingLicenceResult');
export const VerifyPanAdvancedResult = result('VerifyPanAdvancedResult');
export const VerifyPanLiteResult = result('VerifyPanLiteResult');
export const VerifyPassportResult = result('VerifyPassportResult');
export const VerifyUpiResult = result('VerifyUpiResult');
export const VerifyVehicleResult = result('VerifyVehicleResult');
export const VerifyVoterIdResult = result('VerifyVoterIdResult');
