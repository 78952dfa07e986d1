import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isObject, optionalNumber, optionalString } from '../../json-reader.js';
import type { MagicInput } from '../../simulator/simulator-kit.js';
import type { CregoAdminState, SimulatedDesign, SimulatedRecord } from './first-designs.simulator.js';
import { misbehave, misbehaviourOf } from './misbehaviour.simulator.js';
import type { Authenticate } from './runner.simulator.js';
import { ownValue, wireTime } from './state.simulator.js';

export const DESIGN_MAGIC_INPUTS: readonly MagicInput[] = [
  {
    operation: 'designs, stores, documents',
    input: 'name beginning with SIM-SLOW, SIM-ERROR, SIM-MALFORMED',
    effect: 'creating or reading it answers after 3 s, HTTP 500, HTTP 200 with broken JSON',
  },
  {
    operation: 'validate graph',
    input: 'an edge to a node that is not there, or no start_node',
    effect: 'HTTP 200 with valid false and the faults',
  },
  { operation: 'designs, stores, warehouses, schema', input: "a customer's token", effect: 'HTTP 403' },
];

interface Deps {
  readonly state: CregoAdminState;
  readonly save: () => void;
  readonly authenticate: Authenticate;
}

type ById = { Params: { id: string } };
type Named = { readonly id: string; readonly name: string };

const PAGE_SIZE = 10;
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const SCHEMA = { node_types: { web_form: { required: ['forms'] }, api_request: { required: ['url'] } }, version: '1' };

/** Designs, stores, warehouses and the schema of the building blocks; for the service token alone. */
export function adminRoutes(app: FastifyInstance, deps: Deps): void {
  designRoutes(app, deps);
  designCommands(app, deps);
  recordRoutes(app, deps, '/v1/rego/stores/', deps.state.stores);
  recordRoutes(app, deps, '/v1/rego/warehouses/', deps.state.warehouses);
  app.post('/v1/rego/stores/', async (request, reply) => {
    const body = await readBody(request, reply, deps);
    if (body === null) return reply;
    if (!isObject(body.data)) return reply.code(400).send({ data: ['This field is required.'] });
    const store = { id: randomUUID(), name: body.name, data: body.data, created_at: wireTime() };
    deps.state.stores[store.id] = store;
    deps.save();
    return reply.code(201).send(store);
  });
  app.get('/v1/rego/utility/schema/', async (request, reply) =>
    admitsStaff(request, reply, deps) ? reply.send(SCHEMA) : reply,
  );
}

function designRoutes(app: FastifyInstance, deps: Deps): void {
  const { designs } = deps.state;
  app.get('/v1/rego/designs/', async (request, reply) =>
    admitsStaff(request, reply, deps) ? sendPage(request, reply, Object.values(designs)) : reply,
  );
  app.get<ById>('/v1/rego/designs/:id/', async (request, reply) => {
    const design = await find(request, reply, deps, designs);
    return design === null ? reply : reply.send(design);
  });
  app.get<ById>('/v1/rego/designs/:id/expanded/', async (request, reply) => {
    const design = await find(request, reply, deps, designs);
    return design === null ? reply : reply.send({ ...design, graph: expanded(design.graph) });
  });
  app.get<ById>('/v1/rego/designs/:id/validate/', async (request, reply) => {
    const design = await find(request, reply, deps, designs);
    if (design === null) return reply;
    const errors = faultsOf(design.graph);
    return reply.send({ valid: errors.length === 0, errors });
  });
}

function designCommands(app: FastifyInstance, deps: Deps): void {
  const { designs } = deps.state;
  const put = (design: SimulatedDesign) => {
    designs[design.id] = design;
    deps.save();
    return design;
  };
  app.post('/v1/rego/designs/', async (request, reply) => {
    const content = await readDesign(request, reply, deps);
    if (content === null) return reply;
    const id = randomUUID();
    return reply
      .code(201)
      .send(put({ id, ...content, version: '1', is_current: false, created_at: wireTime(), updated_at: null }));
  });
  app.put<ById>('/v1/rego/designs/:id/', async (request, reply) => {
    const design = await find(request, reply, deps, designs);
    const content = design === null ? null : await readDesign(request, reply, deps, design.name);
    if (design === null || content === null) return reply;
    return reply.send(put({ ...design, ...content, updated_at: wireTime() }));
  });
  app.put<ById>('/v1/rego/designs/:id/mark-as-current/', async (request, reply) => {
    const design = await find(request, reply, deps, designs);
    if (design === null) return reply;
    for (const other of Object.values(designs)) if (other.flow_id === design.flow_id) other.is_current = false;
    put({ ...design, is_current: true, updated_at: wireTime() });
    // No page shows the answer, and this one makes the reader look again.
    return reply.send({ message: 'Design marked as current' });
  });
  app.post<ById>('/v1/rego/designs/:id/duplicate/', async (request, reply) => {
    const design = await find(request, reply, deps, designs);
    if (design === null) return reply;
    const copy = { name: `${design.name} (copy)`, is_current: false, created_at: wireTime(), updated_at: null };
    return reply.code(201).send(put({ ...design, ...copy, id: randomUUID() }));
  });
}

function recordRoutes(app: FastifyInstance, deps: Deps, path: string, records: Record<string, SimulatedRecord>): void {
  app.get(path, async (request, reply) =>
    admitsStaff(request, reply, deps) ? sendPage(request, reply, Object.values(records)) : reply,
  );
  app.get<ById>(`${path}:id/`, async (request, reply) => {
    const record = await find(request, reply, deps, records);
    return record === null ? reply : reply.send(record);
  });
}

/** A customer's token gets them nowhere here. */
export function admitsStaff(
  request: FastifyRequest,
  reply: FastifyReply,
  { authenticate }: Pick<Deps, 'authenticate'>,
): boolean {
  const user = authenticate(request, reply);
  if (user !== null && user !== 'service')
    reply.code(403).send({ detail: 'You do not have permission to perform this action.' });
  return user === 'service';
}

async function find<T extends Named>(
  request: FastifyRequest<ById>,
  reply: FastifyReply,
  deps: Deps,
  records: Record<string, T>,
): Promise<T | null> {
  if (!admitsStaff(request, reply, deps)) return null;
  const found = ownValue(records, request.params.id);
  if (found === undefined) {
    reply.code(404).send({ detail: 'Not found.' });
    return null;
  }
  return (await misbehave(misbehaviourOf(found.name), request, reply)) ? null : found;
}

/** The body with its name; null when the request has its answer. A name that misbehaves does so before anything is made. */
async function readBody(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Deps,
  fallback?: string,
): Promise<(Record<string, unknown> & { name: string }) | null> {
  if (!admitsStaff(request, reply, deps)) return null;
  const body = isObject(request.body) ? request.body : {};
  const name = optionalString(body, 'name') ?? fallback;
  if (name === undefined) reply.code(400).send({ name: ['This field is required.'] });
  else if (!(await misbehave(misbehaviourOf(name), request, reply))) return { ...body, name };
  return null;
}

async function readDesign(request: FastifyRequest, reply: FastifyReply, deps: Deps, fallback?: string) {
  const body = await readBody(request, reply, deps, fallback);
  if (body === null) return null;
  const flow_id = optionalString(body, 'flow_id') ?? optionalString(body, 'secret_id');
  if (flow_id === null || !UUID.test(flow_id)) reply.code(400).send({ secret_id: ['Must be a valid UUID.'] });
  else if (!isObject(body.graph)) reply.code(400).send({ graph: ['This field is required.'] });
  else return { flow_id, name: body.name, graph: body.graph, store_schema: body.store_schema ?? {} };
  return null;
}

/** The page that the query asks for by `page` and perhaps `page_size`. */
export function sendPage(request: FastifyRequest, reply: FastifyReply, all: readonly unknown[]): FastifyReply {
  const query = isObject(request.query) ? request.query : {};
  const page = optionalNumber(query, 'page') ?? 1;
  const size = optionalNumber(query, 'page_size') ?? PAGE_SIZE;
  const results = all.slice((page - 1) * size, page * size);
  const next = page * size < all.length ? `${request.url.split('?')[0]}?page=${page + 1}` : null;
  return reply.send({ count: all.length, next, previous: page > 1 ? 'there is one' : null, results });
}

function nodesOf(graph: unknown): Record<string, unknown>[] {
  return isObject(graph) && Array.isArray(graph.nodes) ? graph.nodes.filter(isObject) : [];
}

function expanded(graph: unknown): unknown {
  const nodes = nodesOf(graph).map((node) => ({ ...node, element: { name: node.name, type: node.type, config: {} } }));
  return isObject(graph) ? { ...graph, nodes } : graph;
}

function faultsOf(graph: unknown): string[] {
  const names = new Set(nodesOf(graph).map(({ name }) => name));
  const { edges, start_node } = isObject(graph) ? graph : {};
  const ends = Array.isArray(edges) ? edges.filter(isObject).flatMap(({ source, target }) => [source, target]) : [];
  const missing = ends.filter((end) => !names.has(end)).map((end) => `There is no node ${String(end)}.`);
  return names.has(start_node) ? missing : [...missing, 'There is no start node.'];
}
