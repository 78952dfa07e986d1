import { cleanGrouped, SPACES_AND_DASHES } from './clean-text.js';
import { parsePan } from './pan.js';
import { accepted, type Parsed, refused } from './parsed.js';

const RULE =
  'must be a GSTIN: a two-digit state code, a PAN, an entity character, Z and a valid check character, 15 characters in all';

/** 01 to 38 are states and union territories; 96, 97 and 99 are foreign, other territory and centre. */
const STATE_CODE = /^(?:0[1-9]|[12]\d|3[0-8]|9[679])/;

/** The parts of a GSTIN. */
export interface Gstin {
  /** All fifteen characters, in upper case. */
  readonly value: string;
  readonly stateCode: string;
  /** The holder's PAN: personal data when the holder is a person. */
  readonly pan: string;
}

export function parseGstin(text: string): Parsed<Gstin> {
  const cleaned = cleanGrouped(text, 15, SPACES_AND_DASHES);
  if (!cleaned.ok) {
    return cleaned;
  }
  if (cleaned.value.length !== 15) {
    return refused('WRONG_LENGTH', RULE);
  }
  if (!/^\d{2}[A-Za-z0-9]{10}[1-9A-Za-z][Zz][A-Za-z0-9]$/.test(cleaned.value)) {
    return refused('WRONG_FORMAT', RULE);
  }
  const value = cleaned.value.toUpperCase();
  const pan = parsePan(value.slice(2, 12));
  if (!pan.ok || !STATE_CODE.test(value)) {
    return refused('WRONG_FORMAT', RULE);
  }
  return gstinCheckCharacter(value.slice(0, 14)) === value.charAt(14)
    ? accepted({ value, stateCode: value.slice(0, 2), pan: pan.value })
    : refused('WRONG_CHECKSUM', RULE);
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The Luhn mod 36 check character of the first 14 characters; null when one of them is not 0-9 or A-Z. */
export function gstinCheckCharacter(first14: string): string | null {
  let sum = 0;
  for (let index = 0; index < first14.length; index += 1) {
    const value = ALPHABET.indexOf(first14.charAt(index));
    if (value < 0) {
      return null;
    }
    const product = value * (index % 2 === 0 ? 1 : 2);
    sum += Math.floor(product / 36) + (product % 36);
  }
  return ALPHABET.charAt((36 - (sum % 36)) % 36);
}
