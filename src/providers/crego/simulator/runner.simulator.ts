import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DEMO_PEOPLE } from '../../../demo/people.js';
import { isObject, optionalString } from '../../json-reader.js';
import { refuse } from './form-validation.simulator.js';
import { currentApplicant, formOf } from './forms.simulator.js';
import { misbehave, misbehaviourOf } from './misbehaviour.simulator.js';
import { newRunner } from './new-runner.simulator.js';
import {
  type CregoSimulatorState,
  DESIGN_ID,
  matchedData,
  ownValue,
  type SimulatedRunner,
  type SimulatedStep,
  STORE_ID,
  stepDone,
  storeOf,
  wireTime,
} from './state.simulator.js';

/** Who calls, by the bearer token; null when it is not accepted. */
export type Authenticate = (request: FastifyRequest, reply: FastifyReply) => string | null;

export interface RunnerDeps {
  readonly state: CregoSimulatorState;
  readonly save: () => void;
  readonly authenticate: Authenticate;
}

export interface RunnerRoute {
  Params: { id: string };
}

/** Node after node of the sample flow; `applicant_list` branches, `null` is the end. */
const NEXT: Readonly<Record<string, string | null>> = {
  pan_or_gst: 'business_info',
  business_info: 'shareholders',
  shareholders: 'business_extra_info',
  business_extra_info: 'business_asset_detail',
  business_asset_detail: 'applicant_list',
  applicant_list: 'signing_form',
  applicant_pan_and_mobile: 'applicant_extra_info',
  applicant_extra_info: 'applicant_bank_details',
  /** Not by a form, but by the callback that it waits for. */
  applicant_screening: 'applicant_bank_details',
  applicant_bank_details: 'applicant_list',
  signing_form: null,
};

/** Ways back. The first is documented, the others are invented in its style. */
const NAVIGATIONS: Readonly<Record<string, { readonly action_name: string; readonly target_node: string }>> = {
  applicant_extra_info: { action_name: 'Applicant Information', target_node: 'applicant_pan_and_mobile' },
  applicant_bank_details: { action_name: 'Applicant KYC', target_node: 'applicant_extra_info' },
  applicant_pan_and_mobile: { action_name: 'Applicants', target_node: 'applicant_list' },
  business_info: { action_name: 'PAN or GST', target_node: 'pan_or_gst' },
};

/** An invented node that waits for nobody: shows how a runner looks while Crego works. */
const NODE_TYPES: Readonly<Record<string, string>> = { applicant_screening: 'api_request' };

/** Create, read and execute runners, and list their applicants. */
export function runnerRoutes(app: FastifyInstance, deps: RunnerDeps): void {
  app.post('/v1/rego/runners/', async (request, reply) => create(request, reply, deps));
  app.get<RunnerRoute>('/v1/rego/runners/:id/', async (request, reply) => {
    const found = await find(request, reply, deps);
    return found === null ? reply : reply.send(readAnswer(found.runner, request.query));
  });
  app.post<RunnerRoute>('/v1/rego/runners/:id/execute/', async (request, reply) => {
    const found = await find(request, reply, deps);
    return found === null ? reply : execute(request, reply, found, deps.save);
  });
  app.get<RunnerRoute>('/v1/rego/runners/:id/applicants/', async (request, reply) => {
    const found = await find(request, reply, deps);
    return found === null ? reply : reply.send(found.runner.applicants);
  });
}

/** The runner and who asks for it; null when the request has its answer. */
export async function find(
  request: FastifyRequest<RunnerRoute>,
  reply: FastifyReply,
  { state, authenticate }: RunnerDeps,
): Promise<{ runner: SimulatedRunner; user: string } | null> {
  const user = authenticate(request, reply);
  const runner = user === null ? null : await findForNobody(request, reply, state);
  return user === null || runner === null ? null : { runner, user };
}

/** As `find`, whoever asks. */
export async function findForNobody(
  request: FastifyRequest<RunnerRoute>,
  reply: FastifyReply,
  { runners }: Pick<CregoSimulatorState, 'runners'>,
): Promise<SimulatedRunner | null> {
  const runner = ownValue(runners, request.params.id.toLowerCase());
  const fault = misbehaviourOf(runner?.ref_id);
  if (runner === undefined || fault === 'not found') {
    reply.code(404).send({ detail: 'Not found.' });
    return null;
  }
  return (await misbehave(fault, request, reply)) ? null : runner;
}

async function create(request: FastifyRequest, reply: FastifyReply, deps: RunnerDeps): Promise<FastifyReply> {
  const user = deps.authenticate(request, reply);
  const runner = user === null ? null : await newRunner(request, reply, deps.state, user);
  if (runner === null) return reply;
  deps.state.runners[runner.id] = runner;
  deps.save();
  const { id, ref_id, flow_id, created_at, updated_at } = runner;
  return reply
    .code(201)
    .send({ id, ref_id, flow_id, design_id: DESIGN_ID, visited_nodes: {}, created_at, updated_at, user });
}

/** Does what the body says at the runner's node; `save` is called before the answer, when there is something to save. */
export async function execute(
  request: FastifyRequest,
  reply: FastifyReply,
  { runner, user }: { runner: SimulatedRunner; user: string },
  save: () => void,
): Promise<FastifyReply> {
  const body = isObject(request.body) ? request.body : {};
  const data = isObject(body.data) ? body.data : null;
  const node = runner.current_node;
  if (body.action !== 'submit' && body.action !== 'navigate')
    return reply.code(400).send({ action: ['Not a valid choice.'] });
  if (data === null) return reply.code(400).send({ data: ['This field is required.'] });
  if (node === null) return reply.code(400).send({ detail: 'The runner has no current node.' });
  const form = formOf(runner, node);
  if (form === null) return reply.code(400).send({ detail: 'The current node does not wait for input.' });
  if (body.action === 'navigate') {
    if (!navigate(runner, node, data)) return reply.code(400).send({ data: { target_node: ['Not a valid choice.'] } });
  } else {
    const errors = refuse(form.schema, data) ?? refuseSpecially(node, data, runner);
    if (errors !== null) return reply.code(400).send('detail' in errors ? errors : { data: errors });
    if (await misbehave(misbehaviourOf(optionalString(data, 'mobile')), request, reply)) return reply;
    submit(runner, node, data);
  }
  if (runner.step.success) visit(runner, node, body.action, user);
  save();
  return reply.send(runner.ref_id.startsWith('SIM-PRESET') ? presetAnswer(runner) : runnerAnswer(runner));
}

/** How `navigate` names its target is not documented: either name of the navigation will do. */
function navigate(runner: SimulatedRunner, node: string, data: Record<string, unknown>): boolean {
  const way = NAVIGATIONS[node];
  if (way === undefined || (data.target_node !== way.target_node && data.action_name !== way.action_name)) return false;
  runner.current_node = way.target_node;
  runner.step = stepDone();
  return true;
}

function refuseSpecially(
  node: string,
  data: Record<string, unknown>,
  runner: SimulatedRunner,
): Record<string, unknown> | null {
  if (node === 'pan_or_gst' && optionalString(data, 'pan') === null && optionalString(data, 'gst_no') === null) {
    return { detail: 'One of pan and gst_no is required.' };
  }
  if (node === 'applicant_list' && runner.applicants.length === 0) return { detail: 'The runner has no applicants.' };
  const aadhaar = isObject(data.kyc) ? optionalString(data.kyc, 'aadhaar_number') : null;
  return aadhaar !== null && !/^[2-9]\d{11}$/.test(aadhaar)
    ? { kyc: { aadhaar_number: ['Enter a valid value.'] } }
    : null;
}

/** A step that did not succeed answers HTTP 200 and stays where it is. */
function submit(runner: SimulatedRunner, node: string, data: Record<string, unknown>): void {
  runner.step = runStep(runner, node, data);
  if (!runner.step.success) return;
  runner.current_node = nextNode(node);
  if (node === 'business_info' && isObject(data.business)) runner.business_name = optionalString(data.business, 'name');
  if (node === 'shareholders' && Array.isArray(data.applicants)) {
    runner.applicants = data.applicants.filter(isObject).map((item) => ({
      id: randomUUID(),
      name: optionalString(item, 'name') ?? '',
      applicant_type: optionalString(item, 'applicant_type') ?? 'applicant',
      relation_with_primary_applicant: optionalString(item, 'relation_with_primary_applicant') ?? '',
      tags: Array.isArray(item.tags) ? item.tags.map(String) : [],
      share_holder: item.share_holder === true,
    }));
  }
  if (node === 'applicant_list') {
    runner.current_applicant_id = optionalString(data, 'applicant_id');
    if (runner.current_applicant_id !== null) runner.current_node = 'applicant_pan_and_mobile';
  }
}

/** The node behind this one, where nobody chooses; null at the end. */
export function nextNode(node: string): string | null {
  return NEXT[node] ?? null;
}

/** GST numbers, PANs and mobiles whose step fails under HTTP 200. */
export const DECLINED_VALUES = { gst_no: '29AAGCB7383J1Z4', pan: 'AAAPZ9999Z', mobile: '9000000422' } as const;

function runStep(runner: SimulatedRunner, node: string, data: Record<string, unknown>): SimulatedStep {
  const declined = Object.entries(DECLINED_VALUES).some(([key, value]) => data[key] === value);
  if (declined) {
    return {
      _status_code: 422,
      success: false,
      message: 'Verification failed',
      errors: ['The registry refused the number'],
      data: {},
    };
  }
  if (node !== 'applicant_pan_and_mobile') return stepDone();
  const applicant = currentApplicant(runner);
  const person = DEMO_PEOPLE.find(({ cregoApplicantId }) => cregoApplicantId === applicant?.id);
  return stepDone(matchedData(person ?? null, applicant?.name));
}

/** Keeps that the node was passed; nothing of what was submitted. */
export function visit(runner: SimulatedRunner, node: string, action: string, user: string): void {
  const timestamp = wireTime();
  const visits = ownValue(runner.visited, node) ?? [];
  runner.visited[node] = [...visits, { name: node, action, user_id: user, timestamp, data: {} }];
  runner.updated_at = timestamp;
  runner.updated_by = user;
}

export function nodeAnswer(runner: SimulatedRunner): Record<string, unknown> | null {
  const name = runner.current_node;
  if (name === null) return null;
  const form = formOf(runner, name);
  const forms = form === null ? [] : [{ action: 'submit', ...form }];
  const way = NAVIGATIONS[name];
  return { name, type: NODE_TYPES[name] ?? 'web_form', config: { forms }, navigations: way === undefined ? [] : [way] };
}

export function runnerAnswer(runner: SimulatedRunner): Record<string, unknown> {
  return {
    id: runner.id,
    created_at: runner.created_at,
    updated_at: runner.updated_at,
    created_by: runner.created_by,
    ref_id: runner.ref_id,
    flow_id: runner.flow_id,
    design_id: runner.design_id ?? DESIGN_ID,
    params: { storage: { vendor: 's3', creds_key: 'test_storage_s3_creds' } },
    current_node: runner.current_node,
    store_id: STORE_ID,
    visited_nodes: { _cls: 'Activity', ...runner.visited },
    store_info: {},
    data: runner.step,
    node: nodeAnswer(runner),
  };
}

/** Get Runner adds the store; `store_fields` picks from it. */
function readAnswer(runner: SimulatedRunner, query: unknown): Record<string, unknown> {
  const fields = isObject(query) ? optionalString(query, 'store_fields')?.split(',') : undefined;
  const picked = Object.entries(storeOf(runner)).filter(([key]) => fields === undefined || fields.includes(key));
  return { ...runnerAnswer(runner), updated_by: runner.updated_by, store: Object.fromEntries(picked) };
}

/** The other documented answer of Execute Runner: the node, not the runner. */
function presetAnswer(runner: SimulatedRunner): Record<string, unknown> {
  const { name, type, config } = nodeAnswer(runner) ?? { name: 'end', type: 'code_snippet', config: {} };
  return {
    id: DESIGN_ID,
    company_id: STORE_ID,
    element: { name, type, config, permissions: [], edges: [], tags: [] },
    created_at: runner.created_at,
    created_by: runner.created_by,
  };
}
