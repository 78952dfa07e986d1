import { maskAadhaarNumbers } from '../identifier/aadhaar.js';
import { invalid } from '../kernel/problem.js';
import type { JsonObject, JsonValue } from '../provider/workflow-port.js';

const MAX_PLACES = 20;
const SEGMENT = '[A-Za-z][A-Za-z0-9_]{0,63}';
/** Runs of spaces are bounded, so the time is linear in the text's length. */
const PLACE = new RegExp(`(?<!\\{)\\{\\{ {0,8}(${SEGMENT}(?:\\.(?:${SEGMENT}|\\d{1,3})){0,7}) {0,8}\\}\\}`, 'g');
/** Whatever else a template engine could run. */
const OPENERS = /\{\{|\{%|\{#|<%|\$\{|#\{/;

/** What stands in the places of a template, filled in. */
export interface FilledTemplate {
  readonly text: string | null;
  readonly content: JsonObject | null;
}

/**
 * A template of plain text, or of a JSON object with texts, with places for single values of a runner. There is nothing
 * to compute in it: a filter, a condition or a slice would show bit by bit what is masked.
 */
export interface RunnerTemplate {
  /** Where the values stand in what the runner keeps, e.g. `business.name`; each one once. */
  readonly paths: readonly string[];
  /** `values`: in the order of `paths`. The text around the places never leaves the gateway. */
  fill(values: readonly string[]): FilledTemplate;
}

/** Throws a `ValidationProblem` for everything that is not text and places. */
export function parseRunnerTemplate(template: string): RunnerTemplate {
  const json = findObject(template);
  const texts = json === null ? [template] : textsIn(json);
  if ([template, ...texts].some((text) => OPENERS.test(text.replace(PLACE, ' '))))
    throw refused('must hold nothing but text and places such as {{ business.name }}: no filters, conditions or loops');
  const paths = [...new Set(texts.flatMap((text) => Array.from(text.matchAll(PLACE), ([, path = '']) => path)))];
  if (paths.length === 0) throw refused('must have a place for a value, such as {{ business.name }}');
  if (paths.length > MAX_PLACES) throw refused(`must have at most ${MAX_PLACES} different places`);
  return {
    paths,
    fill(values) {
      const byPath = new Map(paths.map((path, index) => [path, values[index] ?? '']));
      // Parts that stand side by side may make a whole number.
      const put = (text: string) =>
        maskAadhaarNumbers(text.replace(PLACE, (_, path: string) => byPath.get(path) ?? ''));
      return json === null ? { text: put(template), content: null } : { text: null, content: fillObject(json, put) };
    },
  };
}

function refused(message: string) {
  return invalid([{ field: 'template', message }]);
}

function findObject(template: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(template);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
  } catch {
    return null;
  }
}

function textsIn(value: JsonValue): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function fillObject(object: JsonObject, put: (text: string) => string): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, fillValue(value, put)]));
}

function fillValue(value: JsonValue, put: (text: string) => string): JsonValue {
  if (typeof value === 'string') return put(value);
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? value.map((item) => fillValue(item, put)) : fillObject(value as JsonObject, put);
}
