import type { JsonObject, JsonValue } from '../../domain/provider/workflow-port.js';
import { isObject } from '../json-reader.js';
import { isPlain, maskSchema, maskUi } from './crego.form-masks.mapping.js';
import { redactJson, redactTexts } from './crego.redaction.mapping.js';

const MAX_DEPTH = 24;
const MASK = /X{6}/;

/** A store holds what persons entered: all of it is masked but what is known to be harmless. */
export function toMaskedObject(value: Record<string, unknown>): JsonObject {
  return asJsonObject(redactJson(value));
}

export function toMaskedSchema(value: Record<string, unknown>): JsonObject {
  return asJsonObject(maskSchema(value));
}

/** Words of a graph that its designer wrote or that rule it. Everything else in a design may be somebody's. */
const DESIGN_WORDS: ReadonlySet<string> = new Set(
  `name type label title description source target condition start_node end_node action action_name target_node tags
  method operation`.split(/\s+/),
);
/** Where something is drawn, and what must be there: numbers and yes or no, never text. */
const DESIGN_NUMBERS: ReadonlySet<string> = new Set(['x', 'y', 'order', 'required']);
const DESIGN_PARTS: ReadonlySet<string> = new Set(
  'graph nodes edges stages config forms navigations element position presets blocks'.split(' '),
);

/**
 * A design is staff's own text: its words name fields of forms and not persons. What fills in a form, and what no list
 * knows, is masked all the same: anybody can be typed into a design.
 */
export function toMaskedDesign(value: Record<string, unknown>): JsonObject {
  return asJsonObject(maskPart(value, 0));
}

function maskPart(value: unknown, depth: number): JsonValue {
  if (Array.isArray(value)) return depth >= MAX_DEPTH ? [] : value.map((item) => maskPart(item, depth + 1));
  // The names of nodes, in a stage.
  if (!isObject(value)) return redactTexts(value);
  if (depth >= MAX_DEPTH) return {};
  return Object.fromEntries(
    Object.entries(value).map(([word, item]) => {
      if (word === 'schema' || word === 'store_schema') return [word, maskSchema(item)];
      if (word === 'ui') return [word, maskUi(item)];
      if (DESIGN_PARTS.has(word) && typeof item === 'object') return [word, maskPart(item, depth + 1)];
      if (DESIGN_NUMBERS.has(word) && (typeof item === 'number' || typeof item === 'boolean'))
        return [word, redactTexts(item)];
      return DESIGN_WORDS.has(word) && isPlain(item) ? [word, redactTexts(item)] : [word, redactJson(item, word)];
    }),
  );
}

/** Whether a design that came from here would write a mask over what it stands for. */
export function holdsMaskedText(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return MASK.test(value);
  if (typeof value !== 'object' || value === null || depth >= MAX_DEPTH) return false;
  return Object.values(value).some((item) => holdsMaskedText(item, depth + 1));
}

function asJsonObject(value: JsonValue): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
