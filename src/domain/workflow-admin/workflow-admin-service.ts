import type { Actor } from '../kernel/actor.js';
import type { CallContext } from '../kernel/call-context.js';
import type { ChosenPort, ProviderDirectory } from '../provider/provider-directory.js';
import type { ProviderReads } from '../provider/provider-reads.js';
import type { Sourced } from '../provider/source.js';
import type {
  DesignContent,
  GraphValidation,
  ProviderPage,
  WorkflowDesign,
  WorkflowDesignPort,
  WorkflowRecord,
} from '../provider/workflow-design-port.js';
import type { JsonObject } from '../provider/workflow-port.js';
import type { ProviderCommands } from '../provider-command/provider-commands.js';

export interface WorkflowAdminDependencies {
  readonly providers: ProviderDirectory;
  readonly reads: ProviderReads;
  readonly commands: ProviderCommands;
}

/** What staff see and admins change of workflows at their provider. Callers check the role. */
export class WorkflowAdminService {
  constructor(private readonly deps: WorkflowAdminDependencies) {}

  listDesigns(page: number, context: CallContext): Promise<Sourced<ProviderPage<WorkflowDesign>>> {
    return this.#read('designs', String(page), (port) => port.listDesigns(page, context));
  }

  getDesign(designId: string, expanded: boolean, context: CallContext): Promise<Sourced<WorkflowDesign>> {
    const kind = expanded ? 'design-expanded' : 'design';
    return this.#read(kind, designId, (port) => port.getDesign(designId, expanded, context));
  }

  validateGraph(designId: string, context: CallContext): Promise<Sourced<GraphValidation>> {
    return this.#read('design-validation', designId, (port) => port.validateGraph(designId, context));
  }

  getSchema(context: CallContext): Promise<Sourced<JsonObject>> {
    return this.#read('workflow-schema', 'all', (port) => port.getSchema(context));
  }

  listStores(page: number, context: CallContext): Promise<Sourced<ProviderPage<WorkflowRecord>>> {
    return this.#read('stores', String(page), (port) => port.listStores(page, context));
  }

  getStore(storeId: string, context: CallContext): Promise<Sourced<WorkflowRecord>> {
    return this.#read('store', storeId, (port) => port.getStore(storeId, context));
  }

  listWarehouses(page: number, context: CallContext): Promise<Sourced<ProviderPage<WorkflowRecord>>> {
    return this.#read('warehouses', String(page), (port) => port.listWarehouses(page, context));
  }

  getWarehouse(warehouseId: string, context: CallContext): Promise<Sourced<WorkflowRecord>> {
    return this.#read('warehouse', warehouseId, (port) => port.getWarehouse(warehouseId, context));
  }

  createDesign(actor: Actor, content: DesignContent, context: CallContext): Promise<Sourced<WorkflowDesign>> {
    return this.#designCommand(actor, 'createDesign', (port) => port.createDesign(content, context), context);
  }

  updateDesign(
    actor: Actor,
    designId: string,
    content: DesignContent,
    context: CallContext,
  ): Promise<Sourced<WorkflowDesign>> {
    return this.#designCommand(actor, 'updateDesign', (port) => port.updateDesign(designId, content, context), context);
  }

  markDesignCurrent(actor: Actor, designId: string, context: CallContext): Promise<Sourced<WorkflowDesign>> {
    return this.#designCommand(
      actor,
      'markDesignCurrent',
      (port) => port.markDesignCurrent(designId, context),
      context,
    );
  }

  duplicateDesign(actor: Actor, designId: string, context: CallContext): Promise<Sourced<WorkflowDesign>> {
    return this.#designCommand(actor, 'duplicateDesign', (port) => port.duplicateDesign(designId, context), context);
  }

  async createStore(
    actor: Actor,
    store: { readonly name: string; readonly content: JsonObject },
    context: CallContext,
  ): Promise<Sourced<WorkflowRecord>> {
    const { providerId, port } = this.#choose();
    const command = { providerId, operation: 'createStore' };
    const made = await this.deps.commands.run(actor, command, () => port.createStore(store, context), context);
    return this.deps.reads.known({ providerId, kind: 'store', recordKey: made.recordId }, made);
  }

  async #designCommand(
    actor: Actor,
    operation: string,
    call: (port: WorkflowDesignPort) => Promise<WorkflowDesign>,
    context: CallContext,
  ): Promise<Sourced<WorkflowDesign>> {
    const { providerId, port } = this.#choose();
    const design = await this.deps.commands.run(actor, { providerId, operation }, () => call(port), context);
    await this.deps.reads.changed(providerId, design.designId);
    return this.deps.reads.known({ providerId, kind: 'design', recordKey: design.designId }, design);
  }

  #read<T>(kind: string, recordKey: string, call: (port: WorkflowDesignPort) => Promise<T>): Promise<Sourced<T>> {
    const { providerId, port } = this.#choose();
    return this.deps.reads.read({ providerId, kind, recordKey }, null, null, () => call(port));
  }

  #choose(): ChosenPort<'WORKFLOW_DESIGN'> {
    return this.deps.providers.choose('WORKFLOW_DESIGN');
  }
}
