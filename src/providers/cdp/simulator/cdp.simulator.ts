import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DEMO_PEOPLE, type DemoPerson } from '../../../demo/people.js';
import { isObject } from '../../json-reader.js';
import {
  delay,
  type RunningSimulator,
  type SimulatorOptions,
  type SimulatorTools,
  startSimulator,
} from '../../simulator/simulator-kit.js';
import type { CdpCustomer } from '../cdp.contract.js';
import type { CdpOnboardingRequest } from '../cdp.onboarding.contract.js';
import { type InvestigationState, Investigations, UNDER_INVESTIGATION } from './aml.simulator.js';
import {
  AML_REJECTED,
  answerMagic,
  CDP_MAGIC_INPUTS,
  failure,
  MAGIC_CUSTOMER_NUMBERS,
  MAGIC_LOOKUPS,
  MAGIC_ONBOARDINGS,
} from './magic-inputs.simulator.js';
import { type TokenState, tokenRoute } from './token.simulator.js';

interface State extends TokenState, InvestigationState {
  /** By customer number. */
  customers: Record<string, SimulatedCustomer>;
  /** Customer number by `idType:idNumber`. */
  numbers: Record<string, string>;
  nextNumber: number;
}

type SimulatedCustomer = Omit<CdpCustomer, 'pep' | 'aml_category'>;

const LOOKUP_PATH = '/caas/api/v2/customer/validate';
const ONBOARD_PATH = '/caas-lcm/api/v1/CAAS/onBoarding/customer';
const DETAILS_PATH = '/caas/api/v2/customer/:ecrn';

const SLOW_MS = 3_000;

/** A stateful CDP: Keycloak's token endpoint, look-up, onboarding and details. */
export function startCdpSimulator(options: SimulatorOptions): Promise<RunningSimulator> {
  return startSimulator<State>({ name: 'cdp', magicInputs: CDP_MAGIC_INPUTS, initialState, routes }, options);
}

function initialState(): State {
  const state: State = {
    customers: {},
    numbers: {},
    accessTokens: {},
    refreshTokens: {},
    investigations: {},
    nextNumber: 8_800_100_001,
  };
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
    aml_scan_status: person.number === 4 ? UNDER_INVESTIGATION : 'Accepted',
    id_status: expired ? 'Expired' : 'Active',
    id_date_of_expiry: `${expired ? 2020 : 2034}-04-30T00:00:00.000+00:00`,
  };
}

function routes(app: FastifyInstance, state: State, save: () => void, { now, webhooks }: SimulatorTools): void {
  tokenRoute(app, state, save, now);
  const investigations = new Investigations(state, { now, webhooks, save });
  investigations.watch(app);
  const preHandler = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const expiresAt = Object.hasOwn(state.accessTokens, token) ? state.accessTokens[token] : undefined;
    if (expiresAt === undefined || expiresAt <= now()) await sendUnauthorized(request, reply);
  };
  app.post(LOOKUP_PATH, { preHandler }, (request, reply) => lookUp(request, reply, state));
  app.post(ONBOARD_PATH, { preHandler }, (request, reply) => onboard(request, reply, state, { save, investigations }));
  app.get(DETAILS_PATH, { preHandler }, (request, reply) => details(request, reply, state));
}

/** Spring's own error page, which is not the platform's envelope. */
function sendUnauthorized(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const timestamp = new Date().toISOString().replace('Z', '+00:00');
  return reply.code(401).send({ timestamp, status: 401, error: 'Unauthorized', path: request.url });
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
  { save, investigations }: { readonly save: () => void; readonly investigations: Investigations },
): Promise<FastifyReply> {
  const fault = onboardingFault(request.body);
  if (fault !== null) return reply.code(400).send({ status: 'failure', status_code: 400, message: fault });
  const body = request.body as CdpOnboardingRequest;
  const idNumber = body.id_details[0]?.id_number ?? '';
  if (idNumber === 'SLOW') await delay(SLOW_MS, request);
  if (answerMagic(MAGIC_ONBOARDINGS, idNumber, reply)) return reply;
  const customer = keepCustomer(body, state);
  if (customer.aml_scan_status === UNDER_INVESTIGATION) investigations.begin(customer.ecrn, idNumber);
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
  const { id_number: idNumber, date_of_expiry: expiry } = body.id_details[0] ?? {};
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
    aml_scan_status: body.political_exposed_person || idNumber === AML_REJECTED ? UNDER_INVESTIGATION : 'Accepted',
    id_status: 'Active',
    id_date_of_expiry: expiry === undefined ? null : `${expiry}T00:00:00.000+00:00`,
  };
  state.customers[ecrn] = customer;
  for (const key of keys) state.numbers[key] = ecrn;
  return customer;
}
