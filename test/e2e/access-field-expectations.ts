import type { Expectation } from './access-expectations.js';

/** Fields of other types, each asked of the record nearest to a query. */
export const FIELD_EXPECTATIONS: Readonly<Record<string, Expectation>> = {
  'what belongs to a record, for whoever sees the record': {
    fields: `
      Applicant.details Applicant.extracted Applicant.nextAction Applicant.reasons Applicant.source Applicant.user
      Customer.source Document.copies Document.user Erasure.providers Fact.values Onboarding.user
      Profile.address Profile.bankAccounts Profile.dematAccounts Profile.pan Profile.personal
      Runner.activity Runner.applicants Runner.currentNode Runner.currentNodes Runner.flowInfo Runner.nextAction
      Runner.source Runner.stepResult Runner.user Runner.visitedNodes
      RunnerActivity.items RunnerActivity.source RunnerCurrentNodes.items RunnerCurrentNodes.source
      RunnerFlowInfo.nodes RunnerFlowInfo.source RunnerFlowInfo.stages RunnerNode.forms RunnerNode.navigations
      Source.error
      User.applicants User.consentHistory User.consents User.customer User.disclosures User.documents User.erasure
      User.facts User.kyc User.nextAction User.onboarding User.profile User.runners User.verifications
      Verification.attempts Verification.comparisons Verification.evidence Verification.facts Verification.nextAction
      Verification.reasons Verification.source Verification.timeline Verification.user`,
    anonymous: 'UNAUTHENTICATED',
    owner: 'allowed',
    otherCustomer: 'NOT_FOUND',
    reviewer: 'allowed',
    admin: 'allowed',
    program: 'allowed',
  },
  'what the subject must not see, and is always there': {
    fields: `
      Applicant.aml Applicant.history Applicant.observed Applicant.raw ApplicantAml.results ApplicantAml.source
      ApplicantObservations.documents ApplicantObservations.network Customer.amlScanStatus Customer.raw Runner.raw
      Runner.store RunnerStore.source Verification.history Verification.raw`,
    anonymous: 'UNAUTHENTICATED',
    owner: 'nothing',
    otherCustomer: 'NOT_FOUND',
    reviewer: 'shown',
    admin: 'shown',
    program: 'nothing',
  },
  'what the subject must not see, and is there at times': {
    fields: `
      Customer.amlCategory Customer.politicallyExposed ProviderEvent.raw ProviderEvent.reasons Reason.internalMessage Reason.providerCode
      User.suspendedAt`,
    anonymous: 'UNAUTHENTICATED',
    owner: 'nothing',
    otherCustomer: 'NOT_FOUND',
    reviewer: 'allowed',
    admin: 'allowed',
    program: 'nothing',
  },
  'what only the subject and admins see': {
    fields: 'User.accessLog User.externalIdentities',
    anonymous: 'UNAUTHENTICATED',
    owner: 'shown',
    otherCustomer: 'NOT_FOUND',
    reviewer: 'nothing',
    admin: 'shown',
    program: 'nothing',
  },
  'whom an erasure is about, for admins': {
    fields: 'Erasure.userId',
    anonymous: 'UNAUTHENTICATED',
    owner: 'nothing',
    otherCustomer: 'NOT_FOUND',
    reviewer: 'nothing',
    admin: 'allowed',
    program: 'nothing',
  },
  'what the law keeps of somebody who is forgotten': {
    fields: 'RetainedRecord.address RetainedRecord.checks RetainedRecord.pan RetainedRecord.personal',
    anonymous: 'UNAUTHENTICATED',
    owner: 'FORBIDDEN',
    otherCustomer: 'FORBIDDEN',
    reviewer: 'FORBIDDEN',
    admin: 'shown',
    program: 'FORBIDDEN',
  },
  'parts of public facts': {
    fields: 'IdentifierValidation.details IdentifierValidation.problems Provider.rateLimit',
    anonymous: 'allowed',
    owner: 'allowed',
    otherCustomer: 'allowed',
    reviewer: 'allowed',
    admin: 'allowed',
    program: 'allowed',
  },
  "parts of one's own session at a provider": {
    fields: 'ProviderSession.source',
    anonymous: 'UNAUTHENTICATED',
    owner: 'allowed',
    otherCustomer: 'allowed',
    reviewer: 'allowed',
    admin: 'allowed',
    program: 'FORBIDDEN',
  },
  'parts of what staff look up': {
    fields: `
      ProviderCommand.actor ProviderRunnerList.items ProviderRunnerList.pageInfo ProviderRunnerList.source
      StorageDocument.files StorageDocument.source WorkflowDesign.source WorkflowDesignList.items
      WorkflowDesignList.source WorkflowGraphValidation.source WorkflowRecord.source WorkflowRecordList.items
      WorkflowRecordList.source WorkflowSchema.source`,
    anonymous: 'UNAUTHENTICATED',
    owner: 'FORBIDDEN',
    otherCustomer: 'FORBIDDEN',
    reviewer: 'allowed',
    admin: 'allowed',
    program: 'FORBIDDEN',
  },
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
