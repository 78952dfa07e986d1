/**
 * What somebody gets.
 * - UNAUTHENTICATED, FORBIDDEN: that error
 * - NOT_FOUND: "not found", as an error or as a `Problem`
 * - nothing: null without an error
 * - shown: a value
 * - allowed: let through, whatever came of it
 */
export type Outcome = 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND' | 'nothing' | 'shown' | 'allowed';

/** `owner`: of the records that are asked for; `program`: one with every scope. */
export const CALLERS = ['anonymous', 'owner', 'otherCustomer', 'reviewer', 'admin', 'program'] as const;
export type Caller = (typeof CALLERS)[number];

export interface Expectation extends Readonly<Record<Caller, Outcome>> {
  /** Names, with space between them. */
  readonly fields: string;
}

/** Fields of Query and Mutation, by what they have in common. Written by hand, and compared with the running gateway. */
export const ROOT_EXPECTATIONS: Readonly<Record<string, Expectation>> = {
  'public facts': {
    fields: 'providers validateIdentifier consentNotice',
    anonymous: 'shown',
    owner: 'shown',
    otherCustomer: 'shown',
    reviewer: 'shown',
    admin: 'shown',
    program: 'shown',
  },
  'ways in for people without a session': {
    fields: 'register login refreshSession requestOtp verifyOtp requestPasswordReset resetPassword',
    anonymous: 'allowed',
    owner: 'allowed',
    otherCustomer: 'allowed',
    reviewer: 'allowed',
    admin: 'allowed',
    program: 'allowed',
  },
  'the account of whoever asks': {
    fields: 'me',
    anonymous: 'nothing',
    owner: 'shown',
    otherCustomer: 'shown',
    reviewer: 'shown',
    admin: 'shown',
    program: 'nothing',
  },
  'what only a receipt opens, without it': {
    fields: 'erasure',
    anonymous: 'nothing',
    owner: 'nothing',
    otherCustomer: 'nothing',
    reviewer: 'nothing',
    admin: 'nothing',
    program: 'nothing',
  },
  'one record': {
    fields: 'user applicant runner document verification',
    anonymous: 'UNAUTHENTICATED',
    owner: 'shown',
    otherCustomer: 'NOT_FOUND',
    reviewer: 'shown',
    admin: 'shown',
    program: 'shown',
  },
  'one record of any type': {
    fields: 'node',
    anonymous: 'UNAUTHENTICATED',
    owner: 'shown',
    otherCustomer: 'nothing',
    reviewer: 'shown',
    admin: 'shown',
    program: 'shown',
  },
  'lists of records: everybody sees theirs': {
    fields: 'applicants runners documents verifications',
    anonymous: 'UNAUTHENTICATED',
    owner: 'shown',
    otherCustomer: 'shown',
    reviewer: 'shown',
    admin: 'shown',
    program: 'shown',
  },
  'what people do for themselves': {
    fields: `
      changePassword checkDigilockerAccount checkIpAddress createAndExecuteRunner createApplicant createKycLink
      createRunner exchangeProviderCode exportMyData findCustomer giveConsent logout matchNames onboardCustomer
      providerSession refreshProviderSession requestAadhaarOtp requestErasure revokeOtherSessions revokeSession sessions
      startDigilocker startReversePennyDrop updateProfile uploadDocument verifyBankAccount verifyBankAccountAsync
      verifyCin verifyDrivingLicence verifyGstin verifyPan verifyPanAdvanced verifyPanLite verifyPassport verifyUpi
      verifyVehicle verifyVoterId withdrawConsent withdrawErasure`,
    anonymous: 'UNAUTHENTICATED',
    owner: 'allowed',
    otherCustomer: 'allowed',
    reviewer: 'allowed',
    admin: 'allowed',
    program: 'FORBIDDEN',
  },
  'commands about a record: nobody acts in the name of somebody else': {
    fields: `
      checkLiveness confirmExternalIdentity createVerificationLink executeRunner fetchDigilockerDocument
      maskAadhaarDocument matchFaces readDocument requestApplicantCheck setCurrentApplicant startESign
      submitApplicantBankDetails submitApplicantExtraInfo submitApplicantIdentity submitApplication
      submitBusinessAssetDetail submitBusinessExtraInfo submitBusinessInfo submitPanOrGst submitShareholders
      submitSigningForm verifyAadhaarOtp`,
    anonymous: 'UNAUTHENTICATED',
    owner: 'allowed',
    otherCustomer: 'NOT_FOUND',
    reviewer: 'NOT_FOUND',
    admin: 'NOT_FOUND',
    program: 'FORBIDDEN',
  },
  'a value in clear, for its owner and staff': {
    fields: 'revealField',
    anonymous: 'UNAUTHENTICATED',
    owner: 'allowed',
    otherCustomer: 'NOT_FOUND',
    reviewer: 'allowed',
    admin: 'allowed',
    program: 'FORBIDDEN',
  },
  'a link that its owner or an admin may cut': {
    fields: 'unlinkExternalIdentity',
    anonymous: 'UNAUTHENTICATED',
    owner: 'allowed',
    otherCustomer: 'NOT_FOUND',
    reviewer: 'NOT_FOUND',
    admin: 'allowed',
    program: 'FORBIDDEN',
  },
  'everybody who has an account, for staff and programs': {
    fields: 'users',
    anonymous: 'UNAUTHENTICATED',
    owner: 'FORBIDDEN',
    otherCustomer: 'FORBIDDEN',
    reviewer: 'shown',
    admin: 'shown',
    program: 'shown',
  },
  'work lists of staff': {
    fields: 'unsettledOnboardings providerCommands',
    anonymous: 'UNAUTHENTICATED',
    owner: 'FORBIDDEN',
    otherCustomer: 'FORBIDDEN',
    reviewer: 'shown',
    admin: 'shown',
    program: 'FORBIDDEN',
  },
  'what staff look up at a provider or settle': {
    fields: `
      parseRunnerTemplate providerRunners settleOnboarding storageDocument workflowDesign workflowDesigns
      workflowGraphValidation workflowSchema workflowStore workflowStores workflowWarehouse workflowWarehouses`,
    anonymous: 'UNAUTHENTICATED',
    owner: 'FORBIDDEN',
    otherCustomer: 'FORBIDDEN',
    reviewer: 'allowed',
    admin: 'allowed',
    program: 'FORBIDDEN',
  },
  'lists and records for admins': {
    fields: 'apiKeys erasures retainedRecord',
    anonymous: 'UNAUTHENTICATED',
    owner: 'FORBIDDEN',
    otherCustomer: 'FORBIDDEN',
    reviewer: 'FORBIDDEN',
    admin: 'shown',
    program: 'FORBIDDEN',
  },
  'commands for admins': {
    fields: `
      addStorageDocumentFile createApiKey createStorageDocument createWorkflowDesign createWorkflowStore
      duplicateWorkflowDesign linkExternalIdentity markWorkflowDesignCurrent placeLegalHold recordProviderErasure
      reinstateUser releaseLegalHolds revokeApiKey sendRunnerCallback setUserRoles suspendUser updateRunnerDesign
      updateRunnerStore updateWorkflowDesign`,
    anonymous: 'UNAUTHENTICATED',
    owner: 'FORBIDDEN',
    otherCustomer: 'FORBIDDEN',
    reviewer: 'FORBIDDEN',
    admin: 'allowed',
    program: 'FORBIDDEN',
  },
};
