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

/** Runners on the wire. What only one of their contradicting pages shows is optional here. */

export type CregoAction = 'submit' | 'navigate';

/** Node types of the Execute Runner page. */
export const CREGO_NODE_TYPES: readonly string[] = [
  'code_snippet',
  'web_form',
  'notification',
  'api_request',
  'flow_connector',
  'checklist',
  'csv_import',
  'task',
  'web_page',
];

export interface CregoVisit {
  readonly name: string;
  readonly action: string | null;
  readonly timestamp: string | null;
}

export interface CregoForm {
  readonly action: string | null;
  readonly schema: Record<string, unknown>;
  readonly ui: Record<string, unknown>;
}

export interface CregoNode {
  readonly name: string;
  readonly type: string | null;
  readonly forms: readonly CregoForm[];
  readonly navigations: readonly { readonly action_name: string; readonly target_node: string }[];
}

/** The outer `data` of a runner: what the last step says about itself. `data` is of the flow designer's making. */
export interface CregoStepData {
  readonly _status_code: number | null;
  readonly success: boolean | null;
  readonly message: string | null;
  readonly errors: readonly string[];
  readonly data: unknown;
}

export interface CregoRunner {
  readonly id: string;
  readonly ref_id: string | null;
  readonly flow_id: string | null;
  readonly design_id: string | null;
  /** UTC, although it carries no zone. */
  readonly created_at: string | null;
  readonly updated_at: string | null;
  /** undefined: the answer does not say (Create Runner); null: there is none. */
  readonly current_node: string | null | undefined;
  readonly node: CregoNode | null;
  /** null: the answer does not list them (only `{_cls: "Activity"}`, or nothing). */
  readonly visited_nodes: readonly CregoVisit[] | null;
  readonly data: CregoStepData | null;
  /** `store` (Get Runner) or `store_info` (Execute Runner). */
  readonly store: Record<string, unknown>;
}

export interface CregoApplicant {
  readonly id: string;
  readonly name: string | null;
  readonly applicant_type: string | null;
  readonly relation_with_primary_applicant: string | null;
  readonly tags: readonly string[];
  readonly share_holder: boolean | null;
}

/** Throws a `ContractError` when it is no runner: no `id`, or the node or preset object of the Execute Runner page. */
export function parseRunner(body: unknown): CregoRunner {
  const object = asObject(body);
  if (isPreset(object)) throw new ContractError('element');
  const data = optionalObject(object, 'data');
  return {
    id: requiredString(object, 'id'),
    ref_id: optionalString(object, 'ref_id'),
    flow_id: optionalString(object, 'flow_id'),
    design_id: optionalString(object, 'design_id'),
    created_at: optionalString(object, 'created_at'),
    updated_at: optionalString(object, 'updated_at'),
    current_node: readCurrentNode(object),
    node: readNode(optionalObject(object, 'node')),
    visited_nodes: readVisits(object.visited_nodes),
    data: data === null ? null : readStepData(data),
    store: optionalObject(object, 'store') ?? optionalObject(object, 'store_info') ?? {},
  };
}

/** A runner, or null for the node or preset object that the reference page documents instead. */
export function parseExecuteAnswer(body: unknown): CregoRunner | null {
  const object = asObject(body);
  const runner = 'current_node' in object || 'visited_nodes' in object || 'ref_id' in object;
  return runner && !isPreset(object) ? parseRunner(object) : null;
}

/** The list itself, or wrapped in `results`, `applicants` or `data`: the page was never published. */
export function parseApplicants(body: unknown): CregoApplicant[] {
  const list = Array.isArray(body)
    ? body
    : ['results', 'applicants', 'data'].map((key) => asObject(body)[key]).find(Array.isArray);
  if (!Array.isArray(list)) throw new ContractError('results');
  return list.map((item: unknown, index) => readApplicant(asObject(item, String(index))));
}

/** `id` or `document_id`; throws a `ContractError` when neither is there. */
export function parseDocument(body: unknown): { readonly id: string } {
  const object = asObject(body);
  return { id: optionalString(object, 'document_id') ?? requiredString(object, 'id') };
}

function isPreset(object: Record<string, unknown>): boolean {
  return isObject(object.element);
}

function readCurrentNode(object: Record<string, unknown>): string | null | undefined {
  if (object.current_node === null || object.current_node === '') return null;
  return optionalString(object, 'current_node') ?? undefined;
}

export function readNode(node: Record<string, unknown> | null): CregoNode | null {
  const name = node === null ? null : optionalString(node, 'name');
  if (node === null || name === null) return null;
  return {
    name,
    type: optionalString(node, 'type'),
    forms: objects(optionalObject(node, 'config')?.forms).map((form) => ({
      action: optionalString(form, 'action'),
      schema: optionalObject(form, 'schema') ?? {},
      ui: optionalObject(form, 'ui') ?? {},
    })),
    navigations: objects(node.navigations).flatMap((item) => {
      const target_node = optionalString(item, 'target_node');
      return target_node === null
        ? []
        : [{ action_name: optionalString(item, 'action_name') ?? target_node, target_node }];
    }),
  };
}

/** Create Runner documents a map of arrays; the sample flow shows `{_cls: "Activity"}`, which lists nothing. */
function readVisits(value: unknown): CregoVisit[] | null {
  if (!isObject(value)) return null;
  const lists = Object.entries(value).filter(([key]) => key !== '_cls');
  if (lists.length === 0 && '_cls' in value) return null;
  return lists.flatMap(([key, list]) =>
    objects(list).map((visit) => ({
      name: optionalString(visit, 'name') ?? key,
      action: optionalString(visit, 'action'),
      timestamp: optionalString(visit, 'timestamp'),
    })),
  );
}

function readStepData(data: Record<string, unknown>): CregoStepData {
  return {
    _status_code: optionalNumber(data, '_status_code'),
    success: optionalBoolean(data, 'success'),
    message: optionalString(data, 'message'),
    errors: stringArray(data, 'errors'),
    data: data.data ?? null,
  };
}

function readApplicant(item: Record<string, unknown>): CregoApplicant {
  return {
    id: optionalString(item, 'applicant_id') ?? requiredString(item, 'id'),
    name: optionalString(item, 'name'),
    applicant_type: optionalString(item, 'applicant_type'),
    relation_with_primary_applicant: optionalString(item, 'relation_with_primary_applicant'),
    tags: stringArray(item, 'tags'),
    share_holder: optionalBoolean(item, 'share_holder'),
  };
}

export function objects(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
