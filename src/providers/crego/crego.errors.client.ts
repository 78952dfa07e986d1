import { isObject } from '../json-reader.js';

/** Crego documents no error body: these are the habits of the framework its 4xx answers look like (unconfirmed). */
const CODE = /^[A-Za-z0-9_.-]{1,64}$/;
const FIELD = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;
const MAX_DEPTH = 4;
/** Keys that speak of the whole request and name no input. */
const NOT_A_FIELD: ReadonlySet<string> = new Set([
  'detail',
  'code',
  'message',
  'messages',
  'errors',
  'status',
  'non_field_errors',
]);

/** The machine-readable code of an error body, e.g. `token_not_valid`; free text never. */
export function providerCodeOf(body: unknown): string | undefined {
  if (!isObject(body)) return undefined;
  const code = body.code ?? body.error_code;
  return typeof code === 'string' && CODE.test(code) ? code : undefined;
}

/** The first refused input of `{field: ["text"]}`, nested ones joined by dots (`kyc.email`). */
export function refusedFieldOf(body: unknown, depth = 0): string | undefined {
  if (!isObject(body) || depth >= MAX_DEPTH) return undefined;
  for (const [key, value] of Object.entries(body)) {
    if (!FIELD.test(key) || NOT_A_FIELD.has(key)) continue;
    if (Array.isArray(value) && typeof value[0] === 'string') return key;
    const inner = refusedFieldOf(value, depth + 1);
    if (inner !== undefined) return key === 'data' ? inner : `${key}.${inner}`;
  }
  return undefined;
}
