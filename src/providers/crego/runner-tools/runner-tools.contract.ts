import { asObject, ContractError, isObject, optionalObject, optionalString, stringArray } from '../../json-reader.js';
import { type CregoNode, objects, readNode } from '../runner/runner.contract.js';

/** What can be looked up around a runner. Crego publishes none of these answers: all of it is assumed. */

export interface CregoActivity {
  readonly node: string | null;
  readonly action: string | null;
  readonly timestamp: string | null;
  /** A mobile number. */
  readonly user_id: string | null;
}

export interface CregoFlowInfo {
  readonly name: string | null;
  readonly nodes: readonly { readonly name: string; readonly type: string | null }[];
  readonly stages: readonly { readonly name: string | null; readonly nodes: readonly string[] }[];
  readonly content: Record<string, unknown>;
}

export interface CregoParsedTemplate {
  readonly text: string | null;
  readonly content: Record<string, unknown> | null;
}

/** As all documented ones are: text that is none of a flow must not pass for a node. */
const NODE_NAME = /^[a-z][a-z0-9_]{0,63}$/;
const STORE_IDS = ['id', '_id', 'store_id'];
const RESULT_KEYS = ['result', 'output', 'parsed', 'parsed_template', 'template', 'content', 'data'];

/** A list, alone or wrapped, or the map of arrays that Create Runner documents. Throws a `ContractError` otherwise. */
export function parseActivity(body: unknown): CregoActivity[] {
  const entries = listIn(body, ['results', 'items', 'activity', 'activities', 'data']) ?? visitsIn(body);
  if (entries === null) throw new ContractError('results');
  return entries.map((entry) => {
    const item = asObject(entry);
    return {
      node: firstText(item, ['node', 'node_name', 'name']),
      action: firstText(item, ['action', 'action_name']),
      timestamp: firstText(item, ['timestamp', 'created_at']),
      user_id: firstText(item, ['user_id', 'user', 'created_by']),
    };
  });
}

/** `key`: where the content is. Throws a `ContractError` where nothing says that it is a store. */
export function parseRunnerStore(body: unknown, key: string): Record<string, unknown> {
  const object = asObject(body);
  const wrapped = optionalObject(object, key) ?? optionalObject(object, 'data');
  if (wrapped !== null) return wrapped;
  if (firstText(object, STORE_IDS) === null) throw new ContractError(key);
  return Object.fromEntries(Object.entries(object).filter(([name]) => !STORE_IDS.includes(name)));
}

/** Throws a `ContractError` when it names neither a flow nor its nodes nor its stages. */
export function parseFlowInfo(body: unknown): CregoFlowInfo {
  const outer = asObject(body);
  const object = isFlow(outer) ? outer : asObject(outer.data, 'data');
  if (!isFlow(object)) throw new ContractError('nodes');
  const nodes = Array.isArray(object.nodes) ? object.nodes : optionalObject(object, 'graph')?.nodes;
  return {
    name: firstText(object, ['name', 'flow_name']),
    nodes: (Array.isArray(nodes) ? nodes : []).flatMap(toNamed),
    stages: objects(object.stages).map((stage) => ({
      name: optionalString(stage, 'name'),
      nodes: [
        ...stringArray(stage, 'nodes'),
        ...objects(stage.nodes)
          .flatMap(toNamed)
          .map(({ name }) => name),
      ],
    })),
    content: object,
  };
}

/** Nodes, or their names alone; in a list, alone or wrapped. Throws a `ContractError` otherwise. */
export function parseCurrentNodes(body: unknown): CregoNode[] {
  const list = listIn(body, ['results', 'items', 'current_nodes', 'nodes', 'data']);
  if (list === null) throw new ContractError('results');
  return list.map((item, index) => {
    if (typeof item === 'string' && NODE_NAME.test(item)) return { name: item, type: null, forms: [], navigations: [] };
    const node = readNode(asObject(item, String(index)));
    if (node === null) throw new ContractError(`${index}.name`);
    return node;
  });
}

/** The text or object itself, or under the key that the answer has. Throws a `ContractError` when there is neither. */
export function parseParsedTemplate(body: unknown): CregoParsedTemplate {
  if (typeof body === 'string') return { text: body, content: null };
  const object = asObject(body);
  const result = RESULT_KEYS.map((key) => object[key]).find((value) => typeof value === 'string' || isObject(value));
  if (typeof result === 'string') return { text: result, content: null };
  if (!isObject(result)) throw new ContractError('result');
  return { text: null, content: result };
}

function isFlow(object: Record<string, unknown>): boolean {
  const named = firstText(object, ['name', 'flow_name']) !== null;
  return named || [object.nodes, object.stages].some(Array.isArray) || isObject(object.graph);
}

function toNamed(node: unknown): { readonly name: string; readonly type: string | null }[] {
  const item = isObject(node) ? node : { name: node };
  const name = optionalString(item, 'name');
  return name === null ? [] : [{ name, type: optionalString(item, 'type') }];
}

function listIn(body: unknown, keys: readonly string[]): readonly unknown[] | null {
  if (Array.isArray(body)) return body;
  const object = asObject(body);
  return keys.map((key) => object[key]).find((value): value is unknown[] => Array.isArray(value)) ?? null;
}

/** `{node: [{…}]}`, perhaps under `visited_nodes`. */
function visitsIn(body: unknown): readonly unknown[] | null {
  const object = asObject(body);
  const visits = optionalObject(object, 'visited_nodes') ?? optionalObject(object, 'data');
  if (visits === null) return null;
  return Object.entries(visits).flatMap(([node, list]) => objects(list).map((visit) => ({ node, ...visit })));
}

function firstText(object: Record<string, unknown>, keys: readonly string[]): string | null {
  return keys.map((key) => optionalString(object, key)).find((text) => text !== null) ?? null;
}
