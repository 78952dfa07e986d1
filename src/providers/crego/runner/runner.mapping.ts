import type { LifecycleStatus, RawStatus } from '../../../domain/kernel/lifecycle.js';
import type {
  RunnerAction,
  RunnerApplicant,
  RunnerForm,
  RunnerNode,
  RunnerState,
  RunnerStepResult,
  VisitedNode,
} from '../../../domain/provider/workflow-port.js';
import { isObject, optionalString } from '../../json-reader.js';
import { defaultsIn, maskSchema, maskUi } from '../crego.form-masks.mapping.js';
import { redactMessage, valuesIn } from '../crego.redacted-message.mapping.js';
import { redactJson, redactText, toWord } from '../crego.redaction.mapping.js';
import { toUtcInstant } from '../crego.time.mapping.js';
import {
  CREGO_NODE_TYPES,
  type CregoAction,
  type CregoApplicant,
  type CregoNode,
  type CregoRunner,
  type CregoStepData,
} from './runner.contract.js';

/** The operator's answers to what Crego leaves open about runners. */
export interface RunnerRules {
  /** Names of nodes that mean "past the last node". */
  readonly completedNodes: readonly string[];
  /** The key of the store that names the applicant the next step is about. */
  readonly currentApplicantKey: string;
}

const WIRE_ACTIONS: Record<RunnerAction, CregoAction> = { SUBMIT: 'submit', NAVIGATE: 'navigate' };

export function toWireAction(action: RunnerAction): CregoAction {
  return WIRE_ACTIONS[action];
}

export function toRunnerState(runner: CregoRunner, rules: RunnerRules): RunnerState {
  const node = isCompletedNode(runner, rules) ? null : runner.node;
  return {
    providerRunnerId: runner.id,
    refId: runner.ref_id === null ? null : redactText(runner.ref_id),
    flowId: runner.flow_id,
    designId: runner.design_id,
    status: toStatus(runner, rules),
    currentNode: node === null ? null : toRunnerNode(node),
    visitedNodes: toVisitedNodes(runner),
    stepResult: runner.data === null ? null : toStepResult(runner.data, knownValues(runner)),
    currentApplicantId: optionalString(runner.store, rules.currentApplicantKey),
    createdAt: toUtcInstant(runner.created_at),
    updatedAt: toUtcInstant(runner.updated_at),
    raw: toRaw(runner),
  };
}

function isCompletedNode(runner: CregoRunner, rules: RunnerRules): boolean {
  const name = runner.node?.name ?? runner.current_node;
  return typeof name === 'string' && rules.completedNodes.includes(name);
}

function toStatus(runner: CregoRunner, rules: RunnerRules): LifecycleStatus {
  if (isCompletedNode(runner, rules)) return 'COMPLETED';
  if (runner.node !== null) return nodeStatus(runner.node.type);
  const untouched = runner.visited_nodes?.length === 0;
  // A name without its node does not tell the node's type.
  if (runner.current_node === undefined) return untouched ? 'CREATED' : 'UNKNOWN';
  if (runner.current_node !== null) return 'UNKNOWN';
  return untouched ? 'CREATED' : 'COMPLETED';
}

function nodeStatus(type: string | null): LifecycleStatus {
  if (type === 'web_form') return 'AWAITING_INPUT';
  return type !== null && CREGO_NODE_TYPES.includes(type) ? 'PROCESSING' : 'UNKNOWN';
}

export function toRunnerNode(node: CregoNode): RunnerNode {
  return {
    name: toWord(node.name),
    type: orNull(node.type),
    forms: node.forms.flatMap((form): RunnerForm[] => {
      const action = toAction(form.action);
      const schema = maskSchema(form.schema);
      const ui = maskUi(form.ui);
      return action === null || !isObject(schema) || !isObject(ui) ? [] : [{ action, schema, ui }];
    }),
    navigations: node.navigations.map((item) => ({
      label: redactText(item.action_name),
      targetNode: toWord(item.target_node),
    })),
  };
}

/** A form with an action that the gateway cannot execute is of no use to anyone. */
function toAction(action: string | null): RunnerAction | null {
  if (action === 'submit') return 'SUBMIT';
  return action === 'navigate' ? 'NAVIGATE' : null;
}

/** Oldest first; visits without a time come first, in the order sent. */
function toVisitedNodes(runner: CregoRunner): VisitedNode[] {
  return (runner.visited_nodes ?? [])
    .map((visit) => ({
      name: toWord(visit.name),
      action: orNull(visit.action),
      visitedAt: toUtcInstant(visit.timestamp),
    }))
    .sort((a, b) => (a.visitedAt?.getTime() ?? 0) - (b.visitedAt?.getTime() ?? 0));
}

/** What the answer itself holds of the person: a message may repeat it. */
function knownValues({ data, store, node }: CregoRunner): string[] {
  const defaults = (node?.forms ?? []).map(({ schema }) => defaultsIn(schema));
  return valuesIn([data?.data, store, defaults]);
}

/** `match_score` and `matched_data` do not say whether a match is good: they are shown, nothing is derived from them. */
function toStepResult(data: CregoStepData, known: readonly string[]): RunnerStepResult {
  return {
    success: data.success,
    statusCode: data._status_code,
    message: data.message === null ? null : redactMessage(data.message, known),
    errors: data.errors.map((error) => redactMessage(error, known)),
    data: redactJson(data.data),
  };
}

function toRaw(runner: CregoRunner): RawStatus {
  const status = runner.current_node ?? runner.node?.name ?? null;
  const code = runner.data?._status_code ?? null;
  return {
    providerStatus: orNull(status),
    providerCode: code === null ? null : String(code),
    providerLabel: orNull(runner.node?.type ?? null),
  };
}

export function toRunnerApplicant(applicant: CregoApplicant): RunnerApplicant {
  return {
    providerApplicantId: applicant.id,
    name: applicant.name === null ? null : redactText(applicant.name),
    applicantType: orNull(applicant.applicant_type),
    relation: orNull(applicant.relation_with_primary_applicant),
    tags: applicant.tags.map(redactText),
    shareHolder: applicant.share_holder,
  };
}

function orNull(text: string | null): string | null {
  return text === null ? null : toWord(text);
}
