import { maskAadhaarNumbers } from '../identifier/aadhaar.js';

/**
 * Ids, addresses and tokens that a provider gave: some are twelve digits, and every tenth such number has the check digit
 * of an Aadhaar number by chance. Masked they would name no record.
 */
const EXACT: ReadonlySet<string> = new Set([
  'providerId',
  'checkId',
  'referenceId',
  'providerApplicantId',
  'currentApplicantId',
  'providerDocumentId',
  'providerRunnerId',
  'refId',
  'flowId',
  'designId',
  'searchId',
  'customerNumber',
  'recordKey',
  'dedupeKey',
  'url',
  'accessToken',
  'refreshToken',
]);

export function isExactKey(key: string): boolean {
  return EXACT.has(key);
}

/**
 * The value with every Aadhaar number in its texts masked, wherever it stands: providers put them into names, labels and
 * messages. What holds none is the same object as before. Bytes and dates are left alone.
 */
export function withoutAadhaar<T>(value: T, key = ''): T {
  return strip(value, key) as T;
}

function strip(value: unknown, key: string): unknown {
  if (typeof value === 'string') return isExactKey(key) ? value : maskAadhaarNumbers(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => strip(item, key));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  let changed: Record<string, unknown> | null = null;
  for (const [name, item] of Object.entries(value)) {
    const clean = strip(item, name);
    if (clean === item) continue;
    changed ??= { ...value };
    changed[name] = clean;
  }
  return changed ?? value;
}
