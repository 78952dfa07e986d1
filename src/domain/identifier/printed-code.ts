import { cleanGrouped, SPACES_AND_DASHES } from './clean-text.js';
import { accepted, type Parsed, refused } from './parsed.js';

export interface PrintedCode {
  /** Of the canonical form. */
  readonly min: number;
  readonly max: number;
  /** What is printed between its characters and is no part of it: spaces and dashes where nothing else is said. */
  readonly separators?: RegExp;
  /** Of the canonical form before it is upper-cased: cases are listed instead of the i flag, or ı and ſ would become I and S. */
  readonly pattern: RegExp;
  /** What the issuer's standard refuses beyond the form, looked at in the canonical form. */
  readonly never?: RegExp;
  readonly rule: string;
  /** `as they are` where the issuer tells cases apart, or does not say. */
  readonly letters?: 'upper case' | 'as they are';
}

/** The parser of a number that somebody issues and people copy from paper. */
export function printedCode(code: PrintedCode): (text: string) => Parsed {
  const { min, max, separators = SPACES_AND_DASHES, pattern, never, rule, letters = 'upper case' } = code;
  return (text) => {
    const cleaned = cleanGrouped(text, max, separators);
    if (!cleaned.ok) return cleaned;
    if (cleaned.value.length < min || cleaned.value.length > max) return refused('WRONG_LENGTH', rule);
    if (!pattern.test(cleaned.value)) return refused('WRONG_FORMAT', rule);
    const value = letters === 'upper case' ? cleaned.value.toUpperCase() : cleaned.value;
    return never?.test(value) ? refused('WRONG_FORMAT', rule) : accepted(value);
  };
}
