import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { Transport, type TransportOptions, type TransportRequest } from '../../../src/transport/transport.js';
import { TransportError } from '../../../src/transport/transport-error.js';

const cleanups: (() => Promise<void>)[] = [];

/** Closes every server and transport that a test opened. Call it in `afterEach`. */
export async function closeAll(): Promise<void> {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
}

export interface Upstream {
  url: string;
  /** `METHOD /path` of each request, in order of arrival. */
  seen: string[];
  /** Every connection ever made, in order. */
  sockets: Socket[];
}

async function listen(server: Server, seen: string[]): Promise<Upstream> {
  const sockets: Socket[] = [];
  server.on('connection', (socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, sockets };
}

/** `number` counts requests from 1. */
export type Answer = (request: IncomingMessage, response: ServerResponse, number: number) => void;

export function httpUpstream(answer: Answer): Promise<Upstream> {
  const seen: string[] = [];
  return listen(
    createServer((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      answer(request, response, seen.length);
    }),
    seen,
  );
}

/** For answers that no HTTP library would give: `answer` gets the socket once the head of a request has arrived. */
export function rawUpstream(answer: (socket: Socket, number: number) => void): Promise<Upstream> {
  const seen: string[] = [];
  const server = createTcpServer((socket) => {
    let text = '';
    socket.on('data', (data) => {
      text += data.toString('latin1');
      if (!text.includes('\r\n\r\n')) return;
      seen.push(text.slice(0, text.indexOf(' HTTP/1.1')));
      text = '';
      answer(socket, seen.length);
    });
  });
  return listen(server, seen);
}

export function json(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** Patient enough for a busy machine, except where a test says otherwise. */
export function transportTo(baseUrl: string, options: Partial<TransportOptions> = {}): Transport {
  const transport = new Transport({ name: 'fake', baseUrl, operationTimeoutMs: 5_000, ...options });
  cleanups.push(() => transport.close());
  return transport;
}

export const READ: TransportRequest = { operation: 'getThing', method: 'GET', path: '/thing', kind: 'read' };
export const COMMAND: TransportRequest = {
  operation: 'makeThing',
  method: 'POST',
  path: '/things',
  kind: 'command',
  body: { type: 'json', value: { name: 'Asha' } },
};

/** The error a call ends with; fails when it succeeds or throws anything else. */
export async function errorOf(call: Promise<unknown>): Promise<TransportError> {
  const error = await call.then(
    () => new Error('the call succeeded'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof TransportError)) throw error;
  return error;
}

/** Waits until something observable is so. */
export async function until(condition: () => boolean): Promise<void> {
  const giveUpAt = Date.now() + 5_000;
  while (!condition()) {
    if (Date.now() > giveUpAt) throw new Error('it never came to be');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** Waits until the first connections have been closed; undici may have opened idle ones in their place. */
export function closedConnections({ sockets }: Upstream, count = 1): Promise<void> {
  return until(() => sockets.slice(0, count).filter(({ destroyed }) => destroyed).length === count);
}

/** A port on which nobody listens. */
export async function deadUrl(): Promise<string> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
