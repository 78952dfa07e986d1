import type { LifecycleStatus, RawStatus } from '../../domain/provider/lifecycle.js';
import type { OtpRequest, OtpSent, OtpVerified } from '../../domain/provider/otp-port.js';
import type {
  RunnerAction,
  RunnerApplicant,
  RunnerForm,
  RunnerNode,
  RunnerState,
  RunnerStepResult,
  VisitedNode,
} from '../../domain/provider/workflow-port.js';
import { isObject, optionalString } from '../json-reader.js';
import { isToken } from './crego.auth.contract.js';
import { toProviderTokens } from './crego.auth.mapping.js';
import {
  CREGO_NODE_TYPES,
  type CregoAction,
  type CregoApplicant,
  type CregoNode,
  type CregoOtpMode,
  type CregoOtpSendAnswer,
  type CregoOtpVerifyAnswer,
  type CregoRunner,
  type CregoStepData,
} from './crego.contract.js';
import { defaultsIn, maskSchema, maskUi } from './crego.form.mapping.js';
import { redactMessage, valuesIn } from './crego.message.mapping.js';
import { redactJson, redactText, toWord } from './crego.redaction.mapping.js';

/** The operator's answers to what Crego leaves open about runners. */
export interface RunnerRules {
  /** Names of nodes that mean "past the last node". */
  readonly completedNodes: readonly string[];
  /** The key of the store that names the applicant the next step is about. */
  readonly currentApplicantKey: string;
}

const CHANNEL_MODES: Record<OtpRequest['channel'], CregoOtpMode> = { SMS: 'sms', EMAIL: 'email' };
const WIRE_ACTIONS: Record<RunnerAction, CregoAction> = { SUBMIT: 'submit', NAVIGATE: 'navigate' };

export function toOtpMode(channel: OtpRequest['channel']): CregoOtpMode {
  return CHANNEL_MODES[channel];
}

export function toWireAction(action: RunnerAction): CregoAction {
  return WIRE_ACTIONS[action];
}

/** Crego's examples know ten digits without a country code: an Indian number loses its +91, any other stays E.164. */
export function toOtpIdentifier({ channel, destination }: OtpRequest): string {
  return channel === 'SMS' && /^\+91\d{10}$/.test(destination) ? destination.slice(-10) : destination;
}

/** Under HTTP 200 either `status` may be false. */
export function toOtpSent({ status, delivery }: CregoOtpSendAnswer): OtpSent {
  const refused = delivery !== null && (delivery.status === false || (delivery.status_code ?? 0) >= 400);
  return { sent: status !== false && !refused };
}

const SAYS_YES = /\b(success(ful|fully)?|verified|valid|validated|matched)\b/i;
const SAYS_NO =
  /\b(not?|un\w+|invalid|incorrect|wrong|expired?|fail\w*|errors?|mismatch\w*|denied|rejected|attempts?|retry|again|can\W?t|cannot|\w+n't)\b/i;

/** Tokens are proof. A message alone counts only when it says yes and nothing in it says no. */
export function toOtpVerified({ status, access, refresh, message }: CregoOtpVerifyAnswer, at: Date): OtpVerified {
  if (status === false) return { verified: false, tokens: null };
  if (access !== null) {
    const grant = { access, refresh: isToken(refresh) ? refresh : null, expires_in: null };
    return { verified: true, tokens: isToken(access) ? toProviderTokens(grant, at) : null };
  }
  return { verified: message !== null && SAYS_YES.test(message) && !SAYS_NO.test(message), tokens: null };
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
    createdAt: toInstant(runner.created_at),
    updatedAt: toInstant(runner.updated_at),
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
    .map((visit) => ({ name: toWord(visit.name), action: orNull(visit.action), visitedAt: toInstant(visit.timestamp) }))
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

const ISO_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/** Crego's times carry microseconds and no zone; they are UTC. Null for anything else. */
export function toInstant(text: string | null): Date | null {
  const found = text === null ? null : ISO_TIME.exec(text);
  if (text === null || found === null) return null;
  const instant = new Date(`${text.replace(' ', 'T')}${found[3] === undefined ? 'Z' : ''}`);
  return Number.isNaN(instant.getTime()) ? null : instant;
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
