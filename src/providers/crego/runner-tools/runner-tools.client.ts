import type { CallContext } from '../../../domain/kernel/call-context.js';
import type { JsonObject } from '../../../domain/provider/workflow-port.js';
import { ContractError } from '../../json-reader.js';
import type { CregoCall, CregoCaller } from '../crego.call.client.js';
import { atRecord } from '../crego.record-path.client.js';
import { type CregoPage, parsePage } from '../design/design.contract.js';
import {
  type CregoAction,
  type CregoNode,
  type CregoRunner,
  parseExecuteAnswer,
  parseRunner,
} from '../runner/runner.contract.js';
import {
  type CregoActivity,
  type CregoFlowInfo,
  type CregoParsedTemplate,
  parseActivity,
  parseCurrentNodes,
  parseFlowInfo,
  parseParsedTemplate,
  parseRunnerStore,
} from './runner-tools.contract.js';

export interface CregoRunnerToolsClientOptions {
  readonly listPath: string;
  readonly createExecutePath: string;
  /** These seven hold `{id}`. */
  readonly activityPath: string;
  readonly storePath: string;
  readonly flowPath: string;
  readonly nodesPath: string;
  readonly callbackPath: string;
  readonly designPath: string;
  readonly templatePath: string;
  readonly storeKey: string;
  readonly pageKey: string;
  readonly pageSizeKey: string;
}

export interface CregoNewExecutedRunner {
  readonly flow_id: string;
  readonly ref_prefix: string;
  readonly ref_id?: string;
  readonly action: CregoAction;
  readonly data: JsonObject;
}

/** Crego's endpoints around runners. What staff do goes out under the service token, all else under the caller's own. */
export class CregoRunnerToolsClient {
  constructor(
    private readonly caller: CregoCaller,
    private readonly options: CregoRunnerToolsClientOptions,
  ) {}

  listRunners(
    { number, size }: { readonly number: number; readonly size: number },
    context: CallContext,
  ): Promise<CregoPage<CregoRunner>> {
    const { listPath, pageKey, pageSizeKey } = this.options;
    const query = { [pageKey]: String(number), [pageSizeKey]: String(size) };
    const call = { ...read('listRunners', listPath), query, as: 'service' } as const;
    return this.caller.call(call, context, (body) => parsePage(body, parseRunner));
  }

  listActivity(id: string, context: CallContext): Promise<CregoActivity[]> {
    const path = atRecord(this.options.activityPath, id);
    return this.caller.call(read('getRunnerActivity', path), context, parseActivity);
  }

  getStore(id: string, context: CallContext): Promise<Record<string, unknown>> {
    const call = { ...read('getRunnerStore', atRecord(this.options.storePath, id)), as: 'service' } as const;
    return this.caller.call(call, context, (body) => parseRunnerStore(body, this.options.storeKey));
  }

  getFlowInfo(id: string, context: CallContext): Promise<CregoFlowInfo> {
    const call = { ...read('getRunnerFlowInfo', atRecord(this.options.flowPath, id)), as: 'nobody' } as const;
    return this.caller.call(call, context, parseFlowInfo);
  }

  listCurrentNodes(id: string, context: CallContext): Promise<CregoNode[]> {
    const path = atRecord(this.options.nodesPath, id);
    return this.caller.call(read('getCurrentNodes', path), context, parseCurrentNodes);
  }

  createAndExecute(body: CregoNewExecutedRunner, context: CallContext): Promise<CregoRunner> {
    const call = command('createAndExecuteRunner', 'POST', this.options.createExecutePath, body);
    return this.caller.call(call, context, (answer) => {
      const runner = parseExecuteAnswer(answer);
      // The node alone does not say which runner was made.
      if (runner === null) throw new ContractError('id');
      return runner;
    });
  }

  /** As with the next two: the runner afterwards, or null where the answer does not show it. */
  sendCallback(id: string, payload: JsonObject, context: CallContext): Promise<CregoRunner | null> {
    const path = atRecord(this.options.callbackPath, id);
    return this.#change(command('sendRunnerCallback', 'POST', path, payload), id, context);
  }

  updateDesign(id: string, designId: string, context: CallContext): Promise<CregoRunner | null> {
    const path = atRecord(this.options.designPath, id);
    return this.#change(command('updateRunnerDesign', 'PUT', path, { design_id: designId }), id, context);
  }

  updateStore(id: string, content: JsonObject, context: CallContext): Promise<CregoRunner | null> {
    const path = atRecord(this.options.storePath, id);
    return this.#change(command('updateRunnerStore', 'PUT', path, { [this.options.storeKey]: content }), id, context);
  }

  /** `read`: throws a `ContractError` for an answer that does not fit the template. */
  parseTemplate<T>(
    id: string,
    { template, read }: { readonly template: string; readonly read: (answer: CregoParsedTemplate) => T },
    context: CallContext,
  ): Promise<T> {
    const call = command('parseRunnerTemplate', 'POST', atRecord(this.options.templatePath, id), { template });
    return this.caller.call({ ...call, as: 'service' }, context, (body) => read(parseParsedTemplate(body)));
  }

  #change(call: CregoCall, id: string, context: CallContext): Promise<CregoRunner | null> {
    return this.caller.call({ ...call, as: 'service' }, context, (body) => runnerIn(body, id));
  }
}

/** Only what shows this very runner with its node: the answers to these commands are documented nowhere. */
function runnerIn(body: unknown, id: string): CregoRunner | null {
  try {
    const runner = parseExecuteAnswer(body);
    const same = runner !== null && runner.id.toLowerCase() === id.toLowerCase();
    return same && runner.current_node !== undefined ? runner : null;
  } catch {
    return null;
  }
}

function read(operation: string, path: string): CregoCall {
  return { operation, method: 'GET', path, kind: 'read' };
}

function command(operation: string, method: 'POST' | 'PUT', path: string, value: unknown): CregoCall {
  return { operation, method, path, kind: 'command', body: { type: 'json', value } };
}
