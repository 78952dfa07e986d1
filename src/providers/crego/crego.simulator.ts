import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isObject, optionalString } from '../json-reader.js';
import { type MagicInput, type RunningSimulator, type SimulatorOptions, startSimulator } from '../simulator-kit.js';
import { misbehave, misbehaviourOf } from './crego.misbehaviour.simulator.js';
import { type Authenticate, DECLINED_VALUES, runnerRoutes } from './crego.runner.simulator.js';
import { type CregoSimulatorState, initialState } from './crego.state.simulator.js';

export { CREGO_SIMULATOR_FLOW_ID } from './crego.state.simulator.js';

/** Accepted as bearer beside the access tokens that the simulator issues. */
export const CREGO_SIMULATOR_TOKEN = 'crego-simulator-service-token';

const RIGHT_CODE = '111000';
/** As in the published sample. */
const TOKEN_LIFE_S = 23_400;

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
  { operation: 'upload document', input: 'filename beginning with refused', effect: 'HTTP 400' },
];

/** Crego as its pages describe it, with the sample flow and a waiting runner for every demo person. */
export function startCregoSimulator(options: SimulatorOptions): Promise<RunningSimulator> {
  return startSimulator<CregoSimulatorState>(
    { name: 'crego', magicInputs: MAGIC_INPUTS, initialState, routes },
    options,
  );
}

function routes(app: FastifyInstance, state: CregoSimulatorState, save: () => void): void {
  const authenticate: Authenticate = (request, reply) => readBearer(request, reply, state.signingKey);
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ detail: 'Not found.' }));
  app.post('/v1/identity/auth/rego/otp/send/', sendOtp);
  app.post('/v1/identity/auth/rego/otp/verify/', async (request, reply) => verifyOtp(request, reply, state.signingKey));
  runnerRoutes(app, { state, save, authenticate });
  app.post('/v1/rego/documents/', async (request, reply) => {
    const file = authenticate(request, reply) === null ? null : await readFile(request);
    if (reply.sent) return reply;
    if (file === null) return reply.code(400).send({ file: ['No file was submitted.'] });
    if (file.name.startsWith('refused')) return reply.code(400).send({ file: ['This type of file is not supported.'] });
    const id = randomUUID();
    state.documents[id] = file;
    save();
    return reply.code(201).send({ id, ...file });
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

async function verifyOtp(request: FastifyRequest, reply: FastifyReply, signingKey: string): Promise<FastifyReply> {
  const identity = readIdentity(request, reply);
  if (identity === null) return reply;
  const otp = isObject(request.body) ? optionalString(request.body, 'otp') : null;
  if (otp === null) return reply.code(400).send({ otp: ['This field is required.'] });
  if (await misbehave(misbehaviourOf(identity.value), request, reply)) return reply;
  if (otp !== RIGHT_CODE) return reply.code(400).send({ detail: 'Invalid OTP' });
  if (identity.key === 'value') return reply.send({ message: 'OTP verified successfully' });
  // The published sample shows the same token twice.
  const token = issueToken(identity.value, signingKey);
  return reply.send({ access: token, refresh: token });
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

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const sign = (text: string, key: string): string => createHmac('sha256', key).update(text).digest('base64url');

function issueToken(user: string, signingKey: string): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    jti: randomUUID(),
    exp: now + TOKEN_LIFE_S,
    iat: now,
    nbf: now,
    iss: 'identity',
    user_id: user,
    roles: ['customer'],
    type: 'customer',
  };
  const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${text}.${sign(text, signingKey)}`;
}

/** Who the bearer is: `service`, or the customer of a token issued here. Answers 401 and gives null otherwise. */
function readBearer(request: FastifyRequest, reply: FastifyReply, signingKey: string): string | null {
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) {
    reply.code(401).send({ detail: 'Authentication credentials were not provided.' });
    return null;
  }
  if (token === CREGO_SIMULATOR_TOKEN) return 'service';
  const user = readToken(token, signingKey);
  if (user === null)
    reply.code(401).send({ detail: 'Given token not valid for any token type', code: 'token_not_valid' });
  return user;
}

function readToken(token: string, signingKey: string): string | null {
  const [head = '', claims = '', signature = ''] = token.split('.');
  const expected = Buffer.from(sign(`${head}.${claims}`, signingKey));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const { exp, user_id } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as {
    exp: number;
    user_id: string;
  };
  return exp * 1000 > Date.now() ? user_id : null;
}

interface UploadedPart {
  readonly filename?: string;
  readonly mimetype?: string;
  toBuffer?(): Promise<Buffer>;
}

async function readFile(request: FastifyRequest): Promise<{ name: string; content_type: string; size: number } | null> {
  const part: UploadedPart | null = isObject(request.body) && isObject(request.body.file) ? request.body.file : null;
  if (part?.toBuffer === undefined) return null;
  const { length } = await part.toBuffer();
  return { name: part.filename ?? 'file', content_type: part.mimetype ?? 'application/octet-stream', size: length };
}
