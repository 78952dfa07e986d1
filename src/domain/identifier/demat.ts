import { cleanGrouped } from './clean-text.js';
import { accepted, type Parsed, refused } from './parsed.js';
import { printedCode } from './printed-code.js';

export const DEPOSITORIES = ['NSDL', 'CDSL'] as const;
export type Depository = (typeof DEPOSITORIES)[number];

/** A securities account at a depository. */
export interface ParsedDemat {
  readonly depository: Depository;
  /** NSDL: IN and six digits. CDSL: eight digits, or the sixteen of the whole account number. */
  readonly dpId: string;
  /** Eight digits, or the sixteen of the whole account number. */
  readonly clientId: string;
  /** True when the numbers have the other depository's form. A warning: such accounts exist in older records. */
  readonly mismatch: boolean;
}

export interface DematInput {
  readonly depository: Depository;
  readonly dpId: string;
  readonly clientId: string;
}

const RULE =
  'must be a demat account: IN, six digits and a client id of eight digits at NSDL, or sixteen digits at CDSL';
const SEPARATORS = /[ /-]/g;

/** Accepts both depositories' forms under either name, and says in `mismatch` when they disagree. */
export function parseDemat({ depository, dpId, clientId }: DematInput): Parsed<ParsedDemat> {
  const dp = cleanGrouped(dpId, 16, SEPARATORS);
  if (!dp.ok) {
    return dp;
  }
  const client = cleanGrouped(clientId, 16, SEPARATORS);
  if (!client.ok) {
    return client;
  }
  const form = formOf(dp.value, client.value);
  return form === null
    ? refused('WRONG_FORMAT', RULE)
    : accepted({ depository, dpId: dp.value.toUpperCase(), clientId: client.value, mismatch: form !== depository });
}

/** One text holding the DP id and the client id, one after the other. */
export function parseDematText(depository: Depository, text: string): Parsed<ParsedDemat> {
  const cleaned = cleanGrouped(text, 32, SEPARATORS);
  if (!cleaned.ok) {
    return cleaned;
  }
  const { value } = cleaned;
  if (value.length !== 16 && value.length !== 32) {
    return refused('WRONG_LENGTH', RULE);
  }
  const middle = value.length / 2;
  return parseDemat({ depository, dpId: value.slice(0, middle), clientId: value.slice(middle) });
}

/** One of the two numbers by itself; which of them it is and whether they fit is for `parseDemat` to say. */
export const parseDematNumber = printedCode({
  min: 8,
  max: 16,
  separators: SEPARATORS,
  pattern: /^(?:[Ii][Nn]\d{6}|\d{8}|\d{16})$/,
  rule: 'must be a number of a demat account: IN and six digits, eight digits, or sixteen digits',
});

function formOf(dpId: string, clientId: string): Depository | null {
  if (/^[Ii][Nn]\d{6}$/.test(dpId)) {
    return /^\d{8}$/.test(clientId) ? 'NSDL' : null;
  }
  return /^(?:\d{8}|\d{16})$/.test(dpId) && /^(?:\d{8}|\d{16})$/.test(clientId) ? 'CDSL' : null;
}
