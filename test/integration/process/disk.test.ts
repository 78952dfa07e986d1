import { once } from 'node:events';
import { readdir, stat, utimes } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { endGatewayProcesses, type GatewayProcess, startGatewayProcess } from '../../support/gateway-process.js';
import { BOUNDARY, END, field, file, sendMultipart } from '../../support/multipart.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { clientOf } from '../../support/test-gateway.js';
import { eventually, makeDataDir, removeDataDir } from './process-support.js';

const UPLOAD = `mutation ($file: Upload!, $input: UploadDocumentInput!) {
  uploadDocument(file: $file, input: $input) { __typename ... on Document { downloadPath } }
}`;
const FORM = [
  field('operations', { query: UPLOAD, variables: { file: null, input: { kind: 'OTHER' } } }),
  field('map', { 0: ['variables.file'] }),
];
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const LARGE = Buffer.concat([PNG, Buffer.alloc(1_000_000, 7)]);

let dataDir: string;
let database: TestDatabase;

beforeEach(async () => {
  dataDir = await makeDataDir();
  database = await createTestDatabase();
});
afterEach(async () => {
  await endGatewayProcesses();
  await database.drop();
  await removeDataDir(dataDir);
});

async function start(maxFileBlocks?: number): Promise<GatewayProcess & { headers: Record<string, string> }> {
  const gateway = await startGatewayProcess({ KYC_DATA_DIR: dataDir, DATABASE_URL: database.url }, { maxFileBlocks });
  const token = await clientOf(gateway.url).login('asha@example.com');
  return { ...gateway, headers: { authorization: `Bearer ${token}` } };
}

const partsIn = async (folder: string) => (await readdir(folder)).filter((name) => name.endsWith('.part'));

test('a disk that takes no more is named, may be tried again, and leaves nothing half-written', async () => {
  // The system lets no file grow beyond this, as a full disk does.
  const gateway = await start(1_000);
  const { status, text } = await sendMultipart(gateway.url, [...FORM, file('0', LARGE), END], gateway.headers);
  expect([status, JSON.parse(text)]).toMatchObject([
    503,
    { errors: [{ path: ['uploadDocument'], extensions: { code: 'STORAGE_UNAVAILABLE', retryable: true } }] },
  ]);
  expect(await partsIn(join(dataDir, 'documents'))).toEqual([]);

  const small = await sendMultipart(gateway.url, [...FORM, file('0', PNG), END], gateway.headers);
  expect([small.status, JSON.parse(small.text).data.uploadDocument.__typename]).toEqual([200, 'Document']);
}, 120_000);

test('what a killed gateway left half-written goes when it is old, and what another is writing stays', async () => {
  const documents = join(dataDir, 'documents');
  const first = await start();
  const cutOff = [beginUpload(first), beginUpload(first)].map((upload) => once(upload, 'error'));
  expect(await eventually(async () => (await parts(documents)).length === 2)).toBe(true);
  await first.end('SIGKILL');
  await Promise.all(cutOff);
  const [old, recent] = await parts(documents);
  const longAgo = new Date(Date.now() - 11 * 60_000);
  await utimes(join(documents, old ?? ''), longAgo, longAgo);

  await start();

  expect(await eventually(async () => !(await parts(documents)).includes(old ?? ''))).toBe(true);
  expect((await stat(join(documents, recent ?? ''))).size).toBeGreaterThan(0);
}, 120_000);

/** None while there is no folder yet. */
const parts = (folder: string) => partsIn(folder).catch((): string[] => []);

/** Sends a file without its end. */
function beginUpload({ url, headers }: { url: string; headers: Record<string, string> }) {
  const upload = request(`${url}/graphql`, {
    method: 'POST',
    headers: {
      ...headers,
      'apollo-require-preflight': 'true',
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
    },
  });
  upload.write(Buffer.concat([...FORM, file('0', LARGE).subarray(0, -100)]));
  return upload;
}
