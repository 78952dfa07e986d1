import { request as httpRequest } from 'node:http';
import { type Answer, startTinyGateway, type TinyGateway } from './tiny-gateway.js';

let gateway: TinyGateway;

beforeAll(async () => {
  gateway = await startTinyGateway();
});

afterAll(async () => {
  await gateway.stop();
});

const UPLOAD = 'mutation ($file: Upload!) { upload(file: $file) }';
const ALLOWED = { authorization: 'Bearer good', 'apollo-require-preflight': 'true' };

interface Form {
  readonly operations?: unknown;
  readonly map?: unknown;
  readonly files?: Record<string, Uint8Array>;
  readonly headers?: Record<string, string>;
}

async function send({
  operations,
  map,
  files = {},
  headers = ALLOWED,
}: Form): Promise<{ status: number; json: Answer }> {
  const form = new FormData();
  form.append('operations', JSON.stringify(operations ?? { query: UPLOAD, variables: { file: null } }));
  form.append('map', JSON.stringify(map ?? { 0: ['variables.file'] }));
  for (const [name, bytes] of Object.entries(files))
    form.append(name, new Blob([bytes as Uint8Array<ArrayBuffer>]), 'passport.png');
  const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', body: form, headers });
  return { status: response.status, json: (await response.json()) as Answer };
}

const bytes = (count: number) => new Uint8Array(count);

describe('uploads', () => {
  test('stream into a resolver', async () => {
    expect(await send({ files: { 0: bytes(90_000) } })).toEqual({ status: 200, json: { data: { upload: 90_000 } } });
  });

  test('need the preflight header', async () => {
    const { status, json } = await send({ files: { 0: bytes(10) }, headers: { authorization: 'Bearer good' } });
    expect([status, json.errors?.[0]?.extensions.code]).toEqual([400, 'BAD_REQUEST']);
  });

  test('need a caller', async () => {
    for (const headers of [{ 'apollo-require-preflight': 'true' }, { ...ALLOWED, authorization: 'Bearer bad' }]) {
      const { status, json } = await send({ files: { 0: bytes(50_000) }, headers });
      expect([status, json.errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
    }
  });

  test('refuse a file over the limit, naming its variable', async () => {
    const operations = {
      query: 'mutation ($i: UserInput!) { uploadInput(input: $i) }',
      variables: { i: { name: 'a', file: null } },
    };
    const { status, json } = await send({ operations, map: { 0: ['variables.i.file'] }, files: { 0: bytes(150_000) } });
    expect(status).toBe(200);
    expect(json.errors?.[0]).toMatchObject({
      message: 'The file must be at most 100000 bytes long.',
      path: ['uploadInput'],
      extensions: { code: 'BAD_USER_INPUT', field: 'i.file' },
    });
    expect(await send({ files: { 0: bytes(10) } })).toMatchObject({ json: { data: { upload: 10 } } });
  });

  test('refuse a body that announces too much before reading it', async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = { ...ALLOWED, 'content-type': 'multipart/form-data; boundary=x', 'content-length': '50000000' };
      const request = httpRequest(`${gateway.url}/graphql`, { method: 'POST', headers }, (response) => {
        resolve(response.statusCode);
        request.destroy();
      });
      request.on('error', reject).write('--x\r\n');
    });
    expect(status).toBe(413);
  });

  test('refuse more files than allowed', async () => {
    const map = { 0: ['variables.file'], 1: ['variables.b'], 2: ['variables.c'] };
    expect((await send({ map, files: { 0: bytes(1), 1: bytes(1), 2: bytes(1) } })).status).toBe(413);
  });

  test('say which file is missing', async () => {
    const { json } = await send({ files: {} });
    expect(json.errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field: 'file' } });
  });

  test('may be left unread without holding up the connection', async () => {
    const operations = { query: 'mutation ($file: Upload) { ignore(file: $file) }', variables: { file: null } };
    for (let round = 0; round < 3; round += 1) {
      expect(await send({ operations, files: { 0: bytes(95_000) } })).toEqual({
        status: 200,
        json: { data: { ignore: true } },
      });
    }
  });

  test.each([
    { name: 'operations that are no object', form: { operations: 'S3CRET' } },
    { name: 'several operations', form: { operations: [{ query: UPLOAD }], map: {} } },
    { name: 'a map that is no object', form: { map: 'S3CRET' } },
    { name: 'a path that is not there', form: { map: { 0: ['S3CRET.a.b'] } } },
    { name: 'a path to a prototype', form: { map: { 0: ['__proto__.S3CRET'] } } },
  ])('answer 400 to $name', async ({ form }) => {
    const { status, json } = await send({ ...form, files: { 0: bytes(1) } });
    expect(status).toBe(400);
    expect(JSON.stringify(json)).not.toContain('S3CRET');
  });

  test('cannot replace what every object inherits', async () => {
    const map = { 0: ['hasOwnProperty.call', 'query.replace.call', 'toString.call.call', 'variables.list.map.S3CRET'] };
    const before = [Object.prototype.hasOwnProperty.call, String.prototype.replace.call, Function.prototype.call.call];
    await send({ operations: { query: UPLOAD, variables: { file: null, list: [] } }, map, files: { 0: bytes(1) } });
    expect([Object.prototype.hasOwnProperty.call, String.prototype.replace.call, Function.prototype.call.call]).toEqual(
      before,
    );
    expect(Array.prototype.map).not.toHaveProperty('S3CRET');
    expect(await send({ files: { 0: bytes(7) } })).toMatchObject({ json: { data: { upload: 7 } } });
  });
});
