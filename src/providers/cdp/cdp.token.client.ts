import { ProviderError, type ProviderErrorCode } from '../../domain/provider/provider-error.js';
import type { Transport } from '../../transport/transport.js';
import { isObject, optionalString } from '../json-reader.js';
import { badResponse, fromStatus, withProviderErrors } from '../provider-errors.js';
import { CDP_ID, type CdpTokenGrant, parseServiceGrant } from './cdp.contract.js';

interface CdpCredentials {
  /** Keycloak realm. */
  readonly realm: string;
  /** Left out of the request when undefined. */
  readonly scope: string | undefined;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly username: string;
  readonly password: string;
}

interface HeldToken {
  readonly accessToken: string;
  /** Epoch in milliseconds, as all times here. */
  readonly expiresAt: number;
  renewAt: number;
  readonly refreshToken: string | null;
  readonly refreshUntil: number;
}

/** Of a grant that names no lifetime. */
const ASSUMED_LIFE_MS = 60_000;
/** After a renewal that failed while the old token still works. */
const RENEW_AGAIN_MS = 5_000;
/** Keycloak locks an account out after a row of wrong passwords, so a refusal is believed this long. */
const REFUSAL_HOLDS_MS = 30_000;

/** Failures of a refresh after which the password may still work: somebody answered. */
const REFRESH_REFUSED: ReadonlySet<ProviderErrorCode> = new Set([
  'PROVIDER_AUTH_FAILED',
  'PROVIDER_BAD_RESPONSE',
  'PROVIDER_ERROR',
]);

/** The process's one access token: renewed ahead of expiry by one caller while the others go on with the old one. */
export class CdpTokens {
  #held: HeldToken | null = null;
  #renewal: Promise<string> | null = null;
  #refusedUntil = 0;

  constructor(
    private readonly transport: Transport,
    private readonly credentials: CdpCredentials,
    /** How long before its expiry a token is renewed; never more than half its life. */
    private readonly skewMs: number,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * A token to send. `endsAt` (of `performance.now()`) and `signal` end the caller's waiting, not the renewal that others
   * wait for. Throws `ProviderError`.
   */
  async get(endsAt = Number.POSITIVE_INFINITY, signal?: AbortSignal): Promise<string> {
    const held = this.#held;
    if (held !== null && this.now() < held.renewAt) return held.accessToken;
    const usable = held !== null && this.now() < held.expiresAt ? held : null;
    if (usable !== null && this.#renewal !== null) return usable.accessToken;
    this.#renewal ??= this.#renew(held).finally(() => {
      this.#renewal = null;
    });
    try {
      return await within(this.#renewal, endsAt, signal);
    } catch (error) {
      if (usable === null || this.now() >= usable.expiresAt) throw error;
      usable.renewAt = Math.min(usable.expiresAt, this.now() + RENEW_AGAIN_MS);
      return usable.accessToken;
    }
  }

  /** Forgets a token that the API refused, unless another one has taken its place. */
  drop(accessToken: string): void {
    // Its session may be what was ended, so the refresh token goes too.
    if (this.#held?.accessToken === accessToken) this.#held = null;
  }

  async #renew(held: HeldToken | null): Promise<string> {
    if (this.now() < this.#refusedUntil) throw fromStatus(CDP_ID, 401);
    const refreshToken = held !== null && this.now() < held.refreshUntil ? held.refreshToken : null;
    if (refreshToken !== null) {
      try {
        return await this.#grant({ grant_type: 'refresh_token', refresh_token: refreshToken });
      } catch (error) {
        if (!(error instanceof ProviderError && REFRESH_REFUSED.has(error.code))) throw error;
      }
    }
    const { scope, username, password } = this.credentials;
    try {
      return await this.#grant({
        grant_type: 'password',
        ...(scope === undefined ? {} : { scope }),
        username,
        password,
      });
    } catch (error) {
      if (error instanceof ProviderError && error.code === 'PROVIDER_AUTH_FAILED') {
        this.#refusedUntil = this.now() + REFUSAL_HOLDS_MS;
      }
      throw error;
    }
  }

  async #grant(fields: Record<string, string>): Promise<string> {
    const { realm, clientId, clientSecret } = this.credentials;
    const askedAt = this.now();
    const reply = await withProviderErrors(CDP_ID, () =>
      this.transport.send({
        operation: 'issueToken',
        method: 'POST',
        path: `/auth/realms/${encodeURIComponent(realm)}/protocol/openid-connect/token`,
        body: { type: 'form', fields: { ...fields, client_id: clientId, client_secret: clientSecret } },
        // Asking twice makes a second token and no harm, so the transport may retry it.
        kind: 'read',
        principal: 'service',
      }),
    );
    if (reply.status >= 300) throw fromStatus(CDP_ID, 401, { providerCode: oauthErrorCode(reply.body) });
    this.#held = toHeldToken(readGrant(reply.body), askedAt, this.skewMs);
    return this.#held.accessToken;
  }
}

function readGrant(body: unknown): CdpTokenGrant {
  try {
    return parseServiceGrant(body);
  } catch {
    throw badResponse(CDP_ID, 'read');
  }
}

function toHeldToken(grant: CdpTokenGrant, askedAt: number, skewMs: number): HeldToken {
  const lifeMs = grant.expiresInS === null ? ASSUMED_LIFE_MS : Math.max(0, grant.expiresInS * 1000);
  // Keycloak says 0 for an offline refresh token, which does not expire.
  const refreshMs =
    grant.refreshExpiresInS === null || grant.refreshExpiresInS <= 0 ? Infinity : grant.refreshExpiresInS * 1000;
  return {
    accessToken: grant.accessToken,
    expiresAt: askedAt + lifeMs,
    renewAt: askedAt + lifeMs - Math.min(skewMs, lifeMs / 2),
    refreshToken: grant.refreshToken,
    refreshUntil: askedAt + refreshMs,
  };
}

/** OAuth's `error`, e.g. `invalid_grant`; its description may name the user and is left behind. */
function oauthErrorCode(body: unknown): string | undefined {
  const code = isObject(body) ? optionalString(body, 'error') : null;
  return code !== null && /^[A-Za-z0-9_.-]{1,64}$/.test(code) ? code : undefined;
}

async function within<T>(work: Promise<T>, endsAt: number, signal: AbortSignal | undefined): Promise<T> {
  let stop: () => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(new ProviderError({ providerId: CDP_ID, code: 'PROVIDER_TIMEOUT', retryable: true }));
  });
  const leftMs = endsAt - performance.now();
  const timer = Number.isFinite(leftMs) ? setTimeout(stop, Math.max(0, leftMs)) : undefined;
  if (signal?.aborted || leftMs <= 0) stop();
  else signal?.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}
