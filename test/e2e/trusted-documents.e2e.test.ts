import { createHash } from 'node:crypto';
import { startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { PIXEL_PNG } from './images.js';
import { readOperationFile } from './operation-files.js';

const PREFLIGHT = { 'apollo-require-preflight': 'true' };
const PROVIDERS = readOperationFile('providers');

const idOf = (text: string) => createHash('sha256').update(text).digest('hex');
const byHash = (text: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: idOf(text) } } });

let gateway: TestGateway;

function post(body: unknown, headers: Record<string, string> = {}) {
  return answerOf(
    fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    }),
  );
}

function get(parameters: Record<string, string>) {
  return answerOf(fetch(`${gateway.url}/graphql?${new URLSearchParams(parameters)}`, { headers: PREFLIGHT }));
}

async function answerOf(sent: Promise<Response>) {
  const response = await sent;
  const body = JSON.parse(await response.text());
  return { status: response.status, data: body.data ?? null, code: body.errors?.[0].extensions.code ?? null };
}

const ANSWERED = { status: 200, data: { providers: expect.any(Array) }, code: null };

describe.each([
  ['a gateway that runs anything', false],
  ['a gateway that runs trusted documents only', true],
])('%s', (_, only) => {
  beforeAll(async () => {
    gateway = await startTestGateway(only ? { TRUSTED_ONLY: '1' } : {});
  });
  afterAll(() => gateway.stop());

  test('knows documents by id, by POST and by GET', async () => {
    const { text } = PROVIDERS;
    expect(await post({ documentId: idOf(text) })).toEqual(ANSWERED);
    expect(await post({ documentId: `sha256:${idOf(text)}` })).toEqual(ANSWERED);
    expect(await post(byHash(text))).toEqual(ANSWERED);
    expect(await get({ documentId: idOf(text) })).toEqual(ANSWERED);
    expect(await get({ extensions: JSON.stringify(byHash(text).extensions) })).toEqual(ANSWERED);
  });

  test('takes the whole text too, with the hash or without', async () => {
    const { text } = PROVIDERS;
    expect(await post({ query: text })).toEqual(ANSWERED);
    expect(await post({ query: text, ...byHash(text) })).toEqual(ANSWERED);
    expect(await get({ query: text })).toEqual(ANSWERED);
  });

  test('takes variables with an id', async () => {
    const { text, variables } = readOperationFile('validate-identifier');
    const answer = await post({ documentId: idOf(text), variables });
    expect([answer.status, answer.code]).toEqual([200, null]);
    expect(await get({ documentId: idOf(text), variables: JSON.stringify(variables) })).toEqual(answer);
  });

  test('runs no mutation by GET, by its id neither', async () => {
    expect((await get({ documentId: idOf(readOperationFile('logout').text) })).status).toBe(405);
  });

  test('does not let anybody register a document', async () => {
    const text = '{ providers { id } }';
    await post({ query: text, ...byHash(text) });
    const answer = await post(byHash(text));
    expect([answer.data, answer.code]).toEqual([null, only ? 'DOCUMENT_NOT_TRUSTED' : 'PERSISTED_QUERY_NOT_FOUND']);
  });
});

describe('with trusted documents only', () => {
  beforeAll(async () => {
    gateway = await startTestGateway({ TRUSTED_ONLY: 'true' });
  });
  afterAll(() => gateway.stop());

  const REFUSED = { status: 403, data: null, code: 'DOCUMENT_NOT_TRUSTED' };

  test('whatever else is refused, to staff as well', async () => {
    const { text, variables } = readOperationFile('login');
    const { data } = await gateway.send(text, {
      ...variables,
      input: { email: 'admin@example.com', password: 'demo-password-1' },
    });
    const admin = { authorization: `Bearer ${data.login.accessToken}` };

    for (const query of ['{ providers { id } }', `${PROVIDERS.text} `, '{ __schema { queryType { name } } }', '{']) {
      expect(await post({ query })).toEqual(REFUSED);
      expect(await post({ query }, admin)).toEqual(REFUSED);
      expect(await get({ query })).toEqual(REFUSED);
    }
    expect(await post({ documentId: 'a'.repeat(64) }, admin)).toEqual(REFUSED);
    expect(await post({ query: '{ providers { id } }', documentId: idOf(PROVIDERS.text) }, admin)).toEqual(REFUSED);
    expect(await post({}, admin)).toEqual(REFUSED);
  });

  test('uploads are documents like any other', async () => {
    const login = await gateway.send(readOperationFile('login').text, {
      input: { email: 'asha@example.com', password: 'demo-password-1' },
    });
    const token = login.data.login.accessToken;
    const { text, variables } = readOperationFile('upload-document');
    const file = { name: 'a.png', bytes: PIXEL_PNG };
    expect((await gateway.upload(text, variables, file, token)).data.uploadDocument.__typename).toBe('Document');
    expect((await gateway.upload(`${text} `, variables, file, token)).status).toBe(403);
  });

  test('every tab of the explorer is such a document', async () => {
    const page = await (await fetch(`${gateway.url}/explorer/initial_options.js`)).text();
    expect(page).toContain('query Providers');
    expect(await post({ query: PROVIDERS.text })).toEqual(ANSWERED);
  });
});

test('the limits hold for documents that come by id', async () => {
  gateway = await startTestGateway({ LIMIT_COST: '20' });
  try {
    const { text } = readOperationFile('users');
    expect((await post({ documentId: idOf(text), variables: { first: 100 } })).code).toBe('OPERATION_TOO_COMPLEX');
  } finally {
    await gateway.stop();
  }
});
