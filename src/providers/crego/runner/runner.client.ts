import type { CallContext } from '../../../domain/kernel/call-context.js';
import { ProviderError } from '../../../domain/provider/provider-error.js';
import type { JsonObject, WorkflowFile } from '../../../domain/provider/workflow-port.js';
import { ContractError } from '../../json-reader.js';
import type { CregoCall, CregoCaller } from '../crego.call.client.js';
import { atRecord } from '../crego.record-path.client.js';
import {
  type CregoAction,
  type CregoApplicant,
  type CregoRunner,
  parseApplicants,
  parseDocument,
  parseExecuteAnswer,
  parseRunner,
} from './runner.contract.js';

const RUNNERS_PATH = '/v1/rego/runners/';
const CONTENT_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/;

export interface CregoRunnerClientOptions {
  /** With `{id}` for the runner's id. */
  readonly applicantsPath: string;
  readonly documentUploadPath: string;
  readonly documentFileField: string;
}

/** Crego's endpoints of runners: paths, headers, bodies. Slashes at the end matter. Throws `ProviderError`s only. */
export class CregoRunnerClient {
  constructor(
    private readonly caller: CregoCaller,
    private readonly options: CregoRunnerClientOptions,
  ) {}

  createRunner(
    body: { readonly flow_id: string; readonly ref_prefix: string; readonly ref_id?: string },
    context: CallContext,
  ): Promise<CregoRunner> {
    return this.#call(post('createRunner', RUNNERS_PATH, body), context, parseRunner);
  }

  /** `unshared`: does not join a read that began earlier, perhaps before the last command. */
  async getRunner(runnerId: string, context: CallContext, unshared = false): Promise<CregoRunner> {
    const path = atRecord(`${RUNNERS_PATH}{id}/`, runnerId);
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
    const call = post('executeRunner', atRecord(`${RUNNERS_PATH}{id}/execute/`, runnerId), body);
    return this.#call(call, context, (answer) => {
      const runner = parseExecuteAnswer(answer);
      return runner === null ? null : sameRunner(runnerId, runner);
    });
  }

  async listApplicants(runnerId: string, context: CallContext): Promise<CregoApplicant[]> {
    const path = atRecord(this.options.applicantsPath, runnerId);
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

  #call<T>(call: CregoCall, context: CallContext, parse: (body: unknown) => T): Promise<T> {
    return this.caller.call(call, context, parse);
  }
}

function post(operation: string, path: string, value: unknown): CregoCall {
  return { operation, method: 'POST', path, kind: 'command', body: { type: 'json', value } };
}

/** Another runner's answer must not pass for this one's. */
function sameRunner(runnerId: string, runner: CregoRunner): CregoRunner {
  if (runner.id.toLowerCase() !== runnerId.toLowerCase()) throw new ContractError('id');
  return runner;
}
