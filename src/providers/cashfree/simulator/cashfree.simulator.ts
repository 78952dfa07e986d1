import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DEMO_PEOPLE, DEMO_PICTURE } from '../../../demo/people.js';
import { isObject, optionalString } from '../../json-reader.js';
import {
  type RunningSimulator,
  type SimulatorOptions,
  type SimulatorTools,
  startSimulator,
} from '../../simulator/simulator-kit.js';
import {
  type BankBody,
  checkAccount,
  firstBankChecks,
  pendingAccount,
  readBankRequest,
  refuseMagicAccount,
} from './bank-account.simulator.js';
import { checkRoutes, type Work } from './checks.simulator.js';
import { FIRST_CODES, firstSessions } from './first-sessions.simulator.js';
import { compareNames, findPan, type PanRecord } from './known-people.simulator.js';
import { currentBody, faceIn, legacyBody, readLivenessUpload } from './liveness.simulator.js';
import {
  answer,
  applyMagic,
  CASHFREE_MAGIC_INPUTS,
  invalidField,
  magicNumber,
  missing,
  rateLimit,
  SimulatedError,
} from './magic-inputs.simulator.js';
import { Sessions, type SimulatedSession, withoutUser } from './sessions.simulator.js';

/** What the simulator accepts as `x-client-id` and `x-client-secret`. */
export const CASHFREE_SIMULATOR_CREDENTIALS = {
  clientId: 'demo-client-id',
  clientSecret: 'demo-client-secret',
  legacyWebhookSecret: 'demo-legacy-webhook-secret',
} as const;

type PanBody = Record<string, string | number | boolean | null>;

interface State {
  counters: { reference: number };
  pans: Record<string, PanBody>;
  banks: Record<string, BankBody>;
  /** `<endpoint> <verification_id>` of every check made. */
  usedIds: Record<string, true>;
  sessions: Record<string, SimulatedSession>;
  codes: Record<string, true>;
}

const STANDARD_PER_MINUTE = 100;
const MEDIUM_PER_MINUTE = 200;

/** A stateful fake of the verification suite, at the root and below `/verification`. */
export function startCashfreeSimulator(options: SimulatorOptions): Promise<RunningSimulator> {
  return startSimulator<State>({ name: 'cashfree', magicInputs: CASHFREE_MAGIC_INPUTS, initialState, routes }, options);
}

function initialState(): State {
  const pans = DEMO_PEOPLE.map((person): [string, PanBody] => {
    const name = `${person.firstName} ${person.lastName}`;
    const reference = Number(person.panReferenceId);
    return [person.panReferenceId, panBody(person.pan, name, reference, findPan(person.pan, name))];
  });
  return {
    counters: { reference: 1_000_000 },
    pans: Object.fromEntries(pans),
    banks: firstBankChecks(),
    usedIds: {},
    sessions: firstSessions(),
    codes: { ...FIRST_CODES },
  };
}

function routes(app: FastifyInstance, state: State, save: () => void, tools: SimulatorTools): void {
  const sessions = new Sessions(state.sessions, tools, save, CASHFREE_SIMULATOR_CREDENTIALS);
  const stop = sessions.start();
  app.addHook('onClose', async () => stop());
  const add = routeAdder(app);
  add('POST', '/pan', MEDIUM_PER_MINUTE, (request) => checkPan(request, state, save));
  add('GET', '/pan/:reference', MEDIUM_PER_MINUTE, (request) => {
    const reference = isObject(request.params) ? (optionalString(request.params, 'reference') ?? '') : '';
    const found = Object.hasOwn(state.pans, reference) ? state.pans[reference] : undefined;
    if (found === undefined) throw new SimulatedError(404, 'referenceId_not_found', 'referenceId not found');
    return found;
  });
  add('POST', '/bank-account/sync', STANDARD_PER_MINUTE, (request) => checkBank(request, state, save));
  add('GET', '/bank-account', STANDARD_PER_MINUTE, (request) => {
    const reference = isObject(request.query) ? optionalString(request.query, 'reference_id') : null;
    if (reference === null) throw missing('reference_id');
    const session = sessions.find(reference, 'bank');
    if (session !== null) return withoutUser(sessions.body(session));
    const found = Object.hasOwn(state.banks, reference) ? state.banks[reference] : undefined;
    if (found === undefined) {
      throw new SimulatedError(404, 'reference_id_not_found', 'reference_id not found', 'validation_error');
    }
    return found;
  });
  add('POST', '/gstin', STANDARD_PER_MINUTE, (request) => checkGstin(request, state, save));
  add('POST', '/name-match', STANDARD_PER_MINUTE, (request) => matchNames(request, state, save));
  for (const path of ['/face-liveness', '/liveliness'] as const) {
    add('POST', path, STANDARD_PER_MINUTE, (request) => checkLiveness(path, request, state, save));
  }
  checkRoutes({
    add: (method, path, work) => add(method, path, STANDARD_PER_MINUTE, work),
    nextReference: () => nextReference(state),
    claimId: (endpoint, id) => claimId(state, endpoint, id),
    sessions,
    codes: state.codes,
    now: tools.now,
    save,
  });
  // Finished files lie behind links of their own, without credentials.
  app.get('/masked/:file', (_request, reply) => reply.type('image/png').send(DEMO_PICTURE));
}

/** Adds routes that ask for credentials and count calls, at the root and below `/verification`. */
function routeAdder(app: FastifyInstance) {
  return (method: 'GET' | 'POST', path: string, perMinute: number, work: Work): void => {
    const limit = rateLimit(perMinute);
    for (const prefix of ['', '/verification']) {
      app.route({
        method,
        url: `${prefix}${path}`,
        handler: (request, reply) =>
          answer(reply, limit(), () => {
            checkCredentials(request);
            return work(request, reply);
          }),
      });
    }
  };
}

function checkCredentials(request: FastifyRequest): void {
  const { 'x-client-id': id, 'x-client-secret': secret } = request.headers;
  if (id === undefined || id === '') throw missing('x-client-id');
  if (secret === undefined || secret === '') throw missing('x-client-secret');
  const known = CASHFREE_SIMULATOR_CREDENTIALS;
  if (id !== known.clientId || secret !== known.clientSecret) {
    throw new SimulatedError(401, 'authentication_failed', 'Invalid clientId and clientSecret combination');
  }
}

function nextReference(state: State): number {
  state.counters.reference += 1;
  return state.counters.reference;
}

/** The caller's own id, which every endpoint that takes one accepts once. */
function claimId(state: State, endpoint: string, id: unknown): string {
  if (typeof id !== 'string' || id === '') throw missing('verification_id');
  if (id.length > 50) throw invalidField('verification_id', 'length_exceeded');
  if (!/^[A-Za-z0-9._-]+$/.test(id)) throw invalidField('verification_id');
  const key = `${endpoint} ${id}`;
  if (Object.hasOwn(state.usedIds, key)) {
    throw new SimulatedError(409, 'verification_id_already_exists', 'verification_id already exists');
  }
  state.usedIds[key] = true;
  return id;
}

async function checkPan(request: FastifyRequest, state: State, save: () => void): Promise<object> {
  const body = isObject(request.body) ? request.body : {};
  const pan = optionalString(body, 'pan');
  if (pan === null) throw missing('pan');
  if (pan.length < 10) throw invalidField('pan', 'length_short');
  if (pan.length > 10) throw invalidField('pan', 'length_exceeded');
  if (!/^[A-Z]{5}\d{4}[A-Z]$/i.test(pan)) throw invalidField('pan');
  const key = pan.toUpperCase();
  await applyMagic(magicNumber(key), request);
  const name = optionalString(body, 'name');
  const reference = nextReference(state);
  const answered = panBody(key, name, reference, findPan(key, name));
  if (magicNumber(key) === '0008') delete answered.valid;
  state.pans[String(reference)] = answered;
  save();
  return answered;
}

function panBody(pan: string, name: string | null, reference: number, record: PanRecord | null): PanBody {
  if (record === null) {
    const nothing = { registered_name: '', father_name: '', name_match_score: '0.00', name_match_result: '-' };
    const head = { pan, type: '', reference_id: reference, name_provided: name ?? '', ...nothing };
    return { ...head, valid: false, message: 'Invalid PAN', pan_status: 'INVALID' };
  }
  const match = name === null ? null : compareNames(record.registeredName, name);
  const asInSamples = magicNumber(pan) === '0006';
  return {
    pan,
    type: record.type,
    reference_id: reference,
    name_provided: name ?? '',
    [asInSamples ? 'registered_nam' : 'registered_name']: record.registeredName,
    valid: record.status !== 'DELETED' && record.status !== 'DEACTIVATED',
    father_name: '',
    message: record.message,
    name_match_score: asInSamples ? (match?.score ?? 0) : (match?.score ?? 0).toFixed(2),
    name_match_result: match?.label ?? '-',
    aadhaar_seeding_status: record.type === 'Company' ? 'NA' : 'Y',
    aadhaar_seeding_status_desc: record.type === 'Company' ? 'Not Applicable' : 'Aadhaar is linked to PAN',
    last_updated_at: '01/01/2019',
    name_pan_card: record.registeredName,
    pan_status: record.status,
  };
}

async function checkBank(request: FastifyRequest, state: State, save: () => void): Promise<object> {
  const input = readBankRequest(request.body);
  await applyMagic(magicNumber(input.account), request);
  refuseMagicAccount(input.account, () => {
    const reference = nextReference(state);
    state.banks[String(reference)] = pendingAccount(reference, 'IN_PROCESS', 'VERIFICATION_ALREADY_UNDER_PROCESS');
    save();
    return reference;
  });
  const reference = nextReference(state);
  const answered = checkAccount(input, reference);
  state.banks[String(reference)] = answered;
  save();
  return answered;
}

async function checkGstin(request: FastifyRequest, state: State, save: () => void): Promise<object> {
  const body = isObject(request.body) ? request.body : {};
  const gstin = optionalString(body, 'GSTIN')?.toUpperCase();
  if (gstin === undefined) throw missing('GSTIN');
  if (!/^\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]$/.test(gstin)) throw invalidField('GSTIN');
  const magic = magicNumber(gstin);
  await applyMagic(magic, request);
  const name = optionalString(body, 'business_name') ?? optionalString(body, 'businessName');
  const sandbox = gstin === '29AAICP2912R1ZR';
  const holder = sandbox ? 'EXAMPLE TRADERS PRIVATE LIMITED' : findPan(gstin.slice(2, 12), name)?.registeredName;
  const head = { reference_id: nextReference(state), GSTIN: gstin };
  save();
  if (holder === undefined || magic === '0008')
    return { ...head, message: magic === '0008' ? '' : "GSTIN Doesn't Exist" };
  const statuses: Readonly<Record<string, string>> = { '0007': 'Dormant', '0011': 'Cancelled', '0012': 'Suspended' };
  return {
    ...head,
    legal_name_of_business: holder,
    trade_name_of_business: holder,
    center_jurisdiction: 'EXAMPLE RANGE',
    state_jurisdiction: 'EXAMPLE LOCAL GST OFFICE',
    date_of_registration: '2019-07-01',
    constitution_of_business: 'Private Limited Company',
    taxpayer_type: 'Regular',
    gst_in_status: statuses[magic ?? ''] ?? 'Active',
    last_update_date: '2021-04-01',
    nature_of_business_activities: ['Office / Sale Office'],
    principal_place_address: '12, Example Street, Bengaluru, Karnataka, 560001',
    principal_place_split_address: {
      building_number: '12',
      street: 'Example Street',
      city: 'Bengaluru',
      district: 'Bengaluru',
      state: 'Karnataka',
      pincode: '560001',
    },
    additional_address_array: [],
    valid: true,
    message: 'GSTIN Exists',
  };
}

async function matchNames(request: FastifyRequest, state: State, save: () => void): Promise<object> {
  const body = isObject(request.body) ? request.body : {};
  const one = optionalString(body, 'name_1');
  const other = optionalString(body, 'name_2');
  if (one === null) throw missing('name_1');
  if (other === null) throw missing('name_2');
  await applyMagic(magicNumber(one), request);
  const id = claimId(state, 'name-match', body.verification_id);
  const match = compareNames(one, other);
  const reference = nextReference(state);
  save();
  const score = match.score === 0 ? 0.14 : match.score / 100;
  const head = { verification_id: id, reference_id: reference, name_1: one, name_2: other };
  return { ...head, status: 'SUCCESS', score, reason: match.sentence };
}

async function checkLiveness(
  path: '/face-liveness' | '/liveliness',
  request: FastifyRequest,
  state: State,
  save: () => void,
): Promise<object> {
  if (path === '/face-liveness' && request.headers['x-api-version'] === undefined) throw missing('x-api-version');
  const upload = await readLivenessUpload(request);
  await applyMagic(magicNumber(upload.filename), request);
  const id = claimId(state, path, upload.verificationId);
  const reference = nextReference(state);
  save();
  const face = faceIn(upload.filename);
  return path === '/liveliness' ? legacyBody(reference, id, face) : currentBody(reference, id, face);
}
