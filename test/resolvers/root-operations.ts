import { CHECK_RULES } from '../../src/graphql/check/kinds/check-apis.js';
import { toGlobalId } from '../../src/graphql/common/global-id.js';
import { readOperationFiles } from '../e2e/operation-files.js';
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
    ...sampledChecks(),
    ...checkMutations(ids),
    ...holderMutations(ids),
    ...fileMutations(ids),
    ...adminMutations(),
    ...runnerToolOperations(ids),
    ...keyMutations(),
    ...identityMutations(ids),
    ...privacyMutations(ids),
    ...stepMutations(ids),
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
    apiKeys: op('{ apiKeys { nodes { id } } }'),
    providers: op('{ providers { id } }'),
    validateIdentifier: op('{ validateIdentifier(kind: IFSC, value: "HDFC0000001") { valid } }'),
    node: byId('node', ids.user),
    consentNotice: op('{ consentNotice(purpose: SCREENING) { version } }'),
    sessions: op('{ sessions { nodes { id } } }'),
    providerSession: op('{ providerSession { state } }'),
    workflowDesigns: op('{ workflowDesigns { total } }'),
    workflowDesign: op('{ workflowDesign(designId: "design-1") { designId } }'),
    workflowGraphValidation: op('{ workflowGraphValidation(designId: "design-1") { valid } }'),
    workflowSchema: op('{ workflowSchema { schema } }'),
    workflowStores: op('{ workflowStores { total } }'),
    workflowStore: op('{ workflowStore(storeId: "store-1") { recordId } }'),
    workflowWarehouses: op('{ workflowWarehouses { total } }'),
    workflowWarehouse: op('{ workflowWarehouse(warehouseId: "warehouse-1") { recordId } }'),
    storageDocument: op('{ storageDocument(storageDocumentId: "storage-1") { status } }'),
    providerCommands: op('{ providerCommands { nodes { state } } }'),
    erasure: op('query ($receipt: ErasureReceipt!) { erasure(receipt: $receipt) { id } }', { receipt: 'A'.repeat(43) }),
    erasures: op('{ erasures { nodes { id } } }'),
    retainedRecord: op('query ($userId: ID!) { retainedRecord(userId: $userId, purpose: LEGAL_REQUEST) { basis } }', {
      userId: ids.user,
    }),
    unsettledOnboardings: op('{ unsettledOnboardings { nodes { state } } }'),
  };
}

function accountMutations(ids: Ids): Record<string, RootOperation> {
  const login = { email: 'asha@example.com', password: PASSWORD };
  const account = { name: 'New Person', email: 'new@example.com', mobile: '9000000009', password: PASSWORD };
  return {
    revealField: op(`mutation ($input: RevealFieldInput!) { revealField(input: $input) ${RESULT} }`, {
      input: { recordId: ids.user, field: 'PAN', purpose: 'OWN_DATA' },
    }),
    giveConsent: op(
      `mutation { giveConsent(input: { purpose: SCREENING, noticeVersion: 1, language: EN, channel: WEB }) ${RESULT} }`,
    ),
    withdrawConsent: op('mutation { withdrawConsent(purpose: SCREENING) { state } }'),
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
    refreshSession: op(`mutation ($token: RefreshToken!) { refreshSession(refreshToken: $token) ${RESULT} }`, {
      token: 'A'.repeat(43),
    }),
    revokeSession: op(`mutation ($id: ID!) { revokeSession(id: $id) ${RESULT} }`, {
      id: toGlobalId('Session', '01900000-0000-7000-8000-ffffffffffff'),
    }),
    revokeOtherSessions: op('mutation { revokeOtherSessions { count } }'),
    changePassword: mutation('changePassword', 'ChangePasswordInput', {
      currentPassword: 'not the password',
      password: PASSWORD,
      passwordConfirmation: PASSWORD,
    }),
    updateProfile: mutation('updateProfile', 'UpdateProfileInput', {}),
    refreshProviderSession: op(`mutation { refreshProviderSession ${RESULT} }`),
    exchangeProviderCode: mutation('exchangeProviderCode', 'ExchangeProviderCodeInput', { code: 'code-1' }),
    requestPasswordReset: mutation('requestPasswordReset', 'RequestPasswordResetInput', { email: login.email }),
    resetPassword: mutation('resetPassword', 'ResetPasswordInput', {
      token: 'A'.repeat(43),
      password: PASSWORD,
      passwordConfirmation: PASSWORD,
    }),
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

/** The checks that name no record, as their samples ask for them. */
function sampledChecks(): Record<string, RootOperation> {
  const samples = readOperationFiles().filter(({ rootFields }) => Object.hasOwn(CHECK_RULES, rootFields[0] ?? ''));
  return Object.fromEntries(
    samples.map(({ rootFields, text, variables }) => [rootFields[0], { query: text, variables }]),
  );
}

function holderMutations({ verification: verificationId }: Ids): Record<string, RootOperation> {
  return {
    verifyAadhaarOtp: mutation('verifyAadhaarOtp', 'VerifyAadhaarOtpInput', { verificationId, code: '111000' }),
    fetchDigilockerDocument: mutation('fetchDigilockerDocument', 'FetchDigilockerDocumentInput', {
      verificationId,
      document: 'PAN',
    }),
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

function adminMutations(): Record<string, RootOperation> {
  const input = { flowId: 'flow-1', graph: {} };
  const byDesign = (field: string) => op(`mutation { ${field}(designId: "design-1") ${RESULT} }`);
  return {
    createWorkflowDesign: mutation('createWorkflowDesign', 'WorkflowDesignInput', input),
    updateWorkflowDesign: op(
      `mutation ($input: WorkflowDesignInput!) { updateWorkflowDesign(designId: "design-1", input: $input) ${RESULT} }`,
      { input },
    ),
    markWorkflowDesignCurrent: byDesign('markWorkflowDesignCurrent'),
    duplicateWorkflowDesign: byDesign('duplicateWorkflowDesign'),
    createWorkflowStore: mutation('createWorkflowStore', 'CreateWorkflowStoreInput', { name: 'Sample', content: {} }),
    createStorageDocument: mutation('createStorageDocument', 'CreateStorageDocumentInput', { name: 'Terms' }),
    addStorageDocumentFile: op(
      `mutation ($file: Upload!) { addStorageDocumentFile(file: $file, storageDocumentId: "storage-1") ${RESULT} }`,
      { file: fileUpload(JPEG) },
    ),
  };
}

function runnerToolOperations({ runner }: Ids): Record<string, RootOperation> {
  const byRunner = (field: string, args: string) =>
    op(`mutation ($runner: ID!) { ${field}(runnerId: $runner, ${args}) ${RESULT} }`, { runner });
  return {
    providerRunners: op('{ providerRunners { total } }'),
    createAndExecuteRunner: mutation('createAndExecuteRunner', 'CreateAndExecuteRunnerInput', {
      data: { pan: CLEAR.pan },
    }),
    sendRunnerCallback: byRunner('sendRunnerCallback', 'payload: {}'),
    updateRunnerDesign: byRunner('updateRunnerDesign', 'designId: "design-1"'),
    updateRunnerStore: byRunner('updateRunnerStore', 'content: { branch: "BLR" }'),
    parseRunnerTemplate: byRunner('parseRunnerTemplate', 'template: "For {{ ref_id }}"'),
  };
}

/** Good input for each step of the sample flow. */
export function stepInputs({ runner: runnerId, document }: Ids): Readonly<Record<string, Record<string, unknown>>> {
  const address = { houseNumber: '12', street: 'Example Street', postOffice: 'Example GPO', city: 'Bengaluru' };
  return {
    submitPanOrGst: { runnerId, pan: CLEAR.pan },
    submitBusinessInfo: { runnerId, name: 'Example Traders', proof: { name: 'GST certificate', documentId: document } },
    submitShareholders: { runnerId, shareholders: [{ name: 'Asha Rao', type: 'APPLICANT' }] },
    submitBusinessExtraInfo: { runnerId, annualTurnover: 1_200_000 },
    submitBusinessAssetDetail: { runnerId, assetType: 'VEHICLE' },
    submitApplicantIdentity: {
      runnerId,
      mobile: '+919000000001',
      panDocumentId: document,
      aadhaarDocumentId: document,
    },
    submitApplicantExtraInfo: {
      runnerId,
      email: 'asha@example.com',
      address: { ...address, state: 'Karnataka', pincode: '560001' },
      additionalDocuments: [{ type: 'PAN', documentId: document }],
    },
    submitApplicantBankDetails: { runnerId, accountNumber: CLEAR.accountNumber, ifsc: 'HDFC0000001' },
    submitSigningForm: { runnerId, accepted: true },
  };
}

function stepMutations(ids: Ids): Record<string, RootOperation> {
  return Object.fromEntries(
    Object.entries(stepInputs(ids)).map(([field, input]) => [
      field,
      mutation(field, `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`, input),
    ]),
  );
}

function keyMutations(): Record<string, RootOperation> {
  const id = toGlobalId('ApiKey', '01900000-0000-7000-8000-ffffffffffff');
  return {
    createApiKey: mutation('createApiKey', 'CreateApiKeyInput', { name: 'reporting-job', scopes: ['READ_USERS'] }),
    revokeApiKey: op(`mutation ($id: ID!) { revokeApiKey(id: $id) ${RESULT} }`, { id }),
  };
}

function identityMutations({ user: userId }: Ids): Record<string, RootOperation> {
  const identityId = toGlobalId('ExternalIdentity', '01900000-0000-7000-8000-ffffffffffff');
  const identity = { userId, issuer: 'https://login.example.com', subject: 'person-1' };
  return {
    linkExternalIdentity: mutation('linkExternalIdentity', 'LinkExternalIdentityInput', identity),
    confirmExternalIdentity: op(
      `mutation ($identityId: ID!) { confirmExternalIdentity(identityId: $identityId, password: "x") ${RESULT} }`,
      { identityId },
    ),
    unlinkExternalIdentity: op(
      `mutation ($identityId: ID!) { unlinkExternalIdentity(identityId: $identityId) ${RESULT} }`,
      { identityId },
    ),
  };
}

function privacyMutations({ user: userId }: Ids): Record<string, RootOperation> {
  const erasureId = toGlobalId('Erasure', '01900000-0000-7000-8000-ffffffffffff');
  const answer = { erasureId, providerId: 'cashfree', outcome: 'ERASED' };
  return {
    exportMyData: op(`mutation { exportMyData ${RESULT} }`),
    requestErasure: op(`mutation { requestErasure ${RESULT} }`),
    withdrawErasure: op(`mutation { withdrawErasure ${RESULT} }`),
    placeLegalHold: mutation('placeLegalHold', 'PlaceLegalHoldInput', {
      userId,
      basis: 'Order 7',
      until: '2100-01-01T00:00:00.000Z',
    }),
    setUserRoles: op(`mutation ($userId: ID!) { setUserRoles(userId: $userId, roles: [CUSTOMER]) ${RESULT} }`, {
      userId,
    }),
    suspendUser: op(`mutation ($userId: ID!) { suspendUser(userId: $userId, reason: LEGAL_ORDER) ${RESULT} }`, {
      userId,
    }),
    reinstateUser: op(`mutation ($userId: ID!) { reinstateUser(userId: $userId) ${RESULT} }`, { userId }),
    releaseLegalHolds: op(`mutation ($userId: ID!) { releaseLegalHolds(userId: $userId) ${RESULT} }`, { userId }),
    recordProviderErasure: mutation('recordProviderErasure', 'RecordProviderErasureInput', answer),
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
