import { ERROR_CODES } from '../../src/graphql/execution/error-codes.js';
import { startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { CANARY } from './bad-values.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

interface RawRequest {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array<ArrayBuffer> | FormData;
}

const JSON_TYPE = { 'content-type': 'application/json' };

function query(text: string, rest: Record<string, unknown> = {}): RawRequest {
  return { headers: JSON_TYPE, body: JSON.stringify({ query: text, ...rest }) };
}

async function send({ path = '/graphql', method = 'POST', headers = {}, body }: RawRequest) {
  const response = await fetch(`${gateway.url}${path}`, { method, headers, body, redirect: 'manual' });
  return { status: response.status, text: await response.text() };
}

function form(operations: string, map = '{"0":["variables.file"]}'): FormData {
  const made = new FormData();
  made.set('operations', operations);
  made.set('map', map);
  made.set('0', new Blob([CANARY]), 'card.png');
  return made;
}

/** All that an error may say of itself. */
const SHOWN = ['code', 'field', 'providerId', 'retryable', 'retryAfter', 'requestId'];
const PREFLIGHT = { 'apollo-require-preflight': 'true' };
const NESTED = `{"a":${'['.repeat(400_000)}${']'.repeat(400_000)}}`;
const DEEP = `{ me ${'{ applicants { nodes { user '.repeat(2_000)}{ id } ${'} } }'.repeat(2_000)} }`;

const REQUESTS: readonly (readonly [string, RawRequest, number])[] = [
  ['malformed JSON', { headers: JSON_TYPE, body: `{"query": "{ me { id } }", "${CANARY}` }, 400],
  ['no body', { headers: JSON_TYPE }, 400],
  ['a body that is no object', { headers: JSON_TYPE, body: `"${CANARY}"` }, 400],
  ['a body that is not UTF-8', { headers: JSON_TYPE, body: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]) }, 400],
  ['a prototype key', { headers: JSON_TYPE, body: `{"query":"{ me { id } }","__proto__":{"a":"${CANARY}"}}` }, 400],
  ['no query', { headers: JSON_TYPE, body: JSON.stringify({ variables: { a: CANARY } }) }, 400],
  ['variables that are no object', query('{ me { id } }', { variables: CANARY }), 400],
  ['an oversized body', query('{ me { id } }', { variables: { a: CANARY.repeat(60_000) } }), 413],
  ['another media type', { headers: { 'content-type': 'text/plain' }, body: `{ ${CANARY} }` }, 415],
  ['a syntax error', query(`{ me { id } "${CANARY}"`), 400],
  ['NUL in the query', query(`{ me { id } } \0${CANARY}`), 400],
  ['an unknown field', query(`{ me { id } surprise(value: "${CANARY}") }`), 400],
  ['an unknown argument', query(`{ me(surprise: "${CANARY}") { id } }`), 400],
  ['an unknown operation name', query('query One { me { id } }', { operationName: CANARY }), 400],
  ['several operations and no name', query('query One { me { id } } query Two { me { id } }'), 400],
  ['a missing variable', query('query ($id: ID!) { user(id: $id) { id } }'), 400],
  ['a query far too deep', query(DEEP), 400],
  ['a batch', { headers: JSON_TYPE, body: JSON.stringify([{ query: '{ me { id } }' }]) }, 400],
  ['a subscription', query('subscription { anything }'), 400],
  [
    'a mutation in the address',
    { method: 'GET', path: '/graphql?query=mutation%7Blogout%7BloggedOut%7D%7D', headers: PREFLIGHT },
    405,
  ],
  ['another method', { method: 'DELETE' }, 405],
  ['an unknown address', { method: 'GET', path: `/${CANARY}` }, 404],
  ['a way out of the folder', { method: 'GET', path: '/explorer/..%2f..%2fpackage.json' }, 404],
  ['a bad token', { ...query('{ me { id } }'), headers: { ...JSON_TYPE, authorization: `Bearer ${CANARY}` } }, 401],
  [
    'another way to authorize',
    { ...query('{ me { id } }'), headers: { ...JSON_TYPE, authorization: `Basic ${CANARY}` } },
    401,
  ],
  ['an upload without the header against forgery', { body: form('{}') }, 400],
  ['an address that is no UTF-8', { method: 'GET', path: `/${CANARY}%ff` }, 400],
  ['an export of nobody', { method: 'GET', path: `/exports/${CANARY}/x` }, 404],
  ['a compressed body', { ...query(CANARY), headers: { ...JSON_TYPE, 'content-encoding': 'br' } }, 415],
  ['an unknown document', { headers: JSON_TYPE, body: JSON.stringify({ documentId: CANARY }) }, 400],
  ['another character set', { ...query(CANARY), headers: { 'content-type': 'application/json; charset=utf-16' } }, 415],
  ['deep extensions', { headers: JSON_TYPE, body: `{"query":"{ me { id } }","extensions":${NESTED}}` }, 400],
  ['a deep member that is unknown', { headers: JSON_TYPE, body: `{"query":"{ me { id } }","a":${NESTED}}` }, 400],
  ['an upload without a login', { headers: PREFLIGHT, body: form('{}') }, 401],
];

describe('bad requests', () => {
  test.each(REQUESTS)('%s is a clear 4xx that repeats nothing', async (_, request, status) => {
    const answer = await send(request);

    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain('CANARY');
    const { errors, data } = JSON.parse(answer.text);
    expect(data ?? null).toBeNull();
    expect(errors[0].message.length).toBeGreaterThan(10);
    for (const { extensions, ...rest } of errors) {
      expect(ERROR_CODES).toContain(extensions.code);
      expect(extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
      expect(SHOWN).toEqual(expect.arrayContaining(Object.keys(extensions)));
      expect(['message', 'locations', 'path']).toEqual(expect.arrayContaining(Object.keys(rest)));
    }
    expect(answer.text).not.toMatch(/node_modules|\.js:\d|stacktrace/);
  });

  test.each([
    ['operations that are no JSON', `{"${CANARY}`, undefined],
    ['a map that is no JSON', '{"query":"{ me { id } }"}', CANARY],
    ['a map to nowhere', '{"query":"{ me { id } }","variables":{}}', `{"0":["${CANARY}.file"]}`],
    ['a map into the prototype', '{"query":"{ me { id } }","variables":{}}', '{"0":["variables.__proto__.file"]}'],
  ])('an upload with %s is a clear 400', async (_, operations, map) => {
    const authorization = `Bearer ${await gateway.login('asha@example.com')}`;
    const answer = await send({ headers: { ...PREFLIGHT, authorization }, body: form(operations, map) });

    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain('CANARY');
    expect(JSON.parse(answer.text).errors[0].extensions.code).toMatch(/^(BAD_REQUEST|BAD_USER_INPUT)$/);
  });

  test.each(['bearer ', 'BEARER  ', 'Bearer   '])('a good token after %p is a good token', async (scheme) => {
    const authorization = `${scheme}${await gateway.login('asha@example.com')}`;
    const answer = await send({ ...query('{ me { email } }'), headers: { ...JSON_TYPE, authorization } });
    expect(JSON.parse(answer.text)).toEqual({ data: { me: { email: 'asha@example.com' } } });
  });

  test('the gateway goes on serving', async () => {
    expect((await gateway.send('{ providers { id } }')).data.providers).toHaveLength(4);
    expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);
  });
});
