/** What stands for a hidden character, and how many of them are written at most. */
const HIDDEN = 'X';
const MAX_HIDDEN = 40;
const HIDDEN_TEXT = '***';

/** A mask is total: it answers for every text, never throws, and keeps null as null. */
interface Mask {
  (text: string): string;
  (text: string | null | undefined): string | null;
}

/** `XXXXXXXX1234`, from the twelve digits or from the last four alone; nothing of any other text. */
export const maskAadhaar = mask((text) => {
  const digits = text.length > 64 ? '' : text.replace(/\D/g, '');
  return digits.length === 12 || digits.length === 4 ? `XXXXXXXX${digits.slice(-4)}` : 'XXXXXXXXXXXX';
});

/** `ABXXXXXX4F`: the first two and the last two of ten characters; less of any other text. */
export const maskPan = mask((text) =>
  /^[\x20-\x7e]{10}$/.test(text) ? `${text.slice(0, 2)}XXXXXX${text.slice(-2)}` : keepLast(text, 2),
);

/** `27ABXXXXXX4F1Z5`: hides the PAN inside a GSTIN. */
export const maskGstin = mask((text) =>
  /^[\x20-\x7e]{15}$/.test(text)
    ? `${text.slice(0, 2)}${maskPan(text.slice(2, 12))}${text.slice(12)}`
    : keepLast(text, 3),
);

/** `XXXXXXXX6789`: the last four, and never more than half of a short number. */
export const maskAccount = mask((text) => keepLast(text, 4));

/** For documents of any kind: the last four, and never more than half. */
export const maskIdNumber = mask((text) => keepLast(text, 4));

/** `+91XXXXXX0001`: the Indian country code and the last four; of other countries the plus sign and the last four. */
export const maskPhone = mask((text) => {
  const prefix = /^\+91\d{10}$/.test(text) ? '+91' : text.startsWith('+') ? '+' : '';
  return `${prefix}${keepLast(text.slice(prefix.length), 4)}`;
});

/** `a***@example.com`; a local part of one character is hidden altogether. */
export const maskEmail = mask((text) => {
  const at = text.lastIndexOf('@');
  return at < 1 || at === text.length - 1 ? maskText(text) : `${maskText(text.slice(0, at))}${text.slice(at)}`;
});

/** `A***`: the first character of a name or another text; its length stays hidden. */
export const maskText = mask((text) => {
  const [first = '', second] = text.slice(0, 4);
  return second === undefined ? HIDDEN_TEXT : `${first}${HIDDEN_TEXT}`;
});

/** `1990-XX-XX`: the year of a date; all of anything else is hidden. */
export const maskDate = mask((text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text.slice(0, 4)}-XX-XX` : HIDDEN_TEXT));

function mask(hide: (text: string) => string): Mask {
  function masked(text: string): string;
  function masked(text: string | null | undefined): string | null;
  function masked(text: string | null | undefined): string | null {
    return text === null || text === undefined ? null : hide(text);
  }
  return masked;
}

function keepLast(text: string, atMost: number): string {
  const kept = Math.min(atMost, Math.floor(text.length / 2));
  // A kept tail must not start with the second half of a surrogate pair.
  const tail = text.slice(text.length - kept).replace(/^[\udc00-\udfff]/, HIDDEN);
  return HIDDEN.repeat(Math.min(text.length - kept, MAX_HIDDEN)) + tail;
}
