import { registerEnumType } from 'type-graphql';
import { fromKinds } from '../../domain/check/kinds/check-kinds.js';
import {
  CHECK_OUTCOMES,
  type CheckOutcome,
  DECISIONS,
  type Decision,
  LIFECYCLE_STATUSES,
  type LifecycleStatus,
} from '../../domain/kernel/lifecycle.js';
import { CAPABILITIES, type Capability } from '../../domain/provider/capability.js';
import { CUSTOMER_OUTCOMES, type CustomerOutcome } from '../../domain/provider/customer-port.js';
import {
  CIRCUIT_STATES,
  type CircuitState,
  HEALTH_STATES,
  type HealthState,
} from '../../domain/provider/kyc-provider.js';
import { OTP_CHANNELS, type OtpChannel } from '../../domain/provider/otp-port.js';
import { SOURCE_STATES, type SourceState } from '../../domain/provider/source.js';

/** Registers a list of words as a GraphQL enum; a word without a description does not compile. */
export function enumType<T extends string>(
  name: string,
  description: string,
  words: readonly T[],
  meanings: Readonly<Record<T, string>>,
): Record<T, T> {
  const values = Object.fromEntries(words.map((word) => [word, word])) as Record<T, T>;
  const valuesConfig = Object.fromEntries(words.map((word) => [word, { description: meanings[word] }])) as Record<
    T,
    { description: string }
  >;
  registerEnumType(values, { name, description, valuesConfig });
  return values;
}

export const LifecycleStatusEnum = enumType<LifecycleStatus>('LifecycleStatus', 'Where is it?', LIFECYCLE_STATUSES, {
  CREATED: 'It exists; nothing has happened yet.',
  AWAITING_INPUT: 'The person has to do something: see `nextAction`.',
  PROCESSING: 'A provider is working on it.',
  IN_REVIEW: 'A human is looking at it.',
  COMPLETED: 'Finished. What was concluded is in `decision` or `outcome`.',
  EXPIRED: 'It ended because nothing happened in time.',
  CANCELLED: 'It was called off.',
  ERRORED: 'It failed for technical reasons; nothing was concluded.',
  UNKNOWN: 'A provider sent a word we do not know, or no answer came back to a call that may have been carried out.',
});

export const DecisionEnum = enumType<Decision>('Decision', 'What do we conclude?', DECISIONS, {
  APPROVED: 'Accepted.',
  DECLINED: 'Not accepted.',
  RESUBMIT: 'The person may send something better and try again.',
});

export const CheckOutcomeEnum = enumType<CheckOutcome>('CheckOutcome', 'What did the provider find?', CHECK_OUTCOMES, {
  PASS: 'The check found what it should.',
  FAIL: 'The check found that it is not so.',
  CAUTION: 'Found, but a human should look: see `reasons`.',
  NOT_FOUND: 'The registry does not know it.',
  NOT_APPLICABLE: 'The check does not apply here.',
  UNAVAILABLE: 'Could not be checked; never counts as a failure.',
  UNKNOWN: 'The provider sent a word we do not know; never counts as a pass.',
});

export const SourceStateEnum = enumType<SourceState>(
  'SourceState',
  'How fresh a provider-backed value is.',
  SOURCE_STATES,
  {
    LIVE: 'Asked just now.',
    CACHED: 'Kept from an earlier answer, and good enough.',
    STALE: 'Kept from an earlier answer and shown because the live call failed.',
    UNAVAILABLE: 'The live call failed and there is nothing to show.',
  },
);

export const CapabilityEnum = enumType<Capability>('Capability', 'What a provider can do.', CAPABILITIES, {
  OTP: 'Send and check one-time passwords.',
  CUSTOMER_AUTH: "Keep customers' own sessions with the provider.",
  WORKFLOW: 'Run lending or onboarding workflows (runners).',
  RUNNER_TOOLS: 'List runners and look into them: activity, store, flow, templates.',
  WORKFLOW_DESIGN: 'Keep the designs, stores and warehouses of workflows.',
  WORKFLOW_DOCUMENTS: 'Keep documents in a storage of its own.',
  SCREENING: 'Screen applicants.',
  VERIFICATION_LINK: 'Make hosted pages on which applicants are verified.',
  AML: 'Screen applicants against anti-money-laundering lists.',
  CUSTOMER: 'Find and onboard customers in a customer data platform.',
  ...fromKinds(({ ability, meaning }) => ability ?? meaning),
});

export const CustomerOutcomeEnum = enumType<CustomerOutcome>(
  'CustomerOutcome',
  'What the customer data platform answered.',
  CUSTOMER_OUTCOMES,
  {
    FOUND: 'The customer is known.',
    ONBOARDED: 'The customer was created.',
    NOT_FOUND: 'No such customer.',
    SUBSCRIPTION_PENDING: 'Known, but not yet subscribed to this service.',
    NOT_SUBSCRIBED: 'Known, but not subscribed to this service.',
    UNDER_COMPLIANCE_INVESTIGATION: 'Being looked at by compliance. Staff only: the subject sees IN_REVIEW.',
    BLOCKED: 'The customer is blocked.',
    INVALID_REQUEST: 'The platform did not accept the request as it was.',
    INVALID_MASTER_DATA: "A code of the request is not in the platform's master data.",
    MANDATORY_FIELD_MISSING: 'The platform asks for a field that was not given.',
    UPDATE_FAILED: 'The platform knows the customer already and could not change the record.',
    IN_REVIEW: 'A human is looking at the record.',
    UNKNOWN: 'The platform sent an answer we do not know.',
  },
);

export const OtpChannelEnum = enumType<OtpChannel>('OtpChannel', 'Where a one-time password goes.', OTP_CHANNELS, {
  SMS: 'To the mobile number of the account.',
  EMAIL: 'To the email address of the account.',
});

export const HealthStateEnum = enumType<HealthState>(
  'HealthState',
  'How a provider has been answering.',
  HEALTH_STATES,
  {
    UP: 'The last call was answered.',
    DEGRADED: 'The last call failed.',
    DOWN: 'So many calls failed that no more are sent for a while.',
    UNKNOWN: 'No call since the gateway started.',
  },
);

export const CircuitStateEnum = enumType<CircuitState>(
  'CircuitState',
  'Whether calls to a provider are let through.',
  CIRCUIT_STATES,
  {
    CLOSED: 'Calls are let through.',
    OPEN: 'Calls are refused at once, so that a failing provider can recover.',
    HALF_OPEN: 'One call is let through to see whether the provider has recovered.',
  },
);
