import { ERROR_CODES } from '../../../src/graphql/execution/error-codes.js';
import { type RawAnswer, sendRaw } from './raw-request.js';
import { startTinyGateway, type TinyGateway } from './tiny-gateway.js';

let gateway: TinyGateway;
beforeAll(async () => {
  gateway = await startTinyGateway();
});
afterAll(() => gateway.stop());

const HELLO = '{"query":"{ hello }"}';
const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

interface Request {
  readonly line?: string;
  readonly headers?: readonly string[];
  readonly body?: string | Buffer;
}

/** One request on a connection of its own, which is to be closed after the answer. */
function ask({ line = 'POST /graphql', headers = [], body = '' }: Request): Promise<RawAnswer> {
  const bytes = Buffer.from(body);
  const length = headers.some((header) => /^(content-length|transfer-encoding):/i.test(header))
    ? []
    : [`content-length: ${bytes.length}`];
  const head = [`${line} HTTP/1.1`, 'host: a', 'connection: close', ...headers, ...length, '', ''].join('\r\n');
  return sendRaw(gateway.url, Buffer.concat([Buffer.from(head), bytes]));
}

/** The one error of an answer in the shape of GraphQL, as JSON. */
function errorOf({ headers, body }: RawAnswer): { message: string; extensions: Record<string, unknown> } {
  expect(headers).toMatch(/content-type: application\/(graphql-response\+)?json/i);
  const { errors } = JSON.parse(body);
  expect(errors).toHaveLength(1);
  expect(ERROR_CODES).toContain(errors[0].extensions.code);
  return errors[0];
}

const JSON_TYPE = 'content-type: application/json';

describe('character sets', () => {
  test.each([
    'utf-16',
    'UTF-16LE',
    'iso-8859-1',
    'nonsense',
    '"utf-16"',
    '',
    '""',
    'utf-8; charset=utf-16',
    'utf-16; charset=utf-8',
  ])('%p is refused', async (charset) => {
    const answer = await ask({ headers: [`${JSON_TYPE}; charset=${charset}`], body: HELLO });
    expect(answer.status).toBe(415);
    expect(errorOf(answer).extensions.code).toBe('BAD_REQUEST');
  });

  test('a charset without a value is refused', async () => {
    expect((await ask({ headers: [`${JSON_TYPE}; charset`], body: HELLO })).status).toBe(415);
  });

  test.each(['utf-8', 'UTF-8', '"utf-8"', 'utf8'])('%p is what there is', async (charset) => {
    expect((await ask({ headers: [`${JSON_TYPE}; charset=${charset}`], body: HELLO })).body).toContain('hello world');
  });

  test('a form in another one is refused before its caller is looked at', async () => {
    const headers = ['content-type: multipart/form-data; boundary=x; charset=utf-16', 'apollo-require-preflight: 1'];
    expect((await ask({ headers, body: '--x--\r\n' })).status).toBe(415);
  });

  test('other parameters of a media type are nobody’s business', async () => {
    expect((await ask({ headers: [`${JSON_TYPE}; profile="x"`], body: HELLO })).status).toBe(200);
  });
});

test.each(['identity', 'Identity'])('a body in the coding %p is one without', async (coding) => {
  expect((await ask({ headers: [JSON_TYPE, `content-encoding: ${coding}`], body: HELLO })).status).toBe(200);
});

describe('values outside of the variables', () => {
  test.each([
    ['extensions far too deep', `{"query":"{ hello }","extensions":{"a":${deep(400_000)}}}`],
    ['extensions rather deep', `{"query":"{ hello }","extensions":{"a":${deep(40)}}}`],
    ['extensions with thousands of values', `{"query":"{ hello }","extensions":{"a":[${'1,'.repeat(5_000)}1]}}`],
    ['extensions with a long string', `{"query":"{ hello }","extensions":{"a":"${'x'.repeat(30_000)}"}}`],
    ['an unknown member that is deep', `{"query":"{ hello }","surprise":${deep(400_000)}}`],
    ['thousands of unknown members', `{"query":"{ hello }",${Array.from({ length: 5_000 }, (_, i) => `"a${i}":1`)}}`],
    ['a long operation name', `{"query":"{ hello }","operationName":"${'x'.repeat(30_000)}"}`],
    ['a deep query', `{"query":${deep(400_000)}}`],
    ['a deep document id', `{"documentId":${deep(400_000)}}`],
    ['a deep batch', deep(400_000)],
  ])('%s are measured like variables', async (_, body) => {
    const answer = await ask({ headers: [JSON_TYPE], body });
    expect([answer.status, errorOf(answer).extensions.code]).toEqual([400, 'OPERATION_TOO_COMPLEX']);
  });

  test('in an address as well', async () => {
    const extensions = encodeURIComponent(`{"a":${deep(1_000)}}`);
    const answer = await ask({
      line: `GET /graphql?query=%7Bhello%7D&extensions=${extensions}`,
      headers: ['apollo-require-preflight: 1'],
    });
    expect([answer.status, errorOf(answer).extensions.code]).toEqual([400, 'OPERATION_TOO_COMPLEX']);
  });

  test('extensions of a usual size pass', async () => {
    const body = '{"query":"{ hello }","extensions":{"clientLibrary":{"name":"a","version":"1"}}}';
    expect((await ask({ headers: [JSON_TYPE], body })).status).toBe(200);
  });
});

describe('refusals tell strangers no numbers', () => {
  test.each([
    ['levels', `{ ${'a{'.repeat(30)}a${'}'.repeat(31)}`],
    ['aliases and repeated fields', `{ ${'hello '.repeat(60)} }`],
    ['tokens', `{ ${'hello '.repeat(5_000)} }`],
    ['characters', `{ hello } #${'x'.repeat(60_000)}`],
  ])('of %s', async (word, query) => {
    const answer = await ask({ headers: [JSON_TYPE], body: JSON.stringify({ query }) });
    const { message, extensions } = errorOf(answer);
    expect([message, extensions]).toEqual([
      `The operation is too complex: it has too many ${word}.`,
      { code: 'OPERATION_TOO_COMPLEX' },
    ]);
  });

  test('the log has them', () => {
    expect(gateway.lines).toContainEqual(
      expect.objectContaining({ limit: 'depth', max: 20, seen: 31, requestId: expect.any(String) }),
    );
  });
});

test('a query that is all wrong gets a handful of errors', async () => {
  const { body } = await ask({ headers: [JSON_TYPE], body: JSON.stringify({ query: '{ a b c d e f g h i j }' }) });
  const { errors } = JSON.parse(body);
  expect(errors).toHaveLength(6);
  expect(errors.at(-1)).toMatchObject({
    message: 'Too many validation errors, error limit reached. Validation aborted.',
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  });
});

describe('the scheme of a token', () => {
  test.each(['Bearer good', 'bearer good', 'BEARER good', 'Bearer  good'])('%p is understood', async (value) => {
    const answer = await ask({ headers: [JSON_TYPE, `authorization: ${value}`], body: HELLO });
    expect(answer.status).toBe(200);
  });

  test.each(['good', 'Bearergood', 'Basic good', 'Bearer good good', 'Bearer'])('%p is not', async (value) => {
    const answer = await ask({ headers: [JSON_TYPE, `authorization: ${value}`], body: HELLO });
    expect([answer.status, errorOf(answer).extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
  });
});

describe('methods', () => {
  test.each(['TRACE', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'PURGE'])(
    '%s is refused, whatever comes with it',
    async (method) => {
      const answer = await ask({ line: `${method} /graphql`, headers: [JSON_TYPE], body: '{' });
      expect([answer.status, errorOf(answer).extensions.code]).toEqual([405, 'BAD_REQUEST']);
      expect(answer.headers).toMatch(/^allow: GET, POST$/im);
    },
  );

  test('HEAD is refused without a body', async () => {
    const answer = await ask({ line: 'HEAD /graphql' });
    expect([answer.status, answer.body]).toEqual([405, '']);
  });

  test.each([
    ['TRACE /health/live', 'GET, HEAD'],
    ['POST /health/ready?x=1', 'GET, HEAD'],
    ['DELETE /explorer/main.js', 'GET, HEAD'],
  ])('%s names the methods that there are', async (line, allow) => {
    const answer = await ask({ line });
    expect([answer.status, /^allow: (.*)$/im.exec(answer.headers)?.[1]]).toEqual([405, allow]);
  });

  test('of an unknown address there are none', async () => {
    const answer = await ask({ line: 'TRACE /nowhere' });
    expect([answer.status, errorOf(answer).extensions.code]).toEqual([404, 'NOT_FOUND']);
  });

  test('CONNECT is refused', async () => {
    const answer = await sendRaw(gateway.url, 'CONNECT example.com:443 HTTP/1.1\r\nhost: example.com:443\r\n\r\n');
    expect([answer.status, errorOf(answer).extensions.code]).toEqual([405, 'BAD_REQUEST']);
  });
});
