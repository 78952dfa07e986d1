import type { SettingValues } from '../../../config/setting.js';
import type { CallContext } from '../../../domain/kernel/call-context.js';
import type { DesignContent, WorkflowDesignPort } from '../../../domain/provider/workflow-design-port.js';
import type { JsonObject } from '../../../domain/provider/workflow-port.js';
import type { CregoCaller } from '../crego.call.client.js';
import { refuseMasks } from '../crego.masks.provider.js';
import { toMaskedSchema } from '../crego.object-masks.mapping.js';
import { CregoDesignClient } from './design.client.js';
import { toDesign, toDesignBody, toGraphValidation, toProviderPage, toRecord } from './design.mapping.js';
import type { CREGO_DESIGN_SETTINGS } from './design.settings.provider.js';

export function createDesigns(
  caller: CregoCaller,
  values: SettingValues<typeof CREGO_DESIGN_SETTINGS>,
): WorkflowDesignPort {
  const client = new CregoDesignClient(caller, {
    designsPath: values.CREGO_DESIGNS_PATH,
    expandedPath: values.CREGO_DESIGN_EXPANDED_PATH,
    currentPath: values.CREGO_DESIGN_CURRENT_PATH,
    duplicatePath: values.CREGO_DESIGN_DUPLICATE_PATH,
    validationPath: values.CREGO_DESIGN_VALIDATION_PATH,
    storesPath: values.CREGO_STORES_PATH,
    warehousesPath: values.CREGO_WAREHOUSES_PATH,
    schemaPath: values.CREGO_SCHEMA_PATH,
    flowKey: values.CREGO_DESIGN_FLOW_KEY,
    contentKey: values.CREGO_RECORD_CONTENT_KEY,
    pageKey: values.CREGO_PAGE_KEY,
  });
  return new CregoDesigns(client);
}

/** Crego's designs, stores, warehouses and schema. */
class CregoDesigns implements WorkflowDesignPort {
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
