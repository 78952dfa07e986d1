/**
 * What every text and JSON field of the API may hold, and so who may read it in clear by which act. A field that is in no
 * line fails `content-classes.resolver.test.ts`.
 */
export const CONTENT_CLASSES = {
  /** Our own words, codes and names of fields: nobody's data. */
  OURS: `AccessLogEntry.recordType AccessLogEntry.field Blocked.message Conflict.field Conflict.message
    ConsentNotice.text ConsentRequired.message CustomerBlocked.message CustomerInReview.message
    CustomerNotSubscribed.message CustomerUnderInvestigation.message CustomerUpdateFailed.message DataExport.incomplete
    Document.contentType DocumentCopy.errorCode Erasure.legalBasis FieldError.field FieldError.message
    IdentifierDetail.name IdentifierDetail.value IdentifierProblem.code IdentifierProblem.message
    InvalidCredentials.message InvalidMasterData.field InvalidMasterData.message LegalHold.basis
    MandatoryFieldMissing.field MandatoryFieldMissing.message NotFound.field NotFound.message Provider.displayName
    ProviderCommand.operation ProviderRejected.field ProviderRejected.message ProviderUnavailable.message
    ProviderUnavailable.providerErrorCode RateLimited.message Reason.field
    Reason.internalMessage Reason.userMessage RetainedRecord.basis SessionEnded.message
    SourceError.code ValidationProblem.message VerificationAttempt.errorCode VerificationComparison.claim VerificationFact.name Wait.waitingOn`,
  /** Ids, references and addresses of ours and of providers. */
  IDS: `AccessLogEntry.requestId ApiKey.prefix Customer.agentLocationId Customer.customerNumber Disclosure.requestId
    Document.sha256 ProviderRunner.flowId ProviderRunner.refId Runner.currentApplicantId Runner.flowId Runner.refId
    AmlResults.searchId WorkflowDesign.version ApplicantObservations.externalUserIds`,
  /** A provider's word under a key for states, kinds and steps; what has another form is null or masked. */
  WORDS: `AmlResults.type Customer.amlCategory Customer.amlScanStatus Customer.customerStatus Customer.idStatus
    FillForm.node ObservedDocument.kind ProviderEvent.eventType ProviderRunner.currentNode RawStatus.providerCode
    RawStatus.providerLabel RawStatus.providerStatus Reason.providerCode RunnerActivityEntry.action
    RunnerActivityEntry.node RunnerApplicant.applicantType RunnerApplicant.relation RunnerFlowNode.name
    RunnerFlowNode.type RunnerFlowStage.name RunnerFlowStage.nodes RunnerNavigation.targetNode RunnerNode.name
    RunnerNode.type StorageDocument.status StorageFile.contentType VisitedNode.action VisitedNode.name`,
  /** What designers of flows, staff and people wrote as labels; what looks personal in it is masked all the same. */
  LABELS: `Applicant.flowName Applicant.sourceKey ApplicantDetails.flowName ApplicantDetails.tags
    ApplicantObservations.sourceKey Document.filename OpenSession.device RunnerApplicant.tags RunnerFlowInfo.name
    RunnerNavigation.label StorageDocument.name StorageFile.name WorkflowDesign.name WorkflowRecord.name`,
  /** What a provider says about a step: values that are known to be the person's are masked in it. */
  MESSAGES: 'DocumentCopy.remarks RunnerStepResult.errors WorkflowGraphValidation.faults',
  /** JSON of the provider: masked by the keys that the values stand under. */
  MASKED_BY_KEY: `RunnerForm.schema RunnerForm.ui RunnerFlowInfo.content RunnerStore.content WorkflowDesign.graph
    WorkflowDesign.storeSchema WorkflowRecord.content WorkflowSchema.schema`,
  /** Masked whole, whatever it holds. */
  MASKED: `AccessLogEntry.actor Address.landmark Address.line ApplicantDetails.email ApplicantDetails.phone
    BankAccount.accountNumber Customer.dateOfBirth Customer.email Customer.mobile DematAccount.clientId
    DematAccount.dpId ExtractedData.dateOfBirth ExtractedData.street ExtractedData.streetNumber
    IdentifierValidation.masked ObservedDocument.number PanDetails.dateOfBirth PanDetails.email PanDetails.mobile
    PanDetails.number RetainedCheck.subject RunnerActivityEntry.by User.email User.mobile Verification.subject`,
  /** Names, places and the like: in clear for the person and for staff, whose look is in the access log as READ. */
  NAMES_AND_PLACES: `Address.city Address.country Address.pincode Address.state ApplicantDetails.firstName
    ApplicantDetails.lastName BankAccount.bankName BankAccount.ifsc Customer.firstName Customer.lastName
    Customer.middleName Document.country ExtractedData.city ExtractedData.documentCountry ExtractedData.firstName
    ExtractedData.lastName ExtractedData.postcode ExtractedData.state FactValue.value PanDetails.name
    PersonalDetails.occupation PersonalDetails.placeOfBirth RunnerApplicant.name User.name VerificationFact.value`,
  /** For staff alone, under a rule of the access table; of lists that are public, or of the connection. */
  STAFF_ONLY: `AmlResults.aliases AmlResults.datesOfBirth AmlResults.datesOfDeath AmlResults.formerNames
    AmlResults.genders AmlResults.idNumbers AmlResults.names AmlResults.nationalities AmlResults.passportNumbers
    AmlResults.potentialAliases AmlResults.registrationNumbers ObservedDocument.country ObservedNetwork.city
    ObservedNetwork.country ObservedNetwork.ipAddress ObservedNetwork.timezone`,
  /** In clear with a purpose, which is in the access log of the person before it is shown. */
  REVEALED: `ParsedRunnerTemplate.content ParsedRunnerTemplate.text RetainedRecord.email RetainedRecord.mobile
    RetainedRecord.name RevealedField.value`,
  /** For whoever asked for it, as a key or a way to go on; nothing of a person is in it. */
  KEYS_AND_LINKS: `CreatedApiKey.key DataExport.path Document.downloadPath OpenUrl.url RequestedErasure.receipt
    OtpRequested.challenge Session.accessToken Session.deviceToken Session.refreshToken StorageDocument.downloadPath VerificationLink.customLink
    VerificationLink.url`,
} as const;
