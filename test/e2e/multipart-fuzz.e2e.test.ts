import fc from 'fast-check';
import { makeDataDir, removeDataDir } from '../integration/process/process-support.js';
import { endGatewayProcesses, type GatewayProcess, startGatewayProcess } from '../support/gateway-process.js';
import { BOUNDARY, sendMultipart } from '../support/multipart.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { clientOf } from '../support/test-gateway.js';
import { PIXEL_PNG } from './images.js';
import { readOperationFile } from './operation-files.js';

const BODIES = 2_000;
const AT_ONCE = 8;
const ANSWERS: ReadonlySet<number> = new Set([200, 400, 413]);

let dataDir: string;
let database: TestDatabase;
let gateway: GatewayProcess;
let token: string;

beforeAll(async () => {
  dataDir = await makeDataDir();
  database = await createTestDatabase();
  gateway = await startGatewayProcess({
    KYC_DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    UPLOAD_MAX_BYTES: '150000',
  });
  token = await clientOf(gateway.url).login('asha@example.com');
}, 90_000);
afterAll(async () => {
  await endGatewayProcesses();
  await database.drop();
  await removeDataDir(dataDir);
});

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const oneOf = <T>(...values: T[]) => fc.constantFrom(...values);
const junk = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes));

const OPERATIONS = {
  query: readOperationFile('upload-document').text,
  variables: { input: { kind: 'OTHER' }, file: null },
};
const json = fc.oneof(
  { weight: 16, arbitrary: fc.constant(JSON.stringify(OPERATIONS)) },
  { weight: 1, arbitrary: oneOf('[{}]', '{', '""', '{"query":"{ me { id } }"}') },
  { weight: 1, arbitrary: fc.json() },
);
const map = fc.oneof(
  { weight: 12, arbitrary: fc.constant('{"0":["variables.file"]}') },
  { weight: 1, arbitrary: fc.json() },
  {
    weight: 2,
    arbitrary: fc
      .dictionary(
        oneOf('0', '1', 'a', '__proto__'),
        fc.array(oneOf('variables.file', 'query', 'variables', 'variables.input.kind', 'toString.call', '', 'a.b'), {
          maxLength: 3,
        }),
      )
      .map((value) => JSON.stringify(value)),
  },
);
const content = fc.oneof(
  junk,
  oneOf(Buffer.from(PIXEL_PNG), Buffer.alloc(0), Buffer.alloc(70_000, 1), Buffer.alloc(160_000, 1)),
);

const goodDisposition = (name: string) =>
  oneOf(
    `Content-Disposition: form-data; name="${name}"; filename="a.png"`,
    `Content-Disposition: form-data; name="${name}"`,
    `content-disposition:form-data;name=${name};filename=a`,
    `Content-Disposition: form-data; name="${name}"; filename*=UTF-8''%E0%A4%86%ZZ`,
    `Content-Disposition: form-data;\r\n name="${name}"; filename="${'a'.repeat(10_000)}"`,
    'Content-Disposition: attachment',
  );
const badDisposition = (name: string) =>
  oneOf(
    `Content-Disposition: form-data; name="${name}"; filename="a\0.png"`,
    `Content-Disposition: form-data; name="${name}"; filename="${'a'.repeat(20_000)}"`,
    `Content-Disposition : form-data; name="${name}"`,
    `Content-Disposition form-data; name="${name}"`,
    `Content-Disposition: form-data; name="${name}\r\nfolded"`,
  );
const disposition = (name: string) =>
  fc.oneof({ weight: 8, arbitrary: goodDisposition(name) }, { weight: 1, arbitrary: badDisposition(name) });
const further = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.subarray([
      'Content-Type: image/png',
      'Content-Type: text/plain; charset=utf-16',
      'Content-Type: application/octet-stream',
      'Content-Transfer-Encoding: base64',
    ]),
  },
  { weight: 1, arbitrary: fc.tuple(oneOf(`X-Long: ${'b'.repeat(100_000)}`, ': no name')) },
  { weight: 1, arbitrary: fc.tuple(junk.map((bytes) => bytes.toString('latin1'))) },
);

const plain = (name: string, value: fc.Arbitrary<string>) =>
  value.map((text) => Buffer.concat([latin1(head([`Content-Disposition: form-data; name="${name}"`])), utf8(text)]));
const utf8 = (text: string) => Buffer.from(`${text}\r\n`);
const head = (lines: readonly string[]) => `--${BOUNDARY}\r\n${lines.join('\r\n')}\r\n\r\n`;
const anyPart = fc
  .tuple(oneOf('operations', 'map', '0', '1', 'a').chain(disposition), further, content)
  .map(([first, more, bytes]) => Buffer.concat([latin1(head([first, ...more])), bytes, latin1('\r\n')]));

/** A form that begins well, mostly, and goes on with anything. */
const form = fc
  .tuple(
    fc.oneof({ weight: 9, arbitrary: plain('operations', json) }, { weight: 1, arbitrary: anyPart }),
    fc.oneof({ weight: 9, arbitrary: plain('map', map) }, { weight: 1, arbitrary: anyPart }),
    fc.array(anyPart, { maxLength: 4 }),
    oneOf(...Array.from({ length: 9 }, () => `--${BOUNDARY}--\r\n`), `--${BOUNDARY}\r\n`, `--${BOUNDARY}`, ''),
  )
  .map(([first, second, rest, end]) => Buffer.concat([first, second, ...rest, latin1(end)]));

/** What an accident on the way does to bytes: some are lost, doubled or replaced. */
const accident = fc.record({
  kind: oneOf('cut', 'drop', 'double', 'put'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(200),
  junk,
});
const accidents = fc.oneof(
  { weight: 2, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.array(accident, { minLength: 1, maxLength: 2 }) },
);
const body = fc.tuple(form, accidents).map(([bytes, happened]) =>
  happened.reduce<Buffer>((before, { kind, at, length, junk: put }) => {
    const from = Math.floor(at * before.length);
    const [left, right] = [before.subarray(0, from), before.subarray(from)];
    if (kind === 'cut') return left;
    if (kind === 'drop') return Buffer.concat([left, right.subarray(length)]);
    return Buffer.concat([left, kind === 'put' ? put : right.subarray(0, length), right]);
  }, bytes),
);
const pieces = fc.tuple(body, fc.double({ min: 0, max: 1, noNaN: true })).map(([bytes, at]) => {
  const from = Math.floor(at * bytes.length);
  return [bytes.subarray(0, from), bytes.subarray(from)];
});

test('no multipart body ends the process, and every one is answered', async () => {
  const seen = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (bodies) => {
      const headers = { authorization: `Bearer ${token}` };
      const answers = await Promise.all(bodies.map((body) => sendMultipart(gateway.url, body, headers)));
      for (const { status, text } of answers) {
        seen.set(status, (seen.get(status) ?? 0) + 1);
        expect(ANSWERS).toContain(status);
        expect(text).not.toContain('INTERNAL_SERVER_ERROR');
      }
    }),
    // A process that is gone makes every smaller body fail too.
    { numRuns: BODIES / AT_ONCE, endOnFailure: true },
  );
  expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);
  const upload = await clientOf(gateway.url).upload(
    OPERATIONS.query,
    OPERATIONS.variables,
    { name: 'card.png', bytes: PIXEL_PNG },
    token,
  );
  expect(upload).toMatchObject({ status: 200, data: { uploadDocument: { __typename: 'Document' } } });
  // The bodies were neither all refused nor all taken.
  for (const status of [200, 400]) expect(seen.get(status)).toBeGreaterThan(BODIES / 10);
}, 120_000);
