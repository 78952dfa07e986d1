import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const FIXTURES = new URL('./fixtures/', import.meta.url);

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** `lookup-not-found.200` is what the file of that name holds, under HTTP 200. */
export function fixture(name: string): Answer {
  const text = readFileSync(new URL(`${name}.json`, FIXTURES), 'utf8');
  return { status: Number(name.slice(-3)), body: JSON.parse(text) };
}

export function fixtureNames(): string[] {
  return readdirSync(FIXTURES).map((file) => file.replace(/\.json$/, ''));
}

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Answers each token request and each other request with the next of its list; the last one stays. */
export class ReplayServer {
  readonly seen: Seen[] = [];
  tokens: Answer[] = [fixture('token.200')];
  answers: Answer[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method = '', url: path = '', headers } = request;
        this.seen.push({ method, path, headers, body: Buffer.concat(chunks).toString() });
        const list = path.includes('/openid-connect/token') ? this.tokens : this.answers;
        const answer = list.length > 1 ? list.shift() : list[0];
        response.writeHead(answer?.status ?? 500, { 'content-type': 'application/json' });
        response.end(typeof answer?.body === 'string' ? answer.body : JSON.stringify(answer?.body));
      });
    });
  }

  static async start(): Promise<ReplayServer> {
    const replay = new ReplayServer();
    await new Promise<void>((resolve) => replay.#server.listen(0, '127.0.0.1', resolve));
    return replay;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  tokenRequests(): URLSearchParams[] {
    return this.seen.filter(({ path }) => path.includes('/token')).map(({ body }) => new URLSearchParams(body));
  }

  calls(): Seen[] {
    return this.seen.filter(({ path }) => !path.includes('/token'));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
