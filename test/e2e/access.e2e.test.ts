import { PROVIDERS } from '../../src/providers/registry.js';
import { type Data, startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { newCustomer } from './new-customer.js';
import { readOperationFile } from './operation-files.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

const ID_OF: Readonly<Record<string, unknown>> = Object.fromEntries(
  ['user', 'applicant', 'runner', 'document', 'verification'].map((name) => [
    name,
    readOperationFile(name).variables.id,
  ]),
);

describe('who may read what', () => {
  test.each(Object.keys(ID_OF))('%s: the owner and staff; for others it is not there', async (field) => {
    const query = `query ($id: ID!) { ${field}(id: $id) { id } node(id: $id) { id } }`;
    const variables = { id: ID_OF[field] };
    const expected = { [field]: variables, node: variables };

    for (const email of ['asha@example.com', 'ravi@example.com', 'admin@example.com']) {
      expect((await gateway.send(query, variables, await gateway.login(email))).data).toEqual(expected);
    }
    const stranger = await gateway.send(query, variables, await gateway.login('tara@example.com'));
    expect(stranger.data).toEqual({ [field]: null, node: null });
    expect(stranger.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'NOT_FOUND', field: 'id' }]);
    const nobody = await gateway.send(query, variables);
    expect(nobody.errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
  });

  test('users is for staff', async () => {
    const query = '{ users(first: 100) { nodes { email } } }';
    const staff = await gateway.send(query, {}, await gateway.login('admin@example.com'));
    const customer = await gateway.send(query, {}, await gateway.login('asha@example.com'));

    expect(staff.data.users.nodes.length).toBeGreaterThanOrEqual(29);
    expect(customer.data ?? null).toBeNull();
    expect(customer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test.each(['applicants', 'runners', 'documents', 'verifications'])(
    '%s: customers list their own, staff all, page by page',
    async (field) => {
      const query = `query ($after: Cursor) { ${field}(first: 10, after: $after) { edges { node { id user { email } } }
        pageInfo { hasNextPage endCursor } } }`;
      const own = await gateway.send(query, {}, await gateway.login('asha@example.com'));
      expect(own.data[field].edges.map(({ node }: Data) => node)).toEqual([
        { id: ID_OF[field.slice(0, -1)], user: { email: 'asha@example.com' } },
      ]);

      const token = await gateway.login('ravi@example.com');
      const seen: string[] = [];
      for (let after: string | null | undefined; after !== null; ) {
        const { edges, pageInfo } = (await gateway.send(query, { after }, token)).data[field];
        seen.push(...edges.map(({ node }: Data) => node.id));
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      }
      expect(seen.length).toBeGreaterThanOrEqual(28);
      expect(new Set(seen).size).toBe(seen.length);
    },
  );

  test('me is null without a login and the account with one', async () => {
    const { token, email } = await newCustomer(gateway);

    expect((await gateway.send('{ me { email } }')).data.me).toBeNull();
    expect((await gateway.send('{ me { email } }', {}, token)).data.me).toEqual({ email });
  });
});

describe('validateIdentifier', () => {
  const QUERY = readOperationFile('validate-identifier').text;

  test.each([
    ['GSTIN', '29AAGCB7383J1Z4', true],
    ['GSTIN', '29AAGCB7383J1Z5', false],
    ['PAN', 'abcpv1234d', true],
    ['PAN', 'ABCXV1234D', false],
    ['AADHAAR', '9999 4105 7058', true],
    ['AADHAAR', '999941057059', false],
    ['PINCODE', '060001', false],
    ['PHONE', '9000000001', true],
  ])('%s %s: %s', async (kind, value, valid) => {
    const { data } = await gateway.send(QUERY, { kind, value });

    expect(data.validateIdentifier).toMatchObject({ kind, valid });
    expect(data.validateIdentifier.problems.length > 0).toBe(!valid);
    expect(JSON.stringify(data)).not.toContain(value.replaceAll(' ', '').toUpperCase());
  });
});

describe('providers', () => {
  const QUERY = '{ providers { id health circuit simulated lastSuccessAt lastFailureAt } }';

  async function cashfree(): Promise<Data> {
    const { data } = await gateway.send(QUERY);
    expect(data.providers.map(({ id }: Data) => id)).toEqual(PROVIDERS.map(({ id }) => id));
    return data.providers.find(({ id }: Data) => id === 'cashfree');
  }

  test('health follows what the calls met', async () => {
    const { token } = await newCustomer(gateway);
    const read = () => gateway.send(readOperationFile('verify-pan').text, { input: { pan: 'ABCPV1234D' } }, token);
    await read();
    expect(await cashfree()).toMatchObject({ health: 'UP', circuit: 'CLOSED', simulated: true, lastFailureAt: null });

    gateway.simulators.get('cashfree')?.setFaults([{ pathContains: '/pan', status: 503, body: {} }]);
    for (let call = 0; call < 12; call += 1) await read();
    const down = await cashfree();
    expect(down.health).not.toBe('UP');
    expect(down.lastFailureAt).toEqual(expect.any(String));
    expect(['OPEN', 'CLOSED']).toContain(down.circuit);
    gateway.simulators.get('cashfree')?.setFaults([]);
  });
});
