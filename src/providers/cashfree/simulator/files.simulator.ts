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
  if (/two-?faces/i.test(second))
    return { ...common, status: 'MULTIPLE_FACE_DETECTED', face_match_result: 'NO', face_match_score: 0 };
  const same = !/other|spoof/i.test(second);
  return { ...common, status: 'SUCCESS', face_match_result: same ? 'YES' : 'NO', face_match_score: same ? 0.93 : 0.21 };
}

/** What stands on each kind of document, and how the vendor calls its front. */
const OCR_DOCUMENTS: Readonly<Record<string, readonly [string, object]>> = {
  PAN: ['PAN', { pan: 'TSTPA0001B', name: 'Test Holder', dob: '1990-04-12' }],
  AADHAAR: ['AADHAAR_FRONT', { uid: 'xxxxxxxx0001', name: 'Test Holder', dob: '1990-04-12', gender: 'Female' }],
  DRIVING_LICENCE: [
    'DRIVING_LICENCE',
    {
      license_number: 'KA0120110000001',
      full_name: 'Test Holder',
      date_of_birth: '1990-04-12',
      license_issue_date: '2015-01-01',
      license_expiry_date: '2035-01-01',
    },
  ],
  VOTER_ID: [
    'VOTER_ID_FRONT',
    { epic_number: 'ABC0000001', name: 'Test Holder', dob: '1990-04-12', gender: 'Female', issue_date: '2014-01-01' },
  ],
  PASSPORT: [
    'PASSPORT_FRONT',
    {
      passport_number: 'A0000001',
      given_name: 'Test',
      surname: 'Holder',
      dob: '1990-04-12',
      gender: 'F',
      issue_date: '2025-01-02',
      expiry_date: '2035-01-01',
    },
  ],
  VEHICLE_RC: [
    'VEHICLE_RC',
    { registration_number: 'KA01AB0001', owner_name: 'Test Holder', registration_validity: '2035-01-01' },
  ],
  CANCELLED_CHEQUE: [
    'CANCELLED_CHEQUE',
    { account_number: '026291800001191', ifsc: 'YESB0000262', name: 'Test Holder', bank_name: 'YES BANK' },
  ],
  INVOICE: [
    'INVOICE',
    {
      vendor: { name: 'Example Traders' },
      invoice_details: { invoice_number: 'EXAMPLE-1', invoice_date: '2025-03-19' },
    },
  ],
};

/** `POST /bharat-ocr`: what is wrong with the document is told by its file name. */
export function ocrBody(reference: number, id: string, type: string, filename: string): object {
  const common = { reference_id: reference, verification_id: id };
  const known = Object.hasOwn(OCR_DOCUMENTS, type) ? OCR_DOCUMENTS[type] : undefined;
  if (known === undefined || /wrong/i.test(filename)) {
    return { ...common, status: 'INVALID', message: 'Input document is INVALID' };
  }
  const [document_type, document_fields] = known;
  return {
    ...common,
    status: 'VALID',
    document_type,
    document_fields,
    quality_checks: {
      blur: /blur/i.test(filename),
      glare: false,
      partially_present: false,
      black_and_white: false,
      face_present: true,
      face_clear: true,
      qr_present: false,
      obscured: false,
    },
    fraud_checks: {
      is_screenshot: /screenshot/i.test(filename),
      is_photo_of_screen: false,
      is_photo_imposed: false,
      is_overwritten: false,
      ...(/forged/i.test(filename) ? { is_forged: true } : {}),
    },
    message: `${document_type} document is valid`,
  };
}
