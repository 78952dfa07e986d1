import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isObject, optionalString } from '../../json-reader.js';
import type { MagicInput } from '../../simulator/simulator-kit.js';
import { admitsStaff, sendPage } from './design.simulator.js';
import { formOf } from './forms.simulator.js';
import { newRunner } from './new-runner.simulator.js';
import {
  execute,
  find,
  findForNobody,
  nextNode,
  nodeAnswer,
  type RunnerDeps,
  type RunnerRoute,
  runnerAnswer,
  visit,
} from './runner.simulator.js';
import { DESIGN_ID, ownValue, type SimulatedRunner, STORE_ID, stepDone, storeOf, wireTime } from './state.simulator.js';

export const RUNNER_TOOLS_MAGIC_INPUTS: readonly MagicInput[] = [
  {
    operation: 'activity, current nodes, flow info, store, callback, design, template of a runner',
    input: 'ref_id beginning with SIM-SLOW, SIM-ERROR, SIM-MALFORMED, SIM-NOT-FOUND',
    effect: 'as with get',
  },
  { operation: 'flow info of a runner', input: 'any Authorization', effect: 'HTTP 400: it is asked by nobody' },
  {
    operation: 'callback of a runner',
    input: 'a runner at applicant_screening',
    effect: 'the runner goes on to applicant_bank_details; at any other node HTTP 400',
  },
  { operation: 'design of a runner', input: 'a design_id that there is not', effect: 'HTTP 400' },
  { operation: 'parse template', input: '{{ without }}', effect: 'HTTP 400' },
  {
    operation: 'list, store, callback, design, template of runners',
    input: "a customer's token",
    effect: 'HTTP 403',
  },
];

const PLACE = /\{\{\s*([\w.]{1,200})\s*\}\}/g;

/** Groups of the sample flow, by how the names of their nodes begin. */
const STAGES: readonly (readonly [string, RegExp])[] = [
  ['Business', /^(pan_or_gst|business_|shareholders)/],
  ['Applicants', /^applicant_/],
  ['Signing', /^signing_/],
];

/** What can be looked up and changed around a runner; every answer comes from its state. */
export function runnerToolsRoutes(app: FastifyInstance, deps: RunnerDeps): void {
  const { state } = deps;
  app.get('/v1/rego/runners/', async (request, reply) => {
    const newestFirst = Object.values(state.runners).sort((a, b) => b.created_at.localeCompare(a.created_at));
    return admitsStaff(request, reply, deps) ? sendPage(request, reply, newestFirst.map(runnerAnswer)) : reply;
  });
  app.get<RunnerRoute>('/v1/rego/runners/:id/activity/', async (request, reply) => {
    const found = await find(request, reply, deps);
    return found === null ? reply : reply.send({ results: activityOf(found.runner) });
  });
  app.get<RunnerRoute>('/v1/rego/runners/:id/current-nodes/', async (request, reply) => {
    const found = await find(request, reply, deps);
    return found === null ? reply : reply.send([nodeAnswer(found.runner)].filter((node) => node !== null));
  });
  app.get<RunnerRoute>('/v1/rego/runners/:id/flow/', async (request, reply) => {
    if (request.headers.authorization !== undefined)
      return reply.code(400).send({ detail: 'This is answered without credentials.' });
    const runner = await findForNobody(request, reply, state);
    return runner === null ? reply : reply.send(flowOf(runner, deps));
  });
  app.get<RunnerRoute>('/v1/rego/runners/:id/store/', async (request, reply) => {
    const runner = await findForStaff(request, reply, deps);
    return runner === null ? reply : reply.send({ id: STORE_ID, store: storeOf(runner) });
  });
  app.post<RunnerRoute>('/v1/rego/runners/:id/parse-template/', async (request, reply) => {
    const runner = await findForStaff(request, reply, deps);
    const template = isObject(request.body) ? request.body.template : null;
    if (runner === null) return reply;
    const result = typeof template === 'string' ? render(template, runner) : null;
    return result === null ? reply.code(400).send({ template: ['Not a valid template.'] }) : reply.send({ result });
  });
  commandRoutes(app, deps);
}

function commandRoutes(app: FastifyInstance, deps: RunnerDeps): void {
  const { state } = deps;
  app.post('/v1/rego/runners/create-and-execute/', async (request, reply) => {
    const user = deps.authenticate(request, reply);
    const runner = user === null ? null : await newRunner(request, reply, state, user);
    if (user === null || runner === null) return reply;
    // What its first form refuses was never made.
    return execute(request, reply, { runner, user }, () => {
      state.runners[runner.id] = runner;
      deps.save();
      reply.code(201);
    });
  });
  app.post<RunnerRoute>('/v1/rego/runners/:id/callback/', async (request, reply) => {
    const runner = await findForStaff(request, reply, deps);
    if (runner === null) return reply;
    const node = runner.current_node;
    if (node === null || formOf(runner, node) !== null)
      return reply.code(400).send({ detail: 'The runner does not wait for a callback.' });
    runner.current_node = nextNode(node);
    runner.step = stepDone();
    visit(runner, node, 'callback', 'service');
    deps.save();
    // No page shows the answer, and this one makes the reader look again.
    return reply.send({ message: 'Callback received' });
  });
  app.put<RunnerRoute>('/v1/rego/runners/:id/design/', async (request, reply) => {
    const runner = await findForStaff(request, reply, deps);
    if (runner === null) return reply;
    const design = isObject(request.body) ? optionalString(request.body, 'design_id') : null;
    if (design === null || ownValue(state.designs, design) === undefined)
      return reply.code(400).send({ design_id: ['There is no such design.'] });
    return saved(runner, deps, reply, () => {
      runner.design_id = design;
    }).send(runnerAnswer(runner));
  });
  app.put<RunnerRoute>('/v1/rego/runners/:id/store/', async (request, reply) => {
    const runner = await findForStaff(request, reply, deps);
    if (runner === null) return reply;
    const content = isObject(request.body) ? request.body.store : null;
    if (!isObject(content)) return reply.code(400).send({ store: ['This field is required.'] });
    return saved(runner, deps, reply, () => {
      const { business, current_applicant_id: applicant, ...others } = content;
      if (isObject(business)) runner.business_name = optionalString(business, 'name');
      if (applicant !== undefined) runner.current_applicant_id = optionalString(content, 'current_applicant_id');
      runner.stored = { ...runner.stored, ...others };
    }).send({ id: STORE_ID, store: storeOf(runner) });
  });
}

/** A customer's token gets them nowhere here. */
async function findForStaff(
  request: FastifyRequest<RunnerRoute>,
  reply: FastifyReply,
  deps: RunnerDeps,
): Promise<SimulatedRunner | null> {
  return admitsStaff(request, reply, deps) ? findForNobody(request, reply, deps.state) : null;
}

function saved(runner: SimulatedRunner, deps: RunnerDeps, reply: FastifyReply, change: () => void): FastifyReply {
  change();
  runner.updated_at = wireTime();
  runner.updated_by = 'service';
  deps.save();
  return reply;
}

function activityOf(runner: SimulatedRunner): readonly Record<string, unknown>[] {
  return Object.values(runner.visited)
    .flat()
    .map(({ name: node, action, user_id, timestamp }) => ({ node, action, user_id, timestamp }));
}

/** The graph of the design that the runner runs, and how far it came. */
function flowOf(runner: SimulatedRunner, { state }: RunnerDeps): Record<string, unknown> {
  const design = ownValue(state.designs, runner.design_id ?? DESIGN_ID);
  const graph = isObject(design?.graph) ? design.graph : {};
  const nodes = (Array.isArray(graph.nodes) ? graph.nodes : []).filter(isObject);
  const names = nodes.flatMap((node) => optionalString(node, 'name') ?? []);
  const stages = STAGES.map(([name, begins]) => ({ name, nodes: names.filter((node) => begins.test(node)) }));
  return {
    id: runner.flow_id,
    name: design?.name ?? null,
    design_id: design?.id ?? null,
    nodes: nodes.map((node) => ({ ...node, visited: Object.hasOwn(runner.visited, String(node.name)) })),
    edges: graph.edges ?? [],
    stages: stages.filter((stage) => stage.nodes.length > 0),
    current_node: runner.current_node,
  };
}

/** `{{ business.name }}` becomes the value of the store; null for a template that is none. */
function render(template: string, runner: SimulatedRunner): string | null {
  const values: Record<string, unknown> = { ...storeOf(runner), ref_id: runner.ref_id };
  if (/\{\{|\}\}/.test(template.replace(PLACE, ''))) return null;
  return template.replace(PLACE, (_, path: string) => {
    const value = path.split('.').reduce<unknown>(step, values);
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
  });
}

/** As template engines do: into objects and lists, and into texts letter by letter and by what can be done with them. */
function step(at: unknown, key: string): unknown {
  if (isObject(at)) return ownValue(at, key);
  if (typeof at !== 'string' && !Array.isArray(at)) return undefined;
  return typeof at === 'string' && key === 'upper' ? at.toUpperCase() : at[Number(key)];
}
