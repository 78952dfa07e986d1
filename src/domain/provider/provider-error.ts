import type { ReasonCode } from '../kernel/reason.js';

/** The closed list of what can go wrong with a provider, as clients of the API see it in `extensions.code`. */
export const PROVIDER_ERROR_CODES = [
  'PROVIDER_UNREACHABLE',
  'PROVIDER_TIMEOUT',
  'PROVIDER_RATE_LIMITED',
  'PROVIDER_UNAVAILABLE',
  'PROVIDER_BAD_RESPONSE',
  'PROVIDER_AUTH_FAILED',
  'PROVIDER_NOT_FOUND',
  'PROVIDER_CONFLICT',
  'PROVIDER_REJECTED',
  'PROVIDER_ERROR',
  'CONSENT_REQUIRED',
  'CONSENT_WITHDRAWN',
] as const;

export type ProviderErrorCode = (typeof PROVIDER_ERROR_CODES)[number];

export interface ProviderErrorDetails {
  readonly providerId: string;
  readonly code: ProviderErrorCode;
  /** Whether the same call may succeed later without anyone changing anything. */
  readonly retryable: boolean;
  /** True when a command may have reached the provider although no answer came back. */
  readonly outcomeUnknown?: boolean;
  /** How long the provider asked callers to wait, in milliseconds. A rate limit without it gets `RATE_LIMIT_WAIT_MS`. */
  readonly retryAfterMs?: number;
  /** The provider's own code, e.g. `insufficient_balance`. Staff only; never free text, never a personal value. */
  readonly providerCode?: string;
  /** The input field that the provider refused, in our vocabulary. */
  readonly field?: string;
  /** Why the provider refused, where our words have one for it. */
  readonly reason?: ReasonCode;
}

/**
 * How long to wait after a rate limit that names no time: the limits that providers publish are per minute, so theirs has
 * begun anew by then. The transport itself never retries after a guess.
 */
export const RATE_LIMIT_WAIT_MS = 60_000;

const MESSAGES: Record<ProviderErrorCode, string> = {
  PROVIDER_UNREACHABLE: 'could not be reached',
  PROVIDER_TIMEOUT: 'did not answer in time',
  PROVIDER_RATE_LIMITED: 'asks us to slow down',
  PROVIDER_UNAVAILABLE: 'is not available at the moment',
  PROVIDER_BAD_RESPONSE: 'sent an answer that we do not understand',
  PROVIDER_AUTH_FAILED: 'does not accept our credentials',
  PROVIDER_NOT_FOUND: 'does not know this record',
  PROVIDER_CONFLICT: 'already has a record or a call like this one',
  PROVIDER_REJECTED: 'refused the request',
  PROVIDER_ERROR: 'failed while handling the request',
  CONSENT_REQUIRED: 'was not asked, because the person has not agreed to it',
  CONSENT_WITHDRAWN: 'was not asked, because the person has withdrawn the consent',
};

/** A provider call that gave no usable answer. The message is built here, so no upstream text can travel in it. */
export class ProviderError extends Error implements ProviderErrorDetails {
  readonly providerId: string;
  readonly code: ProviderErrorCode;
  readonly retryable: boolean;
  readonly outcomeUnknown: boolean;
  readonly retryAfterMs?: number;
  readonly providerCode?: string;
  readonly field?: string;
  readonly reason?: ReasonCode;

  constructor(details: ProviderErrorDetails) {
    super(`Provider ${details.providerId} ${MESSAGES[details.code]}.`);
    this.name = 'ProviderError';
    this.providerId = details.providerId;
    this.code = details.code;
    this.retryable = details.retryable;
    this.outcomeUnknown = details.outcomeUnknown ?? false;
    this.retryAfterMs =
      details.retryAfterMs ?? (this.code === 'PROVIDER_RATE_LIMITED' ? RATE_LIMIT_WAIT_MS : undefined);
    this.providerCode = details.providerCode;
    this.field = details.field;
    this.reason = details.reason;
  }
}
