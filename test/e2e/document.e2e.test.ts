import { createHash } from 'node:crypto';
import { END, field, part, sendMultipart } from '../support/multipart.js';
import { type Data, startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { PIXEL_PNG } from './images.js';
import { type NewCustomer, newCustomer } from './new-customer.js';
import { readOperationFile } from './operation-files.js';

const MAX_BYTES = 20_000;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ UPLOAD_MAX_BYTES: String(MAX_BYTES) });
});
afterAll(() => gateway.stop());

const UPLOAD = readOperationFile('upload-document').text;
const FIELDS =
  'kind side country filename contentType sizeBytes sha256 state copies { providerId state errorCode remarks providerDocumentId }';

async function upload({ token }: NewCustomer, input: Record<string, unknown>, file = pixel()): Promise<Data> {
  const { data, errors } = await gateway.upload(UPLOAD, { input }, file, token);
  expect(errors).toBeUndefined();
  return data.uploadDocument;
}

function pixel(name = 'pan-card.png') {
  return { name, bytes: PIXEL_PNG };
}

async function read({ token }: NewCustomer, id: string): Promise<Data> {
  return (await gateway.send(`query ($id: ID!) { document(id: $id) { ${FIELDS} } }`, { id }, token)).data.document;
}

async function createApplicant({ token }: NewCustomer): Promise<string> {
  return (await gateway.send(readOperationFile('create-applicant').text, { input: {} }, token)).data.createApplicant.id;
}

async function createRunner({ token }: NewCustomer): Promise<string> {
  return (await gateway.send(readOperationFile('create-runner').text, { input: {} }, token)).data.createRunner.id;
}

describe('uploadDocument', () => {
  test('keeps the bytes: size, type and SHA-256 are those of the file', async () => {
    const customer = await newCustomer(gateway);
    const bytes = Buffer.concat([PIXEL_PNG, Buffer.alloc(9_000, 7)]);
    const { id } = await upload(
      customer,
      { kind: 'PAN_CARD', side: 'BACK', country: 'IND' },
      { name: 'Card 1.png', bytes },
    );

    expect(await read(customer, id)).toEqual({
      kind: 'PAN_CARD',
      side: 'BACK',
      country: 'IND',
      filename: 'Card 1.png',
      contentType: 'image/png',
      sizeBytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      state: 'STORED',
      copies: [],
    });
  });

  test('gives a copy to an applicant, with what the provider remarks', async () => {
    const customer = await newCustomer(gateway);
    const applicantId = await createApplicant(customer);
    const { id } = await upload(customer, { kind: 'PASSPORT', applicantId }, pixel('blurred.png'));

    expect((await read(customer, id)).copies).toEqual([
      { providerId: 'personr', state: 'SENT', errorCode: null, remarks: ['LOW_QUALITY'], providerDocumentId: null },
    ]);
    const { data } = await gateway.send(
      'query ($id: ID!) { applicant(id: $id) { raw { providerStatus } } }',
      { id: applicantId },
      await gateway.login('ravi@example.com'),
    );
    expect(data.applicant.raw.providerStatus).toBe('Pre-Checked');
  });

  test('gives a copy to a runner, with its id there', async () => {
    const customer = await newCustomer(gateway);
    const { id } = await upload(customer, { kind: 'PAN_CARD', runnerId: await createRunner(customer) });

    expect((await read(customer, id)).copies).toEqual([
      {
        providerId: 'crego',
        state: 'SENT',
        errorCode: null,
        remarks: [],
        providerDocumentId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    ]);
  });

  test('keeps a file that a provider refuses', async () => {
    const customer = await newCustomer(gateway);
    const { id } = await upload(
      customer,
      { kind: 'PAN_CARD', runnerId: await createRunner(customer) },
      pixel('refused.png'),
    );

    expect(await read(customer, id)).toMatchObject({
      state: 'STORED',
      copies: [{ providerId: 'crego', state: 'FAILED', errorCode: 'PROVIDER_REJECTED', providerDocumentId: null }],
    });
  });

  test.each([
    ['text', { name: 'card.png', bytes: Buffer.from('just some words, whatever the name says') }, 'PAN_CARD'],
    ['an empty file', { name: 'card.png', bytes: Buffer.alloc(0) }, 'PAN_CARD'],
    ['a PDF as a selfie', { name: 'selfie.pdf', bytes: Buffer.from('%PDF-1.7\n%%EOF\n') }, 'SELFIE'],
  ])('refuses %s and keeps nothing', async (_, file, kind) => {
    const customer = await newCustomer(gateway);

    const result = await upload(customer, { kind }, file);

    expect(result).toMatchObject({ __typename: 'ValidationProblem', fieldErrors: [{ field: 'file' }] });
    const { data } = await gateway.send('{ documents { nodes { id } } }', {}, customer.token);
    expect(data.documents.nodes).toEqual([]);
  });

  test('refuses a file that is too large, naming it', async () => {
    const { token } = await newCustomer(gateway);
    const bytes = Buffer.concat([PIXEL_PNG, Buffer.alloc(MAX_BYTES)]);

    const { status, data, errors } = await gateway.upload(
      UPLOAD,
      { input: { kind: 'OTHER' } },
      { name: 'big.png', bytes },
      token,
    );

    expect(status).toBeLessThan(500);
    const named = errors?.[0]?.extensions.field ?? data?.uploadDocument?.fieldErrors?.[0]?.field;
    expect(named).toBe('file');
    expect((await gateway.send('{ documents { nodes { id } } }', {}, token)).data.documents.nodes).toEqual([]);
  });

  test('needs a login before a byte is read', async () => {
    const { status, errors } = await gateway.upload(UPLOAD, { input: { kind: 'OTHER' } }, pixel());

    expect(status).toBe(401);
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  test("does not send to somebody else's applicant or runner", async () => {
    const owner = await newCustomer(gateway);
    const stranger = await newCustomer(gateway);

    expect(await upload(stranger, { kind: 'OTHER', applicantId: await createApplicant(owner) })).toMatchObject({
      __typename: 'NotFound',
      field: 'applicantId',
    });
    expect(await upload(stranger, { kind: 'OTHER', runnerId: await createRunner(owner) })).toMatchObject({
      __typename: 'NotFound',
      field: 'runnerId',
    });
  });
});

test('a file that comes without a name gets one', async () => {
  const { token } = await newCustomer(gateway);
  const form = [
    field('operations', { query: UPLOAD, variables: { input: { kind: 'OTHER' }, file: null } }),
    field('map', { 0: ['variables.file'] }),
    part(['Content-Disposition: form-data; name="0"', 'Content-Type: application/octet-stream'], PIXEL_PNG),
    END,
  ];
  const { status, text } = await sendMultipart(gateway.url, form, { authorization: `Bearer ${token}` });
  expect([status, JSON.parse(text).data.uploadDocument]).toMatchObject([200, { filename: 'file' }]);
});

describe('the file itself', () => {
  const PATH = 'query ($id: ID!) { document(id: $id) { downloadPath } }';
  const download = async (path: string, token?: string) => {
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(gateway.url + path, { headers });
    return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
  };

  test('goes to its owner as it was uploaded, and is not kept anywhere on the way', async () => {
    const customer = await newCustomer(gateway);
    const { id } = await upload(customer, { kind: 'PAN_CARD' }, pixel('card 1ä.png'));
    const path = (await gateway.send(PATH, { id }, customer.token)).data.document.downloadPath;

    const { status, headers, bytes } = await download(path, customer.token);

    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([200, 'image/png', 'no-store']);
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="card 1a.png"; filename*=UTF-8''card%201%C3%A4.png`,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(bytes.equals(PIXEL_PNG)).toBe(true);
    expect(await accessesOf(customer)).toEqual([]);
  });

  test.each(['आधार कार्ड.png', 'குடும்ப அட்டை.png', 'ਪਛਾਣ ਪੱਤਰ.png'])('keeps its name: %s', async (name) => {
    const customer = await newCustomer(gateway);
    const { id } = await upload(customer, { kind: 'AADHAAR_CARD' }, pixel(name.normalize('NFD')));
    expect(await read(customer, id)).toMatchObject({ filename: name });

    const path = (await gateway.send(PATH, { id }, customer.token)).data.document.downloadPath;
    const disposition = (await download(path, customer.token)).headers.get('content-disposition');

    expect(disposition).toBe(`attachment; filename="_ _.png"; filename*=UTF-8''${encodeURIComponent(name)}`);
  });

  test('goes to staff, on record; to nobody else, and a program is somebody else', async () => {
    const customer = await newCustomer(gateway);
    const { id } = await upload(customer, { kind: 'PAN_CARD' });
    const path = (await gateway.send(PATH, { id }, customer.token)).data.document.downloadPath;
    const stranger = (await newCustomer(gateway)).token;
    const admin = await gateway.login('admin@example.com');
    const create = `mutation { createApiKey(input: { name: "reader", scopes: [READ_RECORDS] }) { ... on CreatedApiKey { key } } }`;
    const program = (await gateway.send(create, {}, admin)).data.createApiKey.key;

    const statuses = [];
    for (const token of [undefined, stranger, program]) statuses.push((await download(path, token)).status);
    expect(statuses).toEqual([401, 404, 404]);
    expect((await download('/documents/01900000-0000-7000-8000-ffffffffffff', stranger)).status).toBe(404);
    expect(await accessesOf(customer)).toEqual([]);

    const { status, bytes } = await download(path, await gateway.login('ravi@example.com'));
    expect([status, bytes.equals(PIXEL_PNG)]).toEqual([200, true]);
    expect(await accessesOf(customer)).toEqual([{ action: 'DOWNLOAD', actorRole: 'REVIEWER' }]);
  });

  async function accessesOf({ token }: NewCustomer): Promise<Data> {
    return (await gateway.send('{ me { accessLog { nodes { action actorRole } } } }', {}, token)).data.me.accessLog
      .nodes;
  }
});
