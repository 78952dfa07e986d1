import {
  closeAll,
  closedConnections,
  errorOf,
  httpUpstream,
  json,
  READ,
  rawUpstream,
  transportTo,
  until,
} from './loopback.js';

afterEach(closeAll);

test('a request arrives under the prefix of the base URL with query, headers and body', async () => {
  let received = {};
  const upstream = await httpUpstream((request, response) => {
    const { accept, 'accept-encoding': encoding, 'content-type': type, 'x-api-version': version } = request.headers;
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      received = { accept, encoding, type, version, body: JSON.parse(text) };
      json(response, { ok: true }, 201, { 'X-Trace': 'one' });
    });
  });
  const transport = transportTo(`${upstream.url}/verification/`);
  const answer = await transport.send({
    operation: 'checkName',
    method: 'POST',
    path: '/names/a%20b',
    query: { z: '1', a: 'x&y', left: undefined },
    headers: { 'X-Api-Version': '2024-12-01' },
    body: { type: 'json', value: { name: 'Äsha' } },
    kind: 'command',
  });
  expect(upstream.seen).toEqual(['POST /verification/names/a%20b?a=x%26y&z=1']);
  expect(received).toEqual({
    accept: 'application/json',
    encoding: 'identity',
    type: 'application/json',
    version: '2024-12-01',
    body: { name: 'Äsha' },
  });
  expect(answer).toMatchObject({ status: 201, body: { ok: true }, headers: { 'x-trace': 'one' } });
  expect(Math.abs(Date.now() - answer.fetchedAt.getTime())).toBeLessThan(5_000);
});

test.each([400, 401, 404, 409, 422])('%i is an answer, with its body', async (status) => {
  const upstream = await httpUpstream((_, response) => json(response, { code: 'x' }, status));
  const answer = await transportTo(upstream.url).send(READ);
  expect(answer).toMatchObject({ status, body: { code: 'x' } });
});

test('a 4xx page in HTML is an answer without a body', async () => {
  const upstream = await httpUpstream((_, response) => response.writeHead(404).end('<html>nope</html>'));
  const answer = await transportTo(upstream.url).send(READ);
  expect(answer).toMatchObject({ status: 404, body: undefined });
});

test.each([
  ['204', (r: { writeHead(s: number): { end(): void } }) => r.writeHead(204).end()],
  ['200 without a body', (r: { writeHead(s: number): { end(): void } }) => r.writeHead(200).end()],
])('%s has no body', async (_, answer) => {
  const upstream = await httpUpstream((_, response) => answer(response));
  expect((await transportTo(upstream.url).send(READ)).body).toBeUndefined();
});

test.each([
  ['HTML', '<html>maintenance</html>'],
  ['half of a JSON text', '{"a": [1, 2'],
  ['JSON and something behind it', '{"a":1} x'],
  ['JSON nested too deep', '['.repeat(65) + ']'.repeat(65)],
  ['invalid UTF-8', Buffer.from([0x22, 0xff, 0x22])],
])('%s under 200 is a bad response and is not asked for again', async (_, body) => {
  const upstream = await httpUpstream((_, response) => response.writeHead(200).end(body));
  const error = await errorOf(transportTo(upstream.url).send(READ));
  expect(error).toMatchObject({ code: 'BAD_RESPONSE', status: 200, retryable: false, outcomeUnknown: false });
  expect(upstream.seen).toHaveLength(1);
});

test('garbage instead of HTTP is a bad response', async () => {
  const upstream = await rawUpstream((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'));
  expect((await errorOf(transportTo(upstream.url).send(READ))).code).toBe('BAD_RESPONSE');
  expect(upstream.seen).toHaveLength(1);
});

test('JSON nested as deep as is allowed is accepted', async () => {
  const upstream = await httpUpstream((_, response) => response.writeHead(200).end('['.repeat(64) + ']'.repeat(64)));
  expect((await transportTo(upstream.url).send(READ)).status).toBe(200);
});

test('a body may not reach a prototype', async () => {
  const text =
    '{"a":{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}},"\\u005f_proto__":{"b":1}}';
  const upstream = await httpUpstream((_, response) => response.writeHead(200).end(text));
  const { body } = await transportTo(upstream.url).send(READ);
  expect(JSON.stringify(body)).toBe('{"a":{}}');
  expect(Object.assign({}, (body as { a: object }).a)).not.toHaveProperty('admin');
});

test.each([301, 302, 307, 308, 304])('%i is refused and not followed', async (status) => {
  const upstream = await httpUpstream((request, response) => {
    if (request.url === '/elsewhere') json(response, { stolen: true });
    else response.writeHead(status, { location: '/elsewhere' }).end();
  });
  const error = await errorOf(transportTo(upstream.url).send(READ));
  expect(error).toMatchObject({ code: 'REDIRECT_REFUSED', status, retryable: false });
  expect(upstream.seen).toEqual(['GET /thing']);
});

test('the rate limit of the latest answer is shown', async () => {
  const upstream = await httpUpstream((_, response, number) =>
    json(response, {}, 200, {
      'X-RateLimit-Limit': '100',
      'X-RateLimit-Remaining': String(100 - number),
      'X-RateLimit-Reset': '60',
    }),
  );
  const transport = transportTo(upstream.url);
  expect(transport.state()).toMatchObject({ circuit: 'CLOSED', rateLimit: null, lastSuccessAt: null, inFlight: 0 });
  await transport.send(READ);
  await transport.send(READ);
  const { rateLimit, lastSuccessAt, lastFailureAt, calls } = transport.state();
  expect(rateLimit).toMatchObject({ limit: 100, remaining: 98 });
  const inMs = (rateLimit?.resetAt?.getTime() ?? 0) - Date.now();
  expect(inMs).toBeGreaterThan(50_000);
  expect(inMs).toBeLessThanOrEqual(60_000);
  expect(lastSuccessAt).toBeInstanceOf(Date);
  expect(lastFailureAt).toBeNull();
  expect(calls).toMatchObject({ attempts: 2, succeeded: 2, failed: 0, retries: 0 });
});

describe('size', () => {
  const MEGABYTE = 1024 * 1024;

  test('a declared length above the cap is refused before the body is read', async () => {
    const upstream = await httpUpstream((_, response) => {
      response.writeHead(200, { 'content-length': String(6 * MEGABYTE) });
      response.write('"');
    });
    const error = await errorOf(transportTo(upstream.url).send(READ));
    expect(error).toMatchObject({ code: 'RESPONSE_TOO_LARGE', retryable: false });
    await closedConnections(upstream);
  });

  test('an endless body is cut off at the cap, its connection and its memory are let go', async () => {
    let written = 0;
    const chunk = Buffer.alloc(64 * 1024, 0x20);
    const upstream = await httpUpstream((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write(chunk)) written += chunk.length;
        written += chunk.length;
      };
      response.writeHead(200).on('drain', more);
      more();
    });
    const transport = transportTo(upstream.url);
    const before = process.memoryUsage().arrayBuffers;
    for (let i = 0; i < 10; i++) {
      expect((await errorOf(transport.send(READ))).code).toBe('RESPONSE_TOO_LARGE');
    }
    await closedConnections(upstream, 10);
    expect(upstream.seen).toHaveLength(10);
    expect(written).toBeGreaterThan(50 * MEGABYTE);
    expect(transport.state().inFlight).toBe(0);
    global.gc?.();
    await until(() => process.memoryUsage().arrayBuffers - before < 40 * MEGABYTE);
  });

  test('a request may lower the cap and not raise it', async () => {
    const upstream = await httpUpstream((_, response) => json(response, 'x'.repeat(98)));
    const transport = transportTo(upstream.url, { maxResponseBytes: 100 });
    expect((await transport.send(READ)).status).toBe(200);
    expect((await errorOf(transport.send({ ...READ, maxResponseBytes: 99 }))).code).toBe('RESPONSE_TOO_LARGE');
    const small = transportTo(upstream.url, { maxResponseBytes: 99 });
    expect((await errorOf(small.send({ ...READ, maxResponseBytes: 1_000 }))).code).toBe('RESPONSE_TOO_LARGE');
  });

  test('an oversized 500 is a server error', async () => {
    const upstream = await httpUpstream((_, response) => json(response, 'x'.repeat(500), 501));
    const error = await errorOf(transportTo(upstream.url, { maxResponseBytes: 100 }).send(READ));
    expect(error).toMatchObject({ code: 'SERVER_ERROR', status: 501, body: undefined });
  });
});

describe('an answer of bytes', () => {
  const FILE: Parameters<ReturnType<typeof transportTo>['send']>[0] = { ...READ, principal: 'asha', answer: 'bytes' };
  const PDF = Buffer.from([0x25, 0x50, 0x44, 0x46, 0xff, 0x00]);

  test('comes as it is, and is shared with nobody', async () => {
    const accepts: (string | undefined)[] = [];
    const upstream = await httpUpstream((request, response) => {
      accepts.push(request.headers.accept);
      response.writeHead(200, { 'content-type': 'application/pdf' }).end(PDF);
    });
    const transport = transportTo(upstream.url);
    const answers = await Promise.all([transport.send(FILE), transport.send(FILE)]);
    for (const { body } of answers) expect(PDF.equals(body as Buffer)).toBe(true);
    expect(accepts).toEqual(['*/*', '*/*']);
  });

  test('is held to its size, and a refusal stays JSON', async () => {
    const upstream = await httpUpstream((request, response) =>
      request.url === '/refused' ? json(response, { detail: 'no' }, 404) : response.writeHead(200).end(PDF),
    );
    const transport = transportTo(upstream.url);
    expect(await errorOf(transport.send({ ...FILE, maxResponseBytes: 5 }))).toMatchObject({
      code: 'RESPONSE_TOO_LARGE',
    });
    const refused = await transport.send({ ...FILE, path: '/refused' });
    expect([refused.status, refused.body]).toEqual([404, { detail: 'no' }]);
  });
});
