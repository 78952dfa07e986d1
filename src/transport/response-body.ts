import { isUtf8 } from 'node:buffer';
import { parseLosslessJson } from './lossless-json.js';

/** Deeper than any real answer, shallow enough for every recursive reader. */
const MAX_DEPTH = 64;
/** Below this size even a body of nothing but brackets costs little memory to parse. */
const SCAN_ABOVE_BYTES = 64 * 1024;

/** The bytes are not the JSON that was asked for. Quotes nothing of them. */
export class BadBody extends Error {}

/**
 * Parses a JSON body; empty or blank gives undefined. Throws {@link BadBody} for anything else, including invalid UTF-8
 * and JSON nested more than 64 deep. Keys that could reach a prototype when the result is copied are dropped.
 */
export function parseBody(bytes: Buffer, options: { freeze: boolean }): unknown {
  if (bytes.length === 0) return undefined;
  if (!isUtf8(bytes)) throw new BadBody('not UTF-8');
  if (bytes.length > SCAN_ABOVE_BYTES && depthOf(bytes) > MAX_DEPTH) throw new BadBody('nested too deep');
  const text = bytes.toString('utf8').trim(); // trim() also takes a byte order mark off
  if (text === '') return undefined;
  let value: unknown;
  try {
    value = parseLosslessJson(text);
  } catch {
    throw new BadBody('not JSON'); // the parser's own message quotes the text
  }
  tidy(value, 0, options.freeze);
  return value;
}

function tidy(value: unknown, depth: number, freeze: boolean): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth >= MAX_DEPTH) throw new BadBody('nested too deep');
  if (Array.isArray(value)) {
    for (const item of value) tidy(item, depth + 1, freeze);
  } else {
    const record = value as Record<string, unknown>;
    for (const key of Object.keys(record)) {
      const item = record[key];
      if (key === '__proto__' || (key === 'constructor' && typeof item === 'object')) delete record[key];
      else tidy(item, depth + 1, freeze);
    }
  }
  if (freeze) Object.freeze(value);
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Greatest nesting of the text, found without building anything. */
function depthOf(bytes: Buffer): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (inString) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === 0x5b || byte === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (byte === 0x5d || byte === 0x7d) depth--;
  }
  return deepest;
}
