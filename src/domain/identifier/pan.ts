import { cleanText } from './clean-text.js';
import { accepted, type Parsed, refused } from './parsed.js';

/** The fourth letter of a PAN says what kind of holder it has. */
const HOLDER_TYPES = {
  P: 'PERSON',
  C: 'COMPANY',
  H: 'HINDU_UNDIVIDED_FAMILY',
  F: 'FIRM',
  A: 'ASSOCIATION_OF_PERSONS',
  T: 'TRUST',
  B: 'BODY_OF_INDIVIDUALS',
  L: 'LOCAL_AUTHORITY',
  J: 'ARTIFICIAL_JURIDICAL_PERSON',
  G: 'GOVERNMENT',
} as const;
export type PanHolderType = (typeof HOLDER_TYPES)[keyof typeof HOLDER_TYPES];

const RULE = 'must be a PAN: five letters (the fourth one of ABCFGHJLPT), four digits and a letter, such as AAAPA1234A';

/** Ten characters in upper case. A PAN has no public checksum: this is structure only. */
export function parsePan(text: string): Parsed {
  const cleaned = cleanText(text, 10);
  if (!cleaned.ok) {
    return cleaned;
  }
  const { value } = cleaned;
  if (value.length !== 10) {
    return refused('WRONG_LENGTH', RULE);
  }
  // Cases are listed instead of the i flag, and upper-cased after the match: ı and ſ would become I and S.
  return /^[A-Za-z]{3}[ABCFGHJLPTabcfghjlpt][A-Za-z]\d{4}[A-Za-z]$/.test(value)
    ? accepted(value.toUpperCase())
    : refused('WRONG_FORMAT', RULE);
}

/** Null for anything that is not a canonical PAN. */
export function panHolderType(pan: string): PanHolderType | null {
  const letter = pan.charAt(3);
  return Object.hasOwn(HOLDER_TYPES, letter) ? HOLDER_TYPES[letter as keyof typeof HOLDER_TYPES] : null;
}
