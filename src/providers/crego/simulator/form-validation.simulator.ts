import { isObject } from '../../json-reader.js';
import type { Schema } from './forms.simulator.js';

/** Django-style: texts under the field they are about, nested like the data. */
export type FieldErrors = { [field: string]: string[] | FieldErrors };

const REQUIRED = 'This field is required.';
const EMAIL = /^[^@\s]{1,64}@[^@\s]{1,255}$/;

/** What a form has against the data; null when nothing. A required field that has a default may be left out. */
export function refuse(schema: Schema, data: Record<string, unknown>): FieldErrors | null {
  const errors: FieldErrors = {};
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    const missing = value === undefined || value === null;
    const found = missing ? missingValue(schema, name, property) : refuseValue(property, value);
    if (found !== null) errors[name] = found;
  }
  return Object.keys(errors).length === 0 ? null : errors;
}

function missingValue(parent: Schema, name: string, property: Schema): string[] | null {
  return parent.required?.includes(name) === true && (property.default ?? '') === '' ? [REQUIRED] : null;
}

function refuseValue(schema: Schema, value: unknown): string[] | FieldErrors | null {
  switch (schema.type) {
    case 'object':
      return isObject(value) ? refuse(schema, value) : ['Expected an object.'];
    case 'array':
      return Array.isArray(value) ? refuseItems(schema, value) : ['Expected a list of items.'];
    case 'string':
      return typeof value === 'string' ? refuseText(schema, value) : ['Not a valid string.'];
    case 'integer':
      return Number.isInteger(value) ? null : ['A valid integer is required.'];
    case 'number':
      return typeof value === 'number' ? null : ['A valid number is required.'];
    case 'boolean':
      return typeof value === 'boolean' ? null : ['Must be a valid boolean.'];
  }
}

function refuseItems(schema: Schema, items: readonly unknown[]): FieldErrors | null {
  const entries = items.flatMap((item, index): [string, string[] | FieldErrors][] => {
    const found = schema.items === undefined ? null : refuseValue(schema.items, item);
    return found === null ? [] : [[`item_${index}`, found]];
  });
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

/** Blank is a value, as the documented form shows: it requires fields whose default is blank. */
function refuseText(schema: Schema, value: string): string[] | null {
  if (schema.enum !== undefined && !schema.enum.includes(value)) return ['Not a valid choice.'];
  if (value === '') return null;
  if (schema.format === 'email' && !EMAIL.test(value)) return ['Enter a valid email address.'];
  if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(value)) return ['Enter a valid value.'];
  return null;
}
