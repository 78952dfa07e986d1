import { cleanText } from './clean-text.js';
import { accepted, type Parsed, refused } from './parsed.js';

const RULE = 'must be a bank account number: 6 to 40 letters and digits';

/** Kept as text, so that leading zeros survive. */
export function parseBankAccount(text: string): Parsed {
  const cleaned = cleanText(text, 40);
  if (!cleaned.ok) {
    return cleaned;
  }
  const { value } = cleaned;
  if (value.length < 6 || value.length > 40) {
    return refused('WRONG_LENGTH', RULE);
  }
  return /^[A-Za-z0-9]+$/.test(value) ? accepted(value) : refused('WRONG_FORMAT', RULE);
}
