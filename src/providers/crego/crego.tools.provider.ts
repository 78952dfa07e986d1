import { randomBytes } from 'node:crypto';
import type { SettingValues } from '../../config/setting.js';
import type { CallContext } from '../../domain/provider/call-context.js';
import type { NewExecutedRunner, RunnerToolsPort, RunnerValues } from '../../domain/provider/runner-tools-port.js';
import type { JsonObject, RunnerState } from '../../domain/provider/workflow-port.js';
import type { CREGO_ADMIN_SETTINGS } from './crego.admin-settings.provider.js';
import type { CregoCaller } from './crego.call.client.js';
import type { CregoClient } from './crego.client.js';
import type { CregoRunner } from './crego.contract.js';
import { toMaskedObject, toProviderPage } from './crego.design.mapping.js';
import { type RunnerRules, toRunnerNode, toRunnerState, toWireAction } from './crego.mapping.js';
import { refuseMasks } from './crego.masks.provider.js';
import { findValues, toTemplate, toValue } from './crego.template.mapping.js';
import { CregoToolsClient } from './crego.tools.client.js';
import type { CregoParsedTemplate } from './crego.tools.contract.js';
import { toActivity, toFlowInfo, toProviderRunner } from './crego.tools.mapping.js';
import type { CREGO_TOOLS_SETTINGS } from './crego.tools-settings.provider.js';

export interface CregoToolsOptions extends RunnerRules {
  readonly flowId: string;
  readonly refPrefix: string;
}

type ToolSettings = SettingValues<typeof CREGO_TOOLS_SETTINGS & Pick<typeof CREGO_ADMIN_SETTINGS, 'CREGO_PAGE_KEY'>>;

export function createTools(
  caller: CregoCaller,
  runners: CregoClient,
  values: ToolSettings,
  options: CregoToolsOptions,
): RunnerToolsPort {
  const client = new CregoToolsClient(caller, {
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
  return new CregoTools(client, runners, options);
}

/** What Crego offers around its runners. */
class CregoTools implements RunnerToolsPort {
  constructor(
    private readonly client: CregoToolsClient,
    private readonly runners: CregoClient,
    private readonly options: CregoToolsOptions,
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
