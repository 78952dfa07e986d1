import type { CallContext } from '../../../domain/kernel/call-context.js';
import { type CregoCall, type CregoCaller, readAnswer } from '../crego.call.client.js';
import { refusedFieldOf } from '../crego.errors.client.js';
import {
  type CregoOtpIdentifierKey,
  type CregoOtpMode,
  type CregoOtpSendAnswer,
  type CregoOtpVerifyAnswer,
  parseOtpSendAnswer,
  parseOtpVerifyAnswer,
} from './otp.contract.js';

const SEND_PATH = '/v1/identity/auth/rego/otp/send/';
const VERIFY_PATH = '/v1/identity/auth/rego/otp/verify/';

export interface CregoOtpClientOptions {
  readonly identifierKey: CregoOtpIdentifierKey;
  /** Statuses of verify that mean "wrong code" when no other input is refused. */
  readonly wrongCodeStatuses: readonly number[];
}

/** Sends a code and checks it. Throws `ProviderError`s only. */
export class CregoOtpClient {
  constructor(
    private readonly caller: CregoCaller,
    private readonly options: CregoOtpClientOptions,
  ) {}

  sendOtp(
    input: { readonly mode: CregoOtpMode; readonly identifier: string },
    context: CallContext,
  ): Promise<CregoOtpSendAnswer> {
    const value = { mode: input.mode, ...this.#identified(input.identifier) };
    return this.caller.call(post('sendOtp', SEND_PATH, value), context, parseOtpSendAnswer);
  }

  /** Null: the code is wrong. */
  async verifyOtp(
    input: { readonly mode: CregoOtpMode; readonly identifier: string; readonly otp: string },
    context: CallContext,
  ): Promise<CregoOtpVerifyAnswer | null> {
    const value = { mode: input.mode, ...this.#identified(input.identifier), otp: input.otp };
    const call = post('verifyOtp', VERIFY_PATH, value);
    const response = await this.caller.send(call, context);
    if (this.options.wrongCodeStatuses.includes(response.status)) {
      const field = refusedFieldOf(response.body);
      if (field === undefined || field === 'otp') return null;
    }
    return readAnswer(call, response, parseOtpVerifyAnswer);
  }

  #identified(identifier: string): { username?: string; value?: string } {
    const key = this.options.identifierKey;
    if (key === 'both') return { username: identifier, value: identifier };
    return key === 'value' ? { value: identifier } : { username: identifier };
  }
}

/** Signing in comes before any token of the customer's own. */
function post(operation: string, path: string, value: unknown): CregoCall {
  return { operation, method: 'POST', path, kind: 'command', body: { type: 'json', value }, as: 'service' };
}
