import type { CallContext } from '../../domain/provider/call-context.js';
import { ProviderError } from '../../domain/provider/provider-error.js';
import type { JsonObject, WorkflowFile } from '../../domain/provider/workflow-port.js';
import type { Transport, TransportRequest, TransportResponse } from '../../transport/transport.js';
import { ContractError } from '../json-reader.js';
import { badResponse, fromStatus, withProviderErrors } from '../provider-errors.js';
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
import { providerCodeOf, refusedFieldOf } from './crego.errors.client.js';

export const CREGO_ID = 'crego';

const OTP_SEND_PATH = '/v1/identity/auth/rego/otp/send/';
const OTP_VERIFY_PATH = '/v1/identity/auth/rego/otp/verify/';
const RUNNERS_PATH = '/v1/rego/runners/';
const RUNNER_ID = /^[A-Za-z0-9_-]{1,64}$/;
const CONTENT_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/;

export interface CregoClientOptions {
  /** Sent as bearer where set; OTP calls go out without one otherwise. */
  readonly serviceToken: string | undefined;
  readonly otpIdentifierKey: CregoOtpIdentifierKey;
  /** Statuses of verify that mean "wrong code" when no other input is refused. */
  readonly otpWrongCodeStatuses: readonly number[];
  /** With `{id}` for the runner's id. */
  readonly applicantsPath: string;
  readonly documentUploadPath: string;
  readonly documentFileField: string;
}

type Call = Pick<TransportRequest, 'operation' | 'method' | 'path' | 'kind' | 'body'> & { readonly unshared?: boolean };

/** Crego's endpoints: paths, headers, bodies. Slashes at the end matter. Throws `ProviderError`s only. */
export class CregoClient {
  constructor(
    private readonly transport: Transport,
    private readonly options: CregoClientOptions,
  ) {}

  sendOtp(
    input: { readonly mode: CregoOtpMode; readonly identifier: string },
    context: CallContext,
  ): Promise<CregoOtpSendAnswer> {
    const value = { mode: input.mode, ...this.#identified(input.identifier) };
    return this.#call(post('sendOtp', OTP_SEND_PATH, value), context, parseOtpSendAnswer);
  }

  /** Null: the code is wrong. */
  async verifyOtp(
    input: { readonly mode: CregoOtpMode; readonly identifier: string; readonly otp: string },
    context: CallContext,
  ): Promise<CregoOtpVerifyAnswer | null> {
    const value = { mode: input.mode, ...this.#identified(input.identifier), otp: input.otp };
    const call = post('verifyOtp', OTP_VERIFY_PATH, value);
    const response = await this.#send(call, context);
    if (this.options.otpWrongCodeStatuses.includes(response.status)) {
      const field = refusedFieldOf(response.body);
      if (field === undefined || field === 'otp') return null;
    }
    return read(call, response, parseOtpVerifyAnswer);
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
    const call: Call = { operation: 'getRunner', method: 'GET', path, kind: 'read', unshared };
    return this.#call(call, context, (body) => sameRunner(runnerId, parseRunner(body)));
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
    const call: Call = {
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

  async #call<T>(call: Call, context: CallContext, parse: (body: unknown) => T): Promise<T> {
    return read(call, await this.#send(call, context), parse);
  }

  #send({ unshared, ...call }: Call, { principal, signal }: CallContext): Promise<TransportResponse> {
    const token = this.options.serviceToken;
    const headers = token === undefined ? undefined : { authorization: `Bearer ${token}` };
    const request = { ...call, headers, signal, principal: unshared === true ? undefined : principal };
    return withProviderErrors(CREGO_ID, () => this.transport.send(request), providerCodeOf);
  }
}

function post(operation: string, path: string, value: unknown): Call {
  return { operation, method: 'POST', path, kind: 'command', body: { type: 'json', value } };
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

function read<T>(call: Call, { status, body }: TransportResponse, parse: (body: unknown) => T): T {
  if (status >= 400)
    throw fromStatus(CREGO_ID, status, { providerCode: providerCodeOf(body), field: refusedFieldOf(body) });
  try {
    return parse(body);
  } catch (error) {
    throw error instanceof ContractError ? badResponse(CREGO_ID, call.kind) : error;
  }
}
