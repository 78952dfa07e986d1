import type { DocumentNode, ValueNode } from 'graphql';
import { Kind, visit } from 'graphql';

export interface ValueMeasure {
  readonly values: number;
  readonly valueDepth: number;
  readonly stringLength: number;
}

type MutableMeasure = { -readonly [K in keyof ValueMeasure]: number };

/** Measures raw variables: entries of lists and objects, nesting, the longest string or key. Without recursion. */
export function measureVariables(variables: unknown): ValueMeasure {
  const measure: MutableMeasure = { values: 0, valueDepth: 0, stringLength: 0 };
  const pending: { readonly value: unknown; readonly depth: number }[] = [{ value: variables, depth: 0 }];
  for (let entry = pending.pop(); entry !== undefined; entry = pending.pop()) {
    const { value, depth } = entry;
    if (typeof value === 'string') measure.stringLength = Math.max(measure.stringLength, value.length);
    // A file that is being uploaded is no plain data, and its insides are not the caller's.
    if (!isPlain(value)) continue;
    measure.valueDepth = Math.max(measure.valueDepth, depth);
    for (const [key, inner] of Object.entries(value)) {
      measure.values += 1;
      if (!Array.isArray(value)) measure.stringLength = Math.max(measure.stringLength, key.length);
      pending.push({ value: inner, depth: depth + 1 });
    }
  }
  return measure;
}

/** Names of inputs; any other key is the caller's own text, which no answer repeats. */
const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

/** Where the first string of more than `max` characters is, e.g. `input.pan`; null when there is none with a name. */
export function findLongString(variables: unknown, max: number): string | null {
  const pending: { readonly value: unknown; readonly path: string }[] = [{ value: variables, path: '' }];
  for (let entry = pending.pop(); entry !== undefined; entry = pending.pop()) {
    const { value, path } = entry;
    if (typeof value === 'string' && value.length > max) return path === '' ? null : path;
    if (!isPlain(value)) continue;
    for (const [key, inner] of Object.entries(value)) {
      const name = Array.isArray(value) || NAME.test(key) ? key : '?';
      pending.push({ value: inner, path: path === '' ? name : `${path}.${name}` });
    }
  }
  return null;
}

/** The same of the literals in a document. */
export function measureLiterals(document: DocumentNode): ValueMeasure {
  const measure: MutableMeasure = { values: 0, valueDepth: 0, stringLength: 0 };
  let depth = 0;
  const compound = {
    enter: () => {
      depth += 1;
      measure.values += 1;
      measure.valueDepth = Math.max(measure.valueDepth, depth);
    },
    leave: () => {
      depth -= 1;
    },
  };
  const scalar = (node: ValueNode) => {
    measure.values += 1;
    if ('value' in node) measure.stringLength = Math.max(measure.stringLength, String(node.value).length);
  };
  visit(document, {
    [Kind.OBJECT]: compound,
    [Kind.LIST]: compound,
    [Kind.STRING]: scalar,
    [Kind.INT]: scalar,
    [Kind.FLOAT]: scalar,
    [Kind.ENUM]: scalar,
  });
  return measure;
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}
