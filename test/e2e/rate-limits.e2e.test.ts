import { startTestGateway, type TestGateway } from '../support/test-gateway.js';

let gateway: TestGateway | undefined;
afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
});

const LIMITS = { RATE_LIMIT_ACTOR: '0', RATE_LIMIT_ADDRESS: '0', RATE_LIMIT_MUTATION_POINTS: '5' };

async function post(url: string, query: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    body: JSON.parse(await response.text()),
  };
}

const providers = (count: number) =>
  `{ ${Array.from({ length: count }, (_, i) => `a${i}: providers { id }`).join(' ')} }`;

describe('rate limits', () => {
  test('count every alias for the address, and refuse the whole operation', async () => {
    gateway = await startTestGateway({ ...LIMITS, RATE_LIMIT_ADDRESS: '20' });
    expect((await post(gateway.url, providers(15))).status).toBe(200);
    const refused = await post(gateway.url, providers(6));
    expect(refused.status).toBe(429);
    expect(refused.body.data ?? null).toBeNull();
    expect(refused.body.errors[0].extensions).toEqual({ code: 'RATE_LIMITED', retryAfter: Number(refused.retryAfter) });
    expect(Number(refused.retryAfter)).toBeGreaterThanOrEqual(1);
    expect((await post(gateway.url, providers(5))).status).toBe(200);
    expect((await post(gateway.url, '{ __typename }')).status).toBe(429);
    expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);
  });

  test('weigh mutations, and count fields in fragments', async () => {
    gateway = await startTestGateway({ ...LIMITS, RATE_LIMIT_ADDRESS: '12' });
    const logout =
      'mutation { ...A ...B } fragment A on Mutation { a: logout { loggedOut } } fragment B on Mutation { b: logout { loggedOut } }';
    expect((await post(gateway.url, logout)).status).toBe(200);
    expect((await post(gateway.url, 'mutation { logout { loggedOut } }')).status).toBe(429);
    expect((await post(gateway.url, providers(2))).status).toBe(200);
  });

  test('are kept for each account apart', async () => {
    gateway = await startTestGateway({ ...LIMITS, RATE_LIMIT_ACTOR: '10' });
    const asha = await gateway.login('asha@example.com');
    const ravi = await gateway.login('ravi@example.com');
    expect((await gateway.send(providers(10), {}, asha)).status).toBe(200);
    expect((await gateway.send(providers(1), {}, asha)).status).toBe(429);
    expect((await gateway.send(providers(1), {}, ravi)).status).toBe(200);
    expect((await gateway.send(providers(20))).status).toBe(200);
  });

  test('leave to accounts what strangers at the same address have used up', async () => {
    gateway = await startTestGateway({ ...LIMITS, RATE_LIMIT_ADDRESS: '10' });
    const asha = await gateway.login('asha@example.com');
    expect((await gateway.send(providers(5))).status).toBe(200);
    expect((await gateway.send(providers(1))).status).toBe(429);
    expect((await gateway.send(providers(10), {}, asha)).status).toBe(200);
    expect((await gateway.send(providers(1), {}, asha)).status).toBe(429);
  });

  test('count files beside operations', async () => {
    gateway = await startTestGateway({ ...LIMITS, RATE_LIMIT_ACTOR: '10' });
    const asha = await gateway.login('asha@example.com');
    const { data } = await gateway.send('{ documents(first: 1) { nodes { downloadPath } } }', {}, asha);
    const path = gateway.url + data.documents.nodes[0].downloadPath;
    const answers = [];
    for (let count = 0; count < 10; count += 1) {
      answers.push(await fetch(path, { headers: { authorization: `Bearer ${asha}` } }));
    }
    expect(answers.map(({ status }) => status)).toEqual([...Array(9).fill(200), 429]);
    expect(Number(answers[9]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect((await gateway.send(providers(1), {}, asha)).status).toBe(429);
  });

  test('believe x-forwarded-for only of proxies on the list', async () => {
    const from = (address: string) => ({ 'x-forwarded-for': address });
    gateway = await startTestGateway({ ...LIMITS, RATE_LIMIT_ADDRESS: '5' });
    expect((await post(gateway.url, providers(5), from('203.0.113.1'))).status).toBe(200);
    expect((await post(gateway.url, providers(5), from('203.0.113.2'))).status).toBe(429);
    await gateway.stop();

    gateway = await startTestGateway({ ...LIMITS, RATE_LIMIT_ADDRESS: '5', TRUST_PROXY: '127.0.0.1' });
    expect((await post(gateway.url, providers(5), from('203.0.113.1'))).status).toBe(200);
    expect((await post(gateway.url, providers(5), from('203.0.113.2'))).status).toBe(200);
    expect((await post(gateway.url, providers(1), from('203.0.113.2'))).status).toBe(429);
    // The caller's own entries stand to the left of the proxy's.
    expect((await post(gateway.url, providers(1), from('198.51.100.9, 203.0.113.2'))).status).toBe(429);
  });
});
