import { isLosslessNumber, parse, stringify } from 'lossless-json';

/** A number that may not fit; in a text it costs no more than the other parser. */
const MAY_BE_TOO_LONG = /[:[,\s]-?\d{16}/;

/**
 * As `JSON.parse`, but a whole number beyond 2^53 becomes text with all its digits: providers send references as numbers,
 * and one that lost its last digits is another's.
 */
export function parseLosslessJson(text: string): unknown {
  if (!MAY_BE_TOO_LONG.test(text)) return JSON.parse(text);
  return parse(text, null, { parseNumber: toExact, onDuplicateKey: ({ newValue }) => newValue });
}

/** As above with every number as it stands in the text, for `exactText`. Throws where one key stands twice. */
export function parseExactJson(text: string): unknown {
  return parse(text);
}

/** A value of `parseExactJson` as text, nested ones as compact JSON: `90.00` stays `90.00`, null is nothing. */
export function exactText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (isLosslessNumber(value)) return value.value;
  return typeof value === 'object' ? (stringify(value) ?? '') : String(value);
}

function toExact(digits: string): number | string {
  const value = Number(digits);
  const fits = Number.isSafeInteger(value) || String(value) === digits;
  return fits || !/^-?\d+$/.test(digits) ? value : digits;
}
