import { getEventListeners } from 'node:events';
import type { TransportRequest } from '../../../src/transport/transport.js';
import {
  COMMAND,
  closeAll,
  closedConnections,
  errorOf,
  httpUpstream,
  json,
  READ,
  transportTo,
  type Upstream,
  until,
} from './loopback.js';

afterEach(closeAll);

const MINE: TransportRequest = { ...READ, principal: 'user-1', query: { a: '1', b: '2' } };

/** Answers only when told to. */
async function holdingUpstream(): Promise<Upstream & { release(status?: number): void; held: number }> {
  const held: ((status: number) => void)[] = [];
  const upstream = await httpUpstream((request, response, number) => {
    held.push((status) => json(response, { number, who: request.headers.authorization, list: [{ a: 1 }] }, status));
  });
  return {
    ...upstream,
    get held() {
      return held.length;
    },
    release: (status = 200) => {
      for (const answer of held.splice(0)) answer(status);
    },
  };
}

test('identical reads of one principal share one call', async () => {
  const upstream = await holdingUpstream();
  const transport = transportTo(upstream.url);
  const calls = [
    transport.send(MINE),
    transport.send({ ...MINE, query: { b: '2', a: '1' } }),
    transport.send({ ...MINE, headers: { 'X-Request-Id': 'abc', traceparent: '00-1-2-01' } }),
  ];
  await until(() => upstream.held === 1);
  upstream.release();
  const answers = await Promise.all(calls);
  expect(upstream.seen).toHaveLength(1);
  expect(answers.map(({ body }) => body)).toEqual(Array(3).fill({ number: 1, list: [{ a: 1 }] }));
  expect(transport.state().calls).toMatchObject({ attempts: 1, shared: 2 });
});

test('a finished call is not a cache', async () => {
  const upstream = await httpUpstream((_, response, number) => json(response, number));
  const transport = transportTo(upstream.url);
  expect((await transport.send(MINE)).body).toBe(1);
  expect((await transport.send(MINE)).body).toBe(2);
});

test.each<[string, TransportRequest, TransportRequest]>([
  ['two principals', MINE, { ...MINE, principal: 'user-2' }],
  ['nobody in particular', READ, READ],
  ['different paths', MINE, { ...MINE, path: '/other' }],
  ['different queries', MINE, { ...MINE, query: { a: '1' } }],
  ['different credentials', { ...MINE, headers: { authorization: 'a' } }, { ...MINE, headers: { authorization: 'b' } }],
  [
    'different bodies',
    { ...MINE, method: 'POST', body: { type: 'json', value: 1 } },
    { ...MINE, method: 'POST', body: { type: 'json', value: 2 } },
  ],
  ['commands', { ...COMMAND, principal: 'user-1' }, { ...COMMAND, principal: 'user-1' }],
  ['principals that run into the path', { ...READ, principal: 'a' }, { ...READ, principal: 'a\nGET' }],
])('not shared: %s', async (_, first, second) => {
  const upstream = await holdingUpstream();
  const transport = transportTo(upstream.url);
  const calls = Promise.all([transport.send(first), transport.send(second)]);
  await until(() => upstream.held === 2);
  upstream.release();
  const [one, two] = await calls;
  expect(one?.body).not.toEqual(two?.body);
  expect(transport.state().calls.shared).toBe(0);
});

test('one waiter going leaves the others their answer', async () => {
  const upstream = await holdingUpstream();
  const transport = transportTo(upstream.url);
  const caller = new AbortController();
  const leader = errorOf(transport.send({ ...MINE, signal: caller.signal }));
  const hasty = errorOf(transport.send({ ...MINE, deadlineMs: 20 }));
  const patient = transport.send(MINE);
  await until(() => upstream.held === 1);
  caller.abort();
  expect((await leader).code).toBe('ABORTED');
  expect((await hasty).code).toBe('TIMEOUT');
  expect(upstream.sockets.map(({ destroyed }) => destroyed)).toEqual([false]);
  upstream.release();
  expect((await patient).body).toMatchObject({ number: 1 });
  expect(upstream.seen).toHaveLength(1);
});

test('when all waiters are gone the call is ended, and a newcomer gets a new one', async () => {
  const upstream = await holdingUpstream();
  const transport = transportTo(upstream.url);
  const callers = [new AbortController(), new AbortController()];
  const calls = callers.map(({ signal }) => errorOf(transport.send({ ...MINE, signal })));
  await until(() => upstream.held === 1);
  for (const caller of callers) caller.abort();
  const newcomer = transport.send(MINE);
  expect((await Promise.all(calls)).map(({ code }) => code)).toEqual(['ABORTED', 'ABORTED']);
  await until(() => upstream.held === 2);
  await closedConnections(upstream);
  upstream.release();
  expect((await newcomer).body).toMatchObject({ number: 2 });
});

test('a later, more patient waiter is not bound to the deadline of the first', async () => {
  const upstream = await holdingUpstream();
  const transport = transportTo(upstream.url);
  const hasty = errorOf(transport.send({ ...MINE, deadlineMs: 20 }));
  const patient = transport.send(MINE);
  expect((await hasty).code).toBe('TIMEOUT');
  await until(() => upstream.held === 1);
  upstream.release();
  expect((await patient).status).toBe(200);
  expect(upstream.seen).toHaveLength(1);
});

test('a failure is everybody’s, with its retries made once', async () => {
  const upstream = await httpUpstream((_, response) => json(response, {}, 503));
  const transport = transportTo(upstream.url);
  const errors = await Promise.all([1, 2, 3].map(() => errorOf(transport.send(MINE))));
  expect(errors.map(({ code }) => code)).toEqual(Array(3).fill('SERVER_ERROR'));
  expect(upstream.seen).toHaveLength(3);
});

test('nobody can change what the others got', async () => {
  const upstream = await httpUpstream((_, response) => json(response, { list: [{ a: 1 }] }));
  const transport = transportTo(upstream.url);
  const [one, two] = await Promise.all([transport.send(MINE), transport.send(MINE)]);
  const body = one?.body as { list: { a: number }[] };
  expect(() => body.list.push({ a: 2 })).toThrow(TypeError);
  expect(() => Object.assign(body.list[0] ?? {}, { a: 3 })).toThrow(TypeError);
  expect(() => Object.assign(one?.headers ?? {}, { x: 'y' })).toThrow(TypeError);
  expect(two?.body).toEqual({ list: [{ a: 1 }] });
});

test('many waiters on one signal leave no listener behind', async () => {
  const upstream = await holdingUpstream();
  const transport = transportTo(upstream.url);
  const { signal } = new AbortController();
  const calls = Array.from({ length: 50 }, () => transport.send({ ...MINE, signal }));
  await until(() => upstream.held === 1);
  expect(getEventListeners(signal, 'abort')).toHaveLength(50);
  upstream.release();
  await Promise.all(calls);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
