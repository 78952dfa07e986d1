import type { CallContext } from '../../domain/provider/call-context.js';
import { ProviderError } from '../../domain/provider/provider-error.js';
import type { JsonObject, WorkflowFile } from '../../domain/provider/workflow-port.js';
import { ContractError } from '../json-reader.js';
import { CREGO_ID, type CregoCall, type CregoCaller, readAnswer } from './crego.call.client.js';
import {
  type CregoAction,
  type CregoApplicant,
  type CregoOtpIdentifierKey,
  type CregoOtpMode,
  type CregoOtpSendAnswer,
  type CregoOtpVerifyAnswer,
  type CregoRunner,
  parseApplicants,
  parseDocument,
  parseExecuteAnswer,
  parseOtpSendAnswer,
  parseOtpVerifyAnswer,
  parseRunner,
} from './crego.contract.js';
import { refusedFieldOf } from './crego.errors.client.js';

const OTP_SEND_PATH = '/v1/identity/auth/rego/otp/send/';
const OTP_VERIFY_PATH = '/v1/identity/auth/rego/otp/verify/';
const RUNNERS_PATH = '/v1/rego/runners/';
const RUNNER_ID = /^[A-Za-z0-9_-]{1,64}$/;
const CONTENT_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/;

export interface CregoClientOptions {
  readonly otpIdentifierKey: CregoOtpIdentifierKey;
  /** Statuses of verify that mean "wrong code" when no other input is refused. */
  readonly otpWrongCodeStatuses: readonly number[];
  /** With `{id}` for the runner's id. */
  readonly applicantsPath: string;
  readonly documentUploadPath: string;
  readonly documentFileField: string;
}

/** Crego's endpoints: paths, headers, bodies. Slashes at the end matter. Throws `ProviderError`s only. */
export class CregoClient {
  constructor(
    private readonly caller: CregoCaller,
    private readonly options: CregoClientOptions,
  ) {}

  sendOtp(
    input: { readonly mode: CregoOtpMode; readonly identifier: string },
    context: CallContext,
  ): Promise<CregoOtpSendAnswer> {
    const value = { mode: input.mode, ...this.#identified(input.identifier) };
    return this.#call(asService(post('sendOtp', OTP_SEND_PATH, value)), context, parseOtpSendAnswer);
  }

  /** Null: the code is wrong. */
  async verifyOtp(
    input: { readonly mode: CregoOtpMode; readonly identifier: string; readonly otp: string },
    context: CallContext,
  ): Promise<CregoOtpVerifyAnswer | null> {
    const value = { mode: input.mode, ...this.#identified(input.identifier), otp: input.otp };
    const call = asService(post('verifyOtp', OTP_VERIFY_PATH, value));
    const response = await this.caller.send(call, context);
    if (this.options.otpWrongCodeStatuses.includes(response.status)) {
      const field = refusedFieldOf(response.body);
      if (field === undefined || field === 'otp') return null;
    }
    return readAnswer(call, response, parseOtpVerifyAnswer);
  }

  createRunner(
    body: { readonly flow_id: string; readonly ref_prefix: string; readonly ref_id?: string },
    context: CallContext,
  ): Promise<CregoRunner> {
    return this.#call(post('createRunner', RUNNERS_PATH, body), context, parseRunner);
  }

  /** `unshared`: does not join a read that began earlier, perhaps before the last command. */
  async getRunner(runnerId: string, context: CallContext, unshared = false): Promise<CregoRunner> {
    const path = runnerPath(`${RUNNERS_PATH}{id}/`, runnerId);
    const call: CregoCall = { operation: 'getRunner', method: 'GET', path, kind: 'read', unshared };
    return this.#call(call, context, (body) => sameRunner(runnerId, parseRunner(body)));
  }

  /** After a command that ran, whatever this read says: its failure must not look like one of a call that can be repeated. */
  async getRunnerAfterCommand(runnerId: string, context: CallContext): Promise<CregoRunner> {
    try {
      return await this.getRunner(runnerId, context, true);
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      const { providerId, code, retryAfterMs, providerCode } = error;
      throw new ProviderError({ providerId, code, retryable: false, outcomeUnknown: true, retryAfterMs, providerCode });
    }
  }

  /** Null: the step was executed, but the answer is a node and not the runner. */
  async executeRunner(
    runnerId: string,
    body: { readonly action: CregoAction; readonly data: JsonObject },
    context: CallContext,
  ): Promise<CregoRunner | null> {
    const call = post('executeRunner', runnerPath(`${RUNNERS_PATH}{id}/execute/`, runnerId), body);
    return this.#call(call, context, (answer) => {
      const runner = parseExecuteAnswer(answer);
      return runner === null ? null : sameRunner(runnerId, runner);
    });
  }

  async listApplicants(runnerId: string, context: CallContext): Promise<CregoApplicant[]> {
    const path = runnerPath(this.options.applicantsPath, runnerId);
    return this.#call({ operation: 'listApplicants', method: 'GET', path, kind: 'read' }, context, parseApplicants);
  }

  uploadDocument(
    { filename, contentType, bytes }: WorkflowFile,
    context: CallContext,
  ): Promise<{ readonly id: string }> {
    const type = CONTENT_TYPE.test(contentType) ? contentType : 'application/octet-stream';
    const files = [{ field: this.options.documentFileField, filename, contentType: type, bytes }];
    const call: CregoCall = {
      operation: 'uploadDocument',
      method: 'POST',
      path: this.options.documentUploadPath,
      kind: 'command',
      body: { type: 'multipart', fields: {}, files },
    };
    return this.#call(call, context, parseDocument);
  }

  #identified(identifier: string): { username?: string; value?: string } {
    const key = this.options.otpIdentifierKey;
    if (key === 'both') return { username: identifier, value: identifier };
    return key === 'value' ? { value: identifier } : { username: identifier };
  }

  #call<T>(call: CregoCall, context: CallContext, parse: (body: unknown) => T): Promise<T> {
    return this.caller.call(call, context, parse);
  }
}

function post(operation: string, path: string, value: unknown): CregoCall {
  return { operation, method: 'POST', path, kind: 'command', body: { type: 'json', value } };
}

/** Signing in comes before any token of the customer's own. */
function asService(call: CregoCall): CregoCall {
  return { ...call, as: 'service' };
}

/** An id that could change the path is one that Crego never gave. */
function runnerPath(template: string, runnerId: string): string {
  if (!RUNNER_ID.test(runnerId))
    throw new ProviderError({ providerId: CREGO_ID, code: 'PROVIDER_NOT_FOUND', retryable: false });
  return template.replaceAll('{id}', runnerId);
}

/** Another runner's answer must not pass for this one's. */
function sameRunner(runnerId: string, runner: CregoRunner): CregoRunner {
  if (runner.id.toLowerCase() !== runnerId.toLowerCase()) throw new ContractError('id');
  return runner;
}
