import { ROUTE_RULES } from '../../src/http/route-rules.js';
import { startTestGateway, type TestGateway } from '../support/test-gateway.js';

const METRICS_TOKEN = 'a-token-for-metrics-1';

let gateway: TestGateway;
let tokens: readonly (string | undefined)[];
beforeAll(async () => {
  gateway = await startTestGateway({ METRICS_TOKEN });
  tokens = [undefined, METRICS_TOKEN];
  for (const person of ['asha', 'ravi', 'admin']) tokens = [...tokens, await gateway.login(`${person}@example.com`)];
});
afterAll(() => gateway.stop());

const UUID = '01900000-0000-7000-8000-ffffffffffff';

/**
 * Written by hand: the address to try for each route, with what it answers to nobody, to whoever has the token for
 * metrics, to a customer, a reviewer and an admin.
 */
const EXPECTATIONS: Readonly<Record<string, readonly [string, ...number[]]>> = {
  '/': ['GET /', 200, 200, 200, 200, 200],
  '/graphql': ['GET /graphql?query={__typename}', 200, 401, 200, 200, 200],
  '/explorer': ['GET /explorer', 200, 200, 200, 200, 200],
  '/explorer/': ['GET /explorer/', 200, 200, 200, 200, 200],
  '/explorer/*': ['GET /explorer/main.js', 200, 200, 200, 200, 200],
  '/explorer/initial_options.js': ['GET /explorer/initial_options.js', 200, 200, 200, 200, 200],
  '/health/live': ['GET /health/live', 200, 200, 200, 200, 200],
  '/health/ready': ['GET /health/ready', 200, 200, 200, 200, 200],
  '/metrics': ['GET /metrics', 401, 200, 401, 401, 401],
  '/documents/:id': [`GET /documents/${UUID}`, 401, 401, 404, 404, 404],
  '/provider-documents/:id': ['GET /provider-documents/unknown', 401, 401, 404, 404, 404],
  '/webhooks/:providerId': ['POST /webhooks/cashfree', 401, 401, 401, 401, 401],
  '/exports/:id/:token': [`GET /exports/${UUID}/${'A'.repeat(43)}`, 404, 404, 404, 404, 404],
  '*': ['OPTIONS /graphql', 405, 405, 405, 405, 405],
};

test('the list has every route', () => {
  expect(Object.keys(EXPECTATIONS).sort()).toEqual(Object.keys(ROUTE_RULES).sort());
});

test.each(Object.entries(EXPECTATIONS))('%s', async (_route, [address, ...expected]) => {
  const [method = '', path = ''] = address.split(' ');
  const statuses: number[] = [];
  for (const token of tokens) {
    const headers = {
      'apollo-require-preflight': 'true',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    };
    const response = await fetch(gateway.url + path, { method, headers, redirect: 'manual' });
    await response.arrayBuffer();
    statuses.push(response.status);
  }
  expect(statuses).toEqual(expected);
});
