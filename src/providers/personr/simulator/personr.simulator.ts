import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isObject } from '../../json-reader.js';
import {
  delay,
  type RunningSimulator,
  type SimulatorOptions,
  type SimulatorTools,
  startSimulator,
} from '../../simulator/simulator-kit.js';
import { PERSONR_PATHS } from '../personr.contract.js';
import { amlResponse } from './aml.simulator.js';
import {
  type ApplicantRecord,
  addDocument,
  detailsResponse,
  firstApplicants,
  MAX_ATTEMPTS,
  newApplicant,
  startCheck,
  statusResponse,
  toMagic,
} from './applicant.simulator.js';
import {
  brokenJson,
  bubbleError,
  htmlError,
  idList,
  type JsonFields,
  type MultipartForm,
  textOf,
  unknownApplicant,
  wrongUploadParameter,
} from './forms-and-errors.simulator.js';
import { finishHosted, HOSTED_PATH, hostedPage, linkResponse, thanks } from './hosted-page.simulator.js';
import { FLOWS, PERSONR_MAGIC_INPUTS } from './magic-inputs.simulator.js';
import { SimulatedReviews } from './reviews.simulator.js';
import {
  type FormHandler,
  formHandler,
  type IssuedToken,
  type Route,
  securedRoutes,
} from './secured-routes.simulator.js';
import { PERSONR_SIMULATOR_TOKEN, tokenRoutes } from './token.simulator.js';

interface SimulatorState {
  applicants: Record<string, ApplicantRecord>;
  counters: { created: number };
}

type ApplicantHandler = (record: ApplicantRecord, request: FastifyRequest, reply: FastifyReply) => unknown;
type FindApplicant = (id?: string) => ApplicantRecord | undefined;
interface Keeping {
  readonly now: () => number;
  readonly save: () => void;
}

const SLOW_MS = 3_000;

/** Personr on loopback: applicants, documents, checks that take a moment, and tokens that void each other. */
export async function startPersonrSimulator(options: SimulatorOptions): Promise<RunningSimulator> {
  let reviews: SimulatedReviews | undefined;
  const running = await startSimulator<SimulatorState>(
    {
      name: 'personr',
      magicInputs: PERSONR_MAGIC_INPUTS,
      initialState: () => ({ applicants: firstApplicants(), counters: { created: 0 } }),
      routes: (app, state, save, tools) => {
        reviews = new SimulatedReviews(state.applicants, save, tools);
        reviews.watch(app);
        routes(app, state, save, tools, reviews);
      },
    },
    options,
  );
  return {
    ...running,
    advanceTime: (ms) => {
      running.advanceTime(ms);
      reviews?.endDue();
    },
  };
}

function routes(
  app: FastifyInstance,
  state: SimulatorState,
  save: () => void,
  { now }: SimulatorTools,
  reviews: SimulatedReviews,
): void {
  const session: IssuedToken = { token: PERSONR_SIMULATOR_TOKEN, generated: 0 };
  app.setNotFoundHandler((_request, reply) => bubbleError(reply, 404, 'NOT_FOUND', 'Workflow not found'));
  const find = (id = '') => (Object.hasOwn(state.applicants, id) ? state.applicants[id] : undefined);
  const post = securedRoutes(app, session);
  const postApplicant = (path: string, handler: ApplicantHandler) => {
    const handle: FormHandler = (form, request, reply) => {
      const id = form.applicantId?.[0];
      const record = find(id);
      return record === undefined ? unknownApplicant(reply, id) : handler(record, request, reply);
    };
    post(path, formHandler(path, ['applicantId'], handle));
  };
  tokenRoutes(post, session);
  const create: FormHandler = (form, request, reply) => createApplicant(state, form, { now, save }, request, reply);
  const required = ['email', 'phone', 'flowName'];
  post(PERSONR_PATHS.applicantCreate, formHandler(PERSONR_PATHS.applicantCreate, required, create));
  postApplicant(PERSONR_PATHS.applicantStatus, (record, request, reply) => {
    reviews.look(record);
    return answerRead(record, statusResponse(record), request, reply);
  });
  postApplicant(PERSONR_PATHS.applicantDetails, (record, request, reply) =>
    answerRead(record, detailsResponse(record), request, reply),
  );
  postApplicant(PERSONR_PATHS.amlResults, (record) => amlResponse(record));
  postApplicant(PERSONR_PATHS.requestCheck, (record, _request, reply) => requestCheck(record, { now, save }, reply));
  post(PERSONR_PATHS.documentUpload, (request, reply) => {
    const body: JsonFields = isObject(request.body) ? request.body : {};
    const wrong = wrongUploadParameter(request, body);
    if (wrong !== null) return bubbleError(reply, 400, 'INVALID_DATA', `Invalid data for parameter ${wrong}`);
    const record = find(textOf(body.applicantId));
    return record === undefined ? unknownApplicant(reply, textOf(body.applicantId)) : upload(record, body, save);
  });
  hostedRoutes(app, post, find, { now, save });
}

/** The manual contradicts itself about the key, so both are taken. */
function hostedRoutes(app: FastifyInstance, post: Route, find: FindApplicant, clock: Keeping): void {
  const link: FormHandler = (form, request, reply) => {
    const id = form.applicant?.[0] ?? form.applicantId?.[0];
    const record = find(id);
    if (record === undefined) return unknownApplicant(reply, id);
    return { status: 'success', response: linkResponse(record, request) };
  };
  post(PERSONR_PATHS.linkCreate, formHandler(PERSONR_PATHS.linkCreate, [], link));
  const page = `${HOSTED_PATH}/:id`;
  app.get<{ Params: { id: string } }>(page, async (request, reply) =>
    find(request.params.id) === undefined ? unknownApplicant(reply) : hostedPage(reply),
  );
  app.post<{ Params: { id: string } }>(page, async (request, reply) => {
    const record = find(request.params.id);
    if (record === undefined) return unknownApplicant(reply);
    finishHosted(record, clock.now());
    clock.save();
    return thanks(reply);
  });
}

function createApplicant(
  state: SimulatorState,
  form: MultipartForm,
  { now, save }: Keeping,
  request: FastifyRequest,
  reply: FastifyReply,
): unknown {
  if (form.email?.[0] === 'error500@example.com') return htmlError(reply);
  if (!FLOWS.includes(form.flowName?.[0] ?? '')) {
    return reply.code(400).send({ statusCode: 400, message: 'Error: Cannot read docSets - incorrect flow name' });
  }
  const record = addApplicant(state, form, now());
  save();
  return sendCreated(record, request, reply);
}

function requestCheck(record: ApplicantRecord, { now, save }: Keeping, reply: FastifyReply): unknown {
  if (record.attempts >= MAX_ATTEMPTS) {
    return reply.code(400).send({ statusCode: 400, message: 'Error: no attempts left for this applicant' });
  }
  startCheck(record, now());
  save();
  return { response: 'success' };
}

function addApplicant(state: SimulatorState, form: MultipartForm, now: number): ApplicantRecord {
  state.counters.created += 1;
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
  response: JsonFields,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  if (record.magic === 'Slow') await delay(SLOW_MS, request);
  if (record.magic === 'Server-Error') return htmlError(reply);
  if (record.magic === 'Malformed') return brokenJson(reply);
  if (record.magic === 'Rate-Limited')
    return reply.code(429).header('retry-after', '30').send({ message: 'Too many requests' });
  return { status: 'success', response };
}

function upload(record: ApplicantRecord, body: JsonFields, save: () => void): JsonFields {
  const docFile: JsonFields = isObject(body.docFile) ? body.docFile : {};
  const filename = textOf(docFile.filename).toLowerCase();
  const docType = textOf(body.docType);
  const docSubType = textOf(body.docSubType) || null;
  const country = textOf(body.docCountryISO);
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
