import type { CallContext } from '../../domain/kernel/call-context.js';
import { ProviderError } from '../../domain/provider/provider-error.js';
import type { Transport } from '../../transport/transport.js';
import { TransportError } from '../../transport/transport-error.js';
import type { TransportRequest } from '../../transport/transport-request.js';
import { ContractError } from '../json-reader.js';
import { badResponse, fromStatus, fromTransportError } from '../provider-errors.js';
import {
  CDP_ID,
  type CdpAnswer,
  type CdpLookupRequest,
  isAuthRefusal,
  isEnvelope,
  parseEnvelope,
} from './cdp.contract.js';
import type { CdpOnboardingRequest } from './cdp.onboarding.contract.js';
import type { CdpTokens } from './cdp.token.client.js';

const ONBOARD_PATH = '/caas-lcm/api/v1/CAAS/onBoarding/customer';

/** What may stand in the details path; the format of customer numbers is not documented. */
const CUSTOMER_NUMBER = /^[A-Za-z0-9_-]{1,64}$/;

interface CdpClientOptions {
  readonly lookupPath: string;
  /** Holds `{ecrn}` where the customer number goes. */
  readonly detailsPath: string;
  /** Sent as `X-API-Key` when set. */
  readonly apiKey: string | undefined;
  /** Of a whole operation: token, call and the one repetition after a 401. */
  readonly operationTimeoutMs: number;
}

type Call = Pick<TransportRequest, 'operation' | 'method' | 'path' | 'body' | 'kind'>;
interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** One method per endpoint. Each gives what the body says, whatever the HTTP status, or throws a `ProviderError`. */
export class CdpClient {
  constructor(
    private readonly transport: Transport,
    private readonly tokens: CdpTokens,
    private readonly options: CdpClientOptions,
  ) {}

  /** A read, though it is a POST. */
  validateCustomer(request: CdpLookupRequest, context: CallContext): Promise<CdpAnswer> {
    const body = { type: 'json', value: request } as const;
    const call = {
      operation: 'validateCustomer',
      method: 'POST',
      path: this.options.lookupPath,
      body,
      kind: 'read',
    } as const;
    return this.#call(call, context);
  }

  onboardCustomer(request: CdpOnboardingRequest, context: CallContext): Promise<CdpAnswer> {
    const body = { type: 'json', value: request } as const;
    return this.#call(
      { operation: 'onboardCustomer', method: 'POST', path: ONBOARD_PATH, body, kind: 'command' },
      context,
    );
  }

  async getCustomer(ecrn: string, context: CallContext): Promise<CdpAnswer> {
    if (!CUSTOMER_NUMBER.test(ecrn)) throw fromStatus(CDP_ID, 400, { field: 'customerNumber' });
    const path = this.options.detailsPath.replace('{ecrn}', ecrn);
    return this.#call({ operation: 'getCustomer', method: 'GET', path, kind: 'read' }, context);
  }

  async #call(call: Call, context: CallContext): Promise<CdpAnswer> {
    const endsAt = performance.now() + this.options.operationTimeoutMs;
    const token = await this.tokens.get(endsAt, context.signal);
    let reply = await this.#send(call, token, endsAt, context);
    if (isAuthRefusal(reply.status, reply.body)) {
      // A refused call was not processed, so even a command may go out again.
      this.tokens.drop(token);
      reply = await this.#send(call, await this.tokens.get(endsAt, context.signal), endsAt, context);
      if (isAuthRefusal(reply.status, reply.body) && !isEnvelope(reply.body)) throw fromStatus(CDP_ID, 401);
    }
    return readReply(call.kind, reply);
  }

  async #send(call: Call, token: string, endsAt: number, context: CallContext): Promise<Reply> {
    const deadlineMs = Math.floor(endsAt - performance.now());
    if (deadlineMs <= 0) throw new ProviderError({ providerId: CDP_ID, code: 'PROVIDER_TIMEOUT', retryable: true });
    const { apiKey } = this.options;
    const headers = { authorization: `Bearer ${token}`, ...(apiKey === undefined ? {} : { 'x-api-key': apiKey }) };
    try {
      return await this.transport.send({
        ...call,
        headers,
        deadlineMs,
        principal: context.principal,
        signal: context.signal,
      });
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      // Onboarding answers 502 with the same envelope as any other: what it says counts more than the status.
      if (error.code !== 'SERVER_ERROR' || error.status === undefined || !isEnvelope(error.body)) {
        throw fromTransportError(CDP_ID, error);
      }
      return { status: error.status, body: error.body };
    }
  }
}

function readReply(kind: Call['kind'], { status, body }: Reply): CdpAnswer {
  if (status >= 400 && !isEnvelope(body)) throw fromStatus(CDP_ID, status);
  try {
    return parseEnvelope(status, body);
  } catch (error) {
    if (error instanceof ContractError) throw badResponse(CDP_ID, kind);
    throw error;
  }
}
