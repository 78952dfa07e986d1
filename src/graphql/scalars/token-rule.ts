import { foldPrinted } from '../../domain/identifier/clean-text.js';
import { findIdentityNumber } from '../../domain/identifier/identity-number.js';
import { accepted, type Parsed, refused } from '../../domain/identifier/parsed.js';

export interface TokenRule {
  readonly min: number;
  readonly max: number;
  /** One anchored character class with a quantifier; it runs on at most `max` characters. */
  readonly pattern: RegExp;
  readonly rule: string;
}

/** A parser for machine-made texts: nothing is trimmed, every character comes from one class. */
export function tokenRule({ min, max, pattern, rule }: TokenRule): (text: string) => Parsed {
  return (text) => {
    if (text.length < min || text.length > max) {
      return refused('WRONG_LENGTH', rule);
    }
    return pattern.test(text) ? accepted(text) : refused('WRONG_FORMAT', rule);
  };
}

/** A key or a label of the caller's own: shown in clear to everybody who may see the record, so it must identify nobody. */
export function ownReference(parse: (text: string) => Parsed): (text: string) => Parsed {
  return (text) => {
    const parsed = parse(text);
    return parsed.ok && findIdentityNumber(parsed.value) !== null
      ? refused('WRONG_FORMAT', NO_IDENTITY_NUMBER)
      : parsed;
  };
}

const NO_IDENTITY_NUMBER =
  'must be a reference of your own, which is shown in clear: no PAN, Aadhaar, passport, licence, voter, phone or account number';

/** As `tokenRule`, for what people type or paste: read as every printed number is, and without outer spaces. */
export function typedRule(config: TokenRule): (text: string) => Parsed {
  const parse = tokenRule(config);
  // Bounded before folding; a few spaces around and invisible characters are forgiven.
  return (text) => parse(text.length > 4 * config.max + 40 ? text : trimSpaces(foldPrinted(text)));
}

/** As `typedRule`, upper-cased; for patterns of ASCII only. */
export function codeRule(config: TokenRule): (text: string) => Parsed {
  const parse = typedRule(config);
  return (text) => {
    const parsed = parse(text);
    return parsed.ok ? accepted(parsed.value.toUpperCase()) : parsed;
  };
}

/** Spaces only: a line break at the end is refused by the pattern, not forgiven. */
function trimSpaces(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text[start] === ' ') start += 1;
  while (end > start && text[end - 1] === ' ') end -= 1;
  return text.slice(start, end);
}
