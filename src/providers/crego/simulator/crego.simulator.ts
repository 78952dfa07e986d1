import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isObject, optionalString } from '../../json-reader.js';
import {
  type MagicInput,
  type RunningSimulator,
  type SimulatorOptions,
  type SimulatorTools,
  startSimulator,
} from '../../simulator/simulator-kit.js';
import { AUTH_MAGIC_INPUTS, SimulatedAuth } from './auth.simulator.js';
import { adminRoutes, DESIGN_MAGIC_INPUTS } from './design.simulator.js';
import { FileBytes, readUploadedFile, storageRoutes } from './documents.simulator.js';
import { misbehave, misbehaviourOf } from './misbehaviour.simulator.js';
import { type Authenticate, DECLINED_VALUES, runnerRoutes } from './runner.simulator.js';
import { RUNNER_TOOLS_MAGIC_INPUTS, runnerToolsRoutes } from './runner-tools.simulator.js';
import { type CregoSimulatorState, initialState } from './state.simulator.js';

export { CREGO_SIMULATOR_TOKEN } from './auth.simulator.js';
export { CREGO_SIMULATOR_FLOW_ID } from './state.simulator.js';

const RIGHT_CODE = '111000';

const MAGIC_INPUTS: readonly MagicInput[] = [
  { operation: 'OTP verify', input: `otp ${RIGHT_CODE}`, effect: 'right; every other code is wrong (HTTP 400)' },
  {
    operation: 'OTP',
    input: 'key "username" or "value"',
    effect: 'the answer of the sample flow page or of the reference page',
  },
  {
    operation: 'OTP send',
    input: '9000000404, undelivered@example.com',
    effect: 'HTTP 200 that says nothing was sent',
  },
  { operation: 'OTP, execute data.mobile', input: '9000000504, slow@example.com', effect: 'answers after 3 s' },
  { operation: 'OTP, execute data.mobile', input: '9000000500, error@example.com', effect: 'HTTP 500' },
  {
    operation: 'OTP, execute data.mobile',
    input: '9000000502, malformed@example.com',
    effect: 'HTTP 200 with broken JSON',
  },
  {
    operation: 'create runner',
    input: 'ref_id beginning with SIM-CREATE-ERROR',
    effect: 'HTTP 500, nothing is created',
  },
  { operation: 'get, execute, applicants', input: 'ref_id beginning with SIM-SLOW', effect: 'answers after 3 s' },
  { operation: 'get, execute, applicants', input: 'ref_id beginning with SIM-ERROR', effect: 'HTTP 500' },
  {
    operation: 'get, execute, applicants',
    input: 'ref_id beginning with SIM-MALFORMED',
    effect: 'HTTP 200 with broken JSON',
  },
  { operation: 'get, execute, applicants', input: 'ref_id beginning with SIM-NOT-FOUND', effect: 'HTTP 404' },
  {
    operation: 'execute',
    input: 'ref_id beginning with SIM-PRESET',
    effect: 'answers with the node instead of the runner',
  },
  ...Object.entries(DECLINED_VALUES).map(([key, value]) => ({
    operation: 'execute',
    input: `data.${key} ${value}`,
    effect: 'HTTP 200 with _status_code 422 and success false; the runner stays on its node',
  })),
  ...AUTH_MAGIC_INPUTS,
  ...DESIGN_MAGIC_INPUTS,
  ...RUNNER_TOOLS_MAGIC_INPUTS,
  { operation: 'upload document', input: 'filename beginning with refused', effect: 'HTTP 400' },
];

/** Crego as its pages describe it, with the sample flow and a waiting runner for every demo person. */
export function startCregoSimulator(options: SimulatorOptions): Promise<RunningSimulator> {
  return startSimulator<CregoSimulatorState>(
    { name: 'crego', magicInputs: MAGIC_INPUTS, initialState, routes },
    options,
  );
}

function routes(app: FastifyInstance, state: CregoSimulatorState, save: () => void, { now }: SimulatorTools): void {
  const auth = new SimulatedAuth(state, save, now);
  const authenticate: Authenticate = (request, reply) => auth.authenticate(request, reply);
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ detail: 'Not found.' }));
  app.post('/v1/identity/auth/rego/otp/send/', sendOtp);
  app.post('/v1/identity/auth/rego/otp/verify/', async (request, reply) => verifyOtp(request, reply, auth));
  auth.routes(app);
  const bytes = new FileBytes();
  runnerRoutes(app, { state, save, authenticate });
  adminRoutes(app, { state, save, authenticate });
  runnerToolsRoutes(app, { state, save, authenticate });
  storageRoutes(app, { state, save, authenticate, bytes });
  app.post('/v1/rego/documents/', async (request, reply) => {
    const file = authenticate(request, reply) === null ? null : await readUploadedFile(request);
    if (reply.sent) return reply;
    if (file === null) return reply.code(400).send({ file: ['No file was submitted.'] });
    if (file.name.startsWith('refused')) return reply.code(400).send({ file: ['This type of file is not supported.'] });
    const id = randomUUID();
    const { bytes: content, ...kept } = file;
    state.documents[id] = kept;
    bytes.put(id, content);
    save();
    return reply.code(201).send({ id, ...kept });
  });
}

async function sendOtp(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const identity = readIdentity(request, reply);
  if (identity === null) return reply;
  const fault = misbehaviourOf(identity.value);
  if (await misbehave(fault, request, reply)) return reply;
  const sent = fault !== 'undelivered';
  if (identity.key === 'value' && sent) return reply.send({ message: 'OTP sent successfully' });
  const message = { status: sent, message_id: sent ? randomUUID() : '', status_code: sent ? 202 : 404 };
  return reply.send({ status: sent, message });
}

async function verifyOtp(request: FastifyRequest, reply: FastifyReply, auth: SimulatedAuth): Promise<FastifyReply> {
  const identity = readIdentity(request, reply);
  if (identity === null) return reply;
  const otp = isObject(request.body) ? optionalString(request.body, 'otp') : null;
  if (otp === null) return reply.code(400).send({ otp: ['This field is required.'] });
  if (await misbehave(misbehaviourOf(identity.value), request, reply)) return reply;
  if (otp !== RIGHT_CODE) return reply.code(400).send({ detail: 'Invalid OTP' });
  if (identity.key === 'value') return reply.send({ message: 'OTP verified successfully' });
  return reply.send(auth.issue(identity.value));
}

/** Both pages' keys are taken; null when the request is refused. */
function readIdentity(
  request: FastifyRequest,
  reply: FastifyReply,
): { key: 'username' | 'value'; value: string } | null {
  const body = isObject(request.body) ? request.body : {};
  const { mode } = body;
  const key =
    optionalString(body, 'username') === null && optionalString(body, 'value') !== null ? 'value' : 'username';
  const value = optionalString(body, key);
  if (mode !== 'sms' && mode !== 'email') reply.code(400).send({ mode: ['Not a valid choice.'] });
  else if (value === null) reply.code(400).send({ username: ['This field is required.'] });
  else if (!(mode === 'sms' ? /^\d{10}$|^\+\d{7,15}$/ : /^[^@\s]+@[^@\s]+$/).test(value))
    reply.code(400).send({ [key]: ['Enter a valid value.'] });
  else return { key, value };
  return null;
}
