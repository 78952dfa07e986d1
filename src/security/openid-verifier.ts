import { createRemoteJWKSet, decodeJwt, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { OpenIdClaims, OpenIdFault, OpenIdVerifier } from '../domain/session/openid-reader.js';

export interface OpenIdOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  /** The claim that holds the roles: its name, or a path through objects with dots. */
  readonly roleClaim: string;
}

/** Signed with a private key: whoever can check a token cannot make one. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
/** Kinds of access tokens; others, e.g. of logouts, open nothing. */
const KINDS = new Set([undefined, 'jwt', 'at+jwt']);
const CLOCK_TOLERANCE_S = 30;
const FETCH_TIMEOUT_MS = 3_000;
/** After keys could not be fetched, nobody waits for them again for so long. */
const PAUSE_MS = 5_000;
const MAX_SUBJECT = 255;

/** Checks access tokens of one provider of identities by the keys that it publishes, which are kept for ten minutes. */
export class JwksOpenIdVerifier implements OpenIdVerifier {
  readonly #keys: JWTVerifyGetKey;

  constructor(private readonly options: OpenIdOptions) {
    this.#keys = keysAt(new URL(options.jwksUrl));
  }

  async verify(token: string): Promise<OpenIdClaims | { readonly fault: OpenIdFault }> {
    const { issuer, audience, roleClaim } = this.options;
    if (issuerOf(token) !== issuer) return { fault: 'NOT_OURS' };
    try {
      const { payload, protectedHeader } = await jwtVerify(token, this.#keys, {
        algorithms: ALGORITHMS,
        issuer,
        audience,
        requiredClaims: ['sub', 'exp'],
        clockTolerance: CLOCK_TOLERANCE_S,
      });
      const subject = payload.sub ?? '';
      const kind = protectedHeader.typ?.toLowerCase().replace(/^application\//, '');
      if (!KINDS.has(kind) || subject === '' || subject.length > MAX_SUBJECT) return { fault: 'NOT_VALID' };
      return { issuer, subject, roles: wordsAt(payload, roleClaim) };
    } catch (error) {
      if (error instanceof KeysOutOfReach) return { fault: 'KEYS_OUT_OF_REACH' };
      if (error instanceof errors.JOSEError || error instanceof TypeError) return { fault: 'NOT_VALID' };
      throw error;
    }
  }
}

class KeysOutOfReach extends Error {}

/** The provider's keys. An unknown key id asks for them anew, at most every half minute. */
function keysAt(url: URL): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(url, { timeoutDuration: FETCH_TIMEOUT_MS });
  let failedAt = Number.NEGATIVE_INFINITY;
  return async (header, token) => {
    if (!remote.fresh && performance.now() - failedAt < PAUSE_MS) throw new KeysOutOfReach();
    try {
      return await remote(header, token);
    } catch (error) {
      const isAboutToken =
        error instanceof errors.JWKSNoMatchingKey ||
        error instanceof errors.JWKSMultipleMatchingKeys ||
        error instanceof errors.JOSENotSupported;
      if (isAboutToken) throw error;
      failedAt = performance.now();
      throw new KeysOutOfReach();
    }
  };
}

/** What the token says before anything of it is checked; null for what is no token. */
function issuerOf(token: string): unknown {
  try {
    return decodeJwt(token).iss;
  } catch {
    return null;
  }
}

/** A list of words, or words separated by spaces. A claim whose own name has dots comes before a path. */
function wordsAt(payload: JWTPayload, path: string): readonly string[] {
  const value = Object.hasOwn(payload, path) ? payload[path] : path.split('.').reduce<unknown>(step, payload);
  if (typeof value === 'string') return value.split(' ').filter((word) => word !== '');
  return Array.isArray(value) ? value.filter((word): word is string => typeof word === 'string') : [];
}

function step(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}
