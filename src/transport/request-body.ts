import { createHash, randomBytes } from 'node:crypto';
import type { TransportBody, TransportFile } from './transport-request.js';

interface EncodedBody {
  contentType: string;
  bytes: Buffer;
}

const CONTENT_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(; ?[\w-]+=[\w.-]+)*$/;

/** Bytes to send. They are made once: a retry sends the same ones. */
export function encodeBody(body: TransportBody): EncodedBody {
  switch (body.type) {
    case 'json':
      return { contentType: 'application/json', bytes: Buffer.from(JSON.stringify(body.value) ?? 'null') };
    case 'form':
      return {
        contentType: 'application/x-www-form-urlencoded',
        bytes: Buffer.from(new URLSearchParams(body.fields).toString()),
      };
    case 'multipart':
      return encodeMultipart(body.fields, body.files ?? []);
  }
}

const BOUNDARY_SALT = randomBytes(16);

function encodeMultipart(fields: Record<string, string | string[]>, files: readonly TransportFile[]): EncodedBody {
  const boundary = `----form-${files.length === 0 ? digestOf(fields) : randomBytes(16).toString('hex')}`;
  const parts: Uint8Array[] = [];
  for (const [name, value] of Object.entries(fields)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      parts.push(
        Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${quoted(name)}"\r\n\r\n${item}\r\n`),
      );
    }
  }
  for (const file of files) parts.push(Buffer.from(fileHead(boundary, file)), file.bytes, Buffer.from('\r\n'));
  parts.push(Buffer.from(`--${boundary}--\r\n`));
  return { contentType: `multipart/form-data; boundary=${boundary}`, bytes: Buffer.concat(parts) };
}

/** Equal forms must be equal bytes, or identical reads could not share a call. Salted, so no value can hold its own boundary. */
function digestOf(fields: Record<string, string | string[]>): string {
  return createHash('sha256').update(BOUNDARY_SALT).update(JSON.stringify(fields)).digest('hex').slice(0, 32);
}

function fileHead(boundary: string, { field, filename, contentType }: TransportFile): string {
  if (!CONTENT_TYPE.test(contentType)) throw new TypeError('content type of a file is malformed');
  const disposition = `form-data; name="${quoted(field)}"; filename="${quoted(filename)}"`;
  return `--${boundary}\r\ncontent-disposition: ${disposition}\r\ncontent-type: ${contentType}\r\n\r\n`;
}

/** As browsers do (HTML standard, multipart/form-data encoding): a name must not end its header. */
function quoted(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}
