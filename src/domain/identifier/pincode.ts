import { cleanGrouped } from './clean-text.js';
import { accepted, type Parsed, refused } from './parsed.js';

const RULE = 'must be a pincode: six digits, the first not zero, such as 560001';

/** Six digits; the space that people write in the middle is removed. */
export function parsePincode(text: string): Parsed {
  const cleaned = cleanGrouped(text, 6, / /g);
  if (!cleaned.ok) {
    return cleaned;
  }
  if (cleaned.value.length !== 6) {
    return refused('WRONG_LENGTH', RULE);
  }
  return /^[1-9]\d{5}$/.test(cleaned.value) ? accepted(cleaned.value) : refused('WRONG_FORMAT', RULE);
}
