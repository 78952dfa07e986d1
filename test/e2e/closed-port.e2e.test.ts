import { createServer } from 'node:net';
import { type Data, startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { readOperationFile } from './operation-files.js';

const FIRST_LOOK = readOperationFile('first-look').text;
const PROVIDER_TIMEOUT_MS = 5_000;

/** What must be set beside the base URL, where the first look shows the provider, and how that part then looks. */
const PROVIDERS = [
  {
    id: 'crego',
    settings: { CREGO_SERVICE_TOKEN: 'a-token' },
    path: ['me', 'runners', 'nodes', 0],
    part: ({ me }: Data) => me.runners.nodes[0],
    marked: { refId: 'RUNNER-DEMO-01', status: 'PROCESSING', currentNode: null, source: unavailable('crego') },
  },
  {
    id: 'personr',
    settings: { PERSONR_TOKEN: 'a-token' },
    path: ['me', 'applicants', 'nodes', 0],
    part: ({ me }: Data) => me.applicants.nodes[0],
    marked: { status: 'PROCESSING', decision: null, source: unavailable('personr') },
  },
  {
    id: 'cdp',
    settings: { CDP_CLIENT_ID: 'a', CDP_CLIENT_SECRET: 'b', CDP_USERNAME: 'c', CDP_PASSWORD: 'd' },
    path: ['me', 'customer'],
    part: ({ me }: Data) => me.customer,
    marked: { customerNumber: null, customerStatus: null, source: unavailable('cdp') },
  },
  {
    id: 'cashfree',
    settings: { CASHFREE_CLIENT_ID: 'a', CASHFREE_CLIENT_SECRET: 'b' },
    path: ['me', 'verifications', 'nodes', 0],
    part: ({ me }: Data) => me.verifications.nodes[0],
    marked: {
      capability: 'PAN',
      subject: 'AAXXXXXX4C',
      outcome: 'PASS',
      source: { providerId: 'cashfree', state: 'STALE', fetchedAt: '2025-01-31T08:00:00.000Z' },
    },
  },
] as const;

describe.each(PROVIDERS)('with $id at a closed port', ({ id, settings, path, part, marked }) => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({
      [`${id.toUpperCase()}_BASE_URL`]: `http://127.0.0.1:${await closedPort()}`,
      PROVIDER_TIMEOUT_MS: String(PROVIDER_TIMEOUT_MS),
      ...settings,
    });
  });
  afterAll(() => gateway.stop());

  test('the first look answers in time with everything else, its fields marked, and one error', async () => {
    const token = await gateway.login('asha@example.com');
    const startedAt = performance.now();
    const { data, errors, status } = await gateway.send(FIRST_LOOK, {}, token);

    expect(performance.now() - startedAt).toBeLessThan(PROVIDER_TIMEOUT_MS);
    expect(status).toBe(200);
    expect(data.me).toMatchObject({ name: 'Asha Rao', profile: { pan: { number: 'AAXXXXXX4C' } } });
    expect(part(data)).toEqual(marked);
    for (const other of PROVIDERS.filter((provider) => provider.id !== id)) {
      expect(other.part(data).source).toMatchObject({ providerId: other.id, state: 'LIVE' });
    }
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions).toEqual({ code: 'PROVIDER_UNREACHABLE', providerId: id, retryable: true });
    expect(errors?.[0]?.message).toContain(id);
    expect(errors?.[0]?.path?.slice(0, path.length)).toEqual(path);
  });

  test('a page of it fails with one error, not one for each person', async () => {
    const { data, errors } = await gateway.send(
      `{ users(first: 5) { nodes { name customer { source { state } } applicants { nodes { source { state } } }
        runners { nodes { source { state } } } verifications { nodes { source { state } } } } } }`,
      {},
      await gateway.login('ravi@example.com'),
    );

    expect(data.users.nodes).toHaveLength(5);
    expect(errors?.map(({ extensions }) => extensions.providerId)).toEqual([id]);
  });

  test('it is not reported as healthy', async () => {
    await gateway.send(FIRST_LOOK, {}, await gateway.login('asha@example.com'));
    const { data, errors } = await gateway.send('{ providers { id health simulated lastFailureAt } }');

    expect(errors).toBeUndefined();
    const byId = new Map<string, Data>(data.providers.map((provider: Data) => [provider.id, provider]));
    expect(['DEGRADED', 'DOWN']).toContain(byId.get(id).health);
    expect(byId.get(id)).toMatchObject({ simulated: false, lastFailureAt: expect.any(String) });
    for (const other of PROVIDERS.filter((provider) => provider.id !== id)) {
      expect(byId.get(other.id)).toMatchObject({ health: 'UP', simulated: true, lastFailureAt: null });
    }
  });
});

function unavailable(providerId: string) {
  return { providerId, state: 'UNAVAILABLE', fetchedAt: null };
}

/** A port of this machine on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('The server had no port.');
  return address.port;
}
