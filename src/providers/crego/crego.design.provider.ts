import type { CallContext } from '../../domain/provider/call-context.js';
import type { DesignContent, WorkflowDesignPort } from '../../domain/provider/workflow-design-port.js';
import type { JsonObject } from '../../domain/provider/workflow-port.js';
import type { CregoDesignClient } from './crego.design.client.js';
import {
  toDesign,
  toDesignBody,
  toGraphValidation,
  toMaskedSchema,
  toProviderPage,
  toRecord,
} from './crego.design.mapping.js';
import { refuseMasks } from './crego.masks.provider.js';

/** Crego's designs, stores, warehouses and schema. */
export class CregoDesigns implements WorkflowDesignPort {
  constructor(private readonly client: CregoDesignClient) {}

  async listDesigns(page: number, context: CallContext) {
    return toProviderPage(await this.client.listDesigns(page, context), page, toDesign);
  }

  async getDesign(designId: string, expanded: boolean, context: CallContext) {
    return toDesign(await this.client.getDesign(designId, expanded, context));
  }

  async validateGraph(designId: string, context: CallContext) {
    return toGraphValidation(await this.client.validateGraph(designId, context));
  }

  async createDesign(content: DesignContent, context: CallContext) {
    refuseMasks([content.graph, content.storeSchema, content.stages], 'input.graph');
    return toDesign(await this.client.createDesign(content.flowId, toDesignBody(content), context));
  }

  async updateDesign(designId: string, content: DesignContent, context: CallContext) {
    refuseMasks([content.graph, content.storeSchema, content.stages], 'input.graph');
    return toDesign(await this.client.updateDesign(designId, content.flowId, toDesignBody(content), context));
  }

  async markDesignCurrent(designId: string, context: CallContext) {
    return toDesign(await this.client.markCurrent(designId, context));
  }

  async duplicateDesign(designId: string, context: CallContext) {
    return toDesign(await this.client.duplicate(designId, context));
  }

  async getSchema(context: CallContext) {
    return toMaskedSchema(await this.client.getSchema(context));
  }

  async listStores(page: number, context: CallContext) {
    return toProviderPage(await this.client.listStores(page, context), page, toRecord);
  }

  async getStore(storeId: string, context: CallContext) {
    return toRecord(await this.client.getStore(storeId, context));
  }

  async createStore({ name, content }: { readonly name: string; readonly content: JsonObject }, context: CallContext) {
    return toRecord(await this.client.createStore(name, content, context));
  }

  async listWarehouses(page: number, context: CallContext) {
    return toProviderPage(await this.client.listWarehouses(page, context), page, toRecord);
  }

  async getWarehouse(warehouseId: string, context: CallContext) {
    return toRecord(await this.client.getWarehouse(warehouseId, context));
  }
}
