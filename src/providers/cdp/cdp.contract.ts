import {
  asObject,
  ContractError,
  isObject,
  optionalBoolean,
  optionalNumber,
  optionalObject,
  optionalString,
  requiredString,
} from '../json-reader.js';

export const CDP_ID = 'cdp';

/** Keycloak's answer to a password or refresh grant. Times are seconds from the moment of issue. Secret throughout. */
export interface CdpTokenGrant {
  readonly accessToken: string;
  readonly expiresInS: number | null;
  readonly refreshToken: string | null;
  readonly refreshExpiresInS: number | null;
}

/** Throws a `ContractError` when there is no access token. */
export function parseServiceGrant(body: unknown): CdpTokenGrant {
  const grant = asObject(body);
  return {
    accessToken: requiredString(grant, 'access_token'),
    expiresInS: optionalNumber(grant, 'expires_in'),
    refreshToken: optionalString(grant, 'refresh_token'),
    refreshExpiresInS: optionalNumber(grant, 'refresh_expires_in'),
  };
}

/** `idType` is a code of at most three characters. */
export interface CdpLookupRequest {
  readonly idNumber: string;
  readonly idType: string;
}

/** `data` of a successful answer. Onboarding sends only the number and the two statuses; the details body is undocumented. */
export interface CdpCustomer {
  readonly ecrn: string;
  readonly first_name: string | null;
  readonly middle_name: string | null;
  readonly last_name: string | null;
  readonly date_of_birth: string | null;
  readonly primary_mobile_number: string | null;
  readonly email_id: string | null;
  readonly customer_status: string | null;
  readonly aml_scan_status: string | null;
  readonly aml_category: string | null;
  readonly pep: boolean | null;
  readonly agent_location_id: string | null;
  readonly id_status: string | null;
  readonly id_date_of_expiry: string | null;
}

interface Envelope {
  readonly status: string | null;
  readonly statusCode: string | null;
}

interface CdpSuccess extends Envelope {
  readonly kind: 'success';
  readonly customer: CdpCustomer;
}

/** Whatever is not clearly a success. `message` may hold a customer number: it is for classifying, never for keeping. */
export interface CdpFailure extends Envelope {
  readonly kind: 'failure';
  readonly httpStatus: number;
  readonly errorCode: string | null;
  readonly message: string | null;
}

export type CdpAnswer = CdpSuccess | CdpFailure;

/** True when the body speaks for itself: the documented envelope in either spelling, not an error page of the server. */
export function isEnvelope(body: unknown): boolean {
  if (!isObject(body)) return false;
  const { status, statusCode, errorCode } = readEnvelope(body);
  return status !== null || statusCode !== null || errorCode !== null || optionalObject(body, 'data') !== null;
}

/**
 * HTTP 401, or a body that says so under another status: Spring's `{timestamp, status: 401, error, path}` or the envelope.
 * With an error code it is an answer about the customer, which an older revision of the look-up gave under 401.
 */
export function isAuthRefusal(httpStatus: number, body: unknown): boolean {
  if (!isObject(body)) return httpStatus === 401;
  const { statusCode, errorCode } = readEnvelope(body);
  return errorCode === null && (httpStatus === 401 || body.status === 401 || statusCode === '401');
}

/**
 * The answer of look-up, onboarding or details. It is a success only when nothing speaks against it: an HTTP 200 with an
 * error code, another status code or a status word other than `success` is a failure.
 * Throws a `ContractError` for a body without the envelope, and for a success without customer number.
 */
export function parseEnvelope(httpStatus: number, body: unknown): CdpAnswer {
  const answer = asObject(body);
  if (!isEnvelope(answer)) throw new ContractError('status');
  const { status, statusCode, errorCode } = readEnvelope(answer);
  const success =
    httpStatus < 300 &&
    errorCode === null &&
    (statusCode === null || /^2\d\d$/.test(statusCode)) &&
    (status === null || status.toLowerCase() === 'success');
  if (!success) {
    return { kind: 'failure', httpStatus, status, statusCode, errorCode, message: optionalString(answer, 'message') };
  }
  return { kind: 'success', status, statusCode, customer: parseCustomer(optionalObject(answer, 'data')) };
}

function readEnvelope(body: Record<string, unknown>): Envelope & { readonly errorCode: string | null } {
  return {
    // A number here is Spring's HTTP status, not the envelope's word.
    status: typeof body.status === 'number' ? null : optionalString(body, 'status'),
    statusCode: optionalString(body, 'statusCode') ?? optionalString(body, 'status_code'),
    errorCode: optionalString(body, 'errorCode') ?? optionalString(body, 'error_code'),
  };
}

function parseCustomer(data: Record<string, unknown> | null): CdpCustomer {
  const ecrn = data === null ? null : optionalString(data, 'ecrn');
  if (data === null || ecrn === null) throw new ContractError('data.ecrn');
  return {
    ecrn,
    first_name: optionalString(data, 'first_name'),
    middle_name: optionalString(data, 'middle_name'),
    last_name: optionalString(data, 'last_name'),
    date_of_birth: optionalString(data, 'date_of_birth'),
    primary_mobile_number: optionalString(data, 'primary_mobile_number'),
    email_id: optionalString(data, 'email_id'),
    customer_status: optionalString(data, 'customer_status'),
    aml_scan_status: optionalString(data, 'aml_scan_status'),
    aml_category: optionalString(data, 'aml_category'),
    pep: optionalBoolean(data, 'pep'),
    agent_location_id: optionalString(data, 'agent_location_id'),
    id_status: optionalString(data, 'id_status'),
    id_date_of_expiry: optionalString(data, 'id_date_of_expiry'),
  };
}
