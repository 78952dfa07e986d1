import { accepted, type Parsed, refused } from './parsed.js';

/** Controls (NUL included), line and paragraph separators, and half of a surrogate pair (PostgreSQL's jsonb refuses it). */
const CONTROL = /[\p{Cc}\u2028\u2029]|\p{Surrogate}/u;

/** Room for the spaces and dashes that people type between groups. */
const RAW_SLACK = 40;

/**
 * Trims a short text after refusing what no identifier may hold. The length is looked at first, so the cost of the rest
 * does not depend on the caller.
 * @param maxLength of the canonical form, in UTF-16 units.
 */
export function cleanText(text: string, maxLength: number): Parsed {
  if (text.length > maxLength + RAW_SLACK) {
    return tooLong(maxLength);
  }
  if (CONTROL.test(text)) {
    return refused('CONTROL_CHARACTER', 'must not contain control characters');
  }
  const trimmed = text.trim();
  if (trimmed === '') {
    return refused('EMPTY', 'must not be empty');
  }
  return accepted(trimmed);
}

/** As `cleanText`, and without the separators that people group digits by. */
export function cleanGrouped(text: string, maxLength: number, separators: RegExp): Parsed {
  const cleaned = cleanText(text, maxLength);
  if (!cleaned.ok) {
    return cleaned;
  }
  const value = cleaned.value.replace(separators, '');
  return value.length > maxLength ? tooLong(maxLength) : accepted(value);
}

function tooLong(maxLength: number): Parsed {
  return refused('TOO_LONG', `must be at most ${maxLength} characters long`);
}
