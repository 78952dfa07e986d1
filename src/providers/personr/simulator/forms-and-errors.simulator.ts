import type { FastifyReply, FastifyRequest } from 'fastify';
import { isObject } from '../../json-reader.js';
import { PERSONR_DOC_TYPES } from '../personr.contract.js';

/** Every value of every field of a multipart form. */
export type MultipartForm = Record<string, string[]>;
export type JsonFields = Record<string, unknown>;

/** The text fields of a multipart form; any other body counts as an empty form, as the manual asks for multipart. */
export function readForm(request: FastifyRequest): MultipartForm {
  if (!request.headers['content-type']?.startsWith('multipart/form-data') || !isObject(request.body)) return {};
  const entries = Object.entries(request.body).map(([name, part]): [string, string[]] => {
    const parts: readonly unknown[] = Array.isArray(part) ? part : [part];
    return [name, parts.map((item) => (isObject(item) ? textOf(item.value) : ''))];
  });
  return Object.fromEntries(entries);
}

/** JSON text in one value, or a value for each id. */
export function idList(values: readonly string[]): string[] {
  return values.flatMap((value) => {
    try {
      const parsed: unknown = JSON.parse(value);
      return Array.isArray(parsed) ? parsed.map(String) : [value];
    } catch {
      return [value];
    }
  });
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function unknownApplicant(reply: FastifyReply, id = ''): FastifyReply {
  return bubbleError(
    reply,
    404,
    'MISSING_DATA',
    `Missing object of type applicant: object with id ${id} does not exist`,
  );
}

export function bubbleError(reply: FastifyReply, statusCode: number, status: string, message: string): FastifyReply {
  return reply.code(statusCode).send({ statusCode, body: { status, message } });
}

export function htmlError(reply: FastifyReply): FastifyReply {
  return reply.code(500).type('text/html').send('<html><body>Internal error</body></html>');
}

export function brokenJson(reply: FastifyReply): FastifyReply {
  return reply.type('application/json').send('{"status":"success","response":{');
}

/** The name of the first parameter that the vendor would refuse. */
export function wrongUploadParameter(request: FastifyRequest, body: JsonFields): string | null {
  if (!request.headers['content-type']?.startsWith('application/json') || textOf(body.applicantId) === '')
    return 'applicantId';
  const docType = PERSONR_DOC_TYPES.find((known) => known === body.docType);
  if (docType === undefined) return 'docType';
  const sides: readonly unknown[] = docType === 'SELFIE' ? [undefined] : ['FRONT_SIDE', 'BACK_SIDE', null, undefined];
  if (!sides.includes(body.docSubType)) return 'docSubType';
  if (!/^[A-Z]{3}$/.test(textOf(body.docCountryISO))) return 'docCountryISO';
  const file: JsonFields = isObject(body.docFile) ? body.docFile : {};
  const isFile =
    /\.(jpe?g|png|pdf)$/i.test(textOf(file.filename)) && /^[A-Za-z0-9+/]+={0,2}$/.test(textOf(file.contents));
  return isFile ? null : 'docFile';
}
