import { connect, type Socket } from 'node:net';
import { startTinyGateway, type TinyGateway } from './tiny-gateway.js';

const CONNECTIONS = {
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 20_000,
  keepAliveTimeoutMs: 72_000,
  minBytesPerSecond: 1_000_000,
  graceMs: 100,
  maxConnectionsPerAddress: 0,
};

let gateway: TinyGateway | undefined;
afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
});

function open(url: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => resolve(socket)).once('error', reject);
  });
}

/** Everything that comes until the other side closes. */
function readToEnd(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.once('close', () => resolve(text)).on('error', () => undefined);
  });
}

const HEAD = 'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n';

describe('clients that hold connections open', () => {
  test.each([
    ['a length', `${HEAD}content-length: 1000\r\n\r\n{`],
    ['chunks', `${HEAD}transfer-encoding: chunked\r\n\r\n1\r\n{\r\n`],
  ])('a body with %s that trickles in is cut off', async (_, text) => {
    gateway = await startTinyGateway({ connections: CONNECTIONS });
    const socket = await open(gateway.url);
    socket.write(text);
    expect(await readToEnd(socket)).not.toContain('200 OK');
  });

  test('a body of the right pace, and a slow answer to it, are left alone', async () => {
    gateway = await startTinyGateway({ connections: CONNECTIONS });
    const waiting = gateway.post({ query: '{ wait }' });
    await gateway.waiting;
    // A trickling body is cut off in the meantime, so the time of grace is over for both.
    const trickle = await open(gateway.url);
    trickle.write(`${HEAD}content-length: 1000\r\n\r\n{`);
    await readToEnd(trickle);
    gateway.release();
    expect((await waiting).json).toEqual({ data: { wait: 'done' } });
  });

  test('headers that do not end are answered with 408', async () => {
    gateway = await startTinyGateway({ connections: { ...CONNECTIONS, headersTimeoutMs: 100 } });
    const socket = await open(gateway.url);
    socket.write('POST /graphql HTTP/1.1\r\nhost: a\r\nx-a: ');
    expect(await readToEnd(socket)).toContain('408');
  });

  test('one address holds no more connections than it may', async () => {
    gateway = await startTinyGateway({ connections: { ...CONNECTIONS, maxConnectionsPerAddress: 2 } });
    const first = await open(gateway.url);
    const second = await open(gateway.url);
    expect(await readToEnd(await open(gateway.url))).toBe('');
    first.destroy();
    second.end('GET /health/live HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n');
    expect(await readToEnd(second)).toContain('200');
  });
});

describe('pages of other origins', () => {
  const preflight = (url: string, origin: string) =>
    fetch(`${url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    });
  const allowOrigin = 'access-control-allow-origin';

  test('only those on the list get leave, each by its exact name', async () => {
    gateway = await startTinyGateway({ cors: { origins: ['https://app.example.com'], credentials: false } });
    const allowed = await preflight(gateway.url, 'https://app.example.com');
    expect([allowed.status, allowed.headers.get(allowOrigin)]).toEqual([204, 'https://app.example.com']);
    expect(allowed.headers.get('access-control-allow-methods')).toBe('GET, POST');
    expect(allowed.headers.get('access-control-allow-credentials')).toBeNull();

    for (const origin of [
      'https://app.example.com.evil.example',
      'http://app.example.com',
      'https://app.example.com:8443',
      'https://sub.app.example.com',
      'null',
    ]) {
      expect((await preflight(gateway.url, origin)).headers.get(allowOrigin)).toBeNull();
    }
    const answer = await gateway.post({ query: '{ hello }' }, { origin: 'https://app.example.com' });
    expect(answer.headers.get(allowOrigin)).toBe('https://app.example.com');
    expect(answer.headers.get('vary')).toMatch(/origin/i);
    expect(answer.headers.get('access-control-expose-headers')).toContain('retry-after');
  });

  test('nobody gets leave without a list', async () => {
    gateway = await startTinyGateway({ cors: { origins: [], credentials: true } });
    const answer = await preflight(gateway.url, 'https://app.example.com');
    expect([answer.status, answer.headers.get(allowOrigin)]).toEqual([405, null]);
  });

  test('cookies are a setting of their own', async () => {
    gateway = await startTinyGateway({ cors: { origins: ['https://app.example.com'], credentials: true } });
    const answer = await preflight(gateway.url, 'https://app.example.com');
    expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
  });
});

test('in production browsers are told to come by TLS only', async () => {
  gateway = await startTinyGateway({ production: true, explorer: false });
  const { headers } = await gateway.post({ query: '{ hello }' });
  expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
});
