import { Agent, get as httpGet } from 'node:http';
import { connect } from 'node:net';
import { DEFAULT_LIMITS } from '../../support/default-limits.js';
import { startTinyGateway, type TinyGateway } from './tiny-gateway.js';

let gateway: TinyGateway;

beforeAll(async () => {
  gateway = await startTinyGateway();
});

afterAll(async () => {
  await gateway.stop();
});

/** Sends bytes as they are and resolves to everything that comes back. */
function sendRaw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer)).on('error', reject);
  });
}

/** Resolves when nobody accepts connections there any more. */
async function untilRefused(url: string): Promise<void> {
  const accepted = await new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => resolve(true)).on('error', () =>
      resolve(false),
    );
    socket.once('connect', () => socket.destroy());
  });
  if (accepted) await untilRefused(url);
}

describe('operations', () => {
  test('answers a query, by POST and by GET', async () => {
    const { status, json } = await gateway.post({ query: '{ hello }' });
    expect({ status, json }).toEqual({ status: 200, json: { data: { hello: 'hello world' } } });
    const got = await fetch(`${gateway.url}/graphql?query=%7Bhello%7D`, {
      headers: { 'apollo-require-preflight': 'true' },
    });
    expect(await got.json()).toEqual({ data: { hello: 'hello world' } });
  });

  test('refuses a GET that a foreign page could send, and a mutation by GET', async () => {
    const foreign = await fetch(`${gateway.url}/graphql?query=%7Bhello%7D`);
    expect(foreign.status).toBe(400);
    const mutation = await fetch(`${gateway.url}/graphql?query=mutation%7Bignore%7D`, {
      headers: { 'apollo-require-preflight': 'true' },
    });
    expect([mutation.status, mutation.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('names the field of a bad variable and not its value', async () => {
    const query = 'query ($i: UserInput!) { echo(input: $i) }';
    const { status, json } = await gateway.post({ query, variables: { i: { name: 'a', role: 'S3CRET', extra: 1 } } });
    expect(status).toBe(400);
    expect(json.errors?.map(({ message, extensions }) => ({ message, extensions }))).toEqual([
      {
        message: 'Variable "$i" is not valid at "i.role": must be one of the values of Role',
        extensions: { code: 'BAD_USER_INPUT', field: 'i.role' },
      },
      {
        message: 'Variable "$i" is not valid at "i.extra": must not be given: UserInput has no such field',
        extensions: { code: 'BAD_USER_INPUT', field: 'i.extra' },
      },
    ]);
  });

  test('masks what it did not expect and logs it without its message', async () => {
    const { status, json } = await gateway.post({ query: '{ fails }' });
    expect({ status, errors: json.errors, data: json.data }).toMatchObject({
      status: 200,
      data: { fails: null },
      errors: [{ message: 'Internal error', path: ['fails'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    });
    const line = gateway.lines.find(({ path }) => path === 'fails');
    expect(line).toMatchObject({ err: { name: 'Error', stack: expect.stringContaining(' at ') } });
    expect(JSON.stringify(gateway.lines)).not.toContain('hunter2');
  });

  test('answers 401 when the context refuses the caller', async () => {
    const { status, json } = await gateway.post({ query: '{ hello }' }, { authorization: 'Bearer bad' });
    expect([status, json.errors?.[0]]).toEqual([
      401,
      { message: 'Sign in first.', extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });

  test('keeps no documents for anybody, in the words that Apollo’s clients understand', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'S3CRET' } };
    const { json } = await gateway.post({ query: '{hello}', extensions });
    expect(json.errors?.map(({ extensions: { code } }) => code)).toEqual(['PERSISTED_QUERY_NOT_SUPPORTED']);
    expect(JSON.stringify(json)).not.toContain('S3CRET');
  });

  test('does not run several operations of one request', async () => {
    expect((await gateway.post([{ query: '{ hello }' }])).status).toBe(400);
  });
});

describe('bad requests get a 4xx in JSON that repeats nothing', () => {
  const json = { 'content-type': 'application/json' };
  const deep = (count: number, open: string, close: string) => open.repeat(count) + close.repeat(count);
  const cases: Array<{ name: string; body: string | Uint8Array; headers?: Record<string, string>; status: number }> = [
    { name: 'malformed JSON', body: '{"query": "S3CRET', status: 400 },
    { name: 'an empty body', body: '', status: 400 },
    { name: 'JSON that is no object', body: '"S3CRET"', status: 400 },
    { name: 'invalid UTF-8', body: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), status: 400 },
    { name: 'a prototype key', body: '{"query":"{hello}","__proto__":{"S3CRET":1}}', status: 400 },
    {
      name: 'a prototype key in the variables',
      body: '{"query":"{hello}","variables":{"a":{"constructor":{"prototype":{"S3CRET":1}}}}}',
      status: 400,
    },
    {
      name: 'a body over the limit',
      body: JSON.stringify({ query: '{hello}', variables: { a: 'S3CRET'.repeat(200_000) } }),
      status: 413,
    },
    { name: 'another media type', body: '{hello}', headers: { 'content-type': 'application/S3CRET' }, status: 415 },
    { name: 'plain text', body: '{hello}', headers: { 'content-type': 'text/plain' }, status: 415 },
    { name: 'a syntax error', body: JSON.stringify({ query: '{ hello(name: ) "S3CRET" }' }), status: 400 },
    { name: 'an unterminated string', body: JSON.stringify({ query: '{ hello(name: "S3CRET' }), status: 400 },
    { name: 'a NUL byte in the query', body: JSON.stringify({ query: '{ hello \u0000 }' }), status: 400 },
    {
      name: 'a literal of the wrong type',
      body: JSON.stringify({ query: '{ echo(input: { name: 5550100, role: S3CRET }) }' }),
      status: 400,
    },
    { name: 'too many tokens', body: JSON.stringify({ query: `{ ${'hello '.repeat(5_000)} }` }), status: 400 },
    { name: 'a deeply nested selection', body: JSON.stringify({ query: deep(1_900, '{a', '}') }), status: 400 },
    {
      name: 'a deeply nested value',
      body: JSON.stringify({ query: `{ hello(name: ${deep(1_900, '[', ']')}) }` }),
      status: 400,
    },
    { name: 'deeply nested JSON', body: `{"query":"{hello}","variables":${deep(100_000, '[', ']')}}`, status: 400 },
    {
      name: 'an operation that is not there',
      body: JSON.stringify({ query: 'query A { hello }', operationName: 'S3CRET' }),
      status: 400,
    },
    {
      name: 'a multipart body without its boundary',
      body: 'S3CRET',
      headers: {
        'content-type': 'multipart/form-data',
        'apollo-require-preflight': 'true',
        authorization: 'Bearer good',
      },
      status: 400,
    },
  ];

  test.each(cases)('$name', async ({ body, headers, status }) => {
    const answer = await gateway.post(body, { ...json, ...headers });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/(graphql-response\+)?json/);
    expect(answer.json.errors?.[0]?.extensions.code).toMatch(/^(BAD_REQUEST|BAD_USER_INPUT|GRAPHQL_|OPERATION_)/);
    expect(JSON.stringify(answer.json)).not.toMatch(/S3CRET|5550100/);
  });

  test('an address or a path that does not exist', async () => {
    const unknown = await fetch(`${gateway.url}/S3CRET?token=S3CRET`);
    expect(unknown.status).toBe(404);
    expect(await unknown.text()).not.toContain('S3CRET');
    expect((await fetch(`${gateway.url}/%E0%A4`)).status).toBe(400);
    const put = await fetch(`${gateway.url}/graphql`, { method: 'PUT' });
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });

  test('a host header that is none', async () => {
    const answer = await sendRaw(
      'GET /graphql?query=%7Bhello%7D HTTP/1.1\r\nHost: a b<\r\napollo-require-preflight: 1\r\nConnection: close\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('odd but legal input', () => {
  test('the longest string that is allowed and one with a NUL arrive as they are', async () => {
    const query = 'query ($t: String!) { size(text: $t) }';
    for (const text of ['x'.repeat(DEFAULT_LIMITS.stringLength), 'a\u0000b', '😀']) {
      expect((await gateway.post({ query, variables: { t: text } })).json).toEqual({ data: { size: text.length } });
    }
  });

  test('answers a query over HTTP/1.0 without a host from the health address', async () => {
    expect(await sendRaw('GET /health/live HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('headers and log', () => {
  test('keeps a request id of the right shape and replaces any other', async () => {
    const kept = await gateway.post({ query: '{ hello }' }, { 'x-request-id': 'abc-12345' });
    expect(kept.headers.get('x-request-id')).toBe('abc-12345');
    const replaced = await gateway.post({ query: '{ hello }' }, { 'x-request-id': 'a"} {"level":50' });
    expect(replaced.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    for (const personal of ['ABCPD1234E', 'id-999941057058', '9999-4105-7058']) {
      const answer = await gateway.post({ query: '{ hello }' }, { 'x-request-id': personal });
      expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
    const uuid = '0b8f6c1e-1234-4567-8901-000000000001';
    const own = await gateway.post({ query: '{ hello }' }, { 'x-request-id': uuid });
    expect(own.headers.get('x-request-id')).toBe(uuid);
  });

  test('sets security headers and keeps answers out of caches', async () => {
    const { headers } = await gateway.post({ query: '{ hello }' });
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
  });

  test('logs one line per request without query string or body', async () => {
    await fetch(`${gateway.url}/health/live?token=S3CRET`, { headers: { 'x-request-id': 'line-0001' } });
    const line = gateway.lines.find(({ requestId }) => requestId === 'line-0001');
    expect(line).toMatchObject({ method: 'GET', route: '/health/live', status: 200, ms: expect.any(Number) });
    expect(JSON.stringify(gateway.lines)).not.toContain('S3CRET');
  });
});

describe('pages', () => {
  test('sends a browser from / to the Sandbox page and tells everybody else the addresses', async () => {
    const browser = await fetch(gateway.url, { headers: { accept: 'text/html,*/*' }, redirect: 'manual' });
    expect([browser.status, browser.headers.get('location')]).toEqual([302, '/graphql']);
    const page = await fetch(`${gateway.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(await page.text()).toContain('embeddableSandbox');
    expect(await (await fetch(gateway.url)).json()).toEqual({
      graphql: '/graphql',
      explorer: '/explorer',
      health: '/health/ready',
    });
  });

  test('serves the explorer with the operations of the folder, first-look first', async () => {
    for (const path of ['/explorer', '/explorer/']) {
      const page = await fetch(gateway.url + path);
      expect([page.status, page.headers.get('content-security-policy')]).toEqual([
        200,
        expect.stringContaining("connect-src 'self'"),
      ]);
      expect(await page.text()).toContain('<base href="/explorer/">');
    }
    const script = await (await fetch(`${gateway.url}/explorer/initial_options.js`)).text();
    const names = [...script.matchAll(/initialName: `([^`]+)`/g)].map((match) => match[1]);
    expect(names).toEqual(['First look', 'Say hello']);
    expect(script).toContain('"name": "Asha"');
    expect((await fetch(`${gateway.url}/explorer/main.js`)).status).toBe(200);
    expect((await fetch(`${gateway.url}/explorer/index.html`)).status).toBe(404);
    expect((await fetch(`${gateway.url}/explorer/..%2f..%2fpackage.json`)).status).toBeGreaterThanOrEqual(400);
    const frame = await fetch(`${gateway.url}/explorer/iframe-sandbox/index.html`);
    expect(frame.headers.get('content-security-policy')).toContain('sandbox allow-scripts');
  });

  test('production has neither pages nor introspection nor suggestions', async () => {
    const production = await startTinyGateway({ production: true, explorer: false });
    try {
      const browser = await fetch(production.url, { headers: { accept: 'text/html' } });
      expect(await browser.json()).toEqual({ graphql: '/graphql', health: '/health/ready' });
      expect((await fetch(`${production.url}/explorer`)).status).toBe(404);
      expect((await production.post({ query: '{ __schema { types { name } } }' })).status).toBe(400);
      const typo = await production.post({ query: '{ helo }' });
      expect(typo.json.errors?.[0]?.message).toBe('Cannot query field "helo" on type "Query".');
    } finally {
      await production.stop();
    }
    const typo = await gateway.post({ query: '{ helo }' });
    expect(typo.json.errors?.[0]?.message).toContain('Did you mean "hello"');
  });
});

describe('life cycle', () => {
  test('is ready only while what it needs is there', async () => {
    const answers = [async () => true, async () => false, () => Promise.reject(new Error('down'))];
    const found: unknown[] = [];
    const own = await startTinyGateway({ isReady: () => answers[found.length]!() });
    for (const _answer of answers) {
      const response = await fetch(`${own.url}/health/ready`);
      found.push([response.status, await response.json()]);
    }
    await own.stop();
    expect(found).toEqual([
      [200, { ready: true, reason: null }],
      [503, { ready: false, reason: 'dependency' }],
      [503, { ready: false, reason: 'dependency' }],
    ]);
  });

  test('tells the context when the client goes away', async () => {
    const own = await startTinyGateway();
    const controller = new AbortController();
    const request = fetch(`${own.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ wait }"}',
      signal: controller.signal,
    });
    await own.waiting;
    controller.abort();
    await expect(request).rejects.toThrow('aborted');
    await own.aborted;
    await own.stop();
  });

  test('drains: not ready at once, the request in flight answered, its connection closed', async () => {
    const own = await startTinyGateway();
    const agent = new Agent({ keepAlive: true });
    // A connection from before the drain, on which readiness can still be asked.
    const askReadiness = () =>
      new Promise<number>((resolve, reject) => {
        httpGet(`${own.url}/health/ready`, { agent }, (response) => {
          response.resume().once('end', () => resolve(response.statusCode ?? 0));
        }).once('error', reject);
      });
    expect(await askReadiness()).toBe(200);
    const answer = own.post({ query: '{ wait }' });
    await own.waiting;
    const drained = own.server.drain({ noticeMs: 50 });
    expect(await askReadiness()).toBe(503);
    await untilRefused(own.url);
    own.release();
    const { json, headers } = await answer;
    expect(json).toEqual({ data: { wait: 'done' } });
    expect(headers.get('connection')).toBe('close');
    await drained;
    expect(own.server.address).toBeNull();
    await expect(fetch(own.url)).rejects.toThrow();
    agent.destroy();
  });

  test('a drain cuts off what is not answered by its deadline, and waits for no silent connection', async () => {
    const own = await startTinyGateway();
    const silent = connect(Number(new URL(own.url).port), '127.0.0.1');
    const silentClosed = new Promise((resolve) => silent.once('close', resolve));
    const answer = own.post({ query: '{ wait }' });
    await own.waiting;
    const failed = expect(answer).rejects.toThrow();
    await own.server.drain({ deadlineMs: 30 });
    await failed;
    await silentClosed;
    await own.aborted;
    await own.stop();
  });
});
