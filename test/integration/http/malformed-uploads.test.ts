import { BOUNDARY, END, field, file, part, sendMultipart } from '../../support/multipart.js';
import { type Answer, startTinyGateway, type TinyGateway } from './tiny-gateway.js';

let gateway: TinyGateway;
beforeAll(async () => {
  gateway = await startTinyGateway();
});
afterAll(() => gateway.stop());

const HEADERS = { authorization: 'Bearer good' };
const OPERATIONS = field('operations', {
  query: 'mutation ($file: Upload!) { upload(file: $file) }',
  variables: { file: null },
});
const MAP = field('map', { 0: ['variables.file'] });
const GOOD = file('0', Buffer.alloc(100, 1));
const LARGE = file('0', Buffer.alloc(90_000, 1));
const DISPOSITION = 'Content-Disposition: form-data; name="0"; filename="card.png"';
const filePart = (...lines: string[]) => part(lines, 'content');
const cut = (bytes: Buffer, count: number) => bytes.subarray(0, bytes.length - count);
const NO_COLON = filePart('Content-Disposition form-data; name="1"; filename="b.png"');

const BODIES: Record<string, Buffer[]> = {
  'nothing at all': [],
  'text that is no form': [Buffer.from('hello')],
  'the end and nothing before it': [END],
  'a boundary and nothing after it': [Buffer.from(`--${BOUNDARY}`)],
  'a boundary with nothing after its line': [Buffer.from(`--${BOUNDARY}\r\n`)],
  'the boundary of somebody else': [Buffer.from('--other\r\n\r\n--other--\r\n')],
  'no operations': [MAP, GOOD, END],
  'no map': [OPERATIONS, END],
  'a map before the operations': [MAP, OPERATIONS, GOOD, END],
  'a file before the map': [OPERATIONS, GOOD, MAP, END],
  'operations that are no JSON': [part(['Content-Disposition: form-data; name="operations"'], '{'), MAP, GOOD, END],
  'a map that is no JSON': [OPERATIONS, part(['Content-Disposition: form-data; name="map"'], '{'), GOOD, END],
  'NUL in the first part header': [part(['Content-Disposition: form-data; name="operations\0"'], '{}'), MAP, GOOD, END],
  'NUL in a header name': [part(['Content\0-Disposition: form-data; name="operations"'], '{}'), MAP, GOOD, END],
  'NUL in a file name': [OPERATIONS, MAP, file('0', Buffer.alloc(9), 'a\0.png'), END],
  'a control character in a file name': [OPERATIONS, MAP, file('0', Buffer.alloc(9), 'a\x01.png'), END],
  'a header line without a colon': [OPERATIONS, MAP, filePart(DISPOSITION, 'Content-Type image/png'), END],
  'a first header line without a colon': [part(['Content-Disposition form-data'], '{}'), MAP, GOOD, END],
  'a space before the colon': [OPERATIONS, MAP, filePart(DISPOSITION.replace(':', ' :')), END],
  'a header line without a name': [OPERATIONS, MAP, filePart(DISPOSITION, ': image/png'), END],
  'a part header of 100 KB': [OPERATIONS, MAP, filePart(DISPOSITION, `X-Long: ${'a'.repeat(100_000)}`), END],
  'a header name of 100 KB': [OPERATIONS, MAP, filePart(DISPOSITION, `${'a'.repeat(100_000)}: x`), END],
  'a bare CR in a header': [OPERATIONS, MAP, filePart(`${DISPOSITION}\rX: y`), END],
  'a header that ends with the body': [OPERATIONS, MAP, Buffer.from(`--${BOUNDARY}\r\n${DISPOSITION}`)],
  'a malformed part after a good file': [OPERATIONS, MAP, GOOD, NO_COLON, END],
  'a malformed part after a large file': [OPERATIONS, MAP, LARGE, NO_COLON, END],
  'two malformed parts': [OPERATIONS, MAP, NO_COLON, NO_COLON, END],
  'a file without a final boundary': [OPERATIONS, MAP, cut(GOOD, 2)],
  'a large file without a final boundary': [OPERATIONS, MAP, cut(LARGE, 2)],
  'a boundary that is not the final one at the end': [OPERATIONS, MAP, GOOD, Buffer.from(`--${BOUNDARY}\r\n`)],
  'a final boundary that is cut': [OPERATIONS, MAP, GOOD, cut(END, 3)],
};

function firstError(text: string): { code: unknown; message: string } | undefined {
  const error = (JSON.parse(text) as Answer).errors?.[0];
  return error && { code: error.extensions.code, message: error.message };
}

describe('a multipart body with', () => {
  test.each(Object.keys(BODIES))('%s is refused by name, and others go on', async (name) => {
    const body = Buffer.concat(BODIES[name] ?? []);
    const other = sendMultipart(gateway.url, [OPERATIONS, MAP, LARGE, END], HEADERS);
    const whole = await sendMultipart(gateway.url, [body], HEADERS);
    const [head, tail] = [body.subarray(0, body.length / 2), body.subarray(body.length / 2)];
    const halves = await sendMultipart(gateway.url, [head, tail], HEADERS);

    for (const { status, text } of [whole, halves]) {
      expect([status, firstError(text)]).toEqual([
        400,
        { code: 'BAD_REQUEST', message: expect.stringContaining('multipart') },
      ]);
    }
    expect(await other).toEqual({ status: 200, text: '{"data":{"upload":90000}}' });
  });
});

test('the file before a malformed part is not kept: its reader fails, and says which variable it was', async () => {
  const { text } = await sendMultipart(gateway.url, [OPERATIONS, MAP, LARGE, NO_COLON, END], HEADERS);
  expect(JSON.parse(text)).toMatchObject({ errors: [{ path: ['upload'], extensions: { field: 'file' } }] });
});

test('two files in one form are read one after the other, whatever their size', async () => {
  const query = 'mutation ($a: Upload!, $b: Upload!) { a: upload(file: $a) b: upload(file: $b) }';
  const operations = field('operations', { query, variables: { a: null, b: null } });
  const map = field('map', { 0: ['variables.a'], 1: ['variables.b'] });
  for (const [a, b] of [
    [100, 100],
    [90_000, 90_000],
  ] as const) {
    const pieces = [operations, map, file('0', Buffer.alloc(a)), file('1', Buffer.alloc(b)), END];
    const { text } = await sendMultipart(gateway.url, [Buffer.concat(pieces)], HEADERS);
    expect(JSON.parse(text)).toEqual({ data: { a, b } });
  }
});

test('a file that two variables share is read once, and the second use is named', async () => {
  const query = 'mutation ($a: Upload!, $b: Upload!) { a: upload(file: $a) b: upload(file: $b) }';
  const operations = field('operations', { query, variables: { a: null, b: null } });
  const map = field('map', { 0: ['variables.a', 'variables.b'] });
  const { text } = await sendMultipart(gateway.url, [operations, map, GOOD, END], HEADERS);
  expect(JSON.parse(text)).toMatchObject({
    data: { a: 100, b: null },
    errors: [{ path: ['b'], extensions: { code: 'BAD_USER_INPUT' } }],
  });
});

test('a client that goes away in the middle of a file harms nobody', async () => {
  const controller = new AbortController();
  const body = new ReadableStream({
    pull(stream) {
      stream.enqueue(Buffer.concat([OPERATIONS, MAP, cut(LARGE, 10)]));
      controller.abort();
    },
  });
  const headers = {
    ...HEADERS,
    'apollo-require-preflight': 'true',
    'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
  };
  const sent = fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers,
    body,
    duplex: 'half',
    signal: controller.signal,
  });
  await expect(sent).rejects.toThrow('aborted');
  expect((await sendMultipart(gateway.url, [OPERATIONS, MAP, GOOD, END], HEADERS)).status).toBe(200);
});
