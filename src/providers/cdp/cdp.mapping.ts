import type {
  CustomerAnswer,
  CustomerOutcome,
  CustomerPort,
  CustomerRecord,
  EncodedImage,
  OnboardingInput,
} from '../../domain/provider/customer-port.js';
import type { RawStatus } from '../../domain/provider/lifecycle.js';
import type {
  CdpAddress,
  CdpAnswer,
  CdpCustomer,
  CdpFailure,
  CdpIdDetail,
  CdpImage,
  CdpLookupRequest,
  CdpOnboardingRequest,
} from './cdp.contract.js';

/** What an error code may stand for. No code ever means success. */
export const CDP_FAILURES = [
  'NOT_FOUND',
  'SUBSCRIPTION_PENDING',
  'NOT_SUBSCRIBED',
  'UNDER_COMPLIANCE_INVESTIGATION',
  'BLOCKED',
  'INVALID_REQUEST',
  'CONFLICT',
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

/** The platform's words for the parts of an onboarding that its public pages leave open. */
export interface CdpVocabulary {
  readonly channel: string | undefined;
  readonly agentLocationId: string | undefined;
  readonly residentTypeId: number | undefined;
  readonly genders: Readonly<Record<OnboardingInput['gender'], string>>;
  readonly addressTypes: Readonly<Record<OnboardingInput['addresses'][number]['type'], string>>;
}

/** Either an answer, or a failure that is no answer about the customer. */
export type CdpVerdict =
  | { readonly answer: CustomerAnswer }
  | { readonly answer: null; readonly failure: NoAnswer; readonly providerCode: string | undefined };

type NoAnswer = 'UPSTREAM_ERROR' | 'CONFLICT' | 'AUTH_FAILED';

type Operation = keyof CustomerPort;

/** What an answer means for the operation that it belongs to. */
export function toVerdict(operation: Operation, answer: CdpAnswer, codes: CdpErrorCodes): CdpVerdict {
  const raw = toRawStatus(answer);
  if (answer.kind === 'success') {
    const outcome = operation === 'onboardCustomer' ? 'ONBOARDED' : 'FOUND';
    return { answer: { outcome, customer: toCustomerRecord(answer.customer), raw } };
  }
  const meaning = toMeaning(operation, answer, codes);
  if (meaning === 'UPSTREAM_ERROR' || meaning === 'CONFLICT' || meaning === 'AUTH_FAILED') {
    return { answer: null, failure: meaning, providerCode: raw.providerCode ?? undefined };
  }
  return { answer: { outcome: meaning, customer: null, raw } };
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
  if (text.includes('blocked')) return 'BLOCKED';
  if (text.includes('compliance') || text.includes('investigation')) return 'UNDER_COMPLIANCE_INVESTIGATION';
  if (text.includes('subscription pending')) return 'SUBSCRIPTION_PENDING';
  if (text.includes('not subscribed')) return operation === 'findCustomer' ? 'SUBSCRIPTION_PENDING' : 'NOT_SUBSCRIBED';
  // In an onboarding it is master data that is not found, never the customer.
  if (text.includes('not found') && operation !== 'onboardCustomer') return 'NOT_FOUND';
  // The platform tried to change a customer it already has.
  if (text.includes('updation failure')) return 'CONFLICT';
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

/** Holds images and identity numbers in clear: for the wire only. A null of ours is a key left out of theirs. */
export function toOnboardingRequest(input: OnboardingInput, words: CdpVocabulary): CdpOnboardingRequest {
  const photo = toImage(input.profilePhoto);
  return {
    channel: words.channel,
    agent_location_id: words.agentLocationId,
    first_name: input.firstName,
    middle_name: input.middleName ?? undefined,
    last_name: input.lastName,
    nationality: input.nationality,
    date_of_birth: input.dateOfBirth,
    country_of_birth: input.countryOfBirth ?? undefined,
    place_of_birth: input.placeOfBirth ?? undefined,
    resident_type_id: words.residentTypeId,
    country_of_residence: input.countryOfResidence,
    gender: words.genders[input.gender],
    primary_mobile_number: input.mobile,
    email_id: input.email,
    occupation_id: input.occupationId ?? undefined,
    political_exposed_person: input.politicallyExposed,
    address_list: input.addresses.map((address) => toAddress(address, words)),
    id_details: input.idDocuments.map((document, index) => toIdDetail(document, index === 0)),
    customer_classification: photo === undefined ? undefined : { profile_photo: photo },
  };
}

function toAddress(address: OnboardingInput['addresses'][number], words: CdpVocabulary): CdpAddress {
  return {
    address_type_id: words.addressTypes[address.type],
    building_name: address.line1,
    street_name: address.street ?? undefined,
    landmark: address.landmark ?? undefined,
    city: address.city,
    district: address.district ?? undefined,
    state: address.state ?? undefined,
    country: address.country,
    zip: address.postalCode ?? undefined,
  };
}

function toIdDetail(document: OnboardingInput['idDocuments'][number], isDefault: boolean): CdpIdDetail {
  return {
    id_type: document.idType,
    id_number: document.idNumber,
    name_as_per_id: document.nameAsPerId ?? undefined,
    issued_country: document.issuedCountry,
    issued_on: document.issuedOn ?? undefined,
    date_of_expiry: document.expiresOn ?? undefined,
    active_status: true,
    default_status: isDefault,
    id_front: toImage(document.front),
    id_back: toImage(document.back),
  };
}

function toImage(image: EncodedImage | null): CdpImage | undefined {
  if (image === null) return undefined;
  return { base64_data: Buffer.from(image.bytes).toString('base64'), content_type: image.contentType };
}
