import { ProviderError } from '../../domain/provider/provider-error.js';
import type { Transport } from '../../transport/transport.js';
import { ContractError } from '../json-reader.js';
import { badResponse, fromStatus, withProviderErrors } from '../provider-errors.js';
import { PERSONR_PATHS, parseToken, saysFailure } from './personr.contract.js';

/** A token made outside, which is never replaced; or the login of a service account, which makes one when first needed. */
export type PersonrCredentials = { readonly token: string } | PersonrLogin;

interface PersonrLogin {
  readonly email: string;
  readonly password: string;
  /** `form`: api-token-generate. `basic`: api-basic-auth. Both answer alike. */
  readonly method: 'form' | 'basic';
}

/** How long after a renewal, or after a refused login, the next one may be tried. */
const PAUSE_MS = 60_000;

/**
 * Holds the bearer token. A new token makes the previous one void for every other process that holds it, so one is made
 * only when none is held or the held one was refused, by one caller at a time, and replaced at most once a minute: two
 * gateways on one account would otherwise invalidate each other's tokens for ever.
 */
export class PersonrTokens {
  private held: string | undefined;
  private making: Promise<string> | undefined;
  private mayReplaceAt = 0;
  private mayLogInAt = 0;

  constructor(
    private readonly providerId: string,
    private readonly transport: Transport,
    private readonly credentials: PersonrCredentials,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.held = 'token' in credentials ? credentials.token : undefined;
  }

  /** The token to send. Throws a `ProviderError`; whatever the token was wanted for has not been sent then. */
  async current(): Promise<string> {
    return this.held ?? this.make();
  }

  /** Another token after `refused` got a 401, or null when there may be none. Throws as `current` does. */
  async replace(refused: string): Promise<string | null> {
    if ('token' in this.credentials) return null;
    if (this.held === refused) {
      if (this.now() < this.mayReplaceAt) return null;
      this.mayReplaceAt = this.now() + PAUSE_MS;
      this.held = undefined;
    }
    return this.current();
  }

  private make(): Promise<string> {
    this.making ??= this.generate().finally(() => {
      this.making = undefined;
    });
    return this.making;
  }

  private async generate(): Promise<string> {
    // A wrong password sent with every request could lock the account.
    if ('token' in this.credentials || this.now() < this.mayLogInAt) throw fromStatus(this.providerId, 401);
    const { status, body } = await this.logIn(this.credentials);
    if (status >= 400 || saysFailure(body)) {
      this.mayLogInAt = this.now() + PAUSE_MS;
      throw fromStatus(this.providerId, 401);
    }
    try {
      this.held = parseToken(body);
    } catch (error) {
      throw error instanceof ContractError ? badResponse(this.providerId, 'read') : error;
    }
    return this.held;
  }

  /** Without the caller's signal: other callers wait for the same token. */
  private async logIn({ method, email, password }: PersonrLogin): Promise<{ status: number; body: unknown }> {
    try {
      return await withProviderErrors(this.providerId, () =>
        this.transport.send({
          operation: 'generateToken',
          method: 'POST',
          ...(method === 'form'
            ? { path: PERSONR_PATHS.tokenGenerate, body: { type: 'multipart' as const, fields: { email, password } } }
            : { path: PERSONR_PATHS.basicAuth, headers: { authorization: basic(email, password) } }),
          kind: 'command',
        }),
      );
    } catch (error) {
      throw error instanceof ProviderError ? notSent(error) : error;
    }
  }
}

function basic(email: string, password: string): string {
  return `Basic ${Buffer.from(`${email}:${password}`).toString('base64')}`;
}

/** The outcome of the login may be unknown; that of the call it was made for is not: it never left. */
function notSent(error: ProviderError): ProviderError {
  return new ProviderError({
    providerId: error.providerId,
    code: error.code,
    retryable: error.retryable || error.outcomeUnknown,
    retryAfterMs: error.retryAfterMs,
  });
}
