import {
  COMMAND,
  closeAll,
  closedConnections,
  deadUrl,
  errorOf,
  httpUpstream,
  json,
  READ,
  rawUpstream,
  transportTo,
  until,
} from './loopback.js';

afterEach(closeAll);

const ONCE = { maxRetries: 0 };

test('nobody listens', async () => {
  const error = await errorOf(transportTo(await deadUrl(), ONCE).send(READ));
  expect(error).toMatchObject({
    code: 'UNREACHABLE',
    transport: 'fake',
    operation: 'getThing',
    reason: 'ECONNREFUSED',
    retryable: true,
    outcomeUnknown: false,
  });
});

test('a connection that is never established', async () => {
  // TLS towards a server that never answers the handshake.
  const upstream = await rawUpstream(() => {});
  const transport = transportTo(upstream.url.replace('http:', 'https:'), { ...ONCE, connectTimeoutMs: 50 });
  const error = await errorOf(transport.send(COMMAND));
  expect(error).toMatchObject({ code: 'UNREACHABLE', reason: 'UND_ERR_CONNECT_TIMEOUT', outcomeUnknown: false });
  expect(error.retryable).toBe(true);
  await closedConnections(upstream);
});

test.each([
  ['reset', 'UNREACHABLE', (socket: { resetAndDestroy(): void }) => socket.resetAndDestroy()],
  ['closed without an answer', 'UNREACHABLE', (socket: { end(): void }) => socket.end()],
  [
    'closed in the head',
    'UNREACHABLE',
    (socket: { end(text: string): void }) => socket.end('HTTP/1.1 200 OK\r\nconte'),
  ],
  [
    'closed before its declared length',
    'UNREACHABLE',
    (socket: { end(text: string): void }) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n{"a":1}'),
  ],
  [
    'closed between two chunks',
    'UNREACHABLE',
    (socket: { end(text: string): void }) =>
      socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n7\r\n{"a":1}\r\n'),
  ],
  [
    'closed between two chunks after announcing it',
    'UNREACHABLE',
    (socket: { end(text: string): void }) =>
      socket.end('HTTP/1.1 200 OK\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n7\r\n{"a":1}\r\n'),
  ],
])('%s: %s for a read, outcome unknown for a command', async (_, code, answer) => {
  const upstream = await rawUpstream(answer);
  const transport = transportTo(upstream.url, ONCE);
  expect(await errorOf(transport.send(READ))).toMatchObject({ code, retryable: true, outcomeUnknown: false });
  expect(await errorOf(transport.send(COMMAND))).toMatchObject({ code, retryable: false, outcomeUnknown: true });
});

test('a head that does not come ends the attempt', async () => {
  const upstream = await rawUpstream(() => {});
  const error = await errorOf(transportTo(upstream.url, { ...ONCE, responseTimeoutMs: 50 }).send(READ));
  expect(error).toMatchObject({ code: 'TIMEOUT', reason: 'RESPONSE_TIMEOUT', retryable: true });
  await closedConnections(upstream);
});

test('a body that stops ends the attempt', async () => {
  const upstream = await rawUpstream((socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{'));
  const error = await errorOf(transportTo(upstream.url, { ...ONCE, responseTimeoutMs: 50 }).send(READ));
  expect(error).toMatchObject({ code: 'TIMEOUT', reason: 'RESPONSE_TIMEOUT' });
  await closedConnections(upstream);
});

test('a body that trickles is ended by the deadline', async () => {
  const upstream = await rawUpstream((socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n');
    const timer = setInterval(() => socket.write(' '), 10);
    socket.on('close', () => clearInterval(timer));
  });
  const transport = transportTo(upstream.url, { operationTimeoutMs: 150, responseTimeoutMs: 100 });
  const startedAt = Date.now();
  const error = await errorOf(transport.send(READ));
  expect(error).toMatchObject({ code: 'TIMEOUT', retryable: true });
  expect(Date.now() - startedAt).toBeLessThan(2_000);
  await closedConnections(upstream);
  expect(transport.state().inFlight).toBe(0);
  expect(upstream.seen).toHaveLength(1);
});

test('a request may shorten the deadline and not lengthen it', async () => {
  const upstream = await rawUpstream(() => {});
  const patient = transportTo(upstream.url);
  expect((await errorOf(patient.send({ ...READ, deadlineMs: 30 }))).code).toBe('TIMEOUT');
  expect((await errorOf(patient.send({ ...READ, deadlineMs: 0 }))).code).toBe('TIMEOUT');
  const hasty = transportTo(upstream.url, { operationTimeoutMs: 30 });
  expect((await errorOf(hasty.send({ ...READ, deadlineMs: 60_000 }))).code).toBe('TIMEOUT');
  expect(upstream.seen).toHaveLength(2);
});

test('the caller may go', async () => {
  const upstream = await rawUpstream(() => {});
  const transport = transportTo(upstream.url);
  const caller = new AbortController();
  const call = errorOf(transport.send({ ...READ, signal: caller.signal }));
  await until(() => upstream.seen.length === 1);
  caller.abort();
  expect(await call).toMatchObject({ code: 'ABORTED', retryable: false, outcomeUnknown: false });
  await closedConnections(upstream);
  expect(transport.state().inFlight).toBe(0);
  expect(transport.state().lastFailureAt).toBeNull();

  expect((await errorOf(transport.send({ ...READ, signal: caller.signal }))).code).toBe('ABORTED');
  expect(upstream.seen).toHaveLength(1);
});

test('429 tells when to come back', async () => {
  const upstream = await httpUpstream((_, response) =>
    json(response, { code: 'slow_down' }, 429, { 'Retry-After': '90' }),
  );
  const error = await errorOf(transportTo(upstream.url).send(READ));
  expect(error).toMatchObject({ code: 'RATE_LIMITED', status: 429, retryAfterMs: 90_000, retryable: true });
  expect(error.body).toEqual({ code: 'slow_down' });
  expect(upstream.seen).toHaveLength(1);
});

test('429 may tell it by the reset of its limit, or not at all', async () => {
  const upstream = await httpUpstream((_, response, number) =>
    json(response, {}, 429, number === 1 ? { 'X-RateLimit-Reset': '40' } : {}),
  );
  const transport = transportTo(upstream.url);
  expect((await errorOf(transport.send(READ))).retryAfterMs).toBe(40_000);
  expect((await errorOf(transport.send(READ))).retryAfterMs).toBeUndefined();
  expect(upstream.seen).toHaveLength(2);
});

test('a 5xx keeps its status, and its body where it is JSON', async () => {
  const upstream = await httpUpstream((_, response, number) => {
    if (number === 1) json(response, { code: 'verification_failed' }, 502);
    else response.writeHead(503).end('<html>down</html>');
  });
  const transport = transportTo(upstream.url, ONCE);
  const first = await errorOf(transport.send(READ));
  expect(first).toMatchObject({ code: 'SERVER_ERROR', status: 502, body: { code: 'verification_failed' } });
  expect(await errorOf(transport.send(READ))).toMatchObject({ code: 'SERVER_ERROR', status: 503, body: undefined });
});

test('a 5xx whose body breaks off is still a 5xx', async () => {
  const upstream = await rawUpstream((socket) => socket.end('HTTP/1.1 502 Bad\r\ncontent-length: 20\r\n\r\n{"a'));
  expect(await errorOf(transportTo(upstream.url, ONCE).send(COMMAND))).toMatchObject({
    code: 'SERVER_ERROR',
    status: 502,
    outcomeUnknown: true,
  });
});

test('requests that are not allowed never reach the wire', async () => {
  const upstream = await httpUpstream((_, response) => json(response, {}));
  const transport = transportTo(upstream.url);
  await expect(transport.send({ ...READ, path: '//evil.example/' })).rejects.toThrow(TypeError);
  await expect(transport.send({ ...READ, headers: { 'x-a': 'b\r\nx-c: d' } })).rejects.toThrow(TypeError);
  expect(upstream.seen).toEqual([]);
});

describe('closing', () => {
  test('lets calls in flight finish, refuses new ones and drops the connections', async () => {
    let finish = () => {};
    const upstream = await httpUpstream((_, response) => {
      finish = () => json(response, { done: true });
    });
    const transport = transportTo(upstream.url);
    const call = transport.send(READ);
    await until(() => upstream.seen.length === 1);
    const closed = transport.close();
    expect(await errorOf(transport.send(READ))).toMatchObject({ code: 'UNREACHABLE', reason: 'CLOSED' });
    finish();
    expect((await call).body).toEqual({ done: true });
    await closed;
    await closedConnections(upstream);
  });

  test('does not wait for ever', async () => {
    const upstream = await rawUpstream(() => {});
    const transport = transportTo(upstream.url);
    const call = errorOf(transport.send(COMMAND));
    await until(() => upstream.seen.length === 1);
    await transport.close();
    expect(await call).toMatchObject({ code: 'UNREACHABLE', reason: 'CLOSED', outcomeUnknown: true });
    expect(transport.state().inFlight).toBe(0);
  });
});
