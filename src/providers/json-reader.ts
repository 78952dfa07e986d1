/** A provider's body does not have the shape that we need. Says where, never what was there. */
export class ContractError extends Error {
  /** The keys that lead to the value, joined by dots; empty for the body itself. */
  readonly path: string;

  constructor(path: string) {
    super(path === '' ? 'The body has an unexpected shape.' : `Unexpected or missing value at ${path}.`);
    this.name = 'ContractError';
    this.path = path;
  }
}

/** True for a JSON object; arrays and null are none. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `value` as an object. Throws a `ContractError` that names `path` for anything else. */
export function asObject(value: unknown, path = ''): Record<string, unknown> {
  if (!isObject(value)) throw new ContractError(path);
  return value;
}

/** Own keys only: a body cannot reach the prototype. */
function own(object: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Trimmed text; numbers become text; blank, missing or of another type becomes null. */
export function optionalString(object: Record<string, unknown>, key: string): string | null {
  const value = own(object, key);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return text === '' ? null : text;
}

/** What stands for a word that is there and is no text: it is in no list, so it never means anything good. */
export const UNREADABLE = '?';

/** As `optionalString`, but a value that is neither text nor absent is UNREADABLE, not taken for absent. */
export function optionalWord(object: Record<string, unknown>, key: string): string | null {
  const value = own(object, key) ?? null;
  return value === null || typeof value === 'string' ? optionalString(object, key) : UNREADABLE;
}

/** As `optionalString`, but null is refused with a `ContractError`. */
export function requiredString(object: Record<string, unknown>, key: string): string {
  const value = optionalString(object, key);
  if (value === null) throw new ContractError(key);
  return value;
}

/** A finite number, also when it is sent as decimal text (`"92.5"`); otherwise null. */
export function optionalNumber(object: Record<string, unknown>, key: string): number | null {
  const value = own(object, key);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !/^\s*-?\d{1,20}(\.\d{1,20})?\s*$/.test(value)) return null;
  return Number(value);
}

/** A JSON boolean, also when it is sent as the text `true` or `false`; otherwise null. */
export function optionalBoolean(object: Record<string, unknown>, key: string): boolean | null {
  const value = own(object, key);
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return null;
  const text = value.trim().toLowerCase();
  if (text === 'true') return true;
  return text === 'false' ? false : null;
}

/** The object at `key`, or null when there is none. */
export function optionalObject(object: Record<string, unknown>, key: string): Record<string, unknown> | null {
  const value = own(object, key);
  return isObject(value) ? value : null;
}

/** The strings (and numbers, as text) of the array at `key`; empty when there is no array. */
export function stringArray(object: Record<string, unknown>, key: string): string[] {
  const value = own(object, key);
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => optionalString({ item }, 'item') ?? []);
}
