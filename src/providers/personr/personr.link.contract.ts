import { ContractError, optionalString, requiredString } from '../json-reader.js';
import { type PersonrForm, responseOf } from './personr.contract.js';

export interface PersonrLink {
  /** Absolute URLs. */
  readonly verificationLink: string;
  readonly customLink: string | null;
}

/** The manual's table names `applicantId`; its curl sample and the published connector send `applicant`. */
export type PersonrLinkKey = 'applicant' | 'applicantId' | 'both';

export function linkForm(applicantId: string, key: PersonrLinkKey): PersonrForm {
  return {
    ...(key === 'applicantId' ? {} : { applicant: applicantId }),
    ...(key === 'applicant' ? {} : { applicantId }),
  };
}

/** `{status, response: {verificationLink[, customLink]}}`. A custom link that is no web address is left out. */
export function parseLink(body: unknown): PersonrLink {
  const response = responseOf(body);
  const verificationLink = toWebAddress(requiredString(response, 'verificationLink'));
  if (verificationLink === null) throw new ContractError('response.verificationLink');
  return { verificationLink, customLink: toWebAddress(optionalString(response, 'customLink')) };
}

/** Somebody will open it, so nothing but a web page is let through. Bubble likes to leave the scheme out: `//host/…`. */
function toWebAddress(text: string | null): string | null {
  if (text === null || text.length > 2_048) return null;
  const url = text.startsWith('//') ? `https:${text}` : text;
  return URL.canParse(url) && /^https?:\/\//i.test(url) ? url : null;
}
