import { inspect } from 'node:util';
import type { TransportEvent, TransportRequest } from '../../../src/transport/transport.js';
import { closeAll, errorOf, httpUpstream, json, rawUpstream, transportTo } from './loopback.js';

afterEach(closeAll);

const SECRET = 'asha@example.com';
const REQUEST = {
  operation: 'createApplicant',
  method: 'POST',
  path: `/applicants/${encodeURIComponent(SECRET)}`,
  query: { email: SECRET },
  headers: { authorization: `Bearer ${SECRET}` },
  body: { type: 'json', value: { email: SECRET } },
} as const;

function everythingPrinted(error: Error): string {
  const opened = Object.getOwnPropertyNames(error).map((name) => String(Reflect.get(error, name)));
  return [
    String(error),
    error.message,
    error.stack,
    JSON.stringify(error),
    JSON.stringify({ ...error }),
    JSON.stringify(structuredClone({ ...error })),
    inspect(error, { showHidden: true, depth: 10 }),
    ...opened,
  ].join('\n');
}

test.each([
  [429, 'RATE_LIMITED'],
  [500, 'SERVER_ERROR'],
  [302, 'REDIRECT_REFUSED'],
] as const)('the error of a %i shows nothing of what was sent or answered', async (status, code) => {
  const upstream = await httpUpstream((_, response) =>
    json(response, { error: SECRET }, status, { 'x-echo': SECRET, location: `/${SECRET}` }),
  );
  const events: TransportEvent[] = [];
  const transport = transportTo(upstream.url, { onEvent: (event) => events.push(event) });
  const error = await errorOf(transport.send({ ...REQUEST, kind: 'command' }));
  expect(error.code).toBe(code);
  expect(everythingPrinted(error)).not.toContain('asha');
  expect(JSON.stringify(events)).not.toContain('asha');
  if (status !== 302) expect(error.body).toEqual({ error: SECRET });
  expect(JSON.parse(JSON.stringify(error))).toMatchObject({
    code,
    status,
    transport: 'fake',
    outcomeUnknown: status !== 429,
  });
});

test('neither does that of a body which is not JSON, or of no HTTP at all', async () => {
  const upstream = await rawUpstream((socket, number) => {
    if (number === 1) socket.end(`HTTP/1.1 200 OK\r\ncontent-length: 16\r\n\r\n${SECRET}`);
    else socket.end(`${SECRET}\r\n\r\n`);
  });
  const transport = transportTo(upstream.url);
  for (let i = 0; i < 2; i++) {
    const error = await errorOf(transport.send({ ...REQUEST, kind: 'read' }));
    expect(error.code).toBe('BAD_RESPONSE');
    expect(everythingPrinted(error)).not.toContain('asha');
  }
});

test('neither does that of a request which is not allowed', async () => {
  const upstream = await httpUpstream((_, response) => json(response, {}));
  const transport = transportTo(upstream.url);
  const bad: Omit<TransportRequest, 'kind'>[] = [
    { ...REQUEST, path: `/${SECRET}?x` },
    { ...REQUEST, headers: { 'x-email': `${SECRET}\n` } },
    { ...REQUEST, headers: { [`${SECRET} `]: 'x' } },
    { ...REQUEST, query: { email: `${SECRET}\ud800` } },
  ];
  for (const request of bad) {
    const error = await transport.send({ ...request, kind: 'read' }).catch((thrown: Error) => thrown);
    expect(error).toBeInstanceOf(TypeError);
    expect(everythingPrinted(error as Error)).not.toContain('asha');
  }
  expect(upstream.seen).toEqual([]);
});
