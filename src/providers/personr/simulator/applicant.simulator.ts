import { DEMO_PEOPLE, type DemoPerson } from '../../../demo/people.js';

/** What the simulated review will find. The last name chooses it at creation; every other last name is approved. */
export const PERSONR_MAGIC_LAST_NAMES = {
  'Reject-Retry':
    'Reviewed, Rejected, type RETRY, labels LOW_QUALITY and FRONT_SIDE_MISSING; approved after a further document and check',
  'Reject-Final': 'Reviewed, Rejected, type FINAL, labels FORGERY and CRIMINAL',
  'Reject-Untyped': 'Reviewed, Rejected, without a reject type',
  'Reject-Inline': 'Reviewed, the answer itself is `Rejected (Retry)`, without a reject type',
  'Unknown-Label': 'Reviewed, Rejected, type RETRY, a label that no list has',
  Unknown: 'Reviewed, an answer that no list has',
  'Unknown-Status': 'an applicantStatus that no list has',
  Contradiction: 'Reviewed, Approved, and a reject type FINAL with labels',
  'Approve-Then-Reject':
    'Reviewed and Approved; four seconds later reviewed again and Rejected, type FINAL: two final results',
  'Aml-Hit': 'Approved; the AML call answers with a match in place of empty lists',
  'Stays-Pending': 'Pending for ever',
  Slow: 'status and details answer after 3 s',
  'Server-Error': 'status and details answer 500 with an HTML page',
  Malformed: 'status and details answer 200 with broken JSON',
  'Rate-Limited': 'status and details answer 429',
} as const;
type PersonrMagicLastName = keyof typeof PERSONR_MAGIC_LAST_NAMES;

/** One applicant of the simulator, as it is kept. Times are epochs in milliseconds. */
export interface ApplicantRecord {
  readonly applicantId: string;
  readonly email: string;
  readonly phone: string;
  readonly nameFirst: string;
  readonly nameLast: string;
  readonly flowName: string;
  readonly sourceKey: string;
  readonly externalUserId: readonly string[];
  readonly createdAt: number;
  magic: PersonrMagicLastName | null;
  documents: { readonly docType: string; readonly docSubType: string | null; readonly country: string }[];
  attempts: number;
  requestedAt: number | null;
  readsSinceRequest: number;
  reviewedAt: number | null;
  /** The result was taken back and replaced at this time. */
  reReviewedAt?: number | null;
}

const REVIEW_MS = 2_000;
const REVIEW_READS = 3;
const RE_REVIEW_MS = 4_000;
const FIRST_MADE_AT = 1_700_000_000_000;
const FIRST_MAGIC: Readonly<Record<number, PersonrMagicLastName>> = { 4: 'Reject-Retry', 6: 'Stays-Pending' };
/** Attempts at a check before the provider refuses. */
export const MAX_ATTEMPTS = 5;

export function firstApplicants(): Record<string, ApplicantRecord> {
  return Object.fromEntries(DEMO_PEOPLE.map((person) => [person.personrApplicantId, firstApplicant(person)]));
}

function firstApplicant(person: DemoPerson): ApplicantRecord {
  const createdAt = FIRST_MADE_AT + person.number * 60_000;
  const magic = FIRST_MAGIC[person.number] ?? null;
  return {
    ...newApplicant(person.personrApplicantId, createdAt),
    email: person.email,
    phone: person.mobile,
    nameFirst: person.firstName,
    nameLast: person.lastName,
    flowName: 'KYC basic',
    magic,
    documents: [
      { docType: 'PASSPORT', docSubType: 'FRONT_SIDE', country: 'IND' },
      { docType: 'SELFIE', docSubType: null, country: 'IND' },
    ],
    attempts: 1,
    requestedAt: createdAt,
    reviewedAt: magic === 'Stays-Pending' ? null : createdAt + 120_000,
  };
}

export function newApplicant(applicantId: string, createdAt: number): ApplicantRecord {
  return {
    applicantId,
    email: '',
    phone: '',
    nameFirst: '',
    nameLast: '',
    flowName: '',
    sourceKey: '',
    externalUserId: [],
    createdAt,
    magic: null,
    documents: [],
    attempts: 0,
    requestedAt: null,
    readsSinceRequest: 0,
    reviewedAt: null,
  };
}

export function toMagic(lastName: string): PersonrMagicLastName | null {
  return Object.hasOwn(PERSONR_MAGIC_LAST_NAMES, lastName) ? (lastName as PersonrMagicLastName) : null;
}

/**
 * The vendor takes about two minutes; here the review ends after two seconds or at the third look, whichever is first.
 * True when there is a new final result.
 */
export function reviewIfDue(record: ApplicantRecord, now: number, looked: boolean): boolean {
  if (record.requestedAt === null || record.magic === 'Stays-Pending') return false;
  if (record.reviewedAt !== null) return reReviewIfDue(record, record.reviewedAt, now);
  if (looked) record.readsSinceRequest += 1;
  const dueAt = record.requestedAt + REVIEW_MS;
  if (now >= dueAt) record.reviewedAt = dueAt;
  else if (record.readsSinceRequest >= REVIEW_READS) record.reviewedAt = now;
  return record.reviewedAt !== null;
}

function reReviewIfDue(record: ApplicantRecord, reviewedAt: number, now: number): boolean {
  if (record.magic !== 'Approve-Then-Reject' || (record.reReviewedAt ?? null) !== null) return false;
  if (now < reviewedAt + RE_REVIEW_MS) return false;
  record.reReviewedAt = reviewedAt + RE_REVIEW_MS;
  return true;
}

export function startCheck(record: ApplicantRecord, now: number): void {
  record.attempts += 1;
  record.requestedAt = now;
  record.readsSinceRequest = 0;
  record.reviewedAt = null;
  record.reReviewedAt = null;
}

export function addDocument(record: ApplicantRecord, document: ApplicantRecord['documents'][number]): void {
  // What was missing has come: the next check finds nothing wrong any more.
  if (record.magic === 'Reject-Retry' && record.reviewedAt !== null) record.magic = null;
  record.documents.push(document);
}

export function statusWord(record: ApplicantRecord): string {
  if (record.magic === 'Unknown-Status') return 'Escalated';
  if (record.requestedAt === null) return record.documents.length === 0 ? 'Created' : 'Pre-Checked';
  return record.reviewedAt === null ? 'Pending' : 'Reviewed';
}

/** `response` of the result call; what is not known yet is left out, as Bubble does. */
export function statusResponse(record: ApplicantRecord): Record<string, unknown> {
  const reviewed = record.reviewedAt !== null;
  return {
    applicantStatus: statusWord(record),
    ...(reviewed ? { applicantActionStatus: 'Reviewed', result: resultOf(record), ...extractedOf(record) } : {}),
    ipAddress: '203.0.113.7',
    ipTimezone: 'Australia/Melbourne',
    ipCountry: 'AUS',
    ipCity: 'Melbourne',
    documents: record.documents.map(({ docType }) => docType),
    docNumber: record.documents.map(() => null),
    docCountry: record.documents.map(({ country }) => country),
    sourceKey: record.sourceKey,
    externalUserId: record.externalUserId,
  };
}

export function detailsResponse(record: ApplicantRecord): Record<string, unknown> {
  const { email, phone, nameFirst, nameLast, flowName } = record;
  return { email, phone, nameFirst, nameLast, tags: ['simulated'], flowName, status: statusWord(record) };
}

function resultOf(record: ApplicantRecord): Record<string, unknown> {
  return {
    'Modified Date': record.reReviewedAt ?? record.reviewedAt,
    'Created Date': record.requestedAt,
    'Created By': '1600000000000x100000000000000001',
    _id: `${record.createdAt}x900000000000000001`,
    applicant: record.applicantId,
    company: null,
    commentClient: '',
    commentModeration: '',
    verification: null,
    ...verdictOf(record),
  };
}

export function verdictOf({ magic, reReviewedAt }: ApplicantRecord): Record<string, unknown> {
  switch (magic) {
    case 'Approve-Then-Reject':
      return (reReviewedAt ?? null) === null
        ? { reviewAnswer: 'Approved', rejectLabels: [] }
        : { reviewAnswer: 'Rejected', reviewRejectType: 'FINAL', rejectLabels: ['FORGERY'] };
    case 'Reject-Retry':
      return {
        reviewAnswer: 'Rejected',
        reviewRejectType: 'RETRY',
        rejectLabels: ['LOW_QUALITY', 'FRONT_SIDE_MISSING'],
      };
    case 'Reject-Final':
      return { reviewAnswer: 'Rejected', reviewRejectType: 'FINAL', rejectLabels: ['FORGERY', 'CRIMINAL'] };
    case 'Reject-Untyped':
      return { reviewAnswer: 'Rejected', rejectLabels: ['ID_INVALID'] };
    case 'Reject-Inline':
      return { reviewAnswer: 'Rejected (Retry)', rejectLabels: ['SCREENSHOTS'] };
    case 'Unknown-Label':
      return { reviewAnswer: 'Rejected', reviewRejectType: 'RETRY', rejectLabels: ['LABEL_OF_TOMORROW'] };
    case 'Unknown':
      return { reviewAnswer: 'Escalated', rejectLabels: [] };
    case 'Contradiction':
      return { reviewAnswer: 'Approved', reviewRejectType: 'FINAL', rejectLabels: ['FORGERY'] };
    default:
      return { reviewAnswer: 'Approved', rejectLabels: [] };
  }
}

/** Read from the documents: a demo person's own data, otherwise the name that the applicant was created with. */
export function extractedOf(record: ApplicantRecord): Record<string, unknown> {
  const person = DEMO_PEOPLE.find(({ email }) => email === record.email.toLowerCase());
  const country = record.documents[0]?.country;
  const [streetNum, street] = person?.street.split(', ') ?? ['1', 'Example Street'];
  return {
    extractedFirstName: record.nameFirst,
    extractedLastName: record.nameLast,
    extractedBirthDate: person?.dateOfBirth ?? '1990-01-01',
    documentCountry: country ?? 'AUS',
    extractedStreetNum: streetNum,
    extractedStreet: street,
    extractedCity: person?.city ?? 'Melbourne',
    extractedState: person?.state ?? 'VIC',
    extractedPostCode: person?.pincode ?? '3000',
  };
}
