import type {
  DesignContent,
  GraphValidation,
  ProviderPage,
  WorkflowDesign,
  WorkflowRecord,
} from '../../../domain/provider/workflow-design-port.js';
import { toMaskedDesign, toMaskedObject, toMaskedSchema } from '../crego.object-masks.mapping.js';
import { redactText } from '../crego.redaction.mapping.js';
import { toUtcInstant } from '../crego.time.mapping.js';
import type { CregoDesign, CregoGraphValidation, CregoPage, CregoRecord } from './design.contract.js';

export function toDesign(design: CregoDesign): WorkflowDesign {
  return {
    designId: design.id,
    flowId: design.flow_id,
    name: design.name === null ? null : redactText(design.name),
    version: design.version,
    current: design.is_current,
    graph: design.graph === null ? null : toMaskedDesign(design.graph),
    storeSchema: design.store_schema === null ? null : toMaskedSchema(design.store_schema),
    createdAt: toUtcInstant(design.created_at),
    updatedAt: toUtcInstant(design.updated_at),
  };
}

export function toDesignBody({ name, graph, storeSchema, stages }: DesignContent) {
  return {
    ...(name !== null && { name }),
    graph,
    ...(storeSchema !== null && { store_schema: storeSchema }),
    ...(stages !== null && { stages }),
  };
}

export function toRecord(record: CregoRecord): WorkflowRecord {
  return {
    recordId: record.id,
    name: record.name === null ? null : redactText(record.name),
    content: toMaskedObject(record.content),
    createdAt: toUtcInstant(record.created_at),
    updatedAt: toUtcInstant(record.updated_at),
  };
}

/** `page`: the one that was asked for. */
export function toProviderPage<W, T>(wire: CregoPage<W>, page: number, toItem: (item: W) => T): ProviderPage<T> {
  return { items: wire.items.map(toItem), nextPage: wire.hasNext ? page + 1 : null, total: wire.count };
}

export function toGraphValidation({ valid, errors }: CregoGraphValidation): GraphValidation {
  // A verdict that its own faults contradict is none.
  return { valid: valid === true && errors.length > 0 ? null : valid, faults: errors.map(redactText) };
}
