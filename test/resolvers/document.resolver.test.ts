import { createHash } from 'node:crypto';
import { MAX_UPLOAD_BYTES } from '../support/fakes/fake-gateway.js';
import { JPEG, PDF } from '../support/fakes/memory-document-store.js';
import { createWorld, type Run, type World } from '../support/schema-harness.js';
import { fileUpload } from './file-upload.js';
import { outcomeUnknown, providerError } from './provider-errors.js';
import { DOCUMENT, PAGE, PROBLEM } from './selections.js';

const READ = `query ($id: ID!) { document(id: $id) { ${DOCUMENT} } }`;
const UPLOAD = `mutation ($file: Upload!, $input: UploadDocumentInput!) { uploadDocument(file: $file, input: $input) { __typename ... on Document { ${DOCUMENT} } ${PROBLEM} } }`;

let world: World;
let asAsha: Run;

beforeEach(async () => {
  world = await createWorld();
  asAsha = world.as(world.people.asha);
});

const upload = async (input: Record<string, unknown>, file = fileUpload(JPEG)) => {
  const { data, errors } = await asAsha(UPLOAD, { file, input });
  expect(errors).toEqual([]);
  return data.uploadDocument;
};

describe('document', () => {
  test('says what it is, whose it is and who has a copy; it names no path', async () => {
    const document = await world.addDocument(world.people.asha);
    await world.gateway.documents.insertCopy({
      id: world.gateway.newId(),
      documentId: document.id,
      providerId: 'personr',
      providerDocumentId: null,
      applicantId: null,
      runnerId: null,
      state: 'SENT',
      errorCode: null,
      remarks: ['BLURRY'],
      createdAt: document.createdAt,
    });
    const { data, errors } = await asAsha(READ, { id: document.globalId });
    expect(errors).toEqual([]);
    expect(data.document).toMatchObject({
      id: document.globalId,
      kind: 'SELFIE',
      side: 'FRONT',
      country: 'IND',
      filename: 'face.jpg',
      contentType: 'image/jpeg',
      sizeBytes: 10,
      downloadPath: `/documents/${document.id}`,
      sha256: 'ab'.repeat(32),
      state: 'STORED',
      copies: [{ providerId: 'personr', state: 'SENT', remarks: ['BLURRY'], errorCode: null }],
    });
  });

  test('is in a page of its user too', async () => {
    const { globalId } = await world.addDocument(world.people.asha);
    await world.addDocument(world.people.bala);
    const page = `documents(first: 1) { ${PAGE} }`;
    const { data } = await asAsha(`{ ${page} me { ${page} } }`);
    expect(data.me.documents).toEqual(data.documents);
    expect(data.documents).toMatchObject({ edges: [{ node: { id: globalId } }], pageInfo: { hasNextPage: false } });
  });
});

describe('uploadDocument', () => {
  test('keeps the bytes and finds out by itself what they are', async () => {
    const answer = await upload(
      { kind: 'PASSPORT', side: 'FRONT', country: 'ind' },
      fileUpload(JPEG, 'passport.pdf', 'application/pdf'),
    );
    expect(answer).toMatchObject({
      __typename: 'Document',
      kind: 'PASSPORT',
      country: 'IND',
      filename: 'passport.pdf',
      contentType: 'image/jpeg',
      sizeBytes: JPEG.length,
      sha256: createHash('sha256').update(JPEG).digest('hex'),
      state: 'STORED',
      copies: [],
    });
    const [record] = world.gateway.documents.records.values();
    expect(record?.userId).toBe(world.people.asha.id);
    expect(world.gateway.store.files.get(record?.id ?? '')).toEqual(JPEG);
  });

  test.each([
    ['../../etc/pass wd.jpg', 'pass wd.jpg'],
    ['C:\\scans\\card.png', 'card.png'],
    ['..hidden', 'hidden'],
    ['a\u202egpj.exe', 'a_gpj.exe'],
    ['', 'file'],
    [`${'x'.repeat(500)}.pdf`, `${'x'.repeat(116)}.pdf`],
  ])('keeps of the name %p only what is harmless', async (given, kept) => {
    expect((await upload({ kind: 'OTHER' }, fileUpload(JPEG, given))).filename).toBe(kept);
  });

  test.each([
    ['a PDF as a selfie', 'SELFIE', PDF],
    ['text', 'OTHER', Buffer.from('just text')],
    ['nothing', 'OTHER', Buffer.alloc(0)],
    ['a file that is too large', 'OTHER', Buffer.concat([JPEG, Buffer.alloc(MAX_UPLOAD_BYTES)])],
  ])('refuses %s and keeps nothing', async (_name, kind, bytes) => {
    const applicant = await world.addApplicant(world.people.asha);
    const answer = await upload({ kind, applicantId: applicant.globalId }, fileUpload(bytes));
    expect(answer).toMatchObject({ __typename: 'ValidationProblem', fieldErrors: [{ field: 'file' }] });
    expect([world.gateway.store.files.size, world.gateway.documents.records.size]).toEqual([0, 0]);
    expect(world.gateway.ports.screening.calls).toEqual([]);
  });

  test('takes a file of exactly the greatest size', async () => {
    const bytes = Buffer.concat([PDF, Buffer.alloc(MAX_UPLOAD_BYTES - PDF.length)]);
    expect(await upload({ kind: 'OTHER' }, fileUpload(bytes))).toMatchObject({ sizeBytes: MAX_UPLOAD_BYTES });
  });

  test.each([[null], ['text'], [{}]])('refuses %j in the place of the file', async (file) => {
    const { data, errors } = await asAsha(UPLOAD, { file, input: { kind: 'OTHER' } });
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'file' } }]);
  });
});

describe('a copy', () => {
  test('goes to the applicant and the runner, and is recorded before it does', async () => {
    const { gateway, people } = world;
    const applicant = await world.addApplicant(people.asha);
    const runner = await world.addRunner(people.asha);
    const seen: unknown[] = [];
    const look = () => seen.push([...gateway.documents.copies.values()].map(({ state }) => state));
    gateway.ports.screening.onCall('uploadDocument', look);
    gateway.ports.workflow.onCall('uploadDocument', look);
    gateway.ports.screening.remarks = { errors: ['E1'], warnings: ['W1'] };
    const input = { kind: 'DRIVING_LICENCE', side: 'BACK', applicantId: applicant.globalId, runnerId: runner.globalId };
    const answer = await upload(input);
    expect(seen).toEqual([['SENDING'], ['FAILED', 'SENDING']]);
    expect(answer.copies).toMatchObject([
      {
        providerId: 'personr',
        providerDocumentId: null,
        state: 'FAILED',
        errorCode: 'PROVIDER_REJECTED',
        remarks: ['E1', 'W1'],
      },
      { providerId: 'crego', providerDocumentId: 'crego-document-1', state: 'SENT', errorCode: null, remarks: [] },
    ]);
    expect(gateway.ports.screening.lastInput('uploadDocument')).toMatchObject({
      providerApplicantId: applicant.providerApplicantId,
      kind: 'DRIVING_LICENCE',
      side: 'BACK',
      countryIso3: 'IND',
      contentType: 'image/jpeg',
      bytes: JPEG,
    });
    expect([gateway.ports.screening.calls.length, gateway.ports.workflow.calls.length]).toEqual([1, 1]);
    expect([...gateway.documents.copies.values()]).toMatchObject([
      { applicantId: applicant.id, runnerId: null },
      { applicantId: null, runnerId: runner.id },
    ]);
  });

  test.each([
    ['SELFIE', 'SELFIE'],
    ['PASSPORT', 'PASSPORT'],
    ['RESIDENCE_PERMIT', 'RESIDENCE_PERMIT'],
    ['UTILITY_BILL', 'UTILITY_BILL'],
    ['PAN_CARD', 'ID_CARD'],
    ['AADHAAR_CARD', 'ID_CARD'],
  ])('of a %s is a %s to the screening provider', async (kind, sent) => {
    const { globalId } = await world.addApplicant(world.people.asha);
    await upload({ kind, country: 'AUS', applicantId: globalId });
    expect(world.gateway.ports.screening.lastInput('uploadDocument')).toMatchObject({ kind: sent, countryIso3: 'AUS' });
  });

  test.each([
    ['FAILED', 'PROVIDER_REJECTED', providerError('personr', 'PROVIDER_REJECTED', false)],
    ['FAILED', 'PROVIDER_UNREACHABLE', providerError('personr', 'PROVIDER_UNREACHABLE')],
    ['UNKNOWN', 'PROVIDER_TIMEOUT', outcomeUnknown('personr')],
  ])('is %s after %s; the document is kept and the other copy still goes', async (state, errorCode, error) => {
    const applicant = await world.addApplicant(world.people.asha);
    const runner = await world.addRunner(world.people.asha);
    world.gateway.ports.screening.fail('uploadDocument', error);
    const answer = await upload({ kind: 'SELFIE', applicantId: applicant.globalId, runnerId: runner.globalId });
    expect(answer).toMatchObject({
      __typename: 'Document',
      state: 'STORED',
      copies: [
        { providerId: 'personr', state, errorCode },
        { providerId: 'crego', state: 'SENT', errorCode: null },
      ],
    });
    expect(world.gateway.ports.screening.calls).toHaveLength(1);
  });

  test('cannot go to an applicant that the provider does not have', async () => {
    const { globalId } = await world.addApplicant(world.people.asha, { providerApplicantId: null });
    const answer = await upload({ kind: 'SELFIE', applicantId: globalId });
    expect(answer.copies).toMatchObject([{ state: 'FAILED', errorCode: 'PROVIDER_NOT_FOUND' }]);
    expect(world.gateway.ports.screening.calls).toEqual([]);
  });
});
