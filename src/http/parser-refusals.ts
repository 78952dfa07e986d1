import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { toHttpProblem } from './http-errors.js';

/** What the parser found wrong; `rawPacket` is what it was reading. */
type ParserError = Error & { readonly code?: string; readonly rawPacket?: unknown };

const STATUS: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
  HPE_INVALID_VERSION: 505,
};

/** Looks like a method that we do not know, not like another protocol. */
const METHOD = /^[A-Z]{1,32} \S/;

/** How long the other side may take to read it. */
const LINGER_MS = 1_000;

/**
 * What Node would refuse without asking anybody (requests that are none, late or oversized headers, CONNECT) is answered in
 * the shape of all other refusals.
 */
export class ParserRefusals {
  /** By connection, the answer that is being made. */
  readonly #answers = new WeakMap<Duplex, ServerResponse>();
  readonly #refused = new WeakSet<Duplex>();

  watch(server: Server): void {
    server.on('request', ({ socket }, response) => this.#answers.set(socket, response));
    server.on('connect', (_request: IncomingMessage, socket: Duplex) => this.#refuse(socket, 405, 'GET, POST'));
  }

  /** Node's `clientError`. */
  refuse(error: ParserError, socket: Duplex): void {
    if (this.#refused.has(socket)) return;
    const answer = this.#answers.get(socket);
    const hasBegun = answer?.headersSent && !answer.writableFinished;
    if (error.code === 'ECONNRESET' || !socket.writable || hasBegun) socket.destroy();
    else this.#refuse(socket, toStatus(error));
  }

  #refuse(socket: Duplex, status: number, allow?: string): void {
    this.#refused.add(socket);
    socket.on('error', () => undefined);
    socket.end(toText(status, allow));
    const timer = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once('close', () => clearTimeout(timer));
    socket.resume();
  }
}

function toStatus({ code = '', rawPacket }: ParserError): number {
  const known = STATUS[code];
  if (known !== undefined) return known;
  const text = Buffer.isBuffer(rawPacket) ? rawPacket.toString('latin1', 0, 40) : '';
  return code === 'HPE_INVALID_METHOD' && METHOD.test(text) ? 501 : 400;
}

function toText(status: number, allow: string | undefined): string {
  const body = JSON.stringify(toHttpProblem(status));
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'x-content-type-options: nosniff',
    ...(allow === undefined ? [] : [`allow: ${allow}`]),
    'connection: close',
    '',
    body,
  ].join('\r\n');
}
