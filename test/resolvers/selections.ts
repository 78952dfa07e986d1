/** Everything that a mutation's result can say about what went wrong. */
export const PROBLEM = `... on Problem {
  ... on ValidationProblem { message fieldErrors { field message } }
  ... on InvalidCredentials { message }
  ... on SessionEnded { message }
  ... on NotFound { message field }
  ... on Conflict { message field }
  ... on ProviderRejected { message providerId field }
  ... on ProviderUnavailable { message providerId providerErrorCode retryable retryAfter outcomeUnknown }
  ... on RateLimited { message resetAt }
  ... on Blocked { message }
  ... on ConsentRequired { message purpose noticeVersion items }
}`;

export const SOURCE = 'source { providerId state fetchedAt error { code retryable } }';

const RAW = 'raw { providerStatus providerCode providerLabel }';

const REASONS = 'reasons { code category retryable field userMessage internalMessage providerCode }';

const NEXT_ACTION = `nextAction {
  __typename
  ... on FillForm { node }
  ... on UploadDocument { applicantId }
  ... on TakeLivePhoto { applicantId }
  ... on EnterOtp { channel }
  ... on GiveConsent { purpose noticeVersion }
  ... on Wait { waitingOn }
  ... on NoAction { done }
}`;

export const USER = `id name email roles mobile mobileVerifiedAt emailVerifiedAt createdAt ${NEXT_ACTION}
  kyc { done missing complete }
  profile {
    pan { number name dateOfBirth mobile email holderType }
    personal { gender placeOfBirth occupation annualIncome indianCitizen informationConfirmed }
    address { line landmark city pincode state country }
    bankAccounts { id bankName accountType accountNumber ifsc primary }
    dematAccounts { id depository dpId clientId primary wellFormed clientMasterDocumentId }
    photoDocumentId
  }`;

export const APPLICANT = `id providerId flowName sourceKey checkRequests createdAt updatedAt
  status decision decisionFinal decidedAt ${REASONS} ${RAW} ${SOURCE} ${NEXT_ACTION}
  extracted { firstName lastName dateOfBirth documentCountry streetNumber street city state postcode }
  details { email phone firstName lastName flowName tags }
  user { id }`;

export const RUNNER = `id providerId flowId refId createdAt updatedAt status ${RAW} ${SOURCE} ${NEXT_ACTION}
  currentNode { name type forms { action schema ui } navigations { label targetNode } }
  visitedNodes { name action visitedAt }
  stepResult { success statusCode errors }
  currentApplicantId
  applicants { providerApplicantId name applicantType relation tags shareHolder }
  user { id }`;

export const DOCUMENT = `id kind side country filename contentType sizeBytes downloadPath sha256 state createdAt
  copies { providerId providerDocumentId state errorCode remarks createdAt }
  user { id }`;

export const VERIFICATION = `id capability providerId subject validity validUntil createdAt completedAt
  status outcome decision score ${REASONS} ${RAW} ${SOURCE} ${NEXT_ACTION}
  facts { name value }
  comparisons { claim result score source }
  attempts { providerId startedAt finishedAt errorCode }
  timeline { at status outcome }
  evidence { id }
  user { id }`;

export const CUSTOMER = `${SOURCE} outcome customerNumber amlCategory politicallyExposed agentLocationId firstName middleName lastName dateOfBirth mobile email
  customerStatus amlScanStatus idStatus idExpiresOn ${RAW}`;

/** A page of nodes of which only the ids matter. */
export const PAGE =
  'edges { cursor node { id } } nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
