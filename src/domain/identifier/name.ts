import { foldPasted } from './clean-text.js';
import { findIdentityNumber } from './identity-number.js';
import { accepted, type Parsed, refused } from './parsed.js';

/** What keyboards and word processors make of an apostrophe; ʻ and ʼ too, since registries print them as one. */
const APOSTROPHE = /[`\u00b4\u02b9\u02bb\u02bc\u2018\u2019\u201b\u2032]/g;
const QUOTE = /[\u201c-\u201f\u2033]/g;

/** Controls, line and paragraph separators, the override that shows a text backwards, and half of a surrogate pair. */
const CONTROL = /[\p{Cc}\u2028\u2029\u202e\ufffe\uffff]|\p{Surrogate}/u;

/** Of every script, with the two joiners that Indic scripts need. Slash and brackets: `Asha D/O Ravi`, `Rao (Asha)`. */
const PERSON = /^[\p{L}\p{M}\p{Nd}\u200c-\u200d .',&()/-]+$/u;
const FIRM = /^[\p{L}\p{M}\p{Nd}\u200c-\u200d .',&()/+!#@*:%"_-]+$/u;

/** The start of a web address, or a path after a host. */
const WEB_ADDRESS = /https?:|\/\/|www\.|\.[a-z]{2,}\//iu;

const MAX_DIGITS = 6;

interface NameRule {
  /** In characters as people count them (code points). */
  readonly max: number;
  readonly pattern: RegExp;
  readonly rule: string;
}

const PERSON_RULE: NameRule = {
  max: 100,
  pattern: PERSON,
  rule: "must be a name: 1 to 100 letters of any script, marks, up to six digits, spaces and . ' - , & / ( ), with a letter in it, and no number of a document or account",
};

const FIRM_RULE: NameRule = {
  max: 200,
  pattern: FIRM,
  rule: 'must be the name of a person or firm: 1 to 200 letters of any script, marks, up to six digits, spaces and . \' - , & / ( ) + ! # @ * : % " _, with a letter in it, and no number of a document or account',
};

/** The name of a person or a part of one, in the one way in which it is kept, sent and compared. */
export function parsePersonName(text: string): Parsed {
  return parseName(text, PERSON_RULE);
}

/** The name of a firm. Every name of a person is one: firms are called after people. */
export function parseFirmName(text: string): Parsed {
  return parseName(text, FIRM_RULE);
}

/** NFC, one plain space for every run of spaces of any kind, one kind of apostrophe and dash, nothing invisible. */
function parseName(text: string, { max, pattern, rule }: NameRule): Parsed {
  if (text.length > 4 * max + 40) return refused('TOO_LONG', rule);
  if (CONTROL.test(text)) return refused('CONTROL_CHARACTER', rule);
  const value = foldPasted(text.normalize('NFC'))
    .replace(APOSTROPHE, "'")
    .replace(QUOTE, '"')
    .replace(/ +/g, ' ')
    .trim()
    // What was taken out may have stood between a letter and its mark.
    .normalize('NFC');
  if (value === '') return refused('EMPTY', rule);
  if (Array.from(value).length > max) return refused('TOO_LONG', rule);
  const isName = pattern.test(value) && /\p{L}/u.test(value) && !WEB_ADDRESS.test(value);
  const digits = value.match(/\p{Nd}/gu)?.length ?? 0;
  if (!isName || digits > MAX_DIGITS || findIdentityNumber(value) !== null) return refused('WRONG_FORMAT', rule);
  return accepted(value);
}
