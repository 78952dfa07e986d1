import { findAadhaarNumbers } from '../../domain/identifier/aadhaar.js';
import { maskPan } from '../../domain/identifier/mask.js';
import { hasVerhoeffChecksum } from '../../domain/identifier/verhoeff.js';
import type { JsonValue } from '../../domain/provider/workflow-port.js';
import { isObject } from '../json-reader.js';
import { isAadhaarKey, isHarmless, isNumberKey, isPanKey, isPersonalKey } from './crego.personal-keys.mapping.js';

/**
 * Personal values stop here: Crego's forms carry the whole Aadhaar number, name and address as default values, and a
 * step's result repeats them. Where a value comes from decides, told by its key; what it looks like only hides more.
 * Every function is total; what is nested deeper than `MAX_DEPTH` is dropped.
 */
const MAX_DEPTH = 24;
const MASK = 'XXXXXX';
const MASKED = /^[A-Za-z]{0,2}X{4,}[A-Za-z0-9]{0,4}$/;
const PAN = /^[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]$/i;
/** The verdict beside a compared value, e.g. `No Match Found - 0`. */
const VERDICT = /^(no |partial |full |exact )?match( found)? - \d{1,3}(\.\d{1,4})?$/i;
const WORDS = /^(?!.*\d{5})[A-Za-z][\w .()&/-]{0,63}$/;
/** A key that names a field. Some objects are keyed by what people are called or numbered. */
const FIELD_NAME = /^(?!.*\d{5})[A-Za-z_$][\w$-]{0,63}$/;

/** Digits in a UUID are chance, and a document's id must stay usable. */
const UUID = /([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})/i;

/** Tokens and bytes, 16-digit virtual ids, email, PAN, phone. Bounded, so the time is linear in the text's length. */
const SENSITIVE = new RegExp(
  [
    '(?<secret>(?<![\\w-])eyJ[\\w-]{8,}\\.[\\w-]+\\.[\\w-]*|data:[^,\\s]{0,100},\\S+|[A-Za-z0-9+/=]{200,})',
    '(?<vid>(?<!\\d)\\d{4}[ -]?\\d{4}[ -]?\\d{4}[ -]?\\d{4}(?!\\d))',
    '(?<email>[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,5})',
    '(?<pan>(?<![A-Za-z0-9])[A-Za-z]{3}[ABCFGHJLPTabcfghjlpt][A-Za-z]\\d{4}[A-Za-z](?![A-Za-z0-9]))',
    '(?<phone>(?<![\\d.])(?:\\+?91[ -]?)?[6-9]\\d{9}(?![\\d.]))',
  ].join('|'),
  'g',
);

/** Masks what looks personal inside free text: Aadhaar numbers and virtual ids, PAN, email, phone, tokens, files. */
export function redactText(text: string): string {
  return text
    .split(UUID)
    .map((part, index) => (index % 2 === 1 ? part : redactPart(part)))
    .join('');
}

function redactPart(text: string): string {
  return redactAadhaar(text).replace(SENSITIVE, (found: string, ...rest: unknown[]) => {
    const groups = rest.at(-1);
    if (!isObject(groups)) return MASK;
    if (groups.pan !== undefined) return maskPan(found);
    if (groups.phone !== undefined) return `${MASK}${found.slice(-4)}`;
    if (groups.vid === undefined) return MASK;
    return hasVerhoeffChecksum(found.replace(/[ -]/g, '')) ? `XXXXXXXXXXXX${found.slice(-4)}` : found;
  });
}

function redactAadhaar(text: string): string {
  let redacted = '';
  let end = 0;
  for (const range of findAadhaarNumbers(text)) {
    redacted += `${text.slice(end, range.start)}XXXXXXXX${text.slice(range.end - 4, range.end)}`;
    end = range.end;
  }
  return redacted + text.slice(end);
}

/** The mask of a value, by its key. Empty text stays empty; a mask stays as it is. */
export function maskValue(key: string, text: string): string {
  if (text.trim() === '' || MASKED.test(text)) return text;
  const digits = text.replace(/[\s-]/g, '');
  // A part of a number shows nothing: the last four of each of three parts would be the whole.
  if (isAadhaarKey(key)) return /^\d{12}$/.test(digits) ? `XXXXXXXX${digits.slice(-4)}` : MASK;
  if (isPanKey(key) && PAN.test(text)) return maskPan(text);
  return isNumberKey(key) && /^\+?\d{8,}$/.test(digits) ? `${MASK}${digits.slice(-4)}` : MASK;
}

/** Whether a value may be shown to everybody who may see the record. */
export function isShown(key: string, value: string | number | boolean): boolean {
  return isHarmless(key, value) && redactText(String(value)) === String(value);
}

/** What was entered or found out, safe to show: all is masked but what stands under a key that is known to be harmless. */
export function redactJson(value: unknown, key = '', personal = isPersonalKey(key), depth = 0): JsonValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return !personal && isShown(key, value) ? value : maskValue(key, String(value));
  if (typeof value !== 'object' || value === null || depth >= MAX_DEPTH) return null;
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) =>
      personal && index === 1 && typeof item === 'string' && VERDICT.test(item)
        ? item
        : redactJson(item, key, personal, depth + 1),
    );
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, item], index) => [
      toShownKey(name, index),
      redactJson(item, name, personal || isPersonalKey(name), depth + 1),
    ]),
  );
}

function toShownKey(name: string, index: number): string {
  return FIELD_NAME.test(name) && redactText(name) === name ? name : `${MASK}_${index}`;
}

/** The name of a node, a kind or a state; anything else in its place may be somebody's. */
export function toWord(text: string): string {
  return WORDS.test(text) && redactText(text) === text ? text : MASK;
}

/** What the provider or the designer of a flow wrote for people to read; with what looks personal masked all the same. */
export function redactTexts(value: unknown, depth = 0): JsonValue {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'number') return redactText(String(value)) === String(value) ? value : MASK;
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'object' || value === null || depth >= MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.map((item: unknown) => redactTexts(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [redactText(key), redactTexts(item, depth + 1)]),
  );
}

export function isMask(text: string): boolean {
  return MASKED.test(text);
}
