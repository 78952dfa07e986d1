import { GatewayMetrics } from '../../../src/telemetry/gateway-metrics.js';
import { startTinyGateway, type TinyGateway } from './tiny-gateway.js';

const TOKEN = 'a token of the tests';

let gateway: TinyGateway | undefined;

afterEach(async () => {
  await gateway?.stop();
});

async function ask(options: { shown: boolean; token?: string }, authorization?: string): Promise<Response> {
  gateway = await startTinyGateway({ metrics: { counts: new GatewayMetrics(), ...options } });
  return fetch(`${gateway.url}/metrics`, { headers: authorization === undefined ? {} : { authorization } });
}

test('without a token everybody may read the figures', async () => {
  const answer = await ask({ shown: true });
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(await answer.text()).toContain('# TYPE kyc_http_requests_total counter');
});

test.each([undefined, '', 'Bearer', TOKEN, `Bearer ${TOKEN}x`, `Basic ${TOKEN}`])(
  'with a token %j is not enough',
  async (authorization) => {
    const answer = await ask({ shown: true, token: TOKEN }, authorization);
    expect([answer.status, await answer.text()]).toEqual([401, '']);
  },
);

test('with a token whoever sends it may read the figures', async () => {
  const answer = await ask({ shown: true, token: TOKEN }, `Bearer ${TOKEN}`);
  expect(answer.status).toBe(200);
});

test('switched off there is no such page', async () => {
  expect((await ask({ shown: false })).status).toBe(404);
});
