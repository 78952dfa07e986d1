import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

import { SimulatorWebhooks, type WebhookDelivery } from './simulator-webhooks.js';

/** A simulator's answer to a scripted path, given instead of the real one. */
export interface SimulatorFault {
  /** Requests whose path contains this text. Empty: every request. */
  readonly pathContains: string;
  /** Waits this long before anything else. */
  readonly latencyMs?: number;
  readonly status?: number;
  /** Sent as it is with the status (200 when absent); a string is sent as text/html. */
  readonly body?: unknown;
  /** Ends the connection without an answer. */
  readonly reset?: boolean;
  /** How many requests it applies to; absent: until removed. */
  readonly times?: number;
}

/** An input with a documented effect, e.g. a PAN that is always declined. Listed at `GET /__simulator`. */
export interface MagicInput {
  readonly operation: string;
  readonly input: string;
  readonly effect: string;
}

export interface SimulatorOptions {
  /** 0: any free port. */
  readonly port: number;
  readonly host?: string;
  /** Where the state survives a restart. Absent: memory only. */
  readonly stateFile?: string;
}

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
}

export interface RunningSimulator {
  readonly url: string;
  /** Every request since the start or the last `clearRequests`, oldest first, control requests left out. */
  readonly requests: readonly RecordedRequest[];
  clearRequests(): void;
  setFaults(faults: readonly SimulatorFault[]): void;
  /** Moves the simulator's own time forward, so that nobody waits for pending checks. */
  advanceTime(ms: number): void;
  /** Where and how webhooks are sent. */
  configureWebhooks(delivery: WebhookDelivery): void;
  /** Resolves when every webhook under way has arrived or failed. */
  webhooksSettled(): Promise<void>;
  close(): Promise<void>;
}

export interface SimulatorTools {
  /** The simulator's own time in milliseconds: real time plus what `POST /__simulator/time` added. */
  readonly now: () => number;
  readonly webhooks: SimulatorWebhooks;
}

export interface SimulatorDefinition<State extends object> {
  readonly name: string;
  readonly magicInputs: readonly MagicInput[];
  /** The records the simulator is born with. */
  readonly initialState: () => State;
  /** `save` keeps the state; call it before answering a request that changed it. */
  readonly routes: (app: FastifyInstance, state: State, save: () => void, tools: SimulatorTools) => void;
}

const MAX_UPLOAD_BYTES = 25 * 1024 * 1024;
const MAX_RECORDED_REQUESTS = 10_000;

/** Starts a stateful fake of a provider on a real port; loopback unless told otherwise. */
export async function startSimulator<State extends object>(
  definition: SimulatorDefinition<State>,
  options: SimulatorOptions,
): Promise<RunningSimulator> {
  const app = fastify({ bodyLimit: MAX_UPLOAD_BYTES, forceCloseConnections: true });
  await app.register(formbody);
  await app.register(multipart, { attachFieldsToBody: true, limits: { fileSize: MAX_UPLOAD_BYTES } });
  const state = readState(options.stateFile, definition.initialState());
  const requests: RecordedRequest[] = [];
  const faults = new FaultScript();
  const webhooks = new SimulatorWebhooks();
  let offsetMs = 0;
  const advanceTime = (ms: number) => {
    offsetMs += ms;
  };
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/__simulator')) return;
    requests.push({ method: request.method, path: request.url });
    if (requests.length > MAX_RECORDED_REQUESTS) requests.shift();
    await faults.apply(request, reply);
  });
  controlRoutes(app, definition, { requests, faults, webhooks, advanceTime });
  definition.routes(app, state, () => writeState(options.stateFile, state), {
    now: () => Date.now() + offsetMs,
    webhooks,
  });
  const url = await app.listen({ host: options.host ?? '127.0.0.1', port: options.port });
  return {
    url,
    requests,
    clearRequests: () => {
      requests.splice(0);
    },
    setFaults: (next) => faults.set(next),
    advanceTime,
    configureWebhooks: (delivery) => webhooks.configure(delivery),
    webhooksSettled: () => webhooks.settled(),
    close: () => app.close(),
  };
}

class FaultScript {
  /** Nobody gets an answer any more, but for the control requests. */
  stopped = false;
  #faults: { fault: SimulatorFault; left: number }[] = [];

  set(faults: readonly SimulatorFault[]): void {
    this.#faults = faults.map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }));
  }

  async apply(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (this.stopped) return hangUp(request, reply);
    const entry = this.#faults.find(({ fault, left }) => left > 0 && request.url.includes(fault.pathContains));
    if (entry === undefined) return;
    entry.left -= 1;
    const { latencyMs, reset, status, body } = entry.fault;
    if (latencyMs !== undefined) await delay(latencyMs, request);
    if (reset === true) {
      hangUp(request, reply);
    } else if (status !== undefined || body !== undefined) {
      await sendAsIs(reply, status ?? 200, body);
    }
  }
}

function hangUp(request: FastifyRequest, reply: FastifyReply): void {
  request.raw.socket.destroy();
  reply.hijack();
}

/** Waits, but no longer than the client does. */
export function delay(ms: number, request: FastifyRequest): Promise<void> {
  return new Promise((resolve) => {
    const { socket } = request.raw;
    const end = () => {
      clearTimeout(timer);
      // The connection outlives the request.
      socket.removeListener('close', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    socket.once('close', end);
  });
}

function sendAsIs(reply: FastifyReply, status: number, body: unknown): FastifyReply {
  const text = typeof body === 'string';
  return reply
    .code(status)
    .type(text ? 'text/html' : 'application/json')
    .send(text ? body : JSON.stringify(body ?? {}));
}

/**
 * Does something now and then; the result stops it. What fails is done again at the next turn: nobody waits for it, and a
 * simulator that cannot keep its state, on a full disk, must not end the gateway that it runs in.
 */
export function repeat(everyMs: number, work: () => void): () => void {
  let failing = false;
  const turn = () => {
    try {
      work();
      failing = false;
    } catch (error) {
      if (!failing) process.stderr.write(`A simulator fails in the background (${nameOf(error)}).\n`);
      failing = true;
    }
  };
  const timer = setInterval(turn, everyMs).unref();
  return () => clearInterval(timer);
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

interface Controls {
  readonly requests: readonly RecordedRequest[];
  readonly faults: FaultScript;
  readonly webhooks: SimulatorWebhooks;
  readonly advanceTime: (ms: number) => void;
}

/** `/__simulator`: what the simulator can do, and switches that work while it runs. */
function controlRoutes(
  app: FastifyInstance,
  definition: Pick<SimulatorDefinition<object>, 'name' | 'magicInputs'>,
  controls: Controls,
): void {
  app.get('/__simulator', async () => ({ simulator: definition.name, magicInputs: definition.magicInputs }));
  app.get('/__simulator/requests', async () => controls.requests);
  for (const [action, stopped] of [
    ['stop', true],
    ['start', false],
  ] as const) {
    app.post(`/__simulator/${action}`, async (_request, reply) => {
      controls.faults.stopped = stopped;
      return reply.code(204).send();
    });
  }
  app.put<{ Body: SimulatorFault[] }>('/__simulator/faults', async (request, reply) => {
    controls.faults.set(request.body);
    return reply.code(204).send();
  });
  app.put<{ Body: WebhookDelivery }>('/__simulator/webhooks', async (request, reply) => {
    controls.webhooks.configure(request.body);
    return reply.code(204).send();
  });
  app.post<{ Body: { advanceMs: number } }>('/__simulator/time', async (request, reply) => {
    controls.advanceTime(request.body.advanceMs);
    return reply.code(204).send();
  });
}

function readState<State extends object>(file: string | undefined, initial: State): State {
  if (file === undefined) return initial;
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as State;
    // Born records come back with every start, so a newer version's demo people exist in an older data folder too.
    return mergeState(initial, kept);
  } catch {
    return initial;
  }
}

/** Keeps `kept`'s entries over `initial`'s in every map of the state. */
function mergeState<State extends object>(initial: State, kept: State): State {
  const merged: Record<string, unknown> = Object.fromEntries(Object.entries(initial));
  for (const [key, value] of Object.entries(kept)) {
    const born = merged[key];
    merged[key] = isRecord(born) && isRecord(value) ? { ...born, ...value } : value;
  }
  return Object.assign(initial, merged);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Written whole and renamed, so a killed process leaves the old state or the new one. */
function writeState(file: string | undefined, state: object): void {
  if (file === undefined) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.tmp`, JSON.stringify(state), { mode: 0o600 });
  renameSync(`${file}.tmp`, file);
}
