import { maskIdNumber } from '../../domain/identifier/mask.js';
import type { Decision, LifecycleStatus, RawStatus } from '../../domain/kernel/lifecycle.js';
import type { Reason, ReasonCode } from '../../domain/kernel/reason.js';
import type {
  ExtractedData,
  ScreeningApplicantInput,
  ScreeningDetails,
  ScreeningDocument,
  ScreeningDocumentKind,
  ScreeningObservations,
  ScreeningState,
} from '../../domain/provider/screening-port.js';
import type {
  PersonrCreated,
  PersonrDetails,
  PersonrDocType,
  PersonrDocumentRequest,
  PersonrForm,
  PersonrResult,
  PersonrStatus,
  PersonrUploaded,
} from './personr.contract.js';

/** The words of `reviewRejectType` (or of a `reviewAnswer` that says both), compared without regard to case. */
export interface PersonrRejectTypes {
  readonly retry: readonly string[];
  readonly final: readonly string[];
}

/** How ids of ours travel in a multipart form: as one JSON text, or as a field for each. */
type ExternalUserIdEncoding = 'json' | 'repeated';

const STATUSES: ReadonlyMap<string, LifecycleStatus> = new Map([
  ['Created', 'CREATED'],
  ['Pre-Checked', 'PROCESSING'],
  ['Pending', 'PROCESSING'],
  ['Reviewed', 'COMPLETED'],
]);

/** The manual's list is cut off, so this is an open set: what is not in it is OTHER. */
const LABELS: ReadonlyMap<string, ReasonCode> = new Map([
  ['LOW_QUALITY', 'IMAGE_LOW_QUALITY'],
  ['UNSATISFACTORY_PHOTOS', 'IMAGE_LOW_QUALITY'],
  ['INCOMPLETE_DOC', 'IMAGE_CROPPED'],
  ['NOT_DOC', 'DOC_WRONG_TYPE'],
  ['ID_INVALID', 'DOC_UNSUPPORTED'],
  ['DOC_DEPRIVED', 'DOC_UNSUPPORTED'],
  ['DOC_PAGE_MISSING', 'DOC_PAGE_MISSING'],
  ['UNFILLED_DOC', 'DOC_PAGE_MISSING'],
  ['FRONT_SIDE_MISSING', 'DOC_SIDE_MISSING'],
  ['BACK_SIDE_MISSING', 'DOC_SIDE_MISSING'],
  ['DOC_DAMAGED', 'DOC_DAMAGED'],
  ['EXPIRATION_DATE', 'DOC_EXPIRED'],
  ['SCREENSHOTS', 'DOC_SCREENSHOT'],
  ['BLACK_AND_WHITE', 'DOC_PHOTOCOPY'],
  ['GRAPHIC_EDITOR', 'DOC_TAMPERED'],
  ['FORGERY', 'DOC_FORGED'],
  ['CRIMINAL', 'WATCHLIST_HIT'],
  ['PROB_APPLICANT_DATA', 'NAME_MISMATCH'],
]);

const LABEL_FIELDS: ReadonlyMap<string, string> = new Map([
  ['FRONT_SIDE_MISSING', 'document.front'],
  ['BACK_SIDE_MISSING', 'document.back'],
]);

const MAX_DOCUMENTS = 50;

const PARAMETER_FIELDS: ReadonlyMap<string, string> = new Map([
  ['email', 'email'],
  ['phone', 'phone'],
  ['nameFirst', 'firstName'],
  ['nameLast', 'lastName'],
  ['flowName', 'flowName'],
  ['sourceKey', 'sourceKey'],
  ['externalUserId', 'externalUserIds'],
  ['docType', 'kind'],
  ['docSubType', 'side'],
  ['docCountryISO', 'countryIso3'],
  ['docFile', 'file'],
]);

const DOC_TYPES: Record<ScreeningDocumentKind, PersonrDocType> = {
  SELFIE: 'SELFIE',
  ID_CARD: 'ID_CARD',
  DRIVING_LICENCE: 'DRIVERS',
  PASSPORT: 'PASSPORT',
  RESIDENCE_PERMIT: 'RESIDENCE_PERMIT',
  UTILITY_BILL: 'UTILITY_BILL',
};

const EXTENSIONS: ReadonlyMap<string, readonly [string, ...string[]]> = new Map([
  ['image/jpeg', ['jpg', 'jpeg']],
  ['image/png', ['png']],
  ['application/pdf', ['pdf']],
]);

/** Our name of a form field that was refused, where we have one. */
export function toField(parameter: string | undefined): string | undefined {
  return parameter === undefined ? undefined : PARAMETER_FIELDS.get(parameter);
}

export function toApplicantForm(
  input: ScreeningApplicantInput,
  defaultFlowName: string,
  encoding: ExternalUserIdEncoding,
): PersonrForm {
  const form: PersonrForm = { email: input.email, phone: input.phone, flowName: input.flowName ?? defaultFlowName };
  if (input.firstName !== null) form.nameFirst = input.firstName;
  if (input.lastName !== null) form.nameLast = input.lastName;
  if (input.sourceKey !== null) form.sourceKey = input.sourceKey;
  const ids = [...input.externalUserIds];
  if (ids.length > 0) form.externalUserId = encoding === 'json' ? JSON.stringify(ids) : ids;
  return form;
}

/** Why Personr would not take this file, in our field names; null when it may be sent. */
export function refusedDocumentField(document: ScreeningDocument): 'contentType' | 'bytes' | null {
  if (!EXTENSIONS.has(document.contentType)) return 'contentType';
  return document.bytes.byteLength === 0 ? 'bytes' : null;
}

/** The JSON carries no content type, so the extension of the file name must tell it. */
export function toDocumentRequest(applicantId: string, document: ScreeningDocument): PersonrDocumentRequest {
  const side = document.side === null ? null : document.side === 'FRONT' ? 'FRONT_SIDE' : 'BACK_SIDE';
  return {
    applicantId,
    docType: DOC_TYPES[document.kind],
    ...(document.kind === 'SELFIE' ? {} : { docSubType: side }),
    docCountryISO: document.countryIso3,
    docFile: { filename: withExtension(document), contents: Buffer.from(document.bytes).toString('base64') },
  };
}

function withExtension({ filename, contentType }: ScreeningDocument): string {
  const extensions = EXTENSIONS.get(contentType) ?? [''];
  const found = extensions.some((extension) => filename.toLowerCase().endsWith(`.${extension}`));
  return found ? filename : `${filename}.${extensions[0]}`;
}

export function toCreated(created: PersonrCreated): {
  providerApplicantId: string;
  status: LifecycleStatus;
  raw: RawStatus;
} {
  return {
    providerApplicantId: created.applicantId,
    status: toStatus(created.applicantStatus),
    raw: { providerStatus: toPlainWord(created.applicantStatus), providerCode: null, providerLabel: null },
  };
}

/** A decision and its reasons exist only while the applicant is `Reviewed`: during a re-check the old result still stands there. */
export function toState(applicantId: string, wire: PersonrStatus, rejectTypes: PersonrRejectTypes): ScreeningState {
  const status = toStatus(wire.applicantStatus);
  const result = status === 'COMPLETED' ? wire.result : null;
  const { decision, final } = result === null ? UNDECIDED : toOutcome(result, rejectTypes);
  return {
    providerApplicantId: applicantId,
    status,
    decision,
    decisionFinal: final,
    decidedAt: decision === null ? null : toInstant(result?.['Modified Date'] ?? null),
    reasons: (result?.rejectLabels ?? []).map((label) => toReason(label, decision === 'RESUBMIT')),
    extracted: toExtracted(wire),
    ...toObserved(wire),
    raw: {
      providerStatus: toPlainWord(wire.applicantStatus),
      providerCode: toPlainWord(wire.result?.reviewAnswer ?? null),
      providerLabel: toPlainWord(wire.result?.reviewRejectType ?? null),
    },
  };
}

export function toDetails(wire: PersonrDetails): ScreeningDetails {
  return {
    email: wire.email,
    phone: wire.phone,
    firstName: masked(wire.nameFirst),
    lastName: masked(wire.nameLast),
    flowName: wire.flowName,
    tags: wire.tags.map((tag) => masked(tag) ?? ''),
  };
}

/** The remarks are free text for staff: shortened, and long numbers masked. */
export function toUploadRemarks(wire: PersonrUploaded): { errors: readonly string[]; warnings: readonly string[] } {
  const tidy = (texts: readonly string[]) => texts.map((text) => (masked(text) ?? '').slice(0, 200));
  return { errors: tidy(wire.errors), warnings: tidy(wire.warnings) };
}

export function toStatus(applicantStatus: string | null): LifecycleStatus {
  return STATUSES.get(applicantStatus ?? '') ?? 'UNKNOWN';
}

/** `retryable` comes from the provider's reject type: a label alone does not say it. */
export function toReason(label: string, retryable: boolean): Reason {
  const key = label.trim().toUpperCase();
  return {
    code: LABELS.get(key) ?? 'OTHER',
    retryable,
    field: LABEL_FIELDS.get(key) ?? null,
    providerCode: toPlainWord(label),
  };
}

interface Outcome {
  readonly decision: Decision | null;
  readonly final: boolean | null;
}

const UNDECIDED: Outcome = { decision: null, final: null };

/**
 * The reject type is looked for in `reviewRejectType` and in `reviewAnswer`, since the manual writes `Rejected (Retry)`.
 * An approval that comes with reject labels or a reject type contradicts itself, and clears nobody.
 */
function toOutcome(result: PersonrResult, types: PersonrRejectTypes): Outcome {
  const answer = normal(result.reviewAnswer);
  if (answer === 'approved') {
    const contradictory = result.reviewRejectType !== null || result.rejectLabels.length > 0;
    return contradictory ? UNDECIDED : { decision: 'APPROVED', final: true };
  }
  const isRetry = isOneOf(types.retry);
  const isFinal = isOneOf(types.final);
  if (answer !== 'rejected' && !isRetry(answer) && !isFinal(answer)) return UNDECIDED;
  const words = [answer, normal(result.reviewRejectType)];
  const retry = words.some(isRetry);
  const final = words.some(isFinal);
  return retry && !final ? { decision: 'RESUBMIT', final: false } : { decision: 'DECLINED', final: final && !retry };
}

function isOneOf(list: readonly string[]): (word: string) => boolean {
  const known = new Set(list.map(normal));
  return (word) => word !== '' && known.has(word);
}

function toExtracted(wire: PersonrStatus): ExtractedData | null {
  const extracted: ExtractedData = {
    firstName: masked(wire.extractedFirstName),
    lastName: masked(wire.extractedLastName),
    dateOfBirth: toIsoDate(wire.extractedBirthDate),
    documentCountry: masked(wire.documentCountry),
    streetNumber: masked(wire.extractedStreetNum),
    street: masked(wire.extractedStreet),
    city: masked(wire.extractedCity),
    state: masked(wire.extractedState),
    postcode: masked(wire.extractedPostCode),
  };
  return Object.values(extracted).every((value) => value === null) ? null : extracted;
}

/** Nothing at all where the answer follows the older copy of the manual. */
function toObserved(wire: PersonrStatus): { observed?: ScreeningObservations } {
  const places = Math.max(wire.documents.length, wire.docNumber.length, wire.docCountry.length);
  const documents = Array.from({ length: Math.min(places, MAX_DOCUMENTS) }, (_, place) => ({
    kind: toPlainWord(wire.documents[place] ?? null),
    number: maskIdNumber(wire.docNumber[place] ?? null),
    country: masked(wire.docCountry[place] ?? null),
  }));
  const network = {
    ipAddress: wire.ipAddress,
    timezone: masked(wire.ipTimezone),
    country: masked(wire.ipCountry),
    city: masked(wire.ipCity),
  };
  const known = Object.values(network).some((value) => value !== null);
  const sourceKey = masked(wire.sourceKey);
  if (documents.length + wire.externalUserId.length === 0 && sourceKey === null && !known) return {};
  return { observed: { documents, network: known ? network : null, sourceKey, externalUserIds: wire.externalUserId } };
}

/** The provider's words are short; anything else in their place may be free text with personal values. */
export function toPlainWord(text: string | null): string | null {
  return text !== null && /^[A-Za-z][\w .()-]{0,63}$/.test(text) && !/\d{6}/.test(text) ? text : null;
}

/** Document numbers that strayed into a name or an address: an Aadhaar number or its virtual id never leaves in clear. */
export function masked(text: string | null): string | null {
  return text?.replace(/(?<!\d)(?:\d{4}[ -]?){2,3}(\d{4})(?!\d)/g, 'XXXXXXXX$1') ?? null;
}

function toIsoDate(text: string | null): string | null {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}

export function toInstant(epochMs: number | null): Date | null {
  const date = new Date(epochMs ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}

function normal(text: string | null): string {
  return (text ?? '').trim().toLowerCase();
}
