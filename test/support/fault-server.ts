import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request to a fault server, and the means to answer it badly. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** What was sent, read once. */
  body(): Promise<Buffer>;
  /** What the server behind would have answered. */
  forward(): Promise<Forwarded>;
}

export interface Forwarded {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
}

/** Answers, or does not. What it throws ends the connection. */
export type Fault = (exchange: Exchange) => void | Promise<void>;

export interface FaultServerOptions {
  /** Where requests go while nothing is wrong. */
  readonly target: string;
  /** Paths that always work, e.g. a token endpoint. */
  readonly exempt?: (path: string) => boolean;
}

/** Stands in front of a healthy HTTP server and misbehaves as it is told, on a port that stays the same. */
export class FaultServer {
  #server: Server;
  #port = 0;
  #fault: Fault | null = null;
  #exempt: (path: string) => boolean;
  #mostBytesSent = 0;
  readonly #abort = new Set<AbortController>();

  private constructor(private readonly options: FaultServerOptions) {
    this.#exempt = options.exempt ?? nothing;
    this.#server = this.#create();
  }

  static async start(options: FaultServerOptions): Promise<FaultServer> {
    const server = new FaultServer(options);
    await server.open();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** The most that went out over one connection which is closed by now. */
  get mostBytesSent(): number {
    return this.#mostBytesSent;
  }

  /** Null: everything works. `everywhere`: the exempt paths too. Ends what an earlier fault still holds open. */
  misbehave(fault: Fault | null, everywhere = false): void {
    this.#fault = fault;
    this.#exempt = everywhere ? nothing : (this.options.exempt ?? nothing);
    this.#server.closeAllConnections();
  }

  /** Nobody listens on the port any more. */
  async close(): Promise<void> {
    for (const controller of this.#abort) controller.abort();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Listens again, on the same port. */
  async open(): Promise<void> {
    this.#server = this.#create();
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  #create(): Server {
    const server = createServer((request, response) => {
      let sent: Promise<Buffer> | undefined;
      const body = () => {
        sent ??= readAll(request);
        return sent;
      };
      const exchange = { request, response, body, forward: async () => this.#forward(request, await body()) };
      const fault = this.#exempt(request.url ?? '') ? passThrough : (this.#fault ?? passThrough);
      void (async () => fault(exchange))().catch(() => request.socket.destroy());
    });
    return server.on('connection', (socket) => {
      socket.once('close', () => {
        this.#mostBytesSent = Math.max(this.#mostBytesSent, socket.bytesWritten);
      });
    });
  }

  async #forward(request: IncomingMessage, sent: Buffer): Promise<Forwarded> {
    const controller = new AbortController();
    this.#abort.add(controller);
    try {
      const answer = await fetch(`${this.options.target}${request.url}`, {
        method: request.method ?? 'GET',
        headers: headersOf(request),
        body: sent.length === 0 ? undefined : sent,
        signal: controller.signal,
      });
      const body = Buffer.from(await answer.arrayBuffer());
      return { status: answer.status, contentType: answer.headers.get('content-type') ?? 'text/plain', body };
    } finally {
      this.#abort.delete(controller);
    }
  }
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const nothing = () => false;

const OWN_HEADERS = new Set(['host', 'connection', 'content-length', 'transfer-encoding']);

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const sent = Object.entries(headers).filter(([name]) => !OWN_HEADERS.has(name));
  return Object.fromEntries(sent.map(([name, value]) => [name, String(value)]));
}

async function passThrough({ response, forward }: Exchange): Promise<void> {
  const { status, contentType, body } = await forward();
  response.writeHead(status, { 'content-type': contentType, 'content-length': body.length }).end(body);
}
