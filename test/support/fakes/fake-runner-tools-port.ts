import type { CallContext } from '../../../src/domain/kernel/call-context.js';
import type {
  NewExecutedRunner,
  ProviderRunner,
  RunnerActivity,
  RunnerFlowInfo,
  RunnerToolsPort,
  RunnerValues,
} from '../../../src/domain/provider/runner-tools-port.js';
import type { JsonObject, RunnerNode, RunnerState } from '../../../src/domain/provider/workflow-port.js';
import { FakePort } from './fake-port.js';
import { runnerState } from './provider-samples.js';

const AT = new Date('2026-01-31T10:00:00.000Z');

export class FakeRunnerToolsPort extends FakePort implements RunnerToolsPort {
  /** What the provider says of every runner after a command. */
  state: RunnerState = runnerState();
  /** How many pages the list has. */
  pages = 2;
  activity: readonly RunnerActivity[] = [{ node: 'pan_or_gst', action: 'submit', at: AT, by: 'XXXXXX0001' }];
  store: JsonObject = { business: { name: 'XXXXXX' } };
  flow: RunnerFlowInfo = {
    name: 'Sample flow',
    nodes: [{ name: 'pan_or_gst', type: 'web_form' }],
    stages: [{ name: 'Business', nodes: ['pan_or_gst'] }],
    content: { name: 'Sample flow' },
  };
  nodes: readonly RunnerNode[] = [{ name: 'pan_or_gst', type: 'web_form', forms: [], navigations: [] }];
  /** What there is in every place of a template. */
  value = { masked: 'XXXXXX', inClear: 'Rao Example Traders' };

  listRunners(page: { readonly number: number; readonly size: number }, context: CallContext) {
    const item: ProviderRunner = {
      providerRunnerId: 'crego-1',
      refId: 'RUNNER-251-392',
      flowId: 'flow-1',
      currentNode: 'pan_or_gst',
      createdAt: AT,
    };
    const nextPage = page.number < this.pages ? page.number + 1 : null;
    return this.answer('listRunners', page, context, () => ({ items: [item], nextPage, total: this.pages }));
  }

  listActivity(id: string, context: CallContext) {
    return this.answer('listActivity', id, context, () => this.activity);
  }

  getStore(id: string, context: CallContext) {
    return this.answer('getStore', id, context, () => this.store);
  }

  getFlowInfo(id: string, context: CallContext) {
    return this.answer('getFlowInfo', id, context, () => this.flow);
  }

  listCurrentNodes(id: string, context: CallContext) {
    return this.answer('listCurrentNodes', id, context, () => this.nodes);
  }

  createAndExecute(input: NewExecutedRunner, context: CallContext) {
    return this.answer('createAndExecute', input, context, () => ({ ...this.state, providerRunnerId: 'crego-new' }));
  }

  sendCallback(id: string, payload: JsonObject, context: CallContext) {
    return this.#changed('sendCallback', id, { payload }, context);
  }

  updateDesign(id: string, designId: string, context: CallContext) {
    return this.#changed('updateDesign', id, { designId }, context);
  }

  updateStore(id: string, content: JsonObject, context: CallContext) {
    return this.#changed('updateStore', id, { content }, context);
  }

  parseTemplate(id: string, { paths, inClear }: RunnerValues, context: CallContext) {
    const value = inClear ? this.value.inClear : this.value.masked;
    return this.answer('parseTemplate', { id, paths, inClear }, context, () => paths.map(() => value));
  }

  #changed(method: string, id: string, input: object, context: CallContext) {
    return this.answer(method, { id, ...input }, context, () => ({ ...this.state, providerRunnerId: id }));
  }
}
