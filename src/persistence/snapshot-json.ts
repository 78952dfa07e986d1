import { findAadhaarNumbers } from '../domain/identifier/aadhaar.js';
import { maskAadhaar } from '../domain/identifier/mask.js';

const INSTANT = '$instant';

/** A domain value as JSON text; instants come back as instants, Aadhaar numbers do not come back. */
export function toSnapshotJson(value: unknown): string {
  return JSON.stringify(value, function (this: unknown, key: string, item: unknown) {
    const original = (this as Record<string, unknown>)[key];
    if (original instanceof Date) return { [INSTANT]: original.toISOString() };
    return typeof item === 'string' ? withoutAadhaar(item) : item;
  });
}

export function fromSnapshotJson(text: string): unknown {
  return JSON.parse(text, (_key, item: unknown) => {
    if (typeof item !== 'object' || item === null || !(INSTANT in item)) return item;
    return typeof item[INSTANT] === 'string' ? new Date(item[INSTANT]) : item;
  });
}

function withoutAadhaar(text: string): string {
  let clean = text;
  for (const { start, end } of findAadhaarNumbers(text).reverse()) {
    clean = clean.slice(0, start) + maskAadhaar(clean.slice(start, end)) + clean.slice(end);
  }
  return clean;
}
