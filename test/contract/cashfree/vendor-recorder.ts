import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request of the client and what it was answered. */
export interface Exchange {
  /** `POST /pan`, `GET /pan/{reference_id}`, … */
  readonly operation: string;
  /** The JSON body, the names and texts of the form, or the query. */
  readonly request: unknown;
  readonly status: number;
  /** Undefined for an answer that is no JSON. */
  readonly answer: unknown;
}

export interface Recorder {
  readonly url: string;
  readonly exchanges: Exchange[];
  close(): Promise<void>;
}

/** Stands between the client and the simulator, passes everything on and keeps it. */
export async function startRecorder(target: string): Promise<Recorder> {
  const exchanges: Exchange[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks);
    const url = new URL(incoming.url ?? '/', target);
    const sent = body.length === 0 ? {} : { body };
    const response = await fetch(url, {
      method: incoming.method ?? 'GET',
      headers: forwarded(incoming.headers, new URL(target).host),
      ...sent,
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const type = response.headers.get('content-type') ?? '';
    if (type.startsWith('application/json')) {
      exchanges.push({
        operation: operationOf(incoming.method ?? '', url.pathname),
        request: requestOf(incoming.headers['content-type'] ?? '', body, url.searchParams),
        status: response.status,
        answer: parsed(bytes.toString('utf8')),
      });
    }
    outgoing.writeHead(response.status, { 'content-type': type }).end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function forwarded(headers: IncomingHttpHeaders, host: string): Record<string, string> {
  const own = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' && (name.startsWith('x-') || name === 'content-type') ? [[name, value]] : [],
  );
  return { ...Object.fromEntries(own), host };
}

function operationOf(method: string, path: string): string {
  return `${method} ${path.replace(/^\/pan\/[^/]+$/, (found) => (method === 'GET' ? '/pan/{reference_id}' : found))}`;
}

function requestOf(type: string, body: Buffer, query: URLSearchParams): unknown {
  if (type.startsWith('application/json')) return parsed(body.toString('utf8'));
  if (!type.startsWith('multipart/form-data')) return Object.fromEntries(query);
  const boundary = /boundary=("?)(.+)\1$/.exec(type)?.[2] ?? '';
  const parts = body.toString('latin1').split(`--${boundary}`).slice(1, -1);
  return Object.fromEntries(
    parts.map((part) => {
      const end = part.indexOf('\r\n\r\n');
      const name = /name="([^"]*)"/.exec(part.slice(0, end))?.[1] ?? '';
      return [name, part.slice(end + 4, -2)];
    }),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
