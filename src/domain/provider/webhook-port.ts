import type { Capability } from './capability.js';
import type { CheckResult } from './check-port.js';
import type { ScreeningState } from './screening-port.js';

/** A call from a provider, as it arrived. */
export interface WebhookRequest {
  /** The very bytes: signatures are over these, never over JSON made again. */
  readonly rawBody: Uint8Array;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly receivedAt: Date;
}

/** What a provider says has happened to one of its records. */
export type ProviderEvent = {
  /** The same for every delivery of the same event. No personal value in it. */
  readonly dedupeKey: string;
  /** The provider's word for it, e.g. `BANK_ACCOUNT_VERIFICATION_SUCCESS`. */
  readonly eventType: string;
  /** The provider's own id of the record: applicant id, reference id, customer number, runner id. */
  readonly recordKey: string;
  /** When it happened by the provider's clock; null when it does not say. */
  readonly occurredAt: Date | null;
} /** `state`, `result`: what it tells. Null: nothing that could be believed without asking. */ & (
  | { readonly subject: 'APPLICANT'; readonly state: ScreeningState | null }
  | {
      readonly subject: 'CHECK';
      readonly result: CheckResult | null;
      /** The id that we gave the check, where the event says it and its signature covers that it does. */
      readonly checkId?: string | null;
      /** Which of our records with this key it is about; absent: all. References of different checks may be alike. */
      readonly capabilities?: readonly Capability[];
    }
  | { readonly subject: 'CUSTOMER' }
  | { readonly subject: 'RUNNER' }
);

export type WebhookVerdict =
  | { readonly accepted: true; readonly events: readonly ProviderEvent[] }
  /** SIGNATURE: not from the provider. TIMESTAMP: too old or from the future. MALFORMED: signed, but not understood. */
  | { readonly accepted: false; readonly reason: 'SIGNATURE' | 'TIMESTAMP' | 'MALFORMED' };

/** Offered by providers that call us. Without a configured secret a provider has no webhook at all. */
export interface WebhookPort {
  /** Verifies and reads; changes nothing. Total: never throws, whatever the bytes. */
  read(request: WebhookRequest): WebhookVerdict;
}
