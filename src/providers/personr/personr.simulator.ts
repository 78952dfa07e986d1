import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isObject } from '../json-reader.js';
import {
  delay,
  type MagicInput,
  type RunningSimulator,
  type SimulatorOptions,
  startSimulator,
} from '../simulator-kit.js';
import {
  type ApplicantRecord,
  addDocument,
  bornApplicants,
  detailsResponse,
  MAX_ATTEMPTS,
  newApplicant,
  PERSONR_MAGIC_LAST_NAMES,
  reviewIfDue,
  startCheck,
  statusResponse,
  toMagic,
} from './personr.applicant.simulator.js';
import { PERSONR_PATHS } from './personr.contract.js';
import {
  brokenJson,
  bubbleError,
  type Fields,
  type Form,
  htmlError,
  idList,
  readForm,
  text,
  unknownApplicant,
  wrongUploadParameter,
} from './personr.wire.simulator.js';

/** Accepted from the start of the process until a token is generated. */
export const PERSONR_SIMULATOR_TOKEN = 'bus|1700000000000x1|simulator';
export const PERSONR_SIMULATOR_LOGIN = { email: 'service@example.com', password: 'simulator-password' } as const;

interface SimulatorState {
  applicants: Record<string, ApplicantRecord>;
  counters: { created: number };
}

/** Kept out of the state file: a restart gives the configured token back its worth. */
interface Session {
  token: string;
  generated: number;
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown;
type FormHandler = (form: Form, request: FastifyRequest, reply: FastifyReply) => unknown;
type ApplicantHandler = (record: ApplicantRecord, request: FastifyRequest, reply: FastifyReply) => unknown;
type Route = (path: string, handler: Handler, secured?: boolean) => void;

const FLOWS = ['KYC basic', 'KYC enhanced'];
/** The configured base may be the origin or carry the vendor's path. */
const PREFIXES = ['', '/api/1.1/wf'];
const SLOW_MS = 3_000;

const magicInputs: readonly MagicInput[] = [
  ...Object.entries(PERSONR_MAGIC_LAST_NAMES).map(([input, effect]) => ({
    operation: 'createApplicant',
    input: `nameLast = ${input}`,
    effect,
  })),
  { operation: 'createApplicant', input: `flowName other than ${FLOWS.join(', ')}`, effect: '400 incorrect flow name' },
  { operation: 'createApplicant', input: 'email = slow@example.com', effect: 'answers after 3 s' },
  { operation: 'createApplicant', input: 'email = error500@example.com', effect: '500 with an HTML page' },
  {
    operation: 'createApplicant',
    input: 'email = malformed@example.com',
    effect: '200 with broken JSON; the applicant exists',
  },
  { operation: 'every call', input: 'an applicantId that does not exist', effect: '404 MISSING_DATA' },
  {
    operation: 'uploadDocument',
    input: 'filename begins with broken',
    effect: '200 with an error; the file is not kept',
  },
  { operation: 'uploadDocument', input: 'filename begins with blurred', effect: '200 with a warning' },
  { operation: 'requestCheck', input: `attempt ${MAX_ATTEMPTS + 1}`, effect: '400 no attempts left' },
  {
    operation: 'token',
    input: `${PERSONR_PATHS.tokenGenerate} with ${PERSONR_SIMULATOR_LOGIN.email} and ${PERSONR_SIMULATOR_LOGIN.password}`,
    effect: 'a new token; the previous one is void until the simulator restarts',
  },
];

/** Personr on loopback: applicants, documents, checks that take a moment, and tokens that void each other. */
export function startPersonrSimulator(options: SimulatorOptions): Promise<RunningSimulator> {
  return startSimulator<SimulatorState>(
    {
      name: 'personr',
      magicInputs,
      initialState: () => ({ applicants: bornApplicants(), counters: { created: 0 } }),
      routes,
    },
    options,
  );
}

function routes(app: FastifyInstance, state: SimulatorState, save: () => void): void {
  const session: Session = { token: PERSONR_SIMULATOR_TOKEN, generated: 0 };
  app.setNotFoundHandler((_request, reply) => bubbleError(reply, 404, 'NOT_FOUND', 'Workflow not found'));
  const find = (id = '') => (Object.hasOwn(state.applicants, id) ? state.applicants[id] : undefined);
  const post: Route = (path, handler, secured = true) => {
    const onRequest = async (request: FastifyRequest, reply: FastifyReply) => {
      if (!secured || request.headers.authorization === `Bearer ${session.token}`) return;
      return reply.code(401).send({ message: 'Invalid or expired token' });
    };
    for (const prefix of PREFIXES) {
      app.post(`${prefix}${path}`, { onRequest }, async (request, reply) => handler(request, reply));
    }
  };
  const postApplicant = (path: string, handler: ApplicantHandler) => {
    const handle: FormHandler = (form, request, reply) => {
      const id = form.applicantId?.[0];
      const record = find(id);
      return record === undefined ? unknownApplicant(reply, id) : handler(record, request, reply);
    };
    post(path, formHandler(path, ['applicantId'], handle));
  };
  const logIn: FormHandler = (form, _request, reply) => generateToken(session, form, reply);
  post(PERSONR_PATHS.tokenGenerate, formHandler(PERSONR_PATHS.tokenGenerate, ['email', 'password'], logIn), false);
  const create: FormHandler = (form, request, reply) => createApplicant(state, form, save, request, reply);
  const required = ['email', 'phone', 'flowName'];
  post(PERSONR_PATHS.applicantCreate, formHandler(PERSONR_PATHS.applicantCreate, required, create));
  postApplicant(PERSONR_PATHS.applicantStatus, (record, request, reply) => {
    if (reviewIfDue(record, Date.now())) save();
    return answerRead(record, statusResponse(record), request, reply);
  });
  postApplicant(PERSONR_PATHS.applicantDetails, (record, request, reply) =>
    answerRead(record, detailsResponse(record), request, reply),
  );
  postApplicant(PERSONR_PATHS.requestCheck, (record, _request, reply) => requestCheck(record, save, reply));
  post(PERSONR_PATHS.documentUpload, (request, reply) => {
    const body: Fields = isObject(request.body) ? request.body : {};
    const wrong = wrongUploadParameter(request, body);
    if (wrong !== null) return bubbleError(reply, 400, 'INVALID_DATA', `Invalid data for parameter ${wrong}`);
    const record = find(text(body.applicantId));
    return record === undefined ? unknownApplicant(reply, text(body.applicantId)) : upload(record, body, save);
  });
}

function createApplicant(
  state: SimulatorState,
  form: Form,
  save: () => void,
  request: FastifyRequest,
  reply: FastifyReply,
): unknown {
  if (form.email?.[0] === 'error500@example.com') return htmlError(reply);
  if (!FLOWS.includes(form.flowName?.[0] ?? '')) {
    return reply.code(400).send({ statusCode: 400, message: 'Error: Cannot read docSets - incorrect flow name' });
  }
  const record = addApplicant(state, form);
  save();
  return sendCreated(record, request, reply);
}

function requestCheck(record: ApplicantRecord, save: () => void, reply: FastifyReply): unknown {
  if (record.attempts >= MAX_ATTEMPTS) {
    return reply.code(400).send({ statusCode: 400, message: 'Error: no attempts left for this applicant' });
  }
  startCheck(record, Date.now());
  save();
  return { response: 'success' };
}

function addApplicant(state: SimulatorState, form: Form): ApplicantRecord {
  state.counters.created += 1;
  const now = Date.now();
  const first = (name: string) => form[name]?.[0] ?? '';
  const applicantId = `${now}x2${String(state.counters.created).padStart(17, '0')}`;
  const record: ApplicantRecord = {
    ...newApplicant(applicantId, now),
    email: first('email'),
    phone: first('phone'),
    nameFirst: first('nameFirst'),
    nameLast: first('nameLast'),
    flowName: first('flowName'),
    sourceKey: first('sourceKey'),
    externalUserId: idList(form.externalUserId ?? []),
    magic: toMagic(first('nameLast')),
  };
  state.applicants[applicantId] = record;
  return record;
}

/** As in the published sample: without `sourceKey` and `externalUserId`, whatever the text beside it promises. */
async function sendCreated(record: ApplicantRecord, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { applicantId, email, phone, nameFirst, nameLast, flowName } = record;
  if (email === 'slow@example.com') await delay(SLOW_MS, request);
  if (email === 'malformed@example.com') return brokenJson(reply);
  const response = { applicantId, email, phone, nameFirst, nameLast, flowName, applicantStatus: 'Created' };
  return { status: 'success', response };
}

async function answerRead(
  record: ApplicantRecord,
  response: Fields,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  if (record.magic === 'Slow') await delay(SLOW_MS, request);
  if (record.magic === 'Error-500') return htmlError(reply);
  if (record.magic === 'Malformed') return brokenJson(reply);
  if (record.magic === 'Rate-Limited')
    return reply.code(429).header('retry-after', '30').send({ message: 'Too many requests' });
  return { status: 'success', response };
}

function upload(record: ApplicantRecord, body: Fields, save: () => void): Fields {
  const docFile: Fields = isObject(body.docFile) ? body.docFile : {};
  const filename = text(docFile.filename).toLowerCase();
  const docType = text(body.docType);
  const docSubType = text(body.docSubType) || null;
  const country = text(body.docCountryISO);
  const broken = filename.startsWith('broken');
  if (!broken) {
    addDocument(record, { docType, docSubType, country });
    save();
  }
  return {
    applicantId: record.applicantId,
    documentType: docType,
    documentSubType: docSubType,
    country,
    errors: broken ? ['The file cannot be read'] : [],
    warnings: filename.startsWith('blurred') ? ['LOW_QUALITY'] : [],
  };
}

function generateToken(session: Session, form: Form, reply: FastifyReply): unknown {
  const { email, password } = PERSONR_SIMULATOR_LOGIN;
  if (form.email?.[0] !== email || form.password?.[0] !== password) {
    return bubbleError(reply, 400, 'INVALID_LOGIN_CREDENTIALS', 'We could not find that email and password');
  }
  session.generated += 1;
  session.token = `bus|1700000000000x1|${session.generated}-${Date.now()}`;
  return {
    status: 'success',
    response: { token: session.token, user_id: '1600000000000x100000000000000001', expires: 31_536_000 },
  };
}

function formHandler(path: string, required: readonly string[], handler: FormHandler): Handler {
  return (request, reply) => {
    const form = readForm(request);
    const missing = required.find((name) => (form[name]?.[0] ?? '') === '');
    if (missing === undefined) return handler(form, request, reply);
    return bubbleError(
      reply,
      400,
      'MISSING_DATA',
      `Missing parameter for workflow ${path.slice(1)}: parameter ${missing}`,
    );
  };
}
