import { JPEG } from '../support/fakes/memory-document-store.js';
import { CLEAR, PASSWORD } from '../support/fakes/record-samples.js';
import { fileUpload } from './file-upload.js';
import { onboardingInput } from './inputs.js';
import { PROBLEM } from './selections.js';

export interface RootOperation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** Global ids. */
export interface Ids {
  readonly user: string;
  readonly applicant: string;
  readonly runner: string;
  readonly document: string;
  readonly verification: string;
}

const RESULT = `{ __typename ${PROBLEM} }`;

/** One operation with good input for every field of Query and Mutation. */
export function rootOperations(ids: Ids): Readonly<Record<string, RootOperation>> {
  return {
    ...queries(ids),
    ...accountMutations(ids),
    ...providerMutations(ids),
    ...checkMutations(ids),
    ...registryMutations(),
    ...holderMutations(ids),
    ...fileMutations(ids),
  };
}

function queries(ids: Ids): Record<string, RootOperation> {
  return {
    me: op('{ me { id } }'),
    user: byId('user', ids.user),
    users: op('{ users { nodes { id } } }'),
    applicant: byId('applicant', ids.applicant),
    applicants: op('{ applicants { nodes { id } } }'),
    runner: byId('runner', ids.runner),
    runners: op('{ runners { nodes { id } } }'),
    document: byId('document', ids.document),
    documents: op('{ documents { nodes { id } } }'),
    verification: byId('verification', ids.verification),
    verifications: op('{ verifications { nodes { id } } }'),
    findCustomer: op('{ findCustomer(idType: "4", idNumber: "P0000001") { outcome } }'),
    providers: op('{ providers { id } }'),
    validateIdentifier: op('{ validateIdentifier(kind: IFSC, value: "HDFC0000001") { valid } }'),
    node: byId('node', ids.user),
    unsettledOnboardings: op('{ unsettledOnboardings { nodes { state } } }'),
  };
}

function accountMutations(ids: Ids): Record<string, RootOperation> {
  const login = { email: 'asha@example.com', password: PASSWORD };
  const account = { name: 'New Person', email: 'new@example.com', mobile: '9000000009', password: PASSWORD };
  return {
    register: mutation('register', 'RegisterInput', { ...account, passwordConfirmation: PASSWORD }),
    login: mutation('login', 'LoginInput', login),
    createVerificationLink: op(`mutation ($id: ID!) { createVerificationLink(applicantId: $id) ${RESULT} }`, {
      id: ids.applicant,
    }),
    settleOnboarding: op(
      `mutation ($userId: ID!) { settleOnboarding(userId: $userId, idType: "4", idNumber: "P0000001") ${RESULT} }`,
      { userId: ids.user },
    ),
    logout: op('mutation { logout { loggedOut } }'),
    updateProfile: mutation('updateProfile', 'UpdateProfileInput', {}),
    requestOtp: mutation('requestOtp', 'RequestOtpInput', { channel: 'SMS' }),
    verifyOtp: mutation('verifyOtp', 'VerifyOtpInput', { channel: 'SMS', code: '012345' }),
  };
}

function providerMutations(ids: Ids): Record<string, RootOperation> {
  const step = { runnerId: ids.runner, action: 'SUBMIT', data: { city: 'Bengaluru' } };
  return {
    createApplicant: mutation('createApplicant', 'CreateApplicantInput', {}),
    requestApplicantCheck: op(`mutation ($id: ID!) { requestApplicantCheck(applicantId: $id) ${RESULT} }`, {
      id: ids.applicant,
    }),
    createRunner: mutation('createRunner', 'CreateRunnerInput', {}),
    executeRunner: mutation('executeRunner', 'ExecuteRunnerInput', step),
    setCurrentApplicant: op(
      `mutation ($id: ID!) { setCurrentApplicant(runnerId: $id, providerApplicantId: "person-2") ${RESULT} }`,
      { id: ids.runner },
    ),
    submitApplication: op(`mutation ($id: ID!) { submitApplication(runnerId: $id) ${RESULT} }`, { id: ids.runner }),
    onboardCustomer: mutation('onboardCustomer', 'OnboardCustomerInput', onboardingInput()),
    uploadDocument: op(
      `mutation ($file: Upload!, $input: UploadDocumentInput!) { uploadDocument(file: $file, input: $input) ${RESULT} }`,
      { file: fileUpload(JPEG), input: { kind: 'SELFIE' } },
    ),
  };
}

function checkMutations(ids: Ids): Record<string, RootOperation> {
  const account = { accountNumber: CLEAR.accountNumber, ifsc: 'HDFC0000001' };
  return {
    verifyPan: mutation('verifyPan', 'VerifyPanInput', { pan: CLEAR.pan }),
    verifyBankAccount: mutation('verifyBankAccount', 'VerifyBankAccountInput', account),
    verifyGstin: mutation('verifyGstin', 'VerifyGstinInput', { gstin: '29AAGCB7383J1Z4' }),
    matchNames: mutation('matchNames', 'MatchNamesInput', { name: 'Asha Rao', otherName: 'Asha K Rao' }),
    checkLiveness: op(`mutation ($id: ID!) { checkLiveness(documentId: $id) ${RESULT} }`, { id: ids.document }),
  };
}

function registryMutations(): Record<string, RootOperation> {
  const account = { accountNumber: CLEAR.accountNumber, ifsc: 'HDFC0000001' };
  const dateOfBirth = '1990-04-12';
  return {
    verifyPanAdvanced: mutation('verifyPanAdvanced', 'VerifyPanAdvancedInput', { pan: CLEAR.pan }),
    verifyPanLite: mutation('verifyPanLite', 'VerifyPanLiteInput', { pan: CLEAR.pan, name: 'Asha Rao', dateOfBirth }),
    verifyBankAccountAsync: mutation('verifyBankAccountAsync', 'VerifyBankAccountInput', account),
    verifyDrivingLicence: mutation('verifyDrivingLicence', 'VerifyDrivingLicenceInput', {
      licenceNumber: 'KA0120110000001',
      dateOfBirth,
    }),
    verifyVoterId: mutation('verifyVoterId', 'VerifyVoterIdInput', { epicNumber: 'ABC0000001' }),
    verifyPassport: mutation('verifyPassport', 'VerifyPassportInput', { fileNumber: 'BN0000000000001', dateOfBirth }),
    verifyUpi: mutation('verifyUpi', 'VerifyUpiInput', { vpa: 'success@upi' }),
    verifyCin: op(`mutation { verifyCin(cin: "U00000KA2020PTC000001") ${RESULT} }`),
    verifyVehicle: op(`mutation { verifyVehicle(vehicleNumber: "KA01AB0001") ${RESULT} }`),
    checkIpAddress: op(`mutation { checkIpAddress(ipAddress: "203.0.113.7") ${RESULT} }`),
  };
}

function holderMutations({ verification: verificationId }: Ids): Record<string, RootOperation> {
  const link = { phone: '+919000000001', templateName: 'basic_kyc' };
  return {
    requestAadhaarOtp: op(`mutation { requestAadhaarOtp(aadhaarNumber: "999941057058") ${RESULT} }`),
    verifyAadhaarOtp: mutation('verifyAadhaarOtp', 'VerifyAadhaarOtpInput', { verificationId, code: '111000' }),
    startDigilocker: mutation('startDigilocker', 'StartDigilockerInput', { documents: ['PAN'] }),
    fetchDigilockerDocument: mutation('fetchDigilockerDocument', 'FetchDigilockerDocumentInput', {
      verificationId,
      document: 'PAN',
    }),
    checkDigilockerAccount: mutation('checkDigilockerAccount', 'CheckDigilockerAccountInput', {
      phone: '+919000000001',
    }),
    createKycLink: mutation('createKycLink', 'CreateKycLinkInput', link),
    startReversePennyDrop: mutation('startReversePennyDrop', 'StartReversePennyDropInput', {}),
  };
}

function fileMutations({ document: documentId }: Ids): Record<string, RootOperation> {
  const signer = { signerName: 'Asha Rao', signerEmail: 'asha@example.com' };
  return {
    matchFaces: mutation('matchFaces', 'MatchFacesInput', {
      firstDocumentId: documentId,
      secondDocumentId: documentId,
    }),
    readDocument: mutation('readDocument', 'ReadDocumentInput', { documentId, kind: 'PAN' }),
    maskAadhaarDocument: op(`mutation ($id: ID!) { maskAadhaarDocument(documentId: $id) ${RESULT} }`, {
      id: documentId,
    }),
    startESign: mutation('startESign', 'StartESignInput', { ...signer, documentId }),
  };
}

function op(query: string, variables: Record<string, unknown> = {}): RootOperation {
  return { query, variables };
}

function byId(field: string, id: string): RootOperation {
  return op(`query ($id: ID!) { ${field}(id: $id) { id } }`, { id });
}

function mutation(field: string, inputType: string, input: Record<string, unknown>): RootOperation {
  return op(`mutation ($input: ${inputType}!) { ${field}(input: $input) ${RESULT} }`, { input });
}
