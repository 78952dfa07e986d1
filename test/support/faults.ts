import type { Exchange, Fault } from './fault-server.js';

/** Waits this long at most for somebody to hang up; then it does so itself. */
const PATIENCE_MS = 30_000;
const HUGE_BYTES = 100 * 1024 * 1024;
const PIECE = Buffer.alloc(64 * 1024, 0x20);
const DEEP = 20_000;

/** Everything that can go wrong between two programs that speak HTTP and JSON. `trapUrl` must never be called. */
export function faultsOf(trapUrl: string): Readonly<Record<string, Fault>> {
  return {
    reset: ({ request }) => {
      request.socket.resetAndDestroy();
    },
    hang: patiently,
    'stalled headers': (exchange) => {
      exchange.request.socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n');
      return patiently(exchange);
    },
    'one byte a second': oneByteASecond,
    'short body': ({ request }) => {
      request.socket.end('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{"status":');
    },
    garbage: ({ request }) => {
      request.socket.end(Buffer.from([0x16, 0x03, 0x01, 0x00, 0xff, 0x00, 0x0d, 0x0a, 0x0d, 0x0a]));
    },
    'half JSON': async ({ response, forward }) => {
      const { status, contentType, body } = await forward();
      response.writeHead(status, { 'content-type': contentType }).end(body.subarray(0, Math.floor(body.length / 2)));
    },
    'HTML under 200': ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Down for maintenance</body></html>');
    },
    'HTTP 204': ({ response }) => {
      response.writeHead(204).end();
    },
    redirect: ({ response }) => {
      response.writeHead(307, { location: trapUrl }).end();
    },
    'HTTP 401': status(401),
    'HTTP 403': status(403),
    'HTTP 404': status(404),
    'HTTP 409': status(409),
    'HTTP 422': status(422),
    'HTTP 429': ({ response }) => {
      response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '3600' }).end('{}');
    },
    'HTTP 500': status(500),
    'HTTP 503': status(503),
    '100 MB body': huge,
    'wrong types': changed(wrongType),
    nulls: changed(() => null),
    'deep JSON': ({ response }) => json(response, 200, `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`),
    'deep inside': changed((value) => (typeof value === 'string' ? DEEP_MARK : value)),
  };
}

/** An answer whose status and body contradict each other, in a provider's own form. */
export function errorUnder200(body: object): Fault {
  return ({ response }) => json(response, 200, JSON.stringify(body));
}

const DEEP_MARK = '\u0000deep\u0000';
const DEEP_VALUE = `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`;

function status(code: number): Fault {
  return ({ response }) => json(response, code, JSON.stringify({ message: 'no', detail: 'no' }));
}

function json(response: Exchange['response'], code: number, text: string): void {
  response.writeHead(code, { 'content-type': 'application/json' }).end(text);
}

/** The real answer with every value that is no object changed; its keys stay. */
function changed(change: (value: unknown) => unknown): Fault {
  return async ({ response, forward }) => {
    const { body } = await forward();
    const text = JSON.stringify(eachValue(JSON.parse(body.toString('utf8')), change));
    json(response, 200, text.replaceAll(JSON.stringify(DEEP_MARK), DEEP_VALUE));
  };
}

function eachValue(value: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => eachValue(item, change));
  if (typeof value !== 'object' || value === null) return change(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, eachValue(item, change)]));
}

function wrongType(value: unknown): unknown {
  if (typeof value === 'string') return { unexpected: [value] };
  return typeof value === 'number' ? [value] : 7;
}

async function oneByteASecond({ request, response }: Exchange): Promise<void> {
  const gone = closed({ request });
  response.writeHead(200, { 'content-type': 'application/json' });
  for (const byte of '{"status":"success"}') {
    if (request.socket.destroyed) return;
    response.write(byte);
    await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 1_000).unref())]);
  }
  response.end();
}

/** Without a length, so that nobody can refuse it beforehand. */
async function huge({ request, response }: Exchange): Promise<void> {
  const gone = closed({ request });
  response.writeHead(200, { 'content-type': 'application/json' });
  for (let sent = 0; sent < HUGE_BYTES && !request.socket.destroyed; sent += PIECE.length) {
    if (!response.write(PIECE)) {
      await Promise.race([gone, new Promise((resolve) => response.once('drain', resolve))]);
    }
  }
  response.end();
}

async function patiently({ request }: Pick<Exchange, 'request'>): Promise<void> {
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref());
  await Promise.race([closed({ request }), patience]);
  request.socket.destroy();
}

function closed({ request }: Pick<Exchange, 'request'>): Promise<void> {
  return new Promise((resolve) => {
    if (request.socket.destroyed) resolve();
    else request.socket.once('close', () => resolve());
  });
}
