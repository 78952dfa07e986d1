import { cleanText } from './clean-text.js';
import { accepted, type Parsed, refused } from './parsed.js';

const RULE =
  'must be a phone number with its country code, such as +919000000001, or an Indian mobile number: ten digits beginning with 6 to 9';

/** The ten digits of an Indian mobile number, after whatever people write in front of them. */
const INDIAN_MOBILE = /^(?:(?:\+|00)?910?|0)?([6-9]\d{9})$/;

/** `+44 (0) 20 …`: the zero is dialled inside the country only, and is no part of the number. */
const TRUNK_ZERO = /^(\+[ .-]?\d{1,3}[ .-]*)\( ?0 ?\)/;

/**
 * E.164 with the plus sign. Spaces, dashes, dots, slashes and parentheses are removed. Without a country code the
 * country is India: ten mobile digits get +91, also after 0, 91 or 0091. Every other national form (of a landline, of
 * another country) is ambiguous and refused.
 */
export function parsePhone(text: string): Parsed {
  const cleaned = cleanText(text, 16);
  if (!cleaned.ok) {
    return cleaned;
  }
  const value = cleaned.value.replace(TRUNK_ZERO, '$1').replace(/[ ./()-]/g, '');
  const mobile = INDIAN_MOBILE.exec(value)?.[1];
  if (mobile !== undefined) {
    return accepted(`+91${mobile}`);
  }
  if (!/^\+?\d+$/.test(value)) {
    return refused('WRONG_FORMAT', RULE);
  }
  if (value.startsWith('+91')) {
    return /^\+91[1-9]\d{9}$/.test(value) ? accepted(value) : refused('WRONG_LENGTH', RULE);
  }
  return /^\+[1-9]\d{6,14}$/.test(value) ? accepted(value) : refused('WRONG_FORMAT', RULE);
}
