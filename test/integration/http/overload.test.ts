import type { FastifyInstance } from 'fastify';
import { ERROR_CODES } from '../../../src/graphql/execution/error-codes.js';
import { openSocket, readToEnd, toRawAnswer } from './raw-request.js';
import { startTinyGateway, type TinyGateway } from './tiny-gateway.js';

const ONE = { limit: 1, maxInFlight: 100, workMs: Number.POSITIVE_INFINITY };
const HEAD = 'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n';

let gateway: TinyGateway;
let waiting: ReturnType<TinyGateway['post']>;

/** A gateway that has as much to do as it can take: one request, which waits. */
async function startBusy(overrides: Parameters<typeof startTinyGateway>[0] = {}): Promise<void> {
  gateway = await startTinyGateway({ load: ONE, ...overrides });
  waiting = gateway.post({ query: '{ wait }' });
  await gateway.waiting;
}

afterEach(async () => {
  gateway.release();
  await waiting;
  await gateway.stop();
});

describe('a gateway with too much to do', () => {
  test('refuses with a code of the list, and says when to come back', async () => {
    await startBusy();
    const { status, headers, json } = await gateway.post({ query: '{ hello }' });
    expect(status).toBe(503);
    const retryAfter = Number(headers.get('retry-after'));
    expect([1, 2, 3]).toContain(retryAfter);
    expect(json.errors).toEqual([
      {
        message: `There is too much to do at the moment: try again in ${retryAfter} s.`,
        extensions: { code: 'OVERLOADED', retryable: true, retryAfter },
      },
    ]);
    expect(ERROR_CODES).toContain('OVERLOADED');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('keeps the connection of who is refused, for a new one costs more', async () => {
    await startBusy();
    const { headers } = await gateway.post({ query: '{ hello }' });
    expect(headers.get('connection')).toBe('keep-alive');
  });

  test('refuses each of 200 connections and answers again when there is room', async () => {
    await startBusy();
    const answers = await Promise.all(Array.from({ length: 200 }, () => gateway.post({ query: '{ hello }' })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    gateway.release();
    await waiting;
    expect((await gateway.post({ query: '{ hello }' })).json).toEqual({ data: { hello: 'hello world' } });
  });

  test.each([
    ['a body', `${HEAD}content-length: 100000\r\n\r\n`],
    [
      'an upload',
      `${HEAD.replace('application/json', 'multipart/form-data; boundary=x')}content-length: 900000\r\n\r\n`,
    ],
    ['a body after 100 Continue', `${HEAD}expect: 100-continue\r\ncontent-length: 100000\r\n\r\n`],
  ])('refuses before %s has come', async (_, head) => {
    await startBusy();
    const socket = await openSocket(gateway.url);
    socket.write(head);
    const { status, body } = toRawAnswer(await readToEnd(socket));
    expect(status).toBe(503);
    expect(JSON.parse(body).errors[0].extensions.code).toBe('OVERLOADED');
  });

  test('serves health, webhooks and addresses that do not exist all the same', async () => {
    const webhooks = (scope: FastifyInstance) => {
      scope.post('/webhooks/:providerId', async () => ({ accepted: true }));
    };
    await startBusy({ routes: [webhooks] });
    const statusOf = async (path: string, method = 'GET') =>
      (await fetch(`${gateway.url}${path}`, { method, redirect: 'manual' })).status;
    expect(await statusOf('/health/live')).toBe(200);
    expect(await statusOf('/health/ready')).toBe(200);
    expect(await statusOf('/webhooks/personr', 'POST')).toBe(200);
    expect(await statusOf('/nowhere')).toBe(404);
    expect(await statusOf('/graphql')).toBe(503);
  });

  test('lets pages of other origins read the refusal', async () => {
    const origin = 'https://app.example.com';
    await startBusy({ cors: { origins: [origin], credentials: false } });
    const { status, headers } = await gateway.post({ query: '{ hello }' }, { origin });
    expect([status, headers.get('access-control-allow-origin')]).toEqual([503, origin]);
    expect(headers.get('access-control-expose-headers')).toContain('retry-after');
  });

  test('writes no error for each refusal', async () => {
    await startBusy();
    await gateway.post({ query: '{ hello }' }, { 'x-request-id': 'refused-1' });
    gateway.release();
    await waiting;
    await gateway.post({ query: '{ hello }' });
    expect(gateway.lines.find(({ requestId }) => requestId === 'refused-1')).toMatchObject({ level: 30, status: 503 });
  });
});

test('requests that wait for a provider for long leave room for others', async () => {
  await startBusy({ load: { ...ONE, workMs: 0 } });
  expect((await gateway.post({ query: '{ hello }' })).json).toEqual({ data: { hello: 'hello world' } });
});

test('a client that goes away leaves its place', async () => {
  gateway = await startTinyGateway({ load: ONE });
  waiting = Promise.resolve({ status: 0, headers: new Headers(), json: {} });
  const socket = await openSocket(gateway.url);
  const body = '{"query":"{ wait }"}';
  socket.write(`${HEAD}content-length: ${body.length}\r\n\r\n${body}`);
  await gateway.waiting;
  socket.destroy();
  await gateway.aborted;
  expect((await gateway.post({ query: '{ hello }' })).status).toBe(200);
});
