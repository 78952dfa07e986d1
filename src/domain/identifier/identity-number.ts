import { findAadhaarNumbers } from './aadhaar.js';
import { foldPrinted } from './clean-text.js';

export type IdentityNumberKind = 'PAN' | 'AADHAAR' | 'PASSPORT' | 'VOTER_ID' | 'DRIVING_LICENCE' | 'ACCOUNT_OR_PHONE';

/** Random ids and digests: digits in them are chance. */
const MACHINE_ID =
  /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?<![0-9a-z])(?=\d{0,63}[a-f])(?:[0-9a-f]{16}){1,4}(?![0-9a-z])/gi;

/** Anywhere in a word: nothing else that people write has this form, and a GSTIN holds one. */
const PAN = /[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]/i;

/** Nine digits are the shortest account numbers in use; ten are a mobile number. */
const ACCOUNT = /^\d{9,18}$/;

/** Written with separators: only as a whole, since neighbouring words joined may make the form by chance. */
const PAN_ALONE = new RegExp(`^${PAN.source}$`, 'i');

/** Words by themselves. */
const WORDS: readonly (readonly [IdentityNumberKind, RegExp])[] = [
  ['PASSPORT', /^[A-Z]\d{7}$/i],
  ['VOTER_ID', /^[A-Z]{3}\d{7}$/i],
  ['DRIVING_LICENCE', /^[A-Z]{2}\d{13}$/i],
  ['ACCOUNT_OR_PHONE', ACCOUNT],
];

/**
 * What a text seems to hold that identifies a person: for fields that are shown in clear because they hold none. By
 * form alone, so it errs both ways: it is a guard against mistakes, not against somebody who wants to hide a number.
 */
export function findIdentityNumber(text: string): IdentityNumberKind | null {
  const folded = foldPrinted(text).replace(MACHINE_ID, '');
  const joined = folded.replace(/[ .:_/-]/g, '');
  if (PAN.test(folded) || PAN_ALONE.test(joined)) return 'PAN';
  if (findAadhaarNumbers(folded).length > 0 || findAadhaarNumbers(joined).length > 0) return 'AADHAAR';
  if (ACCOUNT.test(joined)) return 'ACCOUNT_OR_PHONE';
  const words = folded.split(/[^A-Za-z0-9]+/);
  return WORDS.find(([, form]) => words.some((word) => form.test(word)))?.[0] ?? null;
}
