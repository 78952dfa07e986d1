import { accepted, type Parsed, refused } from './parsed.js';

/**
 * Controls (NUL included), line and paragraph separators, half of a surrogate pair (PostgreSQL's jsonb refuses it), and
 * the override that shows a text backwards: what was seen is then not what was sent.
 */
const CONTROL = /[\p{Cc}\u2028\u2029\u202e]|\p{Surrogate}/u;

/** What word processors, address books and web pages put into a copied number, and nobody sees. */
const INVISIBLE =
  /[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202d\u2060-\u2064\u2066-\u206f\ufeff]|[\ufe00-\ufe0f]/g;

const SPACE = /\p{Zs}/gu;
const DASH = /[\u2010-\u2015\u2212\ufe58\ufe63]/g;
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const FULL_WIDTH_OFFSET = 0xfee0;

/** What people group letters and digits by in most printed numbers. */
export const SPACES_AND_DASHES = /[ -]/g;

/** As `INVISIBLE`, without what words of some scripts and emoji need. */
const INVISIBLE_IN_TEXT = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202d\u2060-\u2064\u2066-\u206f\ufeff]/g;

/** Room for the separators and invisible characters around and between the characters of the canonical form. */
const RAW_SLACK = 40;

/**
 * The characters that were meant: full-width forms in ASCII, every space and dash as the plain one, nothing invisible.
 * Not NFKC, which would also take `①`, `ſ` and the Kelvin sign for digits and letters.
 */
export function foldPrinted(text: string): string {
  return plain(text.replace(INVISIBLE, ''));
}

function plain(text: string): string {
  return text
    .replace(FULL_WIDTH, (wide) => String.fromCharCode(wide.charCodeAt(0) - FULL_WIDTH_OFFSET))
    .replace(SPACE, ' ')
    .replace(DASH, '-');
}

/** Free text without what nobody sees; every space is a plain one. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE_IN_TEXT, '').replace(SPACE, ' ');
}

/** Words as they were meant: as `foldPrinted`, but with the joiners that Indic scripts need. */
export function foldPasted(text: string): string {
  return plain(text.replace(INVISIBLE_IN_TEXT, ''));
}

/**
 * Folds and trims a short text after refusing what no identifier may hold. The length is looked at first, so the cost
 * of the rest does not depend on the caller.
 * @param maxLength of the canonical form, in UTF-16 units.
 */
export function cleanText(text: string, maxLength: number): Parsed {
  if (text.length > 4 * maxLength + RAW_SLACK) {
    return tooLong(maxLength);
  }
  if (CONTROL.test(text)) {
    return refused('CONTROL_CHARACTER', 'must not contain control characters');
  }
  const trimmed = foldPrinted(text).trim();
  if (trimmed === '') {
    return refused('EMPTY', 'must not be empty');
  }
  return trimmed.length > 2 * maxLength + RAW_SLACK ? tooLong(maxLength) : accepted(trimmed);
}

/** As `cleanText`, and without the separators that the kind is printed with. Callers look at the length that is left. */
export function cleanGrouped(text: string, maxLength: number, separators: RegExp): Parsed {
  const cleaned = cleanText(text, maxLength);
  return cleaned.ok ? accepted(cleaned.value.replace(separators, '')) : cleaned;
}

function tooLong(maxLength: number): Parsed {
  return refused('TOO_LONG', `must be at most ${maxLength} characters long`);
}
