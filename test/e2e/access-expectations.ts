/**
 * Who gets what, written by hand and compared with what the running gateway does: one letter each for nobody, the owner
 * of the records, another customer, a reviewer, an admin, and a program with every scope.
 * - U, F: an error UNAUTHENTICATED, FORBIDDEN
 * - N: "not found", as an error or as a `Problem`
 * - 0: null without an error
 * - v: a value
 * - y: let through, whatever came of it
 */
type Letters = string;

export const ROOT_EXPECTATIONS: Readonly<Record<Letters, string>> = {
  vvvvvv: 'providers validateIdentifier consentNotice',
  yyyyyy: 'register login refreshSession requestOtp verifyOtp requestPasswordReset resetPassword',
  '0vvvv0': 'me',
  '000000': 'erasure',
  UvNvvv: 'user applicant runner document verification',
  Uv0vvv: 'node',
  Uvvvvv: 'applicants runners documents verifications',
  UyyyyF:
    'findCustomer providerSession sessions changePassword revokeSession revokeOtherSessions checkDigilockerAccount checkIpAddress createAndExecuteRunner createApplicant createKycLink createRunner ' +
    'exchangeProviderCode exportMyData giveConsent logout matchNames onboardCustomer refreshProviderSession ' +
    'requestAadhaarOtp requestErasure startDigilocker startReversePennyDrop updateProfile uploadDocument ' +
    'verifyBankAccount verifyBankAccountAsync verifyCin verifyDrivingLicence verifyGstin verifyPan ' +
    'verifyPanAdvanced verifyPanLite verifyPassport verifyUpi verifyVehicle verifyVoterId withdrawConsent withdrawErasure',
  // Commands about a record: nobody acts in somebody else's name.
  UyNNNF:
    'checkLiveness confirmExternalIdentity createVerificationLink executeRunner fetchDigilockerDocument maskAadhaarDocument matchFaces ' +
    'readDocument requestApplicantCheck setCurrentApplicant startESign submitApplication verifyAadhaarOtp ' +
    'submitApplicantBankDetails submitApplicantExtraInfo submitApplicantIdentity submitBusinessAssetDetail ' +
    'submitBusinessExtraInfo submitBusinessInfo submitPanOrGst submitShareholders submitSigningForm',
  UyNyyF: 'revealField',
  UyNNyF: 'unlinkExternalIdentity',
  UFFvvv: 'users',
  UFFvvF: 'unsettledOnboardings providerCommands',
  UFFyyF:
    'parseRunnerTemplate providerRunners settleOnboarding storageDocument workflowDesign workflowDesigns workflowGraphValidation workflowSchema ' +
    'workflowStore workflowStores workflowWarehouse workflowWarehouses',
  UFFFvF: 'apiKeys erasures retainedRecord',
  UFFFyF:
    'sendRunnerCallback updateRunnerDesign updateRunnerStore ' +
    'addStorageDocumentFile createApiKey revokeApiKey linkExternalIdentity createStorageDocument createWorkflowDesign createWorkflowStore duplicateWorkflowDesign ' +
    'markWorkflowDesignCurrent placeLegalHold recordProviderErasure reinstateUser releaseLegalHolds setUserRoles ' +
    'suspendUser updateWorkflowDesign',
};

/** Fields of the owner's records, each asked of the record nearest to a query. */
export const EDGE_EXPECTATIONS: Readonly<Record<Letters, string>> = {
  UyNyyy:
    'User.applicants User.consentHistory User.consents User.customer User.disclosures User.documents User.erasure ' +
    'User.facts User.kyc User.nextAction User.onboarding User.profile User.runners User.verifications ' +
    'Profile.address Profile.bankAccounts Profile.dematAccounts Profile.pan Profile.personal Fact.values ' +
    'Erasure.providers Onboarding.user Customer.source ' +
    'Applicant.details Applicant.extracted Applicant.nextAction Applicant.reasons Applicant.source Applicant.user ' +
    'Document.copies Document.user ' +
    'Runner.applicants Runner.currentNode Runner.nextAction Runner.source Runner.stepResult Runner.user ' +
    'Runner.visitedNodes RunnerNode.forms RunnerNode.navigations Runner.activity Runner.currentNodes Runner.flowInfo ' +
    'RunnerActivity.items RunnerActivity.source RunnerCurrentNodes.items RunnerCurrentNodes.source ' +
    'RunnerFlowInfo.nodes RunnerFlowInfo.source RunnerFlowInfo.stages ' +
    'Verification.attempts Verification.comparisons Verification.evidence Verification.facts Verification.nextAction Verification.reasons ' +
    'Verification.source Verification.timeline Verification.user Source.error',
  // What the subject must not see.
  U0Nvv0:
    'Applicant.aml Applicant.history Applicant.observed Applicant.raw Customer.raw Runner.raw Verification.history Verification.raw ' +
    'ApplicantAml.results ApplicantAml.source ApplicantObservations.documents ApplicantObservations.network ' +
    'Customer.amlScanStatus Runner.store RunnerStore.source',
  U0Nyy0:
    'User.suspendedAt ProviderEvent.raw ProviderEvent.reasons Customer.amlCategory Customer.politicallyExposed Reason.providerCode',
  UvN0v0: 'User.accessLog User.externalIdentities',
  U0N0y0: 'Erasure.userId',
  UFFFvF: 'RetainedRecord.address RetainedRecord.checks RetainedRecord.pan RetainedRecord.personal',
  yyyyyy: 'IdentifierValidation.details IdentifierValidation.problems Provider.rateLimit',
  UyyyyF: 'ProviderSession.source',
  UFFyyF:
    'ProviderCommand.actor ProviderRunnerList.items ProviderRunnerList.pageInfo ProviderRunnerList.source ' +
    'StorageDocument.files StorageDocument.source WorkflowDesign.source ' +
    'WorkflowDesignList.items WorkflowDesignList.source WorkflowGraphValidation.source WorkflowRecord.source ' +
    'WorkflowRecordList.items WorkflowRecordList.source WorkflowSchema.source',
};

/** Parts of the answers of mutations: shown to whoever was let through there. */
export const ONLY_IN_RESULTS: readonly string[] = [
  'ParsedRunnerTemplate.source',
  'OtpChecked.session',
  'CreatedApiKey.apiKey',
  'RequestedErasure.request',
  'Session.user',
  'SettledOnboarding.customer',
  'SettledOnboarding.onboarding',
  'ValidationProblem.fieldErrors',
  'VerificationLink.applicant',
];
