import type { CallContext } from '../../../src/domain/kernel/call-context.js';
import type {
  DesignContent,
  GraphValidation,
  WorkflowDesign,
  WorkflowDesignPort,
  WorkflowRecord,
} from '../../../src/domain/provider/workflow-design-port.js';
import type { JsonObject } from '../../../src/domain/provider/workflow-port.js';
import { FakePort } from './fake-port.js';

const AT = new Date('2026-01-31T10:00:00.000Z');

export class FakeWorkflowDesignPort extends FakePort implements WorkflowDesignPort {
  design: WorkflowDesign = {
    designId: 'design-1',
    flowId: 'flow-1',
    name: 'Sample flow',
    version: '1',
    current: true,
    graph: { nodes: [], edges: [], start_node: 'first' },
    storeSchema: { type: 'object' },
    createdAt: AT,
    updatedAt: AT,
  };
  record: WorkflowRecord = {
    recordId: 'record-1',
    name: 'Sample',
    content: { city: 'Bengaluru' },
    createdAt: AT,
    updatedAt: AT,
  };
  validation: GraphValidation = { valid: false, faults: ['There is no start node.'] };

  listDesigns(page: number, context: CallContext) {
    return this.answer('listDesigns', page, context, () => this.#page(this.design, page));
  }

  getDesign(designId: string, expanded: boolean, context: CallContext) {
    return this.answer('getDesign', { designId, expanded }, context, () => ({ ...this.design, designId }));
  }

  validateGraph(designId: string, context: CallContext) {
    return this.answer('validateGraph', designId, context, () => this.validation);
  }

  createDesign(content: DesignContent, context: CallContext) {
    return this.answer('createDesign', content, context, () => this.design);
  }

  updateDesign(designId: string, content: DesignContent, context: CallContext) {
    return this.answer('updateDesign', { designId, content }, context, () => ({ ...this.design, designId }));
  }

  markDesignCurrent(designId: string, context: CallContext) {
    return this.answer('markDesignCurrent', designId, context, () => ({ ...this.design, designId }));
  }

  duplicateDesign(designId: string, context: CallContext) {
    return this.answer('duplicateDesign', designId, context, () => ({ ...this.design, designId: 'design-2' }));
  }

  getSchema(context: CallContext) {
    return this.answer('getSchema', null, context, (): JsonObject => ({ definitions: {} }));
  }

  listStores(page: number, context: CallContext) {
    return this.answer('listStores', page, context, () => this.#page(this.record, page));
  }

  getStore(recordId: string, context: CallContext) {
    return this.answer('getStore', recordId, context, () => ({ ...this.record, recordId }));
  }

  createStore(store: { readonly name: string; readonly content: JsonObject }, context: CallContext) {
    return this.answer('createStore', store, context, () => ({ ...this.record, ...store }));
  }

  listWarehouses(page: number, context: CallContext) {
    return this.answer('listWarehouses', page, context, () => this.#page(this.record, page));
  }

  getWarehouse(recordId: string, context: CallContext) {
    return this.answer('getWarehouse', recordId, context, () => ({ ...this.record, recordId }));
  }

  #page<T>(item: T, page: number) {
    return { items: [item], nextPage: page + 1, total: 2 };
  }
}
