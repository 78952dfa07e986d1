import type { CallContext } from '../kernel/call-context.js';
import type { ProviderPage } from './workflow-design-port.js';
import type { JsonObject, RunnerAction, RunnerNode, RunnerState } from './workflow-port.js';

/** A runner as the provider lists it, whoever made it. */
export interface ProviderRunner {
  readonly providerRunnerId: string;
  readonly refId: string | null;
  readonly flowId: string | null;
  /** The name of the node. */
  readonly currentNode: string | null;
  readonly createdAt: Date | null;
}

export interface RunnerActivity {
  readonly node: string | null;
  readonly action: string | null;
  readonly at: Date | null;
  /** Who did it, masked: the provider names people by their mobile numbers. */
  readonly by: string | null;
}

/** What is public of the flow that a runner runs: its steps, and nothing of the person in it. */
export interface RunnerFlowInfo {
  readonly name: string | null;
  readonly nodes: readonly { readonly name: string; readonly type: string | null }[];
  /** Groups of nodes, by name. */
  readonly stages: readonly { readonly name: string | null; readonly nodes: readonly string[] }[];
  /** All of it, in the provider's words. */
  readonly content: JsonObject;
}

/** Which values of a runner are asked for. */
export interface RunnerValues {
  /** Where they stand, e.g. `business.name`: single values, by names and positions alone. */
  readonly paths: readonly string[];
  /** Whether personal ones come in clear; secrets, Aadhaar numbers among them, and what nobody knows never do. */
  readonly inClear: boolean;
}

export interface NewExecutedRunner {
  /** Absent: the configured default flow. */
  readonly flowId?: string;
  readonly refId?: string;
  readonly action: RunnerAction;
  readonly data: JsonObject;
}

/**
 * What a workflow provider offers around its runners. `list*` and `get*` are reads, all others are commands and are never
 * repeated. Commands that change a runner answer with its state afterwards.
 */
export interface RunnerToolsPort {
  listRunners(
    page: { readonly number: number; readonly size: number },
    context: CallContext,
  ): Promise<ProviderPage<ProviderRunner>>;
  /** Oldest first. */
  listActivity(providerRunnerId: string, context: CallContext): Promise<readonly RunnerActivity[]>;
  /** What the runner keeps of what was submitted. Personal values are masked. */
  getStore(providerRunnerId: string, context: CallContext): Promise<JsonObject>;
  /** Asked without any credentials. */
  getFlowInfo(providerRunnerId: string, context: CallContext): Promise<RunnerFlowInfo>;
  listCurrentNodes(providerRunnerId: string, context: CallContext): Promise<readonly RunnerNode[]>;
  /** Makes a runner and submits the form of its first node in one call. */
  createAndExecute(input: NewExecutedRunner, context: CallContext): Promise<RunnerState>;
  /** Tells the runner what an outside system came to, for which it waits. */
  sendCallback(providerRunnerId: string, payload: JsonObject, context: CallContext): Promise<RunnerState>;
  updateDesign(providerRunnerId: string, designId: string, context: CallContext): Promise<RunnerState>;
  updateStore(providerRunnerId: string, content: JsonObject, context: CallContext): Promise<RunnerState>;
  /** What a template of the provider puts in place of each path, in their order; empty for what there is not. */
  parseTemplate(providerRunnerId: string, values: RunnerValues, context: CallContext): Promise<readonly string[]>;
}
