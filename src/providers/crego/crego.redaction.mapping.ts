import { findAadhaarNumbers } from '../../domain/identifier/aadhaar.js';
import { maskPan } from '../../domain/identifier/mask.js';
import { hasVerhoeffChecksum } from '../../domain/identifier/verhoeff.js';
import type { JsonObject, JsonValue } from '../../domain/provider/workflow-port.js';
import { isObject } from '../json-reader.js';

/**
 * Personal values stop here: Crego's forms carry the whole Aadhaar number, name and address as default values, and a
 * step's result repeats them. Every function is total; what is nested deeper than `MAX_DEPTH` is dropped.
 */
const MAX_DEPTH = 24;
const MASK = 'XXXXXX';
const MASKED = /^[A-Za-z]{0,2}X{4,}[A-Za-z0-9]{0,4}$/;
const PAN = /^[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]$/i;
/** The verdict beside a compared value, e.g. `No Match Found - 0`. */
const VERDICT = /^[a-z ]{0,30}match[a-z ]{0,12}- ?\d{1,3}(\.\d{1,4})?$/i;

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

const PERSONAL_WORDS: ReadonlySet<string> = new Set(
  `name firstname lastname middlename fullname username dob birth birthdate pob gender address addr street house
  postoffice pincode postcode zip city district email mail mobile phone contact pan passport passportno identification
  identificationno uid vid voter licence license account ifsc father mother spouse nominee photo image selfie signature
  latitude longitude geolocation ip password secret token otp pin jwt authorization`.split(/\s+/),
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

/** The mask of a value that is personal because of where it stands. Empty text stays empty; a mask stays as it is. */
export function maskValue(key: string, text: string): string {
  if (text.trim() === '' || MASKED.test(text)) return text;
  const digits = text.replace(/[\s-]/g, '');
  if (isAadhaarKey(key) || redactText(digits).startsWith('XXXXXXXX'))
    return `XXXXXXXX${/\d{4}$/.exec(digits)?.[0] ?? ''}`;
  if (PAN.test(text)) return maskPan(text);
  return /^\+?\d{8,}$/.test(digits) ? `${MASK}${digits.slice(-4)}` : MASK;
}

function isAadhaarKey(key: string): boolean {
  return /aadh+a*r/i.test(key);
}

function isPersonalKey(key: string): boolean {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return isAadhaarKey(key) || key === 'matched_data' || words.some((word) => PERSONAL_WORDS.has(word));
}

/** A step's result, safe to show: values under personal keys are masked, everything else is searched for them. */
export function redactJson(value: unknown, key = '', personal = false, depth = 0): JsonValue {
  if (typeof value === 'string') return personal ? maskValue(key, value) : redactText(value);
  if (typeof value === 'number') return redactNumber(key, value, personal);
  if (typeof value === 'boolean' || value === null || depth >= MAX_DEPTH)
    return typeof value === 'boolean' ? value : null;
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) =>
      personal && index === 1 && typeof item === 'string' && VERDICT.test(item)
        ? item
        : redactJson(item, key, personal, depth + 1),
    );
  }
  if (!isObject(value)) return null;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      redactText(name),
      redactJson(item, name, personal || isPersonalKey(name), depth + 1),
    ]),
  );
}

function redactNumber(key: string, value: number, personal: boolean): JsonValue {
  const text = String(value);
  const masked = personal ? maskValue(key, text) : redactText(text);
  return masked === text && Number.isFinite(value) ? value : masked;
}

/**
 * A JSON Schema whose `default` and `examples` are masked, whatever they are called: a flow's designer is free to name
 * fields. Defaults that the schema itself lists (`enum`, `const`, `oneOf`) and booleans stay, so do plain numbers.
 */
export function maskSchema(schema: unknown, key = '', depth = 0): JsonValue {
  if (Array.isArray(schema))
    return depth >= MAX_DEPTH ? [] : schema.map((item: unknown) => maskSchema(item, key, depth + 1));
  if (!isObject(schema)) return redactJson(schema);
  if (depth >= MAX_DEPTH) return {};
  return Object.fromEntries(
    Object.entries(schema).map(([word, value]) => {
      if (word === 'properties' && isObject(value)) return [word, maskProperties(value, depth)];
      if (word === 'default') return [word, isListed(value, schema) ? redactJson(value) : maskDefault(value, key)];
      return [
        word,
        word === 'examples' || word === 'example' ? maskDefault(value, key) : maskSchema(value, key, depth + 1),
      ];
    }),
  );
}

function maskProperties(properties: Record<string, unknown>, depth: number): JsonObject {
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, maskSchema(property, name, depth + 1)]),
  );
}

function isListed(value: unknown, schema: Record<string, unknown>): boolean {
  if (schema.const === value || (Array.isArray(schema.enum) && schema.enum.includes(value))) return true;
  const choices: readonly unknown[] = Array.isArray(schema.oneOf) ? schema.oneOf : [];
  return choices.some((choice) => isObject(choice) && choice.const === value);
}

function maskDefault(value: unknown, key: string, depth = 0): JsonValue {
  if (typeof value === 'string') return maskValue(key, value);
  if (typeof value === 'number') return redactNumber(key, value, isPersonalKey(key));
  if (depth >= MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.map((item: unknown) => maskDefault(item, key, depth + 1));
  if (!isObject(value)) return redactJson(value);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, maskDefault(item, name, depth + 1)]));
}

/** UI hints; a value among them (`ui:initialValue`, …) is masked like a default. */
export function maskUi(ui: unknown, depth = 0): JsonValue {
  if (Array.isArray(ui)) return depth >= MAX_DEPTH ? [] : ui.map((item: unknown) => maskUi(item, depth + 1));
  if (!isObject(ui)) return redactJson(ui);
  if (depth >= MAX_DEPTH) return {};
  return Object.fromEntries(
    Object.entries(ui).map(([name, item]) => [
      name,
      /value|default/i.test(name) ? maskDefault(item, name) : maskUi(item, depth + 1),
    ]),
  );
}

/** Whether the data holds a mask that {@link restoreMasked} could undo. */
export function holdsMask(data: JsonValue, depth = 0): boolean {
  if (typeof data === 'string') return MASKED.test(data);
  if (typeof data !== 'object' || data === null || depth >= MAX_DEPTH) return false;
  return Object.values(data).some((item) => holdsMask(item, depth + 1));
}

/**
 * Puts a form's real defaults back where a person left the masked ones untouched, so that a mask is never sent as if it
 * were somebody's name or number. `schema` is the form as Crego sent it. Lists are left as they are.
 */
export function restoreMasked(
  data: JsonObject,
  schema: Record<string, unknown>,
  inherited: unknown = schema.default,
): JsonObject {
  const properties = isObject(schema.properties) ? schema.properties : {};
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      const found = Object.hasOwn(properties, name) ? properties[name] : null;
      const property = isObject(found) ? found : {};
      const original = property.default ?? (isObject(inherited) ? inherited[name] : undefined);
      if (isObject(value)) return [name, isObject(found) ? restoreMasked(value, property, original) : value];
      const masked = typeof value === 'string' && MASKED.test(value) && maskDefault(original, name) === value;
      return [name, masked && (typeof original === 'string' || typeof original === 'number') ? original : value];
    }),
  );
}
