import type { JsonObject, JsonValue } from '../../domain/provider/workflow-port.js';
import { isObject } from '../json-reader.js';
import { isMask, redactJson, redactTexts } from './crego.redaction.mapping.js';

const MAX_DEPTH = 24;

/** Words of JSON Schema that rule a form, and those that its designer wrote for people to read. */
const SCHEMA_WORDS: ReadonlySet<string> = new Set(
  `type format required pattern minimum maximum exclusiveMinimum exclusiveMaximum minLength maxLength minItems maxItems
  uniqueItems multipleOf minProperties maxProperties additionalProperties readOnly writeOnly nullable $ref $schema
  title description enum enumNames const`.split(/\s+/),
);
/** Words that hold schemas by name, and words that are a schema or a list of them. */
const SCHEMAS_BY_NAME: ReadonlySet<string> = new Set(
  // The last four are where the schema of the building blocks may keep them.
  `properties patternProperties definitions $defs dependencies dependentSchemas components schemas elements
  node_types`.split(/\s+/),
);
const SCHEMAS: ReadonlySet<string> = new Set(
  'items additionalItems additionalProperties contains not if then else allOf anyOf oneOf'.split(' '),
);
/** Hints of how a field looks, with or without `ui:` before them. */
const UI_WORDS: ReadonlySet<string> = new Set(
  `widget field order title description help placeholder readonly disabled autofocus classNames label rows inputType
  inline orderable addable removable accept multiple enumNames enumDisabled columns submitText`.split(/\s+/),
);

/** A form as it may be shown: its rules and its designer's words stay, everything that fills it in is masked. */
export function maskSchema(schema: unknown, key = '', depth = 0): JsonValue {
  if (Array.isArray(schema))
    return depth >= MAX_DEPTH ? [] : schema.map((item: unknown) => maskSchema(item, key, depth + 1));
  // `additionalProperties: false`
  if (!isObject(schema)) return typeof schema === 'boolean' ? schema : maskDefault(schema, key);
  if (depth >= MAX_DEPTH) return {};
  return Object.fromEntries(
    Object.entries(schema).flatMap(([word, value]) => maskWord(word, value, { schema, key, depth })),
  );
}

interface Place {
  readonly schema: Record<string, unknown>;
  /** What the field is called. */
  readonly key: string;
  readonly depth: number;
}

function maskWord(word: string, value: unknown, { schema, key, depth }: Place): [string, JsonValue][] {
  if (SCHEMAS_BY_NAME.has(word) && isObject(value)) return [[word, maskByName(value, depth)]];
  if (SCHEMAS.has(word)) return [[word, maskSchema(value, key, depth + 1)]];
  if (SCHEMA_WORDS.has(word) && isPlain(value)) return [[word, redactTexts(value)]];
  if (word !== 'default') return [[word, maskDefault(value, word === 'example' || word === 'examples' ? key : word)]];
  if (isOnlyChoice(value, schema)) return [[word, redactTexts(value)]];
  // A mask is no legal answer where there are choices: what was chosen is left out.
  return typeof value === 'boolean' || hasChoices(schema) ? [] : [[word, maskDefault(value, key)]];
}

function maskByName(schemas: Record<string, unknown>, depth: number): JsonObject {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      // The names of other fields, in `dependencies`.
      Array.isArray(schema) && isPlain(schema) ? redactTexts(schema) : maskSchema(schema, name, depth + 1),
    ]),
  );
}

/** What a form is filled with, by the name of the field. */
export function defaultsIn(schema: unknown, key = '', depth = 0): unknown[] {
  if (typeof schema !== 'object' || schema === null || depth >= MAX_DEPTH) return [];
  return Object.entries(schema).flatMap(([word, value]: [string, unknown]) => {
    const name = SCHEMAS.has(word) || SCHEMAS_BY_NAME.has(word) ? key : word;
    return word === 'default' && !isOnlyChoice(value, { ...schema }) && typeof value !== 'boolean'
      ? [{ [key]: value }, ...defaultsIn(value, key, depth + 1)]
      : defaultsIn(value, name, depth + 1);
  });
}

/** Words and lists of them: an object could hold anything. */
export function isPlain(value: unknown): boolean {
  return Array.isArray(value) ? !value.some((item) => typeof item === 'object' && item !== null) : !isObject(value);
}

function hasChoices({ enum: listed, oneOf, anyOf }: Record<string, unknown>): boolean {
  return [listed, oneOf, anyOf].some(Array.isArray);
}

/** It tells nothing that the form itself does not. */
function isOnlyChoice(value: unknown, schema: Record<string, unknown>): boolean {
  if (schema.const === value && value !== undefined) return true;
  return Array.isArray(schema.enum) && schema.enum.length === 1 && schema.enum[0] === value;
}

/** All of it, whatever it is called: even a status may be somebody's. */
function maskDefault(value: unknown, key: string): JsonValue {
  return redactJson(value, key, true);
}

/** UI hints; what is none of the known ones, a value among them (`ui:initialValue`, …), is masked like a default. */
export function maskUi(ui: unknown, depth = 0): JsonValue {
  if (Array.isArray(ui)) return depth >= MAX_DEPTH ? [] : ui.map((item: unknown) => maskUi(item, depth + 1));
  if (!isObject(ui)) return maskDefault(ui, '');
  if (depth >= MAX_DEPTH) return {};
  return Object.fromEntries(
    Object.entries(ui).map(([name, item]) => {
      const word = name.replace(/^ui:/, '');
      if (/value|default|data/i.test(name)) return [name, maskDefault(item, name)];
      if (UI_WORDS.has(word) && isPlain(item)) return [name, redactTexts(item)];
      return [name, isObject(item) || Array.isArray(item) ? maskUi(item, depth + 1) : maskDefault(item, name)];
    }),
  );
}

/** Whether the data holds a mask that {@link restoreMasked} could undo. */
export function holdsMask(data: JsonValue, depth = 0): boolean {
  if (typeof data === 'string') return isMask(data);
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
      const masked = typeof value === 'string' && isMask(value) && maskDefault(original, name) === value;
      return [name, masked && isScalar(original) ? original : value];
    }),
  );
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
