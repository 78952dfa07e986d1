import {
  asObject,
  ContractError,
  isObject,
  optionalBoolean,
  optionalNumber,
  optionalObject,
  optionalString,
  requiredString,
  stringArray,
} from '../../json-reader.js';

/** The design, store, schema and warehouse groups. Only the body of a design is documented; the rest is assumed. */

export interface CregoDesign {
  readonly id: string;
  readonly flow_id: string | null;
  readonly name: string | null;
  readonly version: string | null;
  readonly is_current: boolean | null;
  readonly graph: Record<string, unknown> | null;
  readonly store_schema: Record<string, unknown> | null;
  readonly created_at: string | null;
  readonly updated_at: string | null;
}

export interface CregoRecord {
  readonly id: string;
  readonly name: string | null;
  readonly content: Record<string, unknown>;
  readonly created_at: string | null;
  readonly updated_at: string | null;
}

export interface CregoPage<T> {
  readonly items: readonly T[];
  readonly hasNext: boolean;
  readonly count: number | null;
}

export interface CregoGraphValidation {
  readonly valid: boolean | null;
  readonly errors: readonly string[];
}

/** Where a schema keeps what it is about. Assumption: Crego shows none. */
const SCHEMA_KEYS = ['definitions', '$defs', 'properties', 'components', 'schemas', 'elements', 'node_types'];

/** Throws a `ContractError` when it is no design: neither an id nor anything of a design. */
export function parseDesign(body: unknown): CregoDesign {
  const object = unwrapped(body);
  const flow = optionalString(object, 'flow_id') ?? optionalString(object, 'secret_id');
  const graph = optionalObject(object, 'graph');
  if (flow === null && graph === null && optionalString(object, 'name') === null) throw new ContractError('graph');
  return {
    id: requiredString(object, 'id'),
    flow_id: flow,
    name: optionalString(object, 'name'),
    version: optionalString(object, 'version'),
    is_current: optionalBoolean(object, 'is_current') ?? optionalBoolean(object, 'current'),
    graph,
    store_schema: optionalObject(object, 'store_schema'),
    created_at: optionalString(object, 'created_at'),
    updated_at: optionalString(object, 'updated_at'),
  };
}

/** `key`: where the content is. A record without it is shown with all that it has beside what is read here. */
export function parseRecord(body: unknown, key: string): CregoRecord {
  const object = unwrapped(body);
  const { id, name, created_at, updated_at, ...rest } = object;
  return {
    id: optionalString({ id }, 'id') ?? requiredString(object, '_id'),
    name: optionalString({ name }, 'name'),
    content: optionalObject(object, key) ?? rest,
    created_at: optionalString({ created_at }, 'created_at'),
    updated_at: optionalString({ updated_at }, 'updated_at'),
  };
}

/** A list alone, or under `results`, `items` or `data` with `count` and `next`. Throws a `ContractError` otherwise. */
export function parsePage<T>(body: unknown, parseItem: (item: unknown) => T): CregoPage<T> {
  if (Array.isArray(body)) return { items: body.map(parseItem), hasNext: false, count: body.length };
  const object = asObject(body);
  const list = ['results', 'items', 'data'].map((key) => object[key]).find(Array.isArray);
  if (!Array.isArray(list)) throw new ContractError('results');
  const { next } = object;
  const hasNext = (typeof next === 'string' && next !== '') || (typeof next === 'number' && next > 0) || next === true;
  return { items: list.map(parseItem), hasNext, count: optionalNumber(object, 'count') };
}

/** Throws a `ContractError` when it says nothing about the graph. */
export function parseGraphValidation(body: unknown): CregoGraphValidation {
  const object = unwrapped(body);
  const valid =
    optionalBoolean(object, 'valid') ?? optionalBoolean(object, 'is_valid') ?? optionalBoolean(object, 'success');
  const errors = [...stringArray(object, 'errors'), ...messagesOf(object.errors)];
  if (valid === null && !Array.isArray(object.errors)) throw new ContractError('valid');
  return { valid, errors };
}

/** Throws a `ContractError` when nothing in it looks like a schema. */
export function parseSchema(body: unknown): Record<string, unknown> {
  const schema = unwrapped(body);
  if (!SCHEMA_KEYS.some((key) => isObject(schema[key]))) throw new ContractError('definitions');
  return schema;
}

function messagesOf(errors: unknown): string[] {
  return Array.isArray(errors)
    ? errors
        .filter(isObject)
        .flatMap((error) => optionalString(error, 'message') ?? optionalString(error, 'detail') ?? [])
    : [];
}

/** The object itself, or the one under `data` where the outer one has no id. */
function unwrapped(body: unknown): Record<string, unknown> {
  const object = asObject(body);
  return object.id === undefined && isObject(object.data) ? object.data : object;
}
