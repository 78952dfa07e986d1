import type { CallContext } from '../../domain/provider/call-context.js';
import { ProviderError } from '../../domain/provider/provider-error.js';
import type {
  JsonObject,
  RunnerAction,
  RunnerApplicant,
  RunnerState,
  WorkflowFile,
  WorkflowPort,
} from '../../domain/provider/workflow-port.js';
import { CREGO_ID, type CregoClient } from './crego.client.js';
import type { CregoRunner } from './crego.contract.js';
import { type RunnerRules, toRunnerApplicant, toRunnerState, toWireAction } from './crego.mapping.js';
import { holdsMask, restoreMasked } from './crego.redaction.mapping.js';

export interface CregoWorkflowOptions extends RunnerRules {
  readonly flowId: string;
  readonly refPrefix: string;
  readonly applicantListNode: string;
  readonly applicantIdKey: string;
}

/** Crego's runners. Choosing an applicant and submitting the application are executes on one node of the flow. */
export class CregoWorkflow implements WorkflowPort {
  constructor(
    private readonly client: CregoClient,
    private readonly options: CregoWorkflowOptions,
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
    const data = holdsMask(input.data) ? await this.#unmasked(providerRunnerId, input, context) : input.data;
    return this.#execute(providerRunnerId, { action: input.action, data }, context);
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
    if ((runner.node?.name ?? runner.current_node) !== this.options.applicantListNode) {
      throw new ProviderError({ providerId: CREGO_ID, code: 'PROVIDER_CONFLICT', retryable: false });
    }
    return this.#execute(providerRunnerId, { action: 'SUBMIT', data }, context);
  }

  async #execute(
    providerRunnerId: string,
    input: { readonly action: RunnerAction; readonly data: JsonObject },
    context: CallContext,
  ): Promise<RunnerState> {
    const body = { action: toWireAction(input.action), data: input.data };
    const runner = await this.client.executeRunner(providerRunnerId, body, context);
    return runner === null ? this.#readAfterCommand(providerRunnerId, context) : this.#toState(runner);
  }

  /** The step ran, whatever this read says: its failure must not look like one of a call that can be repeated. */
  async #readAfterCommand(providerRunnerId: string, context: CallContext): Promise<RunnerState> {
    try {
      return this.#toState(await this.client.getRunner(providerRunnerId, context, true));
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      const { providerId, code, retryAfterMs, providerCode } = error;
      throw new ProviderError({ providerId, code, retryable: false, outcomeUnknown: true, retryAfterMs, providerCode });
    }
  }

  /** Reads the current form again, because its real defaults are kept nowhere. */
  async #unmasked(
    providerRunnerId: string,
    { action, data }: { readonly action: RunnerAction; readonly data: JsonObject },
    context: CallContext,
  ): Promise<JsonObject> {
    const { node } = await this.client.getRunner(providerRunnerId, context, true);
    const forms = node?.forms.filter((form) => form.action === toWireAction(action)) ?? [];
    return forms.reduce((restored, form) => restoreMasked(restored, form.schema), data);
  }

  #toState(runner: CregoRunner): RunnerState {
    return toRunnerState(runner, this.options);
  }
}
