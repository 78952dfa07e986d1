import type { RawStatus } from '../../domain/kernel/lifecycle.js';
import type {
  CustomerAnswer,
  CustomerOutcome,
  CustomerPort,
  CustomerRecord,
} from '../../domain/provider/customer-port.js';
import type { CdpAnswer, CdpCustomer, CdpFailure, CdpLookupRequest } from './cdp.contract.js';
import { fieldNamedIn } from './cdp.onboarding.mapping.js';

/** What an error code may stand for. No code ever means success. */
export const CDP_FAILURES = [
  'NOT_FOUND',
  'SUBSCRIPTION_PENDING',
  'NOT_SUBSCRIBED',
  'UNDER_COMPLIANCE_INVESTIGATION',
  'BLOCKED',
  'INVALID_REQUEST',
  'INVALID_MASTER_DATA',
  'MANDATORY_FIELD_MISSING',
  'UPDATE_FAILED',
  'UPSTREAM_ERROR',
] as const;
type CdpFailureMeaning = (typeof CDP_FAILURES)[number];

export type CdpErrorCodes = Readonly<Record<string, CdpFailureMeaning>>;

/**
 * 45001, 45003, 45006, 40001 (newer) and 45005 (older) are in the vendor's samples; 45013 is an assumption taken from
 * integrators' code. Blocked customers have no published code.
 */
export const DEFAULT_ERROR_CODES: CdpErrorCodes = {
  '45001': 'NOT_FOUND',
  '45003': 'SUBSCRIPTION_PENDING',
  '45013': 'UNDER_COMPLIANCE_INVESTIGATION',
  '45005': 'INVALID_REQUEST',
  '40001': 'INVALID_REQUEST',
  '45006': 'UPSTREAM_ERROR',
};

/** Either an answer, or a failure that is no answer about the customer. */
export type CdpVerdict =
  | { readonly answer: CustomerAnswer }
  | { readonly answer: null; readonly failure: NoAnswer; readonly providerCode: string | undefined };

type NoAnswer = 'UPSTREAM_ERROR' | 'AUTH_FAILED';

type Operation = Exclude<keyof CustomerPort, 'maxFileBytes'>;

/** What an answer means for the operation that it belongs to. */
export function toVerdict(operation: Operation, answer: CdpAnswer, codes: CdpErrorCodes): CdpVerdict {
  const raw = toRawStatus(answer);
  if (answer.kind === 'success') {
    const outcome = operation === 'onboardCustomer' ? 'ONBOARDED' : 'FOUND';
    return { answer: { outcome, customer: toCustomerRecord(answer.customer), raw, field: null } };
  }
  const meaning = toMeaning(operation, answer, codes);
  if (meaning === 'UPSTREAM_ERROR' || meaning === 'AUTH_FAILED') {
    return { answer: null, failure: meaning, providerCode: raw.providerCode ?? undefined };
  }
  const namesField = meaning === 'INVALID_MASTER_DATA' || meaning === 'MANDATORY_FIELD_MISSING';
  const field = namesField ? fieldNamedIn(answer.message ?? '') : null;
  return { answer: { outcome: meaning, customer: null, raw, field } };
}

type Meaning = CdpFailureMeaning | NoAnswer | Extract<CustomerOutcome, 'UNKNOWN'>;

/** The error code speaks first, then the message, then a telling status code; anything else is UNKNOWN. */
function toMeaning(operation: Operation, failure: CdpFailure, codes: CdpErrorCodes): Meaning {
  const { errorCode } = failure;
  const listed = errorCode !== null && Object.hasOwn(codes, errorCode) ? codes[errorCode] : undefined;
  if (listed !== undefined) {
    // The same code means "not yet" where one asks whether a customer is known, and "no" where one asks for the record.
    return operation === 'getCustomer' && listed === 'SUBSCRIPTION_PENDING' ? 'NOT_SUBSCRIBED' : listed;
  }
  const status = /^\d{3}$/.test(failure.statusCode ?? '') ? Number(failure.statusCode) : failure.httpStatus;
  if (status >= 500) return 'UPSTREAM_ERROR';
  const told = fromMessage(operation, failure.message ?? '');
  if (told !== undefined) return told;
  if (failure.httpStatus >= 500) return 'UPSTREAM_ERROR';
  if (status === 401) return 'AUTH_FAILED';
  return status === 400 ? 'INVALID_REQUEST' : 'UNKNOWN';
}

function fromMessage(operation: Operation, message: string): CdpFailureMeaning | undefined {
  const text = message.toLowerCase();
  if (text.includes('master data')) return 'INVALID_MASTER_DATA';
  if (text.includes('mandatory')) return 'MANDATORY_FIELD_MISSING';
  if (text.includes('blocked')) return 'BLOCKED';
  if (text.includes('compliance') || text.includes('investigation')) return 'UNDER_COMPLIANCE_INVESTIGATION';
  if (text.includes('subscription pending')) return 'SUBSCRIPTION_PENDING';
  if (text.includes('not subscribed')) return operation === 'findCustomer' ? 'SUBSCRIPTION_PENDING' : 'NOT_SUBSCRIBED';
  // In an onboarding it is master data that is not found, never the customer.
  if (text.includes('not found') && operation !== 'onboardCustomer') return 'NOT_FOUND';
  // The platform tried to change a customer it already has.
  if (text.includes('updation failure')) return 'UPDATE_FAILED';
  return undefined;
}

const SAFE_CODE = /^[A-Za-z0-9_.-]{1,64}$/;

/** Codes only: the message may hold a customer number. */
function toRawStatus(answer: CdpAnswer): RawStatus {
  const code = (answer.kind === 'failure' ? answer.errorCode : null) ?? answer.statusCode;
  return { providerStatus: safeCode(answer.status), providerCode: safeCode(code), providerLabel: null };
}

function safeCode(text: string | null): string | null {
  return text !== null && SAFE_CODE.test(text) ? text : null;
}

function toCustomerRecord(customer: CdpCustomer): CustomerRecord {
  return {
    customerNumber: customer.ecrn,
    firstName: customer.first_name,
    middleName: customer.middle_name,
    lastName: customer.last_name,
    dateOfBirth: toIsoDate(customer.date_of_birth),
    mobile: customer.primary_mobile_number,
    email: customer.email_id,
    customerStatus: customer.customer_status,
    amlScanStatus: customer.aml_scan_status,
    amlCategory: customer.aml_category,
    politicallyExposed: customer.pep,
    agentLocationId: customer.agent_location_id,
    idStatus: customer.id_status,
    idExpiresOn: toIsoDate(customer.id_date_of_expiry),
  };
}

/** The date of an ISO date or instant; they send midnight at +00:00. */
function toIsoDate(text: string | null): string | null {
  return text === null ? null : (/^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:T|$)/.exec(text)?.[1] ?? null);
}

export function toLookupRequest(input: { readonly idType: string; readonly idNumber: string }): CdpLookupRequest {
  return { idNumber: input.idNumber, idType: input.idType };
}
