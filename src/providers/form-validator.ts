import { createHash } from 'node:crypto';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import type { FieldError } from '../domain/kernel/problem.js';

const MAX_SCHEMA_BYTES = 256 * 1024;
const MAX_CACHED = 200;
const MAX_FAULTS = 50;

/** Words of a schema that could reach outside or take unbounded time; forms have no need of them. */
const REFUSED_WORDS: ReadonlySet<string> = new Set(['$ref', '$dynamicRef', '$recursiveRef', 'patternProperties']);
/** Patterns are run on what people type: repetition inside repetition can take for ever. */
const NESTED_REPETITION = /[+*}][^)]*\)[+*{]/;

/** What a schema has against data; null when the schema itself is unusable, so that nothing can be said. */
export type FormVerdict = readonly FieldError[] | null;

/**
 * Checks data against JSON Schemas that come from outside: unknown formats and words are let pass, references and
 * dangerous patterns make the schema unusable, and each schema is compiled once.
 */
export class FormValidator {
  readonly #ajv = createAjv();
  readonly #compiled = new Map<string, ValidateFunction | null>();

  /** Paths in dots, e.g. `kyc.email`; texts never repeat a value. */
  validate(schema: object, data: unknown): FormVerdict {
    const check = this.#compile(schema);
    if (check === null) return null;
    if (check(data)) return [];
    const faults = new Map<string, string>();
    for (const error of check.errors ?? []) {
      if (isForgiven(error)) continue;
      const field = fieldOf(error);
      if (!faults.has(field)) faults.set(field, ruleOf(error));
    }
    return [...faults].slice(0, MAX_FAULTS).map(([field, message]) => ({ field, message }));
  }

  #compile(schema: object): ValidateFunction | null {
    const text = JSON.stringify(schema);
    const key = createHash('sha256').update(text).digest('base64');
    const known = this.#compiled.get(key);
    if (known !== undefined) return known;
    const compiled = text.length > MAX_SCHEMA_BYTES || isDangerous(schema) ? null : this.#tryCompile(schema);
    if (this.#compiled.size >= MAX_CACHED) this.#compiled.delete(this.#compiled.keys().next().value ?? '');
    this.#compiled.set(key, compiled);
    return compiled;
  }

  #tryCompile(schema: object): ValidateFunction | null {
    try {
      const { $id: _, $schema: __, ...rest } = schema as Record<string, unknown>;
      return this.#ajv.compile(rest);
    } catch {
      return null;
    }
  }
}

function createAjv(): Ajv {
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    validateFormats: true,
    validateSchema: false,
    addUsedSchema: false,
    // Errors carry schema and data, which `isForgiven` looks at and nobody is shown.
    verbose: true,
    logger: false,
  });
  formats.default(ajv);
  return ajv;
}

function isDangerous(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth > 40) return true;
  return Object.entries(value).some(
    ([word, inner]) =>
      REFUSED_WORDS.has(word) ||
      (word === 'pattern' && typeof inner === 'string' && (inner.length > 500 || NESTED_REPETITION.test(inner))) ||
      isDangerous(inner, depth + 1),
  );
}

/**
 * Forms ask for more than their senders do: a required field with a default may be left out, and blank stands for "not
 * given" (the documented form requires fields whose default is blank).
 */
function isForgiven({ keyword, params, parentSchema, data }: ErrorObject): boolean {
  if (keyword !== 'required') return data === '' && keyword !== 'minLength';
  const property: unknown = parentSchema?.properties?.[String(params.missingProperty)];
  const fallback = typeof property === 'object' && property !== null && 'default' in property ? property.default : '';
  return fallback !== '' && fallback !== null && fallback !== undefined;
}

function fieldOf({ instancePath, keyword, params }: ErrorObject): string {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (keyword === 'required') path.push(String(params.missingProperty));
  if (keyword === 'additionalProperties') path.push(String(params.additionalProperty));
  return path.join('.');
}

/** The rule, in words; for words of the schema that are not known here, that it is not met. */
function ruleOf({ keyword, params }: ErrorObject): string {
  switch (keyword) {
    case 'required':
      return 'is required';
    case 'type':
      return `must be of type ${String(params.type)}`;
    case 'enum':
    case 'const':
      return 'must be one of the listed values';
    case 'format':
      return `must have the format ${String(params.format)}`;
    case 'pattern':
      return 'must match the pattern of the form';
    case 'minLength':
    case 'maxLength':
      return `must have at ${keyword === 'minLength' ? 'least' : 'most'} ${String(params.limit)} characters`;
    case 'minItems':
    case 'maxItems':
      return `must have at ${keyword === 'minItems' ? 'least' : 'most'} ${String(params.limit)} items`;
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return `must be ${String(params.comparison)} ${String(params.limit)}`;
    case 'additionalProperties':
      return 'is not a field of the form';
    default:
      return 'does not meet the rule of the form';
  }
}
