import { cleanGrouped, SPACES_AND_DASHES } from './clean-text.js';
import { maskAadhaar } from './mask.js';
import { accepted, type Parsed, refused } from './parsed.js';
import { hasVerhoeffChecksum } from './verhoeff.js';

const RULE = 'must be an Aadhaar number: 12 digits, the first from 2 to 9, and a valid check digit';

/**
 * Twelve digits without separators. The value may pass through memory to a provider; it must not be stored, logged or
 * put into a job.
 */
export function parseAadhaar(text: string): Parsed {
  const cleaned = cleanGrouped(text, 12, SPACES_AND_DASHES);
  if (!cleaned.ok) {
    return cleaned;
  }
  const { value } = cleaned;
  if (!/^\d+$/.test(value)) {
    return refused('WRONG_FORMAT', RULE);
  }
  if (value.length !== 12) {
    return refused('WRONG_LENGTH', RULE);
  }
  if (!/^[2-9]/.test(value)) {
    return refused('WRONG_FORMAT', RULE);
  }
  return hasVerhoeffChecksum(value) ? accepted(value) : refused('WRONG_CHECKSUM', RULE);
}

/** Where a text holds something; `end` is exclusive, both count UTF-16 units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** UUIDs and hexadecimal digests: digits in them are chance, and cutting holes into them would break tracing. */
const MACHINE_ID =
  /(?<![0-9a-fA-F])(?:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|(?:[0-9a-f]{16}){2,4})(?![0-9a-fA-F])/g;

/**
 * Every Aadhaar number in a text: 12 digits, grouped 4-4-4 by single spaces or dashes or not at all, not part of a
 * longer run of digits, not after a plus sign (that is a phone number), with a valid check digit. Ranges are in order
 * and do not overlap. Linear in the text's length.
 */
export function findAadhaarNumbers(text: string): TextRange[] {
  const found: TextRange[] = [];
  const candidate = /(?<![\d+])[2-9]\d{3}[ -]?\d{4}[ -]?\d{4}(?!\d)/g;
  let machineIds: TextRange[] | null = null;
  for (let match = candidate.exec(text); match !== null; match = candidate.exec(text)) {
    const range = { start: match.index, end: match.index + match[0].length };
    if (hasVerhoeffChecksum(match[0].replace(/[ -]/g, ''))) {
      machineIds ??= findMachineIds(text);
      if (!isInside(range, machineIds)) {
        found.push(range);
        continue;
      }
    }
    // A wrong first guess must not swallow the groups of the number that follows it.
    candidate.lastIndex = match.index + 1;
  }
  return found;
}

/** The text with every Aadhaar number in it masked. */
export function maskAadhaarNumbers(text: string): string {
  let clean = text;
  for (const { start, end } of findAadhaarNumbers(text).reverse()) {
    clean = clean.slice(0, start) + maskAadhaar(clean.slice(start, end)) + clean.slice(end);
  }
  return clean;
}

function findMachineIds(text: string): TextRange[] {
  return Array.from(text.matchAll(MACHINE_ID), (match) => ({ start: match.index, end: match.index + match[0].length }));
}

function isInside(range: TextRange, sorted: readonly TextRange[]): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const candidate = sorted[middle];
    if (candidate !== undefined && candidate.end <= range.start) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const next = sorted[low];
  return next !== undefined && next.start <= range.start && range.end <= next.end;
}
