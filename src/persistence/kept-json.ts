import { maskAadhaarNumbers } from '../domain/identifier/aadhaar.js';
import { isExactKey } from '../domain/personal-data/without-aadhaar.js';

const INSTANT = '$instant';

/**
 * A domain value as JSON text; instants come back as instants, Aadhaar numbers do not come back. `exact`: keys whose text
 * is kept as it is, such as account numbers, which may look like one.
 */
export function toKeptJson(value: unknown, exact: readonly string[] = []): string {
  return JSON.stringify(value, function (this: unknown, key: string, item: unknown) {
    const original = (this as Record<string, unknown>)[key];
    if (original instanceof Date) return { [INSTANT]: original.toISOString() };
    if (typeof item !== 'string' || isExactKey(key) || exact.includes(key)) return item;
    return maskAadhaarNumbers(item);
  });
}

export function fromKeptJson(text: string): unknown {
  return JSON.parse(text, (_key, item: unknown) => {
    if (typeof item !== 'object' || item === null || !(INSTANT in item)) return item;
    return typeof item[INSTANT] === 'string' ? new Date(item[INSTANT]) : item;
  });
}
