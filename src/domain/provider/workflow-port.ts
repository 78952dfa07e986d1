import type { CallContext } from '../kernel/call-context.js';
import type { LifecycleStatus, RawStatus } from '../kernel/lifecycle.js';
import type { WorkflowStep } from './workflow-step.js';

export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };

export const RUNNER_ACTIONS = ['SUBMIT', 'NAVIGATE'] as const;
export type RunnerAction = (typeof RUNNER_ACTIONS)[number];

/** A form that a frontend can render: JSON Schema and rjsf UI hints. Personal defaults are already masked. */
export interface RunnerForm {
  readonly action: RunnerAction;
  readonly schema: JsonObject;
  readonly ui: JsonObject;
}

export interface RunnerNode {
  /** The node's name in the flow, e.g. `applicant_extra_info`. */
  readonly name: string;
  /** The provider's node type, e.g. `web_form`. */
  readonly type: string | null;
  readonly forms: readonly RunnerForm[];
  /** Where the person may go from here without submitting. */
  readonly navigations: readonly { readonly label: string; readonly targetNode: string }[];
}

export interface VisitedNode {
  readonly name: string;
  readonly action: string | null;
  readonly visitedAt: Date | null;
}

/**
 * What the last executed step said about itself. `success` means that the step ran, not that a person passed anything;
 * `data` is shown as it is (redacted) and no decision is ever derived from it.
 */
export interface RunnerStepResult {
  readonly success: boolean | null;
  readonly statusCode: number | null;
  readonly message: string | null;
  readonly errors: readonly string[];
  readonly data: JsonValue;
}

/** A workflow instance as the provider has it now. */
export interface RunnerState {
  readonly providerRunnerId: string;
  readonly refId: string | null;
  readonly flowId: string | null;
  readonly designId: string | null;
  readonly status: LifecycleStatus;
  readonly currentNode: RunnerNode | null;
  readonly visitedNodes: readonly VisitedNode[];
  readonly stepResult: RunnerStepResult | null;
  /** The applicant that the next applicant step is about, where the provider says so. */
  readonly currentApplicantId: string | null;
  readonly createdAt: Date | null;
  readonly updatedAt: Date | null;
  readonly raw: RawStatus;
}

/** One person inside a runner. */
export interface RunnerApplicant {
  readonly providerApplicantId: string;
  readonly name: string | null;
  /** e.g. `applicant`, `CoApp1`. */
  readonly applicantType: string | null;
  readonly relation: string | null;
  readonly tags: readonly string[];
  readonly shareHolder: boolean | null;
}

export interface WorkflowFile {
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** A lending or onboarding workflow. All but `getRunner` and `listApplicants` are commands and are never repeated. */
export interface WorkflowPort {
  /** `flowId` absent: the configured default flow. */
  createRunner(
    input: { readonly flowId?: string; readonly refId?: string },
    context: CallContext,
  ): Promise<RunnerState>;
  getRunner(providerRunnerId: string, context: CallContext): Promise<RunnerState>;
  /** Throws a `ValidationProblem` naming fields as `data.<path>` when the node's form has something against the data. */
  executeRunner(
    providerRunnerId: string,
    input: { readonly action: RunnerAction; readonly data: JsonObject },
    context: CallContext,
  ): Promise<RunnerState>;
  /**
   * Sends a step of the sample flow. Throws a `Conflict` when the runner is at another node, a `ValidationProblem` that
   * names the step's fields when the node's form has something against the data.
   */
  submitStep(providerRunnerId: string, step: WorkflowStep, context: CallContext): Promise<RunnerState>;
  listApplicants(providerRunnerId: string, context: CallContext): Promise<readonly RunnerApplicant[]>;
  setCurrentApplicant(
    providerRunnerId: string,
    providerApplicantId: string,
    context: CallContext,
  ): Promise<RunnerState>;
  submitApplication(providerRunnerId: string, context: CallContext): Promise<RunnerState>;
  /** Stores a file with the provider; forms then refer to it by the id that comes back. */
  uploadDocument(file: WorkflowFile, context: CallContext): Promise<{ readonly providerDocumentId: string }>;
}
