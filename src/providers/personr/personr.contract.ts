import {
  asObject,
  ContractError,
  isObject,
  optionalNumber,
  optionalObject,
  optionalString,
  requiredString,
  stringArray,
} from '../json-reader.js';

/**
 * What Personr (personr.co, built on Bubble.io workflows) really sends and takes; its casing and its contradictions
 * stay in this file. Every call is a POST below `https://enterprise.personr.co/api/1.1/wf`.
 */
export const PERSONR_PATHS = {
  tokenGenerate: '/api-token-generate',
  basicAuth: '/api-basic-auth',
  applicantCreate: '/api-applicant-create',
  applicantStatus: '/api-applicant-status',
  applicantDetails: '/api-applicant-details',
  documentUpload: '/api-document-upload',
  requestCheck: '/api-request-applicant-check',
  linkCreate: '/api-verificationlink-create',
  amlResults: '/api-aml-results',
} as const;

/** The document types seen in the manual; it names more that we have not seen. */
export const PERSONR_DOC_TYPES = [
  'SELFIE',
  'ID_CARD',
  'DRIVERS',
  'PASSPORT',
  'RESIDENCE_PERMIT',
  'UTILITY_BILL',
] as const;
export type PersonrDocType = (typeof PERSONR_DOC_TYPES)[number];

/** One multipart form. `externalUserId` is one value of JSON text, or one value for each id. */
export type PersonrForm = Record<string, string | string[]>;

export interface PersonrDocumentRequest {
  readonly applicantId: string;
  readonly docType: PersonrDocType;
  /** Left out for a selfie. */
  readonly docSubType?: 'FRONT_SIDE' | 'BACK_SIDE' | null;
  /** ISO 3166 alpha-3. */
  readonly docCountryISO: string;
  readonly docFile: { readonly filename: string; readonly contents: string };
}

export interface PersonrCreated {
  readonly applicantId: string;
  readonly applicantStatus: string | null;
}

export interface PersonrResult {
  /** Epoch in milliseconds. */
  readonly 'Modified Date': number | null;
  readonly reviewAnswer: string | null;
  readonly reviewRejectType: string | null;
  readonly rejectLabels: readonly string[];
}

export interface PersonrStatus {
  readonly applicantStatus: string;
  readonly result: PersonrResult | null;
  readonly extractedFirstName: string | null;
  readonly extractedLastName: string | null;
  readonly extractedBirthDate: string | null;
  readonly documentCountry: string | null;
  readonly extractedStreetNum: string | null;
  readonly extractedStreet: string | null;
  readonly extractedCity: string | null;
  readonly extractedState: string | null;
  readonly extractedPostCode: string | null;
  /** From here on: only in the newer copy of the manual. The three lists belong together by position. */
  readonly documents: readonly (string | null)[];
  readonly docNumber: readonly (string | null)[];
  readonly docCountry: readonly (string | null)[];
  readonly ipAddress: string | null;
  readonly ipTimezone: string | null;
  readonly ipCountry: string | null;
  readonly ipCity: string | null;
  readonly sourceKey: string | null;
  readonly externalUserId: readonly string[];
}

export interface PersonrDetails {
  readonly email: string | null;
  readonly phone: string | null;
  readonly nameFirst: string | null;
  readonly nameLast: string | null;
  readonly flowName: string | null;
  readonly tags: readonly string[];
}

export interface PersonrUploaded {
  readonly applicantId: string;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** What the body of a refusal says. Free text is only looked at, never kept. */
interface PersonrProblem {
  /** The status in the body, which may contradict that of HTTP. */
  readonly statusCode: number | null;
  /** Bubble's own word, e.g. `MISSING_DATA`. */
  readonly code: string | undefined;
  /** `MISSING_RECORD`: the id is not known. `parameter`: the form field that is missing or wrong. */
  readonly missingRecord: boolean;
  readonly parameter: string | undefined;
  /** The applicant has had all of its checks. The wording is assumed. */
  readonly noAttemptsLeft: boolean;
}

const CODE = /^[A-Za-z0-9_.-]{1,64}$/;

/** `{statusCode, message}`, `{status, message}`, `{statusCode, body: {status, message}}` or `{message}`: total, never throws. */
export function readProblem(body: unknown): PersonrProblem {
  const outer = isObject(body) ? body : {};
  const inner = optionalObject(outer, 'body') ?? outer;
  const code = optionalString(inner, 'status') ?? '';
  const message = optionalString(inner, 'message') ?? optionalString(outer, 'message') ?? '';
  return {
    statusCode: optionalNumber(outer, 'statusCode') ?? optionalNumber(inner, 'statusCode'),
    code: CODE.test(code) ? code : undefined,
    missingRecord: /missing object|object with (this )?id\b.{0,200}\bdoes not exist/i.test(message),
    parameter: /incorrect flow name/i.test(message)
      ? 'flowName'
      : /(?:: |for )parameter (\w{1,40})/i.exec(message)?.[1],
    noAttemptsLeft: /\battempts?\b.{0,40}\b(left|remaining|exceeded|exhausted|reached|used)\b/i.test(message),
  };
}

/** HTTP 200 is not success: is there anything in a 2xx body that says otherwise? */
export function saysFailure(body: unknown): boolean {
  if (!isObject(body)) return false;
  const statusCode = optionalNumber(body, 'statusCode');
  if (statusCode !== null && statusCode >= 400) return true;
  return [optionalString(body, 'status'), optionalString(body, 'response')].some(
    (word) => word !== null && word.toLowerCase() !== 'success',
  );
}

/** `{status: 'success', response: {token, user_id, expires}}`. The token may contain `|`. */
export function parseToken(body: unknown): string {
  const token = requiredString(responseOf(body), 'token');
  if (!/^[\x21-\x7e]{1,4096}$/.test(token)) throw new ContractError('response.token');
  return token;
}

export function parseCreated(body: unknown): PersonrCreated {
  const response = responseOf(body);
  return {
    applicantId: requiredString(response, 'applicantId'),
    applicantStatus: optionalString(response, 'applicantStatus'),
  };
}

/** Without `applicantStatus` the answer says nothing, so it is refused; everything else may be missing until the review. */
export function parseStatus(body: unknown): PersonrStatus {
  return parseStatusResponse(responseOf(body));
}

/** `response` of the result call, which an older webhook carries as well. */
export function parseStatusResponse(response: Record<string, unknown>): PersonrStatus {
  const result = optionalObject(response, 'result');
  return {
    applicantStatus: requiredString(response, 'applicantStatus'),
    result: result === null ? null : parseResult(result),
    extractedFirstName: optionalString(response, 'extractedFirstName'),
    extractedLastName: optionalString(response, 'extractedLastName'),
    extractedBirthDate: optionalString(response, 'extractedBirthDate'),
    documentCountry: optionalString(response, 'documentCountry'),
    extractedStreetNum: optionalString(response, 'extractedStreetNum'),
    extractedStreet: optionalString(response, 'extractedStreet'),
    extractedCity: optionalString(response, 'extractedCity'),
    extractedState: optionalString(response, 'extractedState'),
    extractedPostCode: optionalString(response, 'extractedPostCode'),
    documents: positions(response, 'documents'),
    docNumber: positions(response, 'docNumber'),
    docCountry: positions(response, 'docCountry'),
    ipAddress: optionalString(response, 'ipAddress'),
    ipTimezone: optionalString(response, 'ipTimezone'),
    ipCountry: optionalString(response, 'ipCountry'),
    ipCity: optionalString(response, 'ipCity'),
    sourceKey: optionalString(response, 'sourceKey'),
    externalUserId: stringArray(response, 'externalUserId'),
  };
}

export function parseResult(result: Record<string, unknown>): PersonrResult {
  return {
    'Modified Date': optionalNumber(result, 'Modified Date'),
    reviewAnswer: optionalString(result, 'reviewAnswer'),
    reviewRejectType: remarks(result, 'reviewRejectType').join(' ') || null,
    rejectLabels: remarks(result, 'rejectLabels'),
  };
}

export function parseDetails(body: unknown): PersonrDetails {
  const response = responseOf(body);
  return {
    email: optionalString(response, 'email'),
    phone: optionalString(response, 'phone'),
    nameFirst: optionalString(response, 'nameFirst'),
    nameLast: optionalString(response, 'nameLast'),
    flowName: optionalString(response, 'flowName'),
    tags: stringArray(response, 'tags'),
  };
}

/** The one answer without an envelope. It must be about `applicantId`: nothing else in it proves that the file arrived. */
export function parseUploaded(body: unknown, applicantId: string): PersonrUploaded {
  const answer = asObject(body);
  if (requiredString(answer, 'applicantId') !== applicantId) throw new ContractError('applicantId');
  return { applicantId, errors: remarks(answer, 'errors'), warnings: remarks(answer, 'warnings') };
}

/** `{response: 'success'}`: text where the other operations have an object. Bubble's own form is `{status: 'success', response: {}}`. */
export function parseCheckRequested(body: unknown): void {
  const answer = asObject(body);
  const word = optionalString(answer, 'response') ?? requiredString(answer, 'status');
  if (word.toLowerCase() !== 'success') throw new ContractError('response');
}

/** Like `stringArray`, but text alone is a list of one, and what we cannot read still counts: no objection gets lost. */
export function remarks(object: Record<string, unknown>, key: string): string[] {
  const value = object[key];
  if (value === undefined || value === null || value === '') return [];
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items
    .filter((item) => item !== null && item !== '')
    .map((item) => optionalString({ item }, 'item') ?? 'UNREADABLE_REMARK');
}

/** The items of an array in their places: what cannot be read, or is missing, is null. */
function positions(object: Record<string, unknown>, key: string): (string | null)[] {
  const value = object[key];
  return Array.isArray(value) ? value.map((item: unknown) => optionalString({ item }, 'item')) : [];
}

export function responseOf(body: unknown): Record<string, unknown> {
  return asObject(asObject(body).response, 'response');
}
