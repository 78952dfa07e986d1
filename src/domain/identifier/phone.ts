import { cleanGrouped } from './clean-text.js';
import { accepted, type Parsed, refused } from './parsed.js';

const RULE =
  'must be a phone number with its country code, such as +919000000001, or ten Indian digits beginning with 6 to 9';

/**
 * E.164 with the plus sign. Spaces, dashes, dots and parentheses are removed; ten Indian mobile digits get +91. Other
 * national forms (a leading 0 or 00, a country code without plus) are ambiguous and refused.
 */
export function parsePhone(text: string): Parsed {
  const cleaned = cleanGrouped(text, 16, /[ .()-]/g);
  if (!cleaned.ok) {
    return cleaned;
  }
  const { value } = cleaned;
  if (/^[6-9]\d{9}$/.test(value)) {
    return accepted(`+91${value}`);
  }
  if (!/^\+?\d+$/.test(value)) {
    return refused('WRONG_FORMAT', RULE);
  }
  if (value.startsWith('+91')) {
    return /^\+91[1-9]\d{9}$/.test(value) ? accepted(value) : refused('WRONG_LENGTH', RULE);
  }
  return /^\+[1-9]\d{6,14}$/.test(value) ? accepted(value) : refused('WRONG_FORMAT', RULE);
}
