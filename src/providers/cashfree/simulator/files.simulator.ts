import type { FastifyRequest } from 'fastify';
import { isObject } from '../../json-reader.js';
import { invalidField, missing, SimulatedError } from './magic-inputs.simulator.js';

const MAX_BYTES = 10 * 1024 * 1024;

/** The name of an uploaded file; throws the 400s of a form without it, or with one of another type. */
export async function readUpload(request: FastifyRequest, field: string, types: RegExp): Promise<string> {
  const form = isObject(request.body) ? request.body : {};
  const file = form[field];
  if (!isObject(file) || typeof file.toBuffer !== 'function') throw missing(field);
  const bytes: unknown = await file.toBuffer();
  if (!(bytes instanceof Uint8Array) || bytes.length === 0) throw missing(field);
  if (bytes.length > MAX_BYTES) throw new SimulatedError(400, 'file_size_exceeded', 'file size exceeds 10 MB');
  if (!types.test(String(file.mimetype))) throw invalidField('file', 'format_invalid');
  return String(file.filename ?? '');
}

export function formField(request: FastifyRequest, name: string): unknown {
  const field = isObject(request.body) ? request.body[name] : undefined;
  return isObject(field) ? field.value : undefined;
}

/** `POST /face-match`: what the second picture shows is told by its file name. */
export function faceMatchBody(reference: number, id: string, second: string): object {
  const common = { ref_id: reference, verification_id: id };
  if (/two-?faces/i.test(second)) return { ...common, status: 'MULTIPLE_FACE_DETECTED' };
  const same = !/other|spoof/i.test(second);
  return { ...common, status: 'SUCCESS', face_match_result: same ? 'YES' : 'NO', face_match_score: same ? 0.93 : 0.21 };
}

/** What stands on each kind of document. */
const OCR_NUMBERS: Readonly<Record<string, object>> = {
  PAN: { pan: 'TSTPA0001B' },
  AADHAAR: { uid: '0001' },
  DRIVING_LICENCE: { dl_number: 'KA0120110000001', expiry_date: '2035-01-01' },
  VOTER_ID: { voter_id_number: 'ABC0000001' },
  PASSPORT: { passport_number: 'A0000001', expiry_date: '2035-01-01' },
  VEHICLE_RC: { registration_number: 'KA01AB0001' },
  CANCELLED_CHEQUE: { account_number: '026291800001191', ifsc: 'YESB0000262' },
  INVOICE: { invoice_number: 'EXAMPLE-1' },
};

/** `POST /bharat-ocr`: what is wrong with the document is told by its file name. */
export function ocrBody(reference: number, id: string, type: string, filename: string): object {
  const common = { reference_id: reference, verification_id: id, document_type: type };
  if (/wrong/i.test(filename)) return { ...common, status: 'INVALID', document_fields: {} };
  const blur = /blur/i.test(filename);
  return {
    ...common,
    status: 'VALID',
    document_fields: { ...OCR_NUMBERS[type], name: 'Test Holder', dob: '1990-04-12', gender: 'Female' },
    quality_checks: { blur, glare: false, partially_present: false, black_and_white: false, obscured: false },
    fraud_checks: {
      is_screenshot: /screenshot/i.test(filename),
      is_photo_of_screen: false,
      is_photo_imposed: false,
      is_overwritten: false,
      is_forged: /forged/i.test(filename),
    },
  };
}
