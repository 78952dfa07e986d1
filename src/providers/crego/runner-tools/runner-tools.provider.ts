import { randomBytes } from 'node:crypto';
import type { SettingValues } from '../../../config/setting.js';
import type { CallContext } from '../../../domain/kernel/call-context.js';
import type { NewExecutedRunner, RunnerToolsPort, RunnerValues } from '../../../domain/provider/runner-tools-port.js';
import type { JsonObject, RunnerState } from '../../../domain/provider/workflow-port.js';
import type { CregoCaller } from '../crego.call.client.js';
import { refuseMasks } from '../crego.masks.provider.js';
import { toMaskedObject } from '../crego.object-masks.mapping.js';
import { toProviderPage } from '../design/design.mapping.js';
import type { CREGO_DESIGN_SETTINGS } from '../design/design.settings.provider.js';
import type { CregoRunnerClient } from '../runner/runner.client.js';
import type { CregoRunner } from '../runner/runner.contract.js';
import { toRunnerNode, toRunnerState, toWireAction } from '../runner/runner.mapping.js';
import type { CregoRunnerOptions } from '../runner/runner.provider.js';
import { CregoRunnerToolsClient } from './runner-tools.client.js';
import type { CregoParsedTemplate } from './runner-tools.contract.js';
import { toActivity, toFlowInfo, toProviderRunner } from './runner-tools.mapping.js';
import type { CREGO_RUNNER_TOOLS_SETTINGS } from './runner-tools.settings.provider.js';
import { findValues, toTemplate, toValue } from './runner-tools.template.mapping.js';

type ToolSettings = SettingValues<
  typeof CREGO_RUNNER_TOOLS_SETTINGS & Pick<typeof CREGO_DESIGN_SETTINGS, 'CREGO_PAGE_KEY'>
>;

export function createRunnerTools(
  caller: CregoCaller,
  runners: CregoRunnerClient,
  values: ToolSettings,
  options: CregoRunnerOptions,
): RunnerToolsPort {
  const client = new CregoRunnerToolsClient(caller, {
    listPath: values.CREGO_RUNNER_LIST_PATH,
    createExecutePath: values.CREGO_RUNNER_CREATE_EXECUTE_PATH,
    activityPath: values.CREGO_RUNNER_ACTIVITY_PATH,
    storePath: values.CREGO_RUNNER_STORE_PATH,
    flowPath: values.CREGO_RUNNER_FLOW_PATH,
    nodesPath: values.CREGO_RUNNER_NODES_PATH,
    callbackPath: values.CREGO_RUNNER_CALLBACK_PATH,
    designPath: values.CREGO_RUNNER_DESIGN_PATH,
    templatePath: values.CREGO_RUNNER_TEMPLATE_PATH,
    storeKey: values.CREGO_RUNNER_STORE_KEY,
    pageKey: values.CREGO_PAGE_KEY,
    pageSizeKey: values.CREGO_PAGE_SIZE_KEY,
  });
  return new CregoRunnerTools(client, runners, options);
}

/** What Crego offers around its runners. */
class CregoRunnerTools implements RunnerToolsPort {
  constructor(
    private readonly client: CregoRunnerToolsClient,
    private readonly runners: CregoRunnerClient,
    private readonly options: CregoRunnerOptions,
  ) {}

  async listRunners(page: { readonly number: number; readonly size: number }, context: CallContext) {
    return toProviderPage(await this.client.listRunners(page, context), page.number, toProviderRunner);
  }

  async listActivity(providerRunnerId: string, context: CallContext) {
    return toActivity(await this.client.listActivity(providerRunnerId, context));
  }

  async getStore(providerRunnerId: string, context: CallContext) {
    return toMaskedObject(await this.client.getStore(providerRunnerId, context));
  }

  async getFlowInfo(providerRunnerId: string, context: CallContext) {
    return toFlowInfo(await this.client.getFlowInfo(providerRunnerId, context));
  }

  async listCurrentNodes(providerRunnerId: string, context: CallContext) {
    return (await this.client.listCurrentNodes(providerRunnerId, context)).map(toRunnerNode);
  }

  async createAndExecute({ flowId, refId, action, data }: NewExecutedRunner, context: CallContext) {
    // A form that was never shown cannot have given a mask to send back.
    refuseMasks(data, 'input.data');
    const { flowId: fallback, refPrefix } = this.options;
    const input = { flow_id: flowId ?? fallback, ref_prefix: refPrefix, ref_id: refId };
    const made = await this.client.createAndExecute({ ...input, action: toWireAction(action), data }, context);
    if (made.current_node !== undefined) return this.#toState(made);
    // The runner exists, so a failing second look costs only its node.
    return this.#toState(await this.runners.getRunner(made.id, context).catch(() => made));
  }

  async sendCallback(providerRunnerId: string, payload: JsonObject, context: CallContext) {
    refuseMasks(payload, 'payload');
    const runner = await this.client.sendCallback(providerRunnerId, payload, context);
    return this.#afterwards(runner, providerRunnerId, context);
  }

  async updateDesign(providerRunnerId: string, designId: string, context: CallContext) {
    const runner = await this.client.updateDesign(providerRunnerId, designId, context);
    return this.#afterwards(runner, providerRunnerId, context);
  }

  async updateStore(providerRunnerId: string, content: JsonObject, context: CallContext) {
    refuseMasks(content, 'content');
    const runner = await this.client.updateStore(providerRunnerId, content, context);
    return this.#afterwards(runner, providerRunnerId, context);
  }

  async parseTemplate(providerRunnerId: string, { paths, inClear }: RunnerValues, context: CallContext) {
    const mark = randomBytes(16).toString('hex');
    const read = (answer: CregoParsedTemplate) => findValues(answer, paths.length, mark);
    const asked = { template: toTemplate(paths, mark), read };
    const values = await this.client.parseTemplate(providerRunnerId, asked, context);
    return paths.map((path, index) => toValue(path, values[index] ?? '', inClear));
  }

  async #afterwards(runner: CregoRunner | null, providerRunnerId: string, context: CallContext): Promise<RunnerState> {
    return this.#toState(runner ?? (await this.runners.getRunnerAfterCommand(providerRunnerId, context)));
  }

  #toState(runner: CregoRunner): RunnerState {
    return toRunnerState(runner, this.options);
  }
}
