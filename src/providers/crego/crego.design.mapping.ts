import type {
  DesignContent,
  GraphValidation,
  ProviderPage,
  WorkflowDesign,
  WorkflowRecord,
} from '../../domain/provider/workflow-design-port.js';
import type { JsonObject, JsonValue } from '../../domain/provider/workflow-port.js';
import type { CregoDesign, CregoGraphValidation, CregoPage, CregoRecord } from './crego.design.contract.js';
import { toInstant } from './crego.mapping.js';
import { redactJson, redactText } from './crego.redaction.mapping.js';

const MAX_DEPTH = 24;
const MASK = /X{6}/;

export function toDesign(design: CregoDesign): WorkflowDesign {
  return {
    designId: design.id,
    flowId: design.flow_id,
    name: design.name === null ? null : redactText(design.name),
    version: design.version,
    current: design.is_current,
    graph: design.graph === null ? null : toMaskedDesign(design.graph),
    storeSchema: design.store_schema === null ? null : toMaskedDesign(design.store_schema),
    createdAt: toInstant(design.created_at),
    updatedAt: toInstant(design.updated_at),
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
    createdAt: toInstant(record.created_at),
    updatedAt: toInstant(record.updated_at),
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

/** A store holds what persons entered: masked by key and by value. */
export function toMaskedObject(value: Record<string, unknown>): JsonObject {
  return asJsonObject(redactJson(value));
}

/**
 * A design is staff's own text: its keys (`name`, `email`, `pan`) name fields of forms and not persons, so only values that
 * look personal by themselves are masked.
 */
export function toMaskedDesign(value: Record<string, unknown>): JsonObject {
  return asJsonObject(maskTexts(value, 0));
}

/** Whether a design that came from here would write a mask over what it stands for. */
export function holdsMaskedText(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return MASK.test(value);
  if (typeof value !== 'object' || value === null || depth >= MAX_DEPTH) return false;
  return Object.values(value).some((item) => holdsMaskedText(item, depth + 1));
}

function maskTexts(value: unknown, depth: number): JsonValue {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'number') return maskNumber(value);
  if (typeof value === 'boolean' || value === null) return value;
  if (typeof value !== 'object' || depth >= MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.map((item) => maskTexts(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskTexts(item, depth + 1)]));
}

/** An Aadhaar number may stand there as a number, too. */
function maskNumber(value: number): JsonValue {
  const text = String(value);
  const masked = redactText(text);
  return masked === text ? value : masked;
}

function asJsonObject(value: JsonValue): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
