import type { TransportEvent } from '../../../src/transport/transport.js';
import {
  COMMAND,
  closeAll,
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

test.each([500, 502, 503, 504])('a read is tried again after %i', async (status) => {
  const upstream = await httpUpstream((_, response, number) =>
    number < 3 ? json(response, {}, status) : json(response, { at: number }),
  );
  const events: TransportEvent[] = [];
  const transport = transportTo(upstream.url, { onEvent: (event) => events.push(event) });
  expect((await transport.send(READ)).body).toEqual({ at: 3 });
  expect(transport.state().calls).toEqual({
    attempts: 3,
    succeeded: 1,
    failed: 2,
    retries: 2,
    shared: 0,
    refused: 0,
  });
  expect(events.map(({ type }) => type)).toEqual(['attempt', 'retry', 'attempt', 'retry', 'attempt']);
  expect(events[0]).toMatchObject({ transport: 'fake', operation: 'getThing', kind: 'read', attempt: 1, status });
  expect(events[4]).toMatchObject({ attempt: 3, status: 200 });
});

test('not more often than it may', async () => {
  const upstream = await httpUpstream((_, response) => json(response, {}, 503));
  await errorOf(transportTo(upstream.url).send(READ));
  expect(upstream.seen).toHaveLength(3);
  await errorOf(transportTo(upstream.url, { maxRetries: 1 }).send(READ));
  expect(upstream.seen).toHaveLength(5);
});

test.each([501, 505])('%i does not pass by itself', async (status) => {
  const upstream = await httpUpstream((_, response) => json(response, {}, status));
  expect(await errorOf(transportTo(upstream.url).send(READ))).toMatchObject({ code: 'SERVER_ERROR', retryable: false });
  expect(upstream.seen).toHaveLength(1);
});

test('a read is tried again after a reset, a short body and a stalled attempt', async () => {
  const upstream = await rawUpstream((socket, number) => {
    if (number === 1) socket.resetAndDestroy();
    else if (number === 2) socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{');
    else if (number === 4) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
  });
  const transport = transportTo(upstream.url, { maxRetries: 3, responseTimeoutMs: 50 });
  expect((await transport.send(READ)).status).toBe(200);
  expect(upstream.seen).toHaveLength(4);
});

test('a failing connection is tried again', async () => {
  const transport = transportTo(await deadUrl());
  expect((await errorOf(transport.send(READ))).code).toBe('UNREACHABLE');
  expect(transport.state().calls.attempts).toBe(3);
});

test.each([429, 503])('Retry-After of a %i is waited for when it fits in the deadline', async (status) => {
  const at: number[] = [];
  const upstream = await httpUpstream((_, response, number) => {
    at.push(performance.now());
    if (number === 1) json(response, {}, status, { 'Retry-After': '0.2' });
    else json(response, {});
  });
  expect((await transportTo(upstream.url).send(READ)).status).toBe(200);
  expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(195);
});

test('and otherwise the call fails at once', async () => {
  const upstream = await httpUpstream((_, response) => json(response, {}, 503, { 'Retry-After': '4' }));
  const startedAt = performance.now();
  const error = await errorOf(transportTo(upstream.url, { operationTimeoutMs: 3_500 }).send(READ));
  expect(error).toMatchObject({ code: 'SERVER_ERROR', retryAfterMs: 4_000 });
  expect(performance.now() - startedAt).toBeLessThan(3_000);
  expect(upstream.seen).toHaveLength(1);
});

test('the caller may go during the pause', async () => {
  const upstream = await httpUpstream((_, response) => json(response, {}, 503, { 'Retry-After': '2' }));
  const caller = new AbortController();
  const transport = transportTo(upstream.url);
  const call = errorOf(transport.send({ ...READ, signal: caller.signal }));
  await until(() => transport.state().calls.retries === 1);
  caller.abort();
  expect((await call).code).toBe('ABORTED');
  await transport.close();
  expect(upstream.seen).toHaveLength(1);
});

test('retries stay within their budget', async () => {
  const upstream = await httpUpstream((_, response) => json(response, {}, 503));
  const transport = transportTo(upstream.url, { breaker: { minimumCalls: 10_000 } });
  await Promise.all(Array.from({ length: 100 }, () => errorOf(transport.send(READ))));
  const { attempts, retries } = transport.state().calls;
  expect(attempts).toBe(100 + retries);
  // A tenth of the requests, the floor of ten, and one for each second that it took.
  expect(retries).toBeGreaterThanOrEqual(15);
  expect(retries).toBeLessThan(25);
});

describe('a command is sent once', () => {
  const head = 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{';

  test.each([
    ['a reset', 'UNREACHABLE', (socket: { resetAndDestroy(): void }) => socket.resetAndDestroy()],
    ['no answer', 'UNREACHABLE', (socket: { end(): void }) => socket.end()],
    ['a stalled head', 'TIMEOUT', () => {}],
    ['a stalled body', 'TIMEOUT', (socket: { write(text: string): void }) => socket.write(head)],
    ['a short body', 'UNREACHABLE', (socket: { end(text: string): void }) => socket.end(head)],
    [
      'HTML',
      'BAD_RESPONSE',
      (socket: { end(text: string): void }) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n<p>'),
    ],
    [
      'a redirect',
      'REDIRECT_REFUSED',
      (socket: { end(text: string): void }) =>
        socket.end('HTTP/1.1 307 X\r\nlocation: /x\r\ncontent-length: 0\r\n\r\n'),
    ],
    [
      'a 500',
      'SERVER_ERROR',
      (socket: { end(text: string): void }) => socket.end('HTTP/1.1 500 X\r\ncontent-length: 0\r\n\r\n'),
    ],
    [
      'a 503 that says when',
      'SERVER_ERROR',
      (socket: { end(text: string): void }) =>
        socket.end('HTTP/1.1 503 X\r\nretry-after: 0\r\ncontent-length: 0\r\n\r\n'),
    ],
  ])('whatever comes back: %s (%s)', async (_, code, answer) => {
    const upstream = await rawUpstream(answer);
    const transport = transportTo(upstream.url, { responseTimeoutMs: 50 });
    for (const method of ['POST', 'PUT', 'DELETE', 'GET'] as const) {
      const error = await errorOf(transport.send({ ...COMMAND, method }));
      expect(error).toMatchObject({ code, retryable: false, outcomeUnknown: true });
    }
    expect(upstream.seen).toHaveLength(4);
    expect(transport.state().calls).toMatchObject({ attempts: 4, retries: 0 });
  });

  test('also on a connection that was used before', async () => {
    const upstream = await rawUpstream((socket, number) => {
      if (number === 1) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
      else socket.resetAndDestroy();
    });
    const transport = transportTo(upstream.url, { maxConcurrent: 1 });
    await transport.send(COMMAND);
    expect(await errorOf(transport.send(COMMAND))).toMatchObject({ code: 'UNREACHABLE', outcomeUnknown: true });
    expect(upstream.seen).toHaveLength(2);
  });

  test('a rate limit is a refusal that may be tried again by whoever knows', async () => {
    const upstream = await httpUpstream((_, response) => json(response, {}, 429, { 'Retry-After': '0' }));
    const error = await errorOf(transportTo(upstream.url).send(COMMAND));
    expect(error).toMatchObject({ code: 'RATE_LIMITED', retryable: true, outcomeUnknown: false, retryAfterMs: 0 });
    expect(upstream.seen).toHaveLength(1);
  });

  test('and when it was not sent at all, that is known', async () => {
    const error = await errorOf(transportTo(await deadUrl()).send(COMMAND));
    expect(error).toMatchObject({ code: 'UNREACHABLE', retryable: true, outcomeUnknown: false });
  });

  test('a deadline or an abort after it was sent leaves its outcome unknown', async () => {
    const upstream = await rawUpstream(() => {});
    const transport = transportTo(upstream.url);
    const caller = new AbortController();
    const late = errorOf(transport.send({ ...COMMAND, deadlineMs: 100 }));
    const gone = errorOf(transport.send({ ...COMMAND, signal: caller.signal }));
    await until(() => upstream.seen.length === 2);
    caller.abort();
    expect(await gone).toMatchObject({ code: 'ABORTED', outcomeUnknown: true, retryable: false });
    expect(await late).toMatchObject({ code: 'TIMEOUT', outcomeUnknown: true, retryable: false });
    expect(upstream.seen).toHaveLength(2);
  });
});
