import { productionEnv } from '../support/production.js';
import { startTestGateway, type TestGateway } from '../support/test-gateway.js';

/** The checks of graphql-cop, said again: what a scanner looks for at a GraphQL endpoint in production. */

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway(productionEnv());
});
afterAll(() => gateway.stop());

const JSON_TYPE = { 'content-type': 'application/json' };

async function request(path: string, init: RequestInit = {}) {
  const response = await fetch(`${gateway.url}${path}`, { redirect: 'manual', ...init });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

function post(body: unknown, headers: Record<string, string> = {}) {
  return request('/graphql', { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(body) });
}

const dataOf = ({ text }: { text: string }) => JSON.parse(text).data ?? null;
const codeOf = ({ text }: { text: string }) => JSON.parse(text).errors[0].extensions.code;

describe('an endpoint in production', () => {
  test.each(['{ __schema { types { name } } }', '{ __type(name: "User") { name } }'])(
    'shows nobody its schema: %s',
    async (query) => {
      const answer = await post({ query });
      expect([answer.status, dataOf(answer), codeOf(answer)]).toEqual([400, null, 'GRAPHQL_VALIDATION_FAILED']);
      const customer = await gateway.send(query, {}, await gateway.login('asha@example.com'));
      expect([customer.status, customer.data ?? null]).toEqual([400, null]);
    },
  );

  test('hides introspection in fragments no better', async () => {
    const answer = await post({ query: 'query { ...A } fragment A on Query { ... { __schema { types { name } } } }' });
    expect([answer.status, dataOf(answer)]).toEqual([400, null]);
  });

  test('shows its schema to staff', async () => {
    const staff = await gateway.send('{ __type(name: "User") { name } }', {}, await gateway.login('ravi@example.com'));
    expect(staff.data).toEqual({ __type: { name: 'User' } });
  });

  test.each(['/', '/graphql', '/graphiql', '/playground', '/console', '/explorer', '/explorer/', '/altair'])(
    'serves no page to click at %s',
    async (path) => {
      const { headers, text } = await request(path, { headers: { accept: 'text/html' } });
      expect(headers.get('content-type') ?? '').not.toContain('text/html');
      expect(text).not.toMatch(/graphiql|playground|sandbox|altair/i);
    },
  );

  test('suggests no names', async () => {
    for (const query of [
      '{ mee { id } }',
      '{ me { nam } }',
      '{ user(di: 1) { id } }',
      '{ me { id } ... on Usr { id } }',
    ]) {
      const answer = await post({ query });
      expect(answer.status).toBe(400);
      expect(answer.text).not.toContain('Did you mean');
      const customer = await gateway.send(query, {}, await gateway.login('asha@example.com'));
      expect(JSON.stringify(customer.errors)).not.toContain('Did you mean');
    }
  });

  test('suggests names to staff', async () => {
    const { errors } = await gateway.send('{ me { nam } }', {}, await gateway.login('ravi@example.com'));
    expect(errors?.[0]?.message).toContain('Did you mean "name"?');
  });

  test('takes no mutation by GET', async () => {
    const path = `/graphql?query=${encodeURIComponent('mutation { logout { loggedOut } }')}`;
    const answer = await request(path, { headers: { 'apollo-require-preflight': 'true' } });
    expect([answer.status, dataOf(answer)]).toEqual([405, null]);
  });

  test('takes no query by GET that a foreign page could send', async () => {
    const answer = await request('/graphql?query=%7B__typename%7D');
    expect([answer.status, dataOf(answer)]).toEqual([400, null]);
  });

  test.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'])(
    'takes no POST of %s that a foreign page could send',
    async (type) => {
      const answer = await request('/graphql', {
        method: 'POST',
        headers: { 'content-type': type },
        body: 'query=%7B__typename%7D',
      });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(dataOf(answer)).toBeNull();
    },
  );

  test('takes no list of operations', async () => {
    const answer = await post(Array.from({ length: 10 }, () => ({ query: '{ __typename }' })));
    expect([answer.status, dataOf(answer)]).toEqual([400, null]);
  });

  test.each([
    ['aliases and repeated fields', `{ ${Array.from({ length: 101 }, (_, i) => `alias${i}: __typename`).join(' ')} }`],
    ['aliases and repeated fields', `{ ${'__typename '.repeat(500)} }`],
    ['directives', `{ __typename ${'@aa'.repeat(60)} }`],
  ])('overloading with %s is refused', async (what, query) => {
    const answer = await post({ query });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text).errors).toEqual([tooMany(what)]);
  });

  test('circular introspection is refused, to staff too', async () => {
    const query = `{ __schema { types { ${'fields { type { '.repeat(6)} name ${'} }'.repeat(6)} } } }`;
    const staff = await gateway.send(query, {}, await gateway.login('admin@example.com'));
    expect([staff.status, staff.data ?? null]).toEqual([400, null]);
  });

  test('traces nothing', async () => {
    const answer = await post(
      { query: '{ providers { id } }' },
      { 'apollo-federation-include-trace': 'ftv1', 'apollo-tracing': '1' },
    );
    expect(JSON.parse(answer.text).extensions).toBeUndefined();
    expect(JSON.parse(answer.text).data.providers).toHaveLength(4);
  });

  test.each([
    '{ me { id ',
    'query ($a: Nothing!) { me { id } }',
    '{ node(id: {}) { id } }',
    'qwerty { abc }',
    'query ($id: ID!) { node(id: $id) { id } }',
  ])('tells nothing of its insides when asked nonsense: %s', async (query) => {
    const answer = await post({ query, variables: { id: { a: [] } } });
    expect(answer.status).toBe(400);
    expect(answer.text).not.toMatch(/exception|stacktrace|node_modules|\.ts:|\.js:|at Object/);
  });
});

function tooMany(what: string) {
  const message = `The operation is too complex: it has too many ${what}.`;
  return { message, extensions: { code: 'OPERATION_TOO_COMPLEX' } };
}

describe('bombs', () => {
  const deep = (levels: number) => `${'{ me '.repeat(levels)}{ id }${'}'.repeat(levels)}`;

  test.each([
    ['5,000 levels', { query: deep(5_000) }, /(tokens|levels)\.$/],
    ['8,000 tokens', { query: `{ me { ${'id '.repeat(8_000)} } }` }, /tokens\.$/],
    [
      '800 aliases',
      { query: `{ ${Array.from({ length: 800 }, (_, i) => `a${i}: __typename`).join(' ')} }` },
      /aliases and repeated fields\.$/,
    ],
    ['a long string', { query: '{ me { id } }', variables: { a: 'a'.repeat(100_000) } }, /characters in one string\.$/],
    [
      '100 codes in one request',
      {
        query: `mutation { ${Array.from({ length: 40 }, (_, i) => `a${i}: requestOtp(input: { channel: SMS }) { __typename }`).join(' ')} }`,
      },
      /fields of Query or Mutation\.$/,
    ],
  ])('%s: refused by what there is too much of, without a number', async (_, body, words) => {
    const answer = await post(body);
    const [{ message, extensions }] = JSON.parse(answer.text).errors;
    expect([answer.status, extensions.code]).toEqual([400, 'OPERATION_TOO_COMPLEX']);
    expect(message).toMatch(words);
    expect(answer.text).not.toMatch(/\d/);
  });

  test('a compressed body is refused before it is read', async () => {
    const answer = await post({ query: '{ __typename }' }, { 'content-encoding': 'gzip' });
    expect([answer.status, codeOf(answer)]).toEqual([415, 'BAD_REQUEST']);
  });

  test('limits are settings', async () => {
    const strict = await startTestGateway({ LIMIT_DEPTH: '2', LIMIT_BODY_BYTES: '2048' });
    try {
      expect((await strict.send('{ providers { id } }')).data.providers).toHaveLength(4);
      expect((await strict.send('{ me { profile { pan { number } } } }')).errors).toEqual([tooMany('levels')]);
      expect((await strict.send('{ me { id } }', { a: 'a'.repeat(3_000) })).status).toBe(413);
    } finally {
      await strict.stop();
    }
  });
});
