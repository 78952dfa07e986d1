import type { CallContext } from '../../domain/kernel/call-context.js';
import { ProviderError } from '../../domain/provider/provider-error.js';
import type { Transport, TransportRequest, TransportResponse } from '../../transport/transport.js';
import { ContractError } from '../json-reader.js';
import { badResponse, fromStatus, withProviderErrors } from '../provider-errors.js';
import { providerCodeOf, refusedFieldOf } from './crego.errors.client.js';

export const CREGO_ID = 'crego';

const MAX_JSON_BYTES = 5 * 1024 * 1024;

export interface CregoCallerOptions {
  /** Sent as bearer where the caller has no token of their own; without one those calls carry no Authorization. */
  readonly serviceToken: string | undefined;
  /** Whether customers call under the tokens that they got from Crego. */
  readonly useCustomerTokens: boolean;
  /** Of a whole operation: the call and its one repetition after a 401. */
  readonly operationTimeoutMs: number;
}

export type CregoCall = Pick<
  TransportRequest,
  'operation' | 'method' | 'path' | 'query' | 'kind' | 'body' | 'maxResponseBytes' | 'answer'
> & {
  /** Does not join a read that began earlier, perhaps before the last command. */
  readonly unshared?: boolean;
  /** `service`: as the gateway, whoever asks. `nobody`: without Authorization. `{ token }`: under this very token, never under another. */
  readonly as?: 'service' | 'nobody' | { readonly token: string };
};

/** Sends calls to Crego under the right token: the customer's own where there is one, otherwise the service's. */
export class CregoCaller {
  constructor(
    private readonly transport: Transport,
    private readonly options: CregoCallerOptions,
  ) {}

  /** The parsed answer. Throws `ProviderError`s only. */
  async call<T>(call: CregoCall, context: CallContext, parse: (body: unknown) => T): Promise<T> {
    return readAnswer(call, await this.send(call, context), parse);
  }

  /** The answer of any status below 500. Throws `ProviderError`s only. */
  async send(call: CregoCall, context: CallContext): Promise<TransportResponse> {
    const endsAt = performance.now() + this.options.operationTimeoutMs;
    const { serviceToken, useCustomerTokens } = this.options;
    if (call.as === 'nobody') return this.#transmit(call, undefined, endsAt, context);
    if (typeof call.as === 'object') return this.#transmit(call, call.as.token, endsAt, context);
    const reader = useCustomerTokens && call.as === undefined ? context.customerToken : undefined;
    const own = (await reader?.find(CREGO_ID)) ?? null;
    if (reader === undefined || own === null) return this.#transmit(call, serviceToken, endsAt, context);
    const answer = await this.#transmit(call, own, endsAt, context);
    if (answer.status !== 401) return answer;
    // A call that was not let in has done nothing, so even a command may go out again, once.
    const next = (await reader.renew(CREGO_ID, own)) ?? serviceToken;
    return next === undefined ? answer : this.#transmit(call, next, endsAt, context);
  }

  #transmit(
    { unshared, as: _, ...call }: CregoCall,
    token: string | undefined,
    endsAt: number,
    { principal, signal }: CallContext,
  ): Promise<TransportResponse> {
    const deadlineMs = Math.floor(endsAt - performance.now());
    if (deadlineMs <= 0) throw new ProviderError({ providerId: CREGO_ID, code: 'PROVIDER_TIMEOUT', retryable: true });
    const headers = token === undefined ? undefined : { authorization: `Bearer ${token}` };
    const request = {
      maxResponseBytes: MAX_JSON_BYTES,
      ...call,
      headers,
      signal,
      deadlineMs,
      principal: unshared === true ? undefined : principal,
    };
    return withProviderErrors(CREGO_ID, () => this.transport.send(request), providerCodeOf);
  }
}

/** What the body says; a 4xx or a body of another shape ends in a `ProviderError`. */
export function readAnswer<T>(
  call: Pick<CregoCall, 'kind'>,
  { status, body }: TransportResponse,
  parse: (body: unknown) => T,
): T {
  if (status >= 400)
    throw fromStatus(CREGO_ID, status, { providerCode: providerCodeOf(body), field: refusedFieldOf(body) });
  try {
    return parse(body);
  } catch (error) {
    throw error instanceof ContractError ? badResponse(CREGO_ID, call.kind) : error;
  }
}
