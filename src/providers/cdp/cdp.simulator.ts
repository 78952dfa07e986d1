import { randomBytes, randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DEMO_PEOPLE, type DemoPerson } from '../../demo/people.js';
import { isObject } from '../json-reader.js';
import { delay, type RunningSimulator, type SimulatorOptions, startSimulator } from '../simulator-kit.js';
import type { CdpCustomer, CdpOnboardingRequest } from './cdp.contract.js';
import {
  answerMagic,
  failure,
  MAGIC_CUSTOMER_NUMBERS,
  MAGIC_INPUTS,
  MAGIC_LOOKUPS,
  MAGIC_ONBOARDINGS,
} from './cdp.magic.simulator.js';

/** What the simulator's Keycloak accepts; every user name is allowed with this password. */
export const CDP_SIMULATOR_CREDENTIALS = {
  clientId: 'kyc-gateway',
  clientSecret: 'cdp-simulator-secret',
  username: 'kyc-gateway-service',
  password: 'cdp-simulator-password',
} as const;

interface State {
  /** By customer number. */
  customers: Record<string, SimulatedCustomer>;
  /** Customer number by `idType:idNumber`. */
  numbers: Record<string, string>;
  /** Epoch in milliseconds of each token's end. */
  accessTokens: Record<string, number>;
  refreshTokens: Record<string, { readonly expiresAt: number; readonly username: string }>;
  nextNumber: number;
}

type SimulatedCustomer = CdpCustomer & { readonly agent_location_id: string };

const TOKEN_PATH = '/auth/realms/:realm/protocol/openid-connect/token';
const LOOKUP_PATH = '/caas/api/v2/customer/validate';
const ONBOARD_PATH = '/caas-lcm/api/v1/CAAS/onBoarding/customer';
const DETAILS_PATH = '/caas/api/v2/customer/:ecrn';

const SLOW_MS = 3_000;

/** A stateful CDP: Keycloak's token endpoint, look-up, onboarding and details. */
export function startCdpSimulator(options: SimulatorOptions): Promise<RunningSimulator> {
  return startSimulator<State>({ name: 'cdp', magicInputs: MAGIC_INPUTS, initialState, routes }, options);
}

function initialState(): State {
  const state: State = { customers: {}, numbers: {}, accessTokens: {}, refreshTokens: {}, nextNumber: 8_800_100_001 };
  for (const person of DEMO_PEOPLE) {
    state.customers[person.ecrn] = toCustomer(person);
    state.numbers[`${person.idType}:${person.idNumber}`] = person.ecrn;
  }
  return state;
}

/** Nearly all are active and accepted; person 4 is being looked into and the document of person 6 has run out. */
function toCustomer(person: DemoPerson): SimulatedCustomer {
  const expired = person.number === 6;
  return {
    ecrn: person.ecrn,
    first_name: person.firstName,
    middle_name: null,
    last_name: person.lastName,
    agent_location_id: 'SIM-001',
    primary_mobile_number: person.mobile,
    email_id: person.email,
    date_of_birth: person.dateOfBirth,
    customer_status: 'ACTIVE',
    aml_scan_status: person.number === 4 ? 'Under Investigation' : 'Accepted',
    id_status: expired ? 'Expired' : 'Active',
    id_date_of_expiry: `${expired ? 2020 : 2034}-04-30T00:00:00.000+00:00`,
  };
}

function routes(app: FastifyInstance, state: State, save: () => void): void {
  tokenRoute(app, state, save);
  const preHandler = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const expiresAt = Object.hasOwn(state.accessTokens, token) ? state.accessTokens[token] : undefined;
    if (expiresAt === undefined || expiresAt <= Date.now()) await sendUnauthorized(request, reply);
  };
  app.post(LOOKUP_PATH, { preHandler }, (request, reply) => lookUp(request, reply, state));
  app.post(ONBOARD_PATH, { preHandler }, (request, reply) => onboard(request, reply, state, save));
  app.get(DETAILS_PATH, { preHandler }, (request, reply) => details(request, reply, state));
}

/** Spring's own error page, which is not the platform's envelope. */
function sendUnauthorized(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const timestamp = new Date().toISOString().replace('Z', '+00:00');
  return reply.code(401).send({ timestamp, status: 401, error: 'Unauthorized', path: request.url });
}

function tokenRoute(app: FastifyInstance, state: State, save: () => void): void {
  app.post<{ Params: { realm: string }; Body: unknown }>(TOKEN_PATH, async (request, reply) => {
    if (request.params.realm !== 'cdp') return reply.code(404).send({ error: 'Realm does not exist' });
    const form = isObject(request.body) ? request.body : {};
    const refuse = (status: number, error: string, error_description: string) =>
      reply.code(status).send({ error, error_description });
    if (
      form.client_id !== CDP_SIMULATOR_CREDENTIALS.clientId ||
      form.client_secret !== CDP_SIMULATOR_CREDENTIALS.clientSecret
    ) {
      return refuse(401, 'unauthorized_client', 'Invalid client or Invalid client credentials');
    }
    const scope = typeof form.scope === 'string' ? form.scope : 'profile email';
    if (form.grant_type === 'password') {
      const known = typeof form.username === 'string' && form.password === CDP_SIMULATOR_CREDENTIALS.password;
      if (!known) return refuse(401, 'invalid_grant', 'Invalid user credentials');
      return issueToken(state, save, String(form.username), scope);
    }
    if (form.grant_type === 'refresh_token') {
      const key = String(form.refresh_token);
      const session = Object.hasOwn(state.refreshTokens, key) ? state.refreshTokens[key] : undefined;
      if (session === undefined || session.expiresAt <= Date.now())
        return refuse(400, 'invalid_grant', 'Token is not active');
      delete state.refreshTokens[key];
      return issueToken(state, save, session.username, scope);
    }
    return refuse(400, 'unsupported_grant_type', 'Unsupported grant_type');
  });
}

function issueToken(state: State, save: () => void, username: string, scope: string): Record<string, unknown> {
  const lifeS = username === 'short-lived' ? 2 : 7199;
  const now = Date.now();
  state.accessTokens = Object.fromEntries(Object.entries(state.accessTokens).filter(([, end]) => end > now));
  state.refreshTokens = Object.fromEntries(
    Object.entries(state.refreshTokens).filter(([, { expiresAt }]) => expiresAt > now),
  );
  const accessToken = randomBytes(300).toString('hex');
  const refreshToken = randomBytes(200).toString('hex');
  state.accessTokens[accessToken] = now + lifeS * 1000;
  state.refreshTokens[refreshToken] = { expiresAt: now + 7_199_000, username };
  save();
  return {
    token_type: 'bearer',
    access_token: accessToken,
    expires_in: lifeS,
    refresh_expires_in: 7199,
    refresh_token: refreshToken,
    scope,
    'not-before-policy': 0,
    session_state: randomUUID(),
  };
}

async function lookUp(request: FastifyRequest, reply: FastifyReply, state: State): Promise<FastifyReply> {
  const body = isObject(request.body) ? request.body : {};
  const { idNumber, idType } = body;
  if (
    typeof idNumber !== 'string' ||
    idNumber.trim() === '' ||
    typeof idType !== 'string' ||
    !/^\d{1,3}$/.test(idType)
  ) {
    return reply.send(failure(400, 40001, 'Invalid format input'));
  }
  if (idNumber === 'SLOW') await delay(SLOW_MS, request);
  if (answerMagic(MAGIC_LOOKUPS, idNumber, reply)) return reply;
  const number = state.numbers[`${idType}:${idNumber}`];
  const customer = number === undefined ? undefined : state.customers[number];
  if (customer === undefined) return reply.send(failure(404, 45001, 'Customer not found'));
  const { date_of_birth: _, ...data } = customer;
  return reply.send({ status: 'success', statusCode: 200, message: 'Successfully Processed', data });
}

async function details(request: FastifyRequest, reply: FastifyReply, state: State): Promise<FastifyReply> {
  const { ecrn } = request.params as { ecrn: string };
  if (ecrn === MAGIC_CUSTOMER_NUMBERS.slow) await delay(SLOW_MS, request);
  if (answerMagic(MAGIC_LOOKUPS, MAGIC_CUSTOMER_NUMBERS.effects[ecrn], reply)) return reply;
  const customer = Object.hasOwn(state.customers, ecrn) ? state.customers[ecrn] : undefined;
  if (customer === undefined) return reply.send(failure(404, 45001, 'Customer not found'));
  return reply.send({ status: 'success', statusCode: 200, message: 'Successfully Processed', data: customer });
}

async function onboard(
  request: FastifyRequest,
  reply: FastifyReply,
  state: State,
  save: () => void,
): Promise<FastifyReply> {
  const fault = onboardingFault(request.body);
  if (fault !== null) return reply.code(400).send({ status: 'failure', status_code: 400, message: fault });
  const body = request.body as CdpOnboardingRequest;
  const idNumber = body.id_details[0]?.id_number ?? '';
  if (idNumber === 'SLOW') await delay(SLOW_MS, request);
  if (answerMagic(MAGIC_ONBOARDINGS, idNumber, reply)) return reply;
  const customer = keepCustomer(body, state);
  save();
  if (idNumber === 'LOST') return reply.code(502).type('text/html').send('<html><body>502 Bad Gateway</body></html>');
  const { ecrn, customer_status, aml_scan_status } = customer;
  const data = {
    ecrn,
    customer_status,
    aml_scan_status,
    pep: body.political_exposed_person === true,
    aml_category: 'Low',
  };
  return reply.send({
    status: 'success',
    status_code: 200,
    message: 'Successfully Processed',
    request_id: randomUUID(),
    data,
  });
}

const MANDATORY = [
  'first_name',
  'last_name',
  'nationality',
  'date_of_birth',
  'country_of_residence',
  'gender',
  'primary_mobile_number',
  'email_id',
];

/** The vendor does not publish which fields are mandatory: these are the ones that no onboarding makes sense without. */
function onboardingFault(body: unknown): string | null {
  if (!isObject(body)) return 'Mandatory field missing: first_name';
  const missing = MANDATORY.find((field) => typeof body[field] !== 'string' || body[field] === '');
  if (missing !== undefined) return `Mandatory field missing: ${missing}`;
  const ids: unknown[] = Array.isArray(body.id_details) ? body.id_details : [];
  const complete = ids.every(
    (id) => isObject(id) && Number.isInteger(id.id_type) && typeof id.id_number === 'string' && id.id_number !== '',
  );
  if (ids.length === 0 || !complete) return 'Mandatory field missing: id_details';
  const countries = [body.nationality, body.country_of_residence];
  if (countries.some((code) => !/^[A-Z]{2}$/.test(String(code)))) return 'Invalid master data: country';
  return null;
}

/** An id that is known already updates its customer (assumed: the vendor documents a "Customer Updation Failure" only). */
function keepCustomer(body: CdpOnboardingRequest, state: State): SimulatedCustomer {
  const keys = body.id_details.map((id) => `${id.id_type}:${id.id_number}`);
  const known = keys.flatMap((key) => state.numbers[key] ?? [])[0];
  const ecrn = known ?? String(state.nextNumber++);
  const expiry = body.id_details[0]?.date_of_expiry;
  const customer: SimulatedCustomer = {
    ecrn,
    first_name: body.first_name,
    middle_name: body.middle_name ?? null,
    last_name: body.last_name,
    agent_location_id: body.agent_location_id ?? 'SIM-001',
    primary_mobile_number: body.primary_mobile_number,
    email_id: body.email_id,
    date_of_birth: body.date_of_birth,
    customer_status: 'ACTIVE',
    aml_scan_status: body.political_exposed_person ? 'Under Investigation' : 'Accepted',
    id_status: 'Active',
    id_date_of_expiry: expiry === undefined ? null : `${expiry}T00:00:00.000+00:00`,
  };
  state.customers[ecrn] = customer;
  for (const key of keys) state.numbers[key] = ecrn;
  return customer;
}
