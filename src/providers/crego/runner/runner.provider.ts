import type { SettingValues } from '../../../config/setting.js';
import type { CallContext } from '../../../domain/kernel/call-context.js';
import { conflict, invalid } from '../../../domain/kernel/problem.js';
import type {
  JsonObject,
  RunnerAction,
  RunnerApplicant,
  RunnerState,
  WorkflowFile,
  WorkflowPort,
} from '../../../domain/provider/workflow-port.js';
import type { WorkflowStep, WorkflowStepName } from '../../../domain/provider/workflow-step.js';
import { FormValidator } from '../../form-validator.js';
import type { CregoCaller } from '../crego.call.client.js';
import { holdsMask, restoreMasked } from '../crego.form-masks.mapping.js';
import { itemsOf } from '../crego.setting-rules.provider.js';
import { CregoRunnerClient } from './runner.client.js';
import type { CregoNode, CregoRunner } from './runner.contract.js';
import { type RunnerRules, toRunnerApplicant, toRunnerState, toWireAction } from './runner.mapping.js';
import { type runnerSettings, STEP_NODES } from './runner.settings.provider.js';
import { toStepData, toStepField } from './runner.steps.mapping.js';

type RunnerSettings = SettingValues<ReturnType<typeof runnerSettings>>;

/** What runners are made with, and read by. */
export interface CregoRunnerOptions extends RunnerRules {
  readonly flowId: string;
  readonly refPrefix: string;
}

interface CregoWorkflowOptions extends CregoRunnerOptions {
  readonly applicantListNode: string;
  readonly applicantIdKey: string;
  /** The node of the flow that each typed step belongs to. */
  readonly stepNodes: Readonly<Record<WorkflowStepName, string>>;
}

export function runnerOptions(values: RunnerSettings): CregoRunnerOptions {
  return {
    flowId: values.CREGO_FLOW_ID,
    refPrefix: values.CREGO_REF_PREFIX,
    currentApplicantKey: values.CREGO_CURRENT_APPLICANT_KEY,
    completedNodes: itemsOf(values.CREGO_COMPLETED_NODES),
  };
}

export function createRunnerClient(caller: CregoCaller, values: RunnerSettings): CregoRunnerClient {
  return new CregoRunnerClient(caller, {
    applicantsPath: values.CREGO_APPLICANTS_PATH,
    documentUploadPath: values.CREGO_DOCUMENT_UPLOAD_PATH,
    documentFileField: values.CREGO_DOCUMENT_FILE_FIELD,
  });
}

export function createWorkflow(client: CregoRunnerClient, values: RunnerSettings): WorkflowPort {
  const named = itemsOf(values.CREGO_STEP_NODES).map((pair) => pair.split('='));
  const options = {
    ...runnerOptions(values),
    applicantListNode: values.CREGO_APPLICANT_LIST_NODE,
    applicantIdKey: values.CREGO_APPLICANT_ID_KEY,
    stepNodes: { ...STEP_NODES, ...Object.fromEntries(named) },
  };
  return new CregoWorkflow(client, options, new FormValidator());
}

/** Crego's runners. Choosing an applicant and submitting the application are executes on one node of the flow. */
class CregoWorkflow implements WorkflowPort {
  constructor(
    private readonly client: CregoRunnerClient,
    private readonly options: CregoWorkflowOptions,
    private readonly validator: FormValidator,
  ) {}

  async createRunner(
    input: { readonly flowId?: string; readonly refId?: string },
    context: CallContext,
  ): Promise<RunnerState> {
    const { flowId, refPrefix } = this.options;
    const created = await this.client.createRunner(
      { flow_id: input.flowId ?? flowId, ref_prefix: refPrefix, ref_id: input.refId },
      context,
    );
    if (created.current_node !== undefined) return this.#toState(created);
    // The documented answer leaves the first node out. The runner exists, so a failing second look costs only that.
    return this.getRunner(created.id, context).catch(() => this.#toState(created));
  }

  async getRunner(providerRunnerId: string, context: CallContext): Promise<RunnerState> {
    return this.#toState(await this.client.getRunner(providerRunnerId, context));
  }

  async executeRunner(
    providerRunnerId: string,
    input: { readonly action: RunnerAction; readonly data: JsonObject },
    context: CallContext,
  ): Promise<RunnerState> {
    if (input.action === 'NAVIGATE' && !holdsMask(input.data)) return this.#execute(providerRunnerId, input, context);
    const { node } = await this.client.getRunner(providerRunnerId, context, true);
    const data = this.#checked(node, input, (field) => (field === '' ? 'data' : `data.${field}`));
    return this.#execute(providerRunnerId, { action: input.action, data }, context);
  }

  async submitStep(providerRunnerId: string, step: WorkflowStep, context: CallContext): Promise<RunnerState> {
    const runner = await this.client.getRunner(providerRunnerId, context, true);
    this.#requireNode(runner, this.options.stepNodes[step.name]);
    const input = { action: 'SUBMIT' as const, data: toStepData(step) };
    const data = this.#checked(runner.node, input, (field) => toStepField(step.name, field) ?? `data.${field}`);
    return this.#execute(providerRunnerId, { action: 'SUBMIT', data }, context);
  }

  async listApplicants(providerRunnerId: string, context: CallContext): Promise<readonly RunnerApplicant[]> {
    return (await this.client.listApplicants(providerRunnerId, context)).map(toRunnerApplicant);
  }

  async setCurrentApplicant(
    providerRunnerId: string,
    providerApplicantId: string,
    context: CallContext,
  ): Promise<RunnerState> {
    const data = { [this.options.applicantIdKey]: providerApplicantId };
    const state = await this.#executeOnList(providerRunnerId, data, context);
    if (state.currentApplicantId !== null || state.stepResult?.success === false) return state;
    return { ...state, currentApplicantId: providerApplicantId };
  }

  submitApplication(providerRunnerId: string, context: CallContext): Promise<RunnerState> {
    return this.#executeOnList(providerRunnerId, {}, context);
  }

  async uploadDocument(file: WorkflowFile, context: CallContext): Promise<{ readonly providerDocumentId: string }> {
    return { providerDocumentId: (await this.client.uploadDocument(file, context)).id };
  }

  /** Execute acts on whatever node is current, so these two must not reach another one, e.g. the signing form. */
  async #executeOnList(providerRunnerId: string, data: JsonObject, context: CallContext): Promise<RunnerState> {
    const runner = await this.client.getRunner(providerRunnerId, context, true);
    this.#requireNode(runner, this.options.applicantListNode);
    return this.#execute(providerRunnerId, { action: 'SUBMIT', data }, context);
  }

  async #execute(
    providerRunnerId: string,
    input: { readonly action: RunnerAction; readonly data: JsonObject },
    context: CallContext,
  ): Promise<RunnerState> {
    const body = { action: toWireAction(input.action), data: input.data };
    const runner = await this.client.executeRunner(providerRunnerId, body, context);
    return this.#toState(runner ?? (await this.client.getRunnerAfterCommand(providerRunnerId, context)));
  }

  #requireNode(runner: CregoRunner, expected: string): void {
    if ((runner.node?.name ?? runner.current_node) !== expected)
      throw conflict('runnerId', `The runner is not at the node "${expected}", where this step belongs.`);
  }

  /**
   * The data as it will be sent: masked defaults that the person left untouched are the real ones again, which are kept
   * nowhere but in the form itself. Throws a `ValidationProblem` that names every field the form has something against.
   */
  #checked(
    node: CregoNode | null,
    { action, data }: { readonly action: RunnerAction; readonly data: JsonObject },
    toField: (path: string) => string,
  ): JsonObject {
    const forms = node?.forms.filter((form) => form.action === toWireAction(action)) ?? [];
    const restored = forms.reduce(
      (sofar, { schema }) => (holdsMask(sofar) ? restoreMasked(sofar, schema) : sofar),
      data,
    );
    const faults = forms.flatMap(({ schema }) => this.validator.validate(schema, restored) ?? []);
    if (faults.length > 0) throw invalid(faults.map(({ field, message }) => ({ field: toField(field), message })));
    return restored;
  }

  #toState(runner: CregoRunner): RunnerState {
    return toRunnerState(runner, this.options);
  }
}
