import { detail } from '../../cashfree.answer.contract.js';
import { type Finding, reason, word } from '../../cashfree.mapping.js';
import type { Refine } from '../../cashfree.words.mapping.js';

/** Beginnings of words for what is not, or not fully, in force. Generous, because none of them can make a pass. */
const NOT_IN_FORCE =
  /inactive|deactiv|suspend|cancel|revok|str[iu]c?k|dissol|liquidat|amalgam|dormant|block|surrender|scrap|noc\b|non.?compl|in progress|process|convert|vanish|disqualif|black.?list|stolen|theft|non.?use|cirp|seiz|defunct|not available/i;

/** Their `ACTIVE`, alone and as text. */
export function isInForce(value: unknown): boolean {
  return typeof value === 'string' && /^active$/i.test(value.trim());
}

/** What a registry's own status adds to VALID; null when it adds nothing or is not there. A word in no list is UNKNOWN. */
function registryFinding(value: unknown, field: string | null): Finding | null {
  if (value === undefined || value === null || value === '' || isInForce(value)) return null;
  const text = typeof value === 'string' ? value.trim() : '';
  const providerCode = word(text.replace(/[^A-Za-z0-9]+/g, '_'));
  if (/expired/i.test(text)) return { outcome: 'FAIL', reasons: [reason('DOC_EXPIRED', field, providerCode)] };
  if (!NOT_IN_FORCE.test(text)) return { outcome: 'UNKNOWN', reasons: [] };
  return { outcome: 'CAUTION', reasons: [reason('REGISTRY_INACTIVE', field, providerCode)] };
}

/** The registry knows it, but a status of its own says that it is not in force. */
export function inForce(path: string): Refine {
  return (status, details, field) => (status === 'VALID' ? registryFinding(detail(details, path), field) : null);
}
