import { cleanText } from './clean-text.js';
import { accepted, type Parsed, refused } from './parsed.js';

const RULE = 'must be an IFSC: four letters, a zero and six letters or digits, such as HDFC0000001';

/** Eleven characters in upper case: bank code, zero, branch code. */
export function parseIfsc(text: string): Parsed {
  const cleaned = cleanText(text, 11);
  if (!cleaned.ok) {
    return cleaned;
  }
  if (cleaned.value.length !== 11) {
    return refused('WRONG_LENGTH', RULE);
  }
  return /^[A-Za-z]{4}0[A-Za-z0-9]{6}$/.test(cleaned.value)
    ? accepted(cleaned.value.toUpperCase())
    : refused('WRONG_FORMAT', RULE);
}
