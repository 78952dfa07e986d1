import { withoutInvisible } from '../../domain/identifier/clean-text.js';
import { parseFirmName, parsePersonName } from '../../domain/identifier/name.js';
import { accepted, type Parsed, refused } from '../../domain/identifier/parsed.js';
import { textScalar } from './text-scalar.js';
import { ownReference } from './token-rule.js';

/** Controls, line and paragraph separators, what shows a text backwards, and halves of surrogate pairs. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u202e\ufffe\uffff]|\p{Surrogate}/u;

/** As `UNPRINTABLE`, but tabs and line feeds may stay. */
const UNPRINTABLE_IN_LINES = /[^\P{Cc}\t\n]|[\u2028\u2029\u202e\ufffe\uffff]|\p{Surrogate}/u;

interface LineRule {
  /** In characters as people count them (code points). */
  readonly max: number;
  readonly rule: string;
}

/** One line: bounded, free of what cannot be printed, trimmed, and counted. */
function parseLine(text: string, { max, rule }: LineRule): Parsed {
  // A character takes at most two units; outer spaces beyond that are not forgiven.
  if (text.length > max * 2 + 40) {
    return refused('TOO_LONG', rule);
  }
  if (UNPRINTABLE.test(text)) {
    return refused('CONTROL_CHARACTER', rule);
  }
  const value = withoutInvisible(text).trim().normalize('NFC');
  if (value === '') {
    return refused('EMPTY', rule);
  }
  return Array.from(value).length > max ? refused('TOO_LONG', rule) : accepted(value);
}

export const PersonNameScalar = textScalar({
  name: 'PersonName',
  description:
    "A name of a person or a part of one: 1 to 100 letters of any script, marks, up to six digits, spaces and `. ' - , & / ( )`. Trimmed, in Unicode form C, with plain spaces, apostrophes and dashes. Example: `Asha Rao`.",
  parse: parsePersonName,
});

export const FirmNameScalar = textScalar({
  name: 'FirmName',
  description:
    'The name of a person or firm: as `PersonName`, up to 200 characters, also `+ ! # @ * : % " _`. Example: `24x7 Example Stores (India) Private Limited`.',
  parse: parseFirmName,
});

const SHORT_RULE: LineRule = { max: 200, rule: 'must be 1 to 200 printable characters on one line' };

export const ShortTextScalar = textScalar({
  name: 'ShortText',
  description:
    'One line of 1 to 200 printable characters. Trimmed, in Unicode form C, without invisible characters. Example: `12, Example Street`.',
  parse: (text) => parseLine(text, SHORT_RULE),
});

export const LabelScalar = textScalar({
  name: 'Label',
  description:
    'A name or label of a thing, never of a person: as `ShortText`, shown in clear, so a PAN or another number of a person is refused. Example: `kyc_flow_2`.',
  parse: ownReference((text) => parseLine(text, SHORT_RULE)),
});

const LONG_RULE = 'must be at most 4,000 characters, without control characters other than tabs and line breaks';
const LONG_MAX = 4_000;

export const LongTextScalar = textScalar({
  name: 'LongText',
  description:
    'Up to 4,000 characters, tabs and line breaks included; line breaks become line feeds. Example: `Please send the back side too.`',
  parse: (text) => {
    if (text.length > LONG_MAX * 2) {
      return refused('TOO_LONG', LONG_RULE);
    }
    const value = withoutInvisible(text).replace(/\r\n?/g, '\n');
    if (UNPRINTABLE_IN_LINES.test(value)) {
      return refused('CONTROL_CHARACTER', LONG_RULE);
    }
    return Array.from(value).length > LONG_MAX ? refused('TOO_LONG', LONG_RULE) : accepted(value);
  },
});

const PASSWORD_RULE = 'must be a password: 1 to 1,024 bytes in UTF-8, without NUL';

export const PasswordScalar = textScalar({
  name: 'Password',
  description:
    'A password: 1 to 1,024 bytes in UTF-8, taken as they are. Input only. Example: `correct horse battery staple`.',
  parse: (text) => {
    if (text.length < 1 || text.length > 1_024 || Buffer.byteLength(text) > 1_024) {
      return refused('WRONG_LENGTH', PASSWORD_RULE);
    }
    // Halves of surrogate pairs all become the same bytes in UTF-8, so different passwords would match.
    return /\0|\p{Surrogate}/u.test(text) ? refused('CONTROL_CHARACTER', PASSWORD_RULE) : accepted(text);
  },
  inputOnly: true,
});

const BASE64_RULE = 'must be standard base64 of 1 byte to 1 MiB, padded and without line breaks';
const MAX_DECODED_BYTES = 1_048_576;
const MAX_BASE64_LENGTH = 4 * Math.ceil(MAX_DECODED_BYTES / 3);

export const Base64DataScalar = textScalar({
  name: 'Base64Data',
  description:
    'Bytes in standard base64 (RFC 4648, section 4): at most 1 MiB decoded, padded, without line breaks or a data: prefix. Larger files are uploads. Example: `U1lOVEhFVElD`.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc4648',
  parse: (text) => {
    if (text.length === 0 || text.length > MAX_BASE64_LENGTH || text.length % 4 !== 0) {
      return refused('WRONG_LENGTH', BASE64_RULE);
    }
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) {
      return refused('WRONG_FORMAT', BASE64_RULE);
    }
    return Buffer.byteLength(text, 'base64') > MAX_DECODED_BYTES ? refused('TOO_LONG', BASE64_RULE) : accepted(text);
  },
});
