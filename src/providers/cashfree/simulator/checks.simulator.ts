import type { FastifyReply, FastifyRequest } from 'fastify';
import { isObject, optionalString } from '../../json-reader.js';
import { readBankRequest } from './bank-account.simulator.js';
import { faceMatchBody, formField, ocrBody, readUpload } from './files.simulator.js';
import { bankSession, digilockerSession, formSession, rpdSession, signSession } from './hosted-pages.simulator.js';
import { applyMagic, invalidField, magicNumber, missing, SimulatedError } from './magic-inputs.simulator.js';
import { checkFields, REGISTRIES, registryMagic } from './registries.simulator.js';
import type { Sessions, SimulatedSession } from './sessions.simulator.js';

export type Work = (request: FastifyRequest, reply: FastifyReply) => object | Promise<object>;

/** What the suite's endpoints need of the simulator around them. */
export interface CheckContext {
  readonly add: (method: 'GET' | 'POST', path: string, work: Work) => void;
  readonly nextReference: () => number;
  readonly claimId: (endpoint: string, id: unknown) => string;
  readonly sessions: Sessions;
  /** References of Aadhaar checks that wait for a code. */
  readonly codes: Record<string, true>;
  readonly now: () => number;
  readonly save: () => void;
}

const IMAGE = /^image\/(jpe?g|png)$/;
const FILE = /^(image\/(jpe?g|png)|application\/pdf)$/;
const SIMULATOR_OTP = '111000';

export function checkRoutes(context: CheckContext): void {
  registryRoutes(context);
  aadhaarRoutes(context);
  digilockerRoutes(context);
  pageRoutes(context);
  signingRoutes(context);
  fileRoutes(context);
}

function registryRoutes({ add, nextReference, claimId, save }: CheckContext): void {
  for (const registry of REGISTRIES) {
    add('POST', registry.path, async (request) => {
      const fields = fieldsOf(request);
      checkFields(registry, fields);
      const magic = registryMagic(registry, fields);
      await applyMagic(magic, request);
      const verification_id = claimId(registry.path, fields.verification_id);
      const answer = { verification_id, reference_id: nextReference(), ...registry.answer(fields, magic) };
      save();
      return answer;
    });
  }
}

/** A number that begins with 2 is linked to no mobile number, one that begins with 3 does not exist. */
function aadhaarRoutes({ add, nextReference, codes, save }: CheckContext): void {
  add('POST', '/offline-aadhaar/otp', (request) => {
    const number = fieldsOf(request).aadhaar_number ?? null;
    if (number === null) throw new SimulatedError(400, 'aadhaar_empty', 'aadhaar number is empty');
    if (!/^\d{12}$/.test(number)) throw new SimulatedError(400, 'aadhaar_invalid', 'aadhaar number is invalid');
    const ref_id = String(nextReference());
    if (number.startsWith('3')) return { ref_id, status: 'INVALID', message: 'Invalid Aadhaar Card' };
    if (number.startsWith('2')) return { ref_id, status: 'SUCCESS', message: 'Aadhaar not linked to mobile number' };
    codes[ref_id] = true;
    save();
    return { ref_id, status: 'SUCCESS', message: 'OTP sent successfully' };
  });
  add('POST', '/offline-aadhaar/verify', (request) => {
    const { otp = null, ref_id = null } = fieldsOf(request);
    if (otp === null) throw new SimulatedError(400, 'otp_empty', 'otp is empty');
    if (ref_id === null || !Object.hasOwn(codes, ref_id)) throw invalidField('ref_id');
    if (otp === '000409') throw new SimulatedError(409, 'verification_pending', 'verification pending');
    if (otp !== SIMULATOR_OTP) throw new SimulatedError(400, 'verification_failed', 'OTP is wrong or expired');
    return {
      ref_id,
      status: 'VALID',
      message: 'Aadhaar Card Exists',
      name: 'Test Holder',
      dob: '12-04-1990',
      gender: 'F',
      year_of_birth: '1990',
      photo_link: '',
      share_code: '0000',
      split_address: { country: 'India', state: 'Karnataka', dist: 'Bengaluru', pincode: '560001' },
    };
  });
}

function digilockerRoutes(context: CheckContext): void {
  const { add, nextReference, claimId, sessions, now } = context;
  const asked = new Set<string>();
  add('POST', '/digilocker', (request) => {
    const body = isObject(request.body) ? request.body : {};
    const documents = body.document_requested;
    if (!Array.isArray(documents) || documents.length === 0) throw missing('document_requested');
    const redirect = optionalString(body, 'redirect_url');
    if (redirect !== null && !redirect.startsWith('https://')) throw invalidField('redirect_url');
    const id = claimId('/digilocker', body.verification_id);
    const reference = nextReference();
    const session = digilockerSession(reference, id, documents, redirect ?? '', now());
    sessions.add(String(reference), { ...session, told: false });
    const url = `https://digilocker.example.com/consent/${reference}`;
    const answer = { verification_id: id, reference_id: reference, url, status: 'PENDING' };
    return { ...answer, document_requested: documents, ...(redirect === null ? {} : { redirect_url: redirect }) };
  });
  add('GET', '/digilocker', (request) => sessions.body(requireSession(context, request, 'digilocker')));
  add('GET', '/digilocker/document/:type', (request, reply) => {
    const session = requireSession(context, request, 'digilocker');
    const type = isObject(request.params) ? String(request.params.type) : '';
    const { status, document_consent: consent, reference_id, verification_id } = sessions.body(session);
    if (status !== 'AUTHENTICATED' || !Array.isArray(consent) || !consent.includes(type))
      throw new SimulatedError(400, 'consent_not_granted', 'consent is not granted');
    if (/slow/i.test(session.hint) && !asked.has(String(reference_id))) {
      asked.add(String(reference_id));
      reply.code(202);
      return { type: 'validation_error', code: 'validation_pending', message: 'document is being fetched' };
    }
    return documentBody(type, session.hint, { reference_id, verification_id });
  });
}

/** Each kind of document has keys of its own. */
function documentBody(type: string, hint: string, ids: { reference_id: unknown; verification_id: unknown }): object {
  const common = { ...ids, status: 'SUCCESS', dob: '12-04-1990' };
  if (type === 'PAN') {
    return { ...common, pan: 'TSTPA0001B', type: 'Individual', name_pan_card: 'TEST HOLDER', gender: 'Female' };
  }
  if (type === 'DRIVING_LICENSE') {
    return {
      ...common,
      name: 'Test Holder',
      gender: 'Female',
      dl_number: 'KA0120110000001',
      issued_at: 'EXAMPLE RTO',
      issue_date: '01-01-2015',
      expiry_date: '01-01-2035',
    };
  }
  if (/not-?linked/i.test(hint)) return { ...ids, status: 'AADHAAR_NOT_LINKED', split_address: {} };
  const split_address = { state: 'Karnataka', pincode: '560001', country: 'India' };
  return {
    ...common,
    name: 'Test Holder',
    gender: 'F',
    uid: 'xxxxxxxx0001',
    split_address,
    photo_link: '',
    xml_file: '',
  };
}

function pageRoutes(context: CheckContext): void {
  const { add, nextReference, claimId, sessions, now } = context;
  add('POST', '/bank-account/async', async (request) => {
    const input = readBankRequest(request.body);
    const magic = magicNumber(input.account);
    if (magic !== null && !magic.startsWith('422')) await applyMagic(magic, request);
    const reference = nextReference();
    const session = bankSession(input, reference, fieldsOf(request).user_id ?? null, now());
    sessions.add(String(reference), { ...session, told: false });
    const { user_id } = session.before;
    const received = { account_status: 'RECEIVED', account_status_code: 'VALIDATION_IN_PROGRESS' };
    return { reference_id: reference, ...(user_id === undefined ? {} : { user_id }), ...received };
  });
  add('POST', '/form', (request) => {
    const { phone = null, template_name = null, verification_id, name, email } = fieldsOf(request);
    if (phone === null) throw missing('phone');
    if (template_name === null) throw missing('template_name');
    const id = claimId('/form', verification_id);
    const reference = nextReference();
    const link = `https://forms.example.com/kyc/${reference}`;
    const person = { phone, ...(name == null ? {} : { name }), ...(email == null ? {} : { email }) };
    sessions.add(String(reference), { ...formSession(reference, id, person, link, now()), told: false });
    return { ...person, verification_id: id, reference_id: reference, form_link: link, form_status: 'RECEIVED' };
  });
  add('GET', '/form', (request) => sessions.body(requireSession(context, request, 'form')));
}

/** Signatures, and payments that prove an account. */
function signingRoutes(context: CheckContext): void {
  const { add, nextReference, claimId, sessions, now } = context;
  add('POST', '/esignature', (request) => {
    const body = isObject(request.body) ? request.body : {};
    const documentId = body.document_id;
    if (typeof documentId !== 'number') throw missing('document_id');
    if (!Array.isArray(body.signers) || body.signers.length === 0) throw missing('signers');
    const id = claimId('/esignature', body.verification_id);
    const reference = nextReference();
    const signer: unknown = body.signers[0];
    const given = {
      verificationId: id,
      documentId,
      signerName: (isObject(signer) ? optionalString(signer, 'name') : null) ?? '',
      redirectUrl: optionalString(body, 'redirect_url') ?? '',
    };
    sessions.add(String(reference), { ...signSession(reference, given, now()), told: false });
    const signing_link = `https://sign.example.com/${reference}`;
    return { verification_id: id, reference_id: reference, document_id: documentId, status: 'SUCCESS', signing_link };
  });
  add('GET', '/esignature', (request) => sessions.body(requireSession(context, request, 'esign')));
  add('POST', '/reverse-penny-drop', (request) => {
    const { verification_id, name = null } = fieldsOf(request);
    const id = claimId('/reverse-penny-drop', verification_id);
    const reference = nextReference();
    sessions.add(String(reference), { ...rpdSession(reference, id, name, now()), told: false });
    const upi_link = `upi://pay?pa=example@upi&am=1.00&tr=${reference}`;
    return { verification_id: id, ref_id: reference, valid_upto: new Date(now() + 600_000).toISOString(), upi_link };
  });
  add('GET', '/remitter/status', (request) => sessions.body(requireSession(context, request, 'rpd')));
}

function fileRoutes({ add, nextReference, claimId, save }: CheckContext): void {
  add('POST', '/face-match', async (request) => {
    const first = await readUpload(request, 'first_image', IMAGE);
    const second = await readUpload(request, 'second_image', IMAGE);
    await applyMagic(magicNumber(first), request);
    const id = claimId('/face-match', formField(request, 'verification_id'));
    save();
    return faceMatchBody(nextReference(), id, second);
  });
  add('POST', '/bharat-ocr', async (request) => {
    const filename = await readUpload(request, 'file', FILE);
    await applyMagic(magicNumber(filename), request);
    const type = formField(request, 'document_type');
    if (typeof type !== 'string') throw missing('document_type');
    const id = claimId('/bharat-ocr', formField(request, 'verification_id'));
    save();
    return ocrBody(nextReference(), id, type, filename);
  });
  add('POST', '/aadhaar-masking', async (request) => {
    const filename = await readUpload(request, 'image', IMAGE);
    await applyMagic(magicNumber(filename), request);
    const id = claimId('/aadhaar-masking', formField(request, 'verification_id'));
    const reference = nextReference();
    save();
    const common = { reference_id: reference, verification_id: id };
    if (/wrong/i.test(filename)) return { ...common, status: 'INVALID_DOCUMENT' };
    return { ...common, status: 'VALID', image_link: `http://${request.headers.host}/masked/${reference}.png` };
  });
  add('POST', '/esignature/document', async (request) => {
    await readUpload(request, 'document', /^application\/pdf$/);
    return { status: 'SUCCESS', document_id: nextReference() };
  });
}

/** The texts of a JSON body. */
function fieldsOf(request: FastifyRequest): Record<string, string | null> {
  const body = isObject(request.body) ? request.body : {};
  return Object.fromEntries(Object.keys(body).map((key) => [key, optionalString(body, key)]));
}

const KEYS: Readonly<Record<SimulatedSession['kind'], string>> = {
  bank: 'reference_id',
  digilocker: 'reference_id',
  form: 'referenceID',
  esign: 'reference_id',
  rpd: 'ref_id',
};

function requireSession(
  { sessions }: CheckContext,
  request: FastifyRequest,
  kind: SimulatedSession['kind'],
): SimulatedSession {
  const query = isObject(request.query) ? request.query : {};
  const found = sessions.find(optionalString(query, KEYS[kind]), kind);
  if (found === null) throw new SimulatedError(404, 'reference_id_not_found', 'reference_id not found');
  return found;
}
