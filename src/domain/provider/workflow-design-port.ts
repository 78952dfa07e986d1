import type { CallContext } from '../kernel/call-context.js';
import type { JsonObject } from './workflow-port.js';

/** One page of a list that the provider keeps. Pages count from 1. */
export interface ProviderPage<T> {
  readonly items: readonly T[];
  /** Null: there is none, or the provider does not say. */
  readonly nextPage: number | null;
  /** Of the whole list, where the provider says so. */
  readonly total: number | null;
}

/** A version of a workflow: what its nodes are and how they follow each other. Personal values are masked. */
export interface WorkflowDesign {
  readonly designId: string;
  readonly flowId: string | null;
  readonly name: string | null;
  readonly version: string | null;
  /** Whether new runners of the flow run on it; null: the provider does not say. */
  readonly current: boolean | null;
  /** `nodes`, `edges`, `start_node`, in the provider's words. */
  readonly graph: JsonObject | null;
  /** JSON Schema of what its runners store. */
  readonly storeSchema: JsonObject | null;
  readonly createdAt: Date | null;
  readonly updatedAt: Date | null;
}

export interface DesignContent {
  readonly name: string | null;
  readonly flowId: string;
  readonly graph: JsonObject;
  readonly storeSchema: JsonObject | null;
  readonly stages: readonly JsonObject[] | null;
}

export interface GraphValidation {
  /** Null: the provider does not say. */
  readonly valid: boolean | null;
  /** In the provider's words. */
  readonly faults: readonly string[];
}

/** A store or a warehouse: content of the flow designer's making. Personal values are masked. */
export interface WorkflowRecord {
  readonly recordId: string;
  readonly name: string | null;
  readonly content: JsonObject;
  readonly createdAt: Date | null;
  readonly updatedAt: Date | null;
}

/** Administration of workflows, always as the gateway itself. `create*`, `update*`, `mark*` and `duplicate*` are commands. */
export interface WorkflowDesignPort {
  listDesigns(page: number, context: CallContext): Promise<ProviderPage<WorkflowDesign>>;
  /** `expanded`: with everything that its nodes refer to in place. */
  getDesign(designId: string, expanded: boolean, context: CallContext): Promise<WorkflowDesign>;
  validateGraph(designId: string, context: CallContext): Promise<GraphValidation>;
  createDesign(content: DesignContent, context: CallContext): Promise<WorkflowDesign>;
  updateDesign(designId: string, content: DesignContent, context: CallContext): Promise<WorkflowDesign>;
  markDesignCurrent(designId: string, context: CallContext): Promise<WorkflowDesign>;
  /** The copy. */
  duplicateDesign(designId: string, context: CallContext): Promise<WorkflowDesign>;
  /** The schema of the provider's building blocks. */
  getSchema(context: CallContext): Promise<JsonObject>;
  listStores(page: number, context: CallContext): Promise<ProviderPage<WorkflowRecord>>;
  getStore(storeId: string, context: CallContext): Promise<WorkflowRecord>;
  createStore(
    store: { readonly name: string; readonly content: JsonObject },
    context: CallContext,
  ): Promise<WorkflowRecord>;
  listWarehouses(page: number, context: CallContext): Promise<ProviderPage<WorkflowRecord>>;
  getWarehouse(warehouseId: string, context: CallContext): Promise<WorkflowRecord>;
}
