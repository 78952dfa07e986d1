import { printedCode } from './printed-code.js';

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

/** Ten characters in upper case. A PAN has no public checksum: this is structure only. Serials begin at 0001. */
export const parsePan = printedCode({
  min: 10,
  max: 10,
  pattern: /^[A-Za-z]{3}[ABCFGHJLPTabcfghjlpt][A-Za-z]\d{4}[A-Za-z]$/,
  never: /^.{5}0000/,
  rule: 'must be a PAN: five letters (the fourth one of ABCFGHJLPT), four digits that are not all zero, and a letter, such as AAAPA1234A',
});

/** Null for anything that is not a canonical PAN. */
export function panHolderType(pan: string): PanHolderType | null {
  const letter = pan.charAt(3);
  return Object.hasOwn(HOLDER_TYPES, letter) ? HOLDER_TYPES[letter as keyof typeof HOLDER_TYPES] : null;
}
