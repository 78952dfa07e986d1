import { openSocket, readToEnd, toRawAnswer } from './raw-request.js';
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

const HEAD = 'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n';

describe('clients that hold connections open', () => {
  test.each([
    ['a length', `${HEAD}content-length: 1000\r\n\r\n{`],
    ['chunks', `${HEAD}transfer-encoding: chunked\r\n\r\n1\r\n{\r\n`],
  ])('a body with %s that trickles in is answered with 408 and cut off', async (_, text) => {
    gateway = await startTinyGateway({ connections: CONNECTIONS });
    const socket = await openSocket(gateway.url);
    socket.write(text);
    const { status, body } = toRawAnswer(await readToEnd(socket));
    expect([status, JSON.parse(body).errors[0].extensions.code]).toEqual([408, 'BAD_REQUEST']);
  });

  test('a whole request that does not come in time is answered with 408', async () => {
    gateway = await startTinyGateway({
      connections: { ...CONNECTIONS, minBytesPerSecond: 0, headersTimeoutMs: 100, requestTimeoutMs: 200 },
    });
    const socket = await openSocket(gateway.url);
    socket.write(`${HEAD}content-length: 1000\r\n\r\n{`);
    const { status, body } = toRawAnswer(await readToEnd(socket));
    expect([status, JSON.parse(body).errors[0].extensions.code]).toEqual([408, 'BAD_REQUEST']);
  });

  test('a body of the right pace, and a slow answer to it, are left alone', async () => {
    gateway = await startTinyGateway({ connections: CONNECTIONS });
    const waiting = gateway.post({ query: '{ wait }' });
    await gateway.waiting;
    // A trickling body is cut off in the meantime, so the time of grace is over for both.
    const trickle = await openSocket(gateway.url);
    trickle.write(`${HEAD}content-length: 1000\r\n\r\n{`);
    await readToEnd(trickle);
    gateway.release();
    expect((await waiting).json).toEqual({ data: { wait: 'done' } });
  });

  test('headers that do not end are answered with 408', async () => {
    gateway = await startTinyGateway({ connections: { ...CONNECTIONS, headersTimeoutMs: 100 } });
    const socket = await openSocket(gateway.url);
    socket.write('POST /graphql HTTP/1.1\r\nhost: a\r\nx-a: ');
    expect(await readToEnd(socket)).toContain('408');
  });

  test('one address holds no more connections than it may', async () => {
    gateway = await startTinyGateway({ connections: { ...CONNECTIONS, maxConnectionsPerAddress: 2 } });
    const first = await openSocket(gateway.url);
    const second = await openSocket(gateway.url);
    expect(await readToEnd(await openSocket(gateway.url))).toBe('');
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
