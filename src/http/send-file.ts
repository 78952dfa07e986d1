import type { FastifyReply } from 'fastify';
import { toAttachment } from './attachment.js';

export interface SentFile {
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** What a browser may show as it is; everything else is bytes to it, whatever it is called. */
const SHOWN_TYPES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'application/pdf']);

/** Answers with a file of a person: saved, never cached, never run. */
export function sendFile(reply: FastifyReply, { filename, contentType, bytes }: SentFile): FastifyReply {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  return reply
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('content-disposition', toAttachment(filename))
    .type(SHOWN_TYPES.has(type) ? type : 'application/octet-stream')
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
