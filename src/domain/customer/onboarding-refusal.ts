import type { Problem } from '../kernel/problem.js';
import type { CustomerAnswer, CustomerOutcome } from '../provider/customer-port.js';

/** Answers after which nobody knows whether a customer was created. */
const UNCLEAR: ReadonlySet<CustomerOutcome> = new Set(['ONBOARDED', 'FOUND', 'IN_REVIEW', 'UNKNOWN']);

/** True when the platform said clearly that it created nobody, so another onboarding may be sent. */
export function isRefused(outcome: CustomerOutcome): boolean {
  return !UNCLEAR.has(outcome);
}

/** What the caller is told about an answer that is no customer. `tellsReasons`: a member of staff, about somebody else. */
export function toRefusal(answer: CustomerAnswer, providerId: string, tellsReasons: boolean): Problem {
  switch (answer.outcome) {
    case 'UNDER_COMPLIANCE_INVESTIGATION':
      return tellsReasons
        ? {
            kind: 'CustomerUnderInvestigation',
            message: 'The platform has the customer under compliance investigation.',
            providerId,
          }
        : { kind: 'CustomerInReview', message: 'The customer cannot be onboarded now.', providerId };
    case 'BLOCKED':
      return { kind: 'CustomerBlocked', message: 'The customer cannot be onboarded.', providerId };
    case 'UPDATE_FAILED':
      return {
        kind: 'CustomerUpdateFailed',
        message: 'The platform knows the customer already and could not change the record.',
        providerId,
      };
    case 'SUBSCRIPTION_PENDING':
    case 'NOT_SUBSCRIBED':
      return {
        kind: 'CustomerNotSubscribed',
        message: 'The platform knows the customer, but not as subscribed to this service.',
        providerId,
      };
    case 'INVALID_MASTER_DATA':
      return {
        kind: 'InvalidMasterData',
        message: "A code is not in the platform's master data.",
        providerId,
        field: answer.field,
      };
    case 'MANDATORY_FIELD_MISSING':
      return {
        kind: 'MandatoryFieldMissing',
        message: 'The platform asks for a field that was not given.',
        providerId,
        field: answer.field,
      };
    default:
      return isRefused(answer.outcome)
        ? {
            kind: 'ProviderRejected',
            message: 'The customer data platform did not accept the data.',
            providerId,
            field: null,
          }
        : unclear(providerId);
  }
}

function unclear(providerId: string): Problem {
  return {
    kind: 'ProviderUnavailable',
    message: 'The customer data platform gave an answer that does not say whether the customer was created.',
    providerId,
    providerErrorCode: 'PROVIDER_BAD_RESPONSE',
    retryable: false,
    retryAfter: null,
    outcomeUnknown: true,
  };
}
