import { cleanText } from './clean-text.js';
import { accepted, type Parsed, refused } from './parsed.js';

const RULE = 'must be an e-mail address of at most 254 ASCII characters, such as asha@example.com';
const MAX_LENGTH = 254;
const MAX_LOCAL_LENGTH = 64;

/**
 * An address in lower case. The rule is the everyday subset of RFC 5321: no quoted local parts, no address literals, a
 * domain of at least two labels.
 */
export function parseEmail(text: string): Parsed {
  const cleaned = cleanText(text, MAX_LENGTH);
  if (!cleaned.ok) {
    return cleaned;
  }
  const { value } = cleaned;
  if (value.length > MAX_LENGTH) {
    return refused('TOO_LONG', RULE);
  }
  const at = value.lastIndexOf('@');
  const valid = at > 0 && isLocalPart(value.slice(0, at)) && isDomain(value.slice(at + 1));
  return valid ? accepted(value.toLowerCase()) : refused('WRONG_FORMAT', RULE);
}

function isLocalPart(text: string): boolean {
  return (
    text.length <= MAX_LOCAL_LENGTH && text.split('.').every((atom) => /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+$/.test(atom))
  );
}

function isDomain(text: string): boolean {
  const labels = text.split('.');
  const last = labels.at(-1) ?? '';
  return (
    labels.length >= 2 &&
    labels.every((label) => label.length <= 63 && /^[A-Za-z0-9-]+$/.test(label) && !/^-|-$/.test(label)) &&
    last.length >= 2 &&
    !/^\d+$/.test(last)
  );
}
