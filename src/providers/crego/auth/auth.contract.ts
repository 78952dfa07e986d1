import { asObject, ContractError, isObject, optionalNumber, optionalString } from '../../json-reader.js';

/** Customer auth on the wire. Verified: the answer `{access, refresh, expires_in}`; all else is assumed. */

export interface CregoTokenGrant {
  readonly access: string;
  readonly refresh: string | null;
  /** Seconds. */
  readonly expires_in: number | null;
}

/** The claims of the published sample that are used; the signature is not ours to check. */
export interface CregoTokenClaims {
  /** Epoch in seconds. */
  readonly exp: number | null;
  /** The customer's mobile number in the sample. */
  readonly user_id: string | null;
}

/** What fits into an Authorization header. */
const TOKEN = /^[\x21-\x7e]{1,8192}$/;
const YES = /^(ok|success|active|alive|valid|authenticated|pong)$/i;
const ANSWERS = ['status', 'success', 'valid', 'authenticated', 'is_authenticated'];

export function isToken(text: string | null): text is string {
  return text !== null && TOKEN.test(text);
}

/** The grant itself or wrapped in `data`. Throws a `ContractError` without an access token that can be sent. */
export function parseTokenGrant(body: unknown): CregoTokenGrant {
  const outer = asObject(body);
  const object = isObject(outer.data) ? outer.data : outer;
  const access = optionalString(object, 'access');
  const refresh = optionalString(object, 'refresh');
  if (!isToken(access)) throw new ContractError('access');
  return { access, refresh: isToken(refresh) ? refresh : null, expires_in: optionalNumber(object, 'expires_in') };
}

/** No body is a yes, as is any word of yes; a false is a no. Throws a `ContractError` for any other word. */
export function parsePing(body: unknown): boolean {
  if (body === undefined || body === null) return true;
  const object = asObject(body);
  const said = ANSWERS.map((key) => object[key]).filter((value) => value !== undefined && value !== null);
  if (said.some((value) => value === false)) return false;
  for (const value of said) {
    if (value !== true && !(typeof value === 'string' && YES.test(value))) throw new ContractError('status');
  }
  return true;
}

/** The claims of a JSON Web Token; nulls for a token of any other kind. Never throws. */
export function readClaims(token: string): CregoTokenClaims {
  const parts = token.split('.');
  try {
    const claims: unknown =
      parts.length === 3 ? JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8')) : null;
    if (isObject(claims)) return { exp: optionalNumber(claims, 'exp'), user_id: optionalString(claims, 'user_id') };
  } catch {
    // Not JSON: a token that says nothing about itself.
  }
  return { exp: null, user_id: null };
}
