import type { CallContext } from '../../../domain/kernel/call-context.js';
import { ProviderError } from '../../../domain/provider/provider-error.js';
import type { JsonObject } from '../../../domain/provider/workflow-port.js';
import { CREGO_ID, type CregoCall, type CregoCaller } from '../crego.call.client.js';
import { atRecord } from '../crego.record-path.client.js';
import {
  type CregoDesign,
  type CregoGraphValidation,
  type CregoPage,
  type CregoRecord,
  parseDesign,
  parseGraphValidation,
  parsePage,
  parseRecord,
  parseSchema,
} from './design.contract.js';

export interface CregoDesignClientOptions {
  readonly designsPath: string;
  /** These four hold `{id}`. */
  readonly expandedPath: string;
  readonly currentPath: string;
  readonly duplicatePath: string;
  readonly validationPath: string;
  readonly storesPath: string;
  readonly warehousesPath: string;
  readonly schemaPath: string;
  readonly flowKey: 'flow_id' | 'secret_id' | 'both';
  readonly contentKey: string;
  readonly pageKey: string;
}

export interface CregoDesignBody {
  readonly name?: string;
  readonly graph: JsonObject;
  readonly store_schema?: JsonObject;
  readonly stages?: readonly JsonObject[];
}

/** Crego's administration. Always under the service token: a customer's own has no business here. */
export class CregoDesignClient {
  constructor(
    private readonly caller: CregoCaller,
    private readonly options: CregoDesignClientOptions,
  ) {}

  listDesigns(page: number, context: CallContext): Promise<CregoPage<CregoDesign>> {
    return this.#list('listDesigns', this.options.designsPath, page, parseDesign, context);
  }

  /** `unshared`: does not join a read that began earlier. */
  getDesign(id: string, expanded: boolean, context: CallContext, unshared = false): Promise<CregoDesign> {
    const path = expanded ? this.options.expandedPath : `${this.options.designsPath}{id}/`;
    const call = { ...read(expanded ? 'getExpandedDesign' : 'getDesign', atRecord(path, id)), unshared };
    return this.caller.call(call, context, parseDesign);
  }

  validateGraph(id: string, context: CallContext): Promise<CregoGraphValidation> {
    return this.caller.call(
      read('validateGraph', atRecord(this.options.validationPath, id)),
      context,
      parseGraphValidation,
    );
  }

  createDesign(flowId: string, body: CregoDesignBody, context: CallContext): Promise<CregoDesign> {
    const value = { ...body, ...this.#flow(flowId) };
    return this.caller.call(command('createDesign', 'POST', this.options.designsPath, value), context, parseDesign);
  }

  updateDesign(id: string, flowId: string, body: CregoDesignBody, context: CallContext): Promise<CregoDesign> {
    const path = atRecord(`${this.options.designsPath}{id}/`, id);
    return this.#changed(command('updateDesign', 'PUT', path, { ...body, ...this.#flow(flowId) }), id, context);
  }

  markCurrent(id: string, context: CallContext): Promise<CregoDesign> {
    return this.#changed(command('markDesignCurrent', 'PUT', atRecord(this.options.currentPath, id), {}), id, context);
  }

  duplicate(id: string, context: CallContext): Promise<CregoDesign> {
    const call = command('duplicateDesign', 'POST', atRecord(this.options.duplicatePath, id), {});
    return this.caller.call(call, context, parseDesign);
  }

  getSchema(context: CallContext): Promise<Record<string, unknown>> {
    return this.caller.call(read('getSchema', this.options.schemaPath), context, parseSchema);
  }

  listStores(page: number, context: CallContext): Promise<CregoPage<CregoRecord>> {
    return this.#list('listStores', this.options.storesPath, page, this.#parseRecord, context);
  }

  getStore(id: string, context: CallContext): Promise<CregoRecord> {
    const path = atRecord(`${this.options.storesPath}{id}/`, id);
    return this.caller.call(read('getStore', path), context, this.#parseRecord);
  }

  createStore(name: string, content: JsonObject, context: CallContext): Promise<CregoRecord> {
    const value = { name, [this.options.contentKey]: content };
    return this.caller.call(command('createStore', 'POST', this.options.storesPath, value), context, this.#parseRecord);
  }

  listWarehouses(page: number, context: CallContext): Promise<CregoPage<CregoRecord>> {
    return this.#list('listWarehouses', this.options.warehousesPath, page, this.#parseRecord, context);
  }

  getWarehouse(id: string, context: CallContext): Promise<CregoRecord> {
    const path = atRecord(`${this.options.warehousesPath}{id}/`, id);
    return this.caller.call(read('getWarehouse', path), context, this.#parseRecord);
  }

  readonly #parseRecord = (body: unknown): CregoRecord => parseRecord(body, this.options.contentKey);

  #list<T>(
    operation: string,
    path: string,
    page: number,
    parse: (item: unknown) => T,
    context: CallContext,
  ): Promise<CregoPage<T>> {
    const call = { ...read(operation, path), query: { [this.options.pageKey]: String(page) } };
    return this.caller.call(call, context, (body) => parsePage(body, parse));
  }

  /** The design after a command whose answer nobody documents: what it says, or what a read says where it says nothing. */
  async #changed(call: CregoCall, id: string, context: CallContext): Promise<CregoDesign> {
    const answered = await this.caller.call(call, context, designIn);
    if (answered !== null && answered.id === id) return answered;
    try {
      return await this.getDesign(id, false, context, true);
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      // The command ran, so its caller must not take this for a call that can be repeated.
      throw new ProviderError({ providerId: CREGO_ID, code: error.code, retryable: false, outcomeUnknown: true });
    }
  }

  #flow(flowId: string): { flow_id?: string; secret_id?: string } {
    const { flowKey } = this.options;
    if (flowKey === 'both') return { flow_id: flowId, secret_id: flowId };
    return { [flowKey]: flowId };
  }
}

function designIn(body: unknown): CregoDesign | null {
  try {
    return parseDesign(body);
  } catch {
    return null;
  }
}

function read(operation: string, path: string): CregoCall {
  return { operation, method: 'GET', path, kind: 'read', as: 'service' };
}

function command(operation: string, method: 'POST' | 'PUT', path: string, value: unknown): CregoCall {
  return { operation, method, path, kind: 'command', body: { type: 'json', value }, as: 'service' };
}
