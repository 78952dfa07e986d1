import { asObject, ContractError, optionalObject, optionalString, requiredString } from '../json-reader.js';
import { type PersonrStatus, parseResult, parseStatusResponse } from './personr.contract.js';

/** A call from Personr. What it says about the person themselves is not read: it can be asked for. */
export interface PersonrNotice {
  readonly applicantId: string;
  /** `actionStatus` or `applicantActionStatus`, e.g. `Reviewed`. */
  readonly actionStatus: string | null;
  readonly status: PersonrStatus;
}

/** Bubble's ids are `123x456`. It becomes a key of ours, so it may hold nothing else. */
const APPLICANT_ID = /^[A-Za-z0-9_-]{1,100}$/;

/**
 * Either of the two documented bodies: the newer one is flat with `applicantId` and `actionStatus`; the older one is the
 * envelope of the result call, in which only `result.applicant` says whom it is about. Throws a `ContractError`.
 */
export function parseNotice(body: unknown): PersonrNotice {
  const notice = asObject(body);
  return optionalString(notice, 'actionStatus') === null ? older(notice) : newer(notice);
}

function newer(notice: Record<string, unknown>): PersonrNotice {
  const actionStatus = requiredString(notice, 'actionStatus');
  const status = parseStatusResponse({ applicantStatus: actionStatus });
  return {
    applicantId: checked(optionalString(notice, 'applicantId'), 'applicantId'),
    actionStatus,
    status: { ...status, result: parseResult(notice) },
  };
}

function older(notice: Record<string, unknown>): PersonrNotice {
  const response = optionalObject(notice, 'response') ?? notice;
  const result = optionalObject(response, 'result') ?? {};
  const applicantId = optionalString(result, 'applicant') ?? optionalString(response, 'applicantId');
  const { applicantStatus, result: parsed } = parseStatusResponse(response);
  return {
    applicantId: checked(applicantId, 'response.result.applicant'),
    actionStatus: optionalString(response, 'applicantActionStatus'),
    status: { ...parseStatusResponse({ applicantStatus }), result: parsed },
  };
}

function checked(applicantId: string | null, path: string): string {
  if (applicantId === null || !APPLICANT_ID.test(applicantId)) throw new ContractError(path);
  return applicantId;
}
