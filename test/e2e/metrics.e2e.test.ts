import { type Figure, readFigures, sumOf } from '../support/metric-text.js';
import { startTestGateway, type TestGateway } from '../support/test-gateway.js';

const ME = `query ($maxAge: Int) { me {
  customer(maxAge: $maxAge) { source { state } }
  applicants(first: 1, maxAge: $maxAge) { nodes { status source { state } } }
  runners(first: 1, maxAge: $maxAge) { nodes { status source { state } } }
  verifications(first: 1, maxAge: $maxAge) { nodes { outcome source { state } } }
} }`;

/** What a label of ours may hold; no id, no path with an id, nothing a person typed. */
const WORD = /^[A-Za-z][A-Za-z_]*$|^[0-9.]+$|^\+Inf$|^\/[a-z/:A-Z*-]*$|^v\d+\.\d+\.\d+$/;

let gateway: TestGateway;
let token: string;

beforeAll(async () => {
  gateway = await startTestGateway({ PROVIDER_TIMEOUT_MS: '1000' });
  token = await gateway.login('asha@example.com');
});
afterAll(() => gateway.stop());

/** Asks once, and tells by how much each figure grew. */
async function grown(maxAge: number | null = null): Promise<(name: string, labels?: Record<string, string>) => number> {
  const before = await readFigures(gateway.url);
  await gateway.send(ME, { maxAge }, token);
  const after = await readFigures(gateway.url);
  return (name, labels) => sumOf(after, name, labels) - sumOf(before, name, labels);
}

function fail(id: string, body: object | null): void {
  const status = 500;
  gateway.simulators.get(id)?.setFaults(body === null ? [] : [{ pathContains: '', status, body }]);
}

const PROVIDERS = ['cashfree', 'cdp', 'crego', 'personr'];

test('calls are counted and timed by provider and operation, answers by where they came from', async () => {
  const live = await grown();
  for (const provider of PROVIDERS) {
    expect(live('kyc_provider_calls_total', { provider, outcome: 'OK' })).toBeGreaterThanOrEqual(1);
    expect(live('kyc_provider_answers_total', { provider, state: 'LIVE' })).toBe(1);
  }
  expect(live('kyc_provider_calls_total', { provider: 'crego', operation: 'getRunner', outcome: 'OK' })).toBe(1);
  expect(live('kyc_provider_call_duration_seconds_count', { provider: 'crego', operation: 'getRunner' })).toBe(1);

  const cached = await grown(3600);
  for (const provider of PROVIDERS) {
    expect(cached('kyc_provider_calls_total', { provider })).toBe(0);
    expect(cached('kyc_provider_answers_total', { provider, state: 'CACHED' })).toBe(1);
  }
});

test('failures, retries, stale answers and the circuit show', async () => {
  fail('crego', {});
  const failed = await grown();
  expect(failed('kyc_provider_answers_total', { provider: 'crego', state: 'STALE' })).toBe(1);
  expect(failed('kyc_provider_calls_total', { provider: 'crego', outcome: 'SERVER_ERROR' })).toBe(3);
  expect(failed('kyc_provider_retries_total', { provider: 'crego', code: 'SERVER_ERROR' })).toBe(2);
  const circuit = async (state: string) =>
    sumOf(await readFigures(gateway.url), 'kyc_provider_circuit', { provider: 'crego', state });
  expect([await circuit('CLOSED'), await circuit('OPEN')]).toEqual([1, 0]);
  for (let more = 0; more < 8; more += 1) await gateway.send(ME, {}, token);
  expect([await circuit('CLOSED'), await circuit('OPEN')]).toEqual([0, 1]);
  const refused = await grown();
  expect(refused('kyc_provider_calls_total', { provider: 'crego', outcome: 'CIRCUIT_OPEN' })).toBe(1);
  expect(refused('kyc_provider_call_duration_seconds_count', { provider: 'crego' })).toBe(0);
  fail('crego', null);
});

test('a word that no mapping lists is counted', async () => {
  const status = { applicantStatus: 'Escalated', applicantActionStatus: 'Reviewed' };
  const body = { status: 'success', response: status };
  gateway.simulators.get('personr')?.setFaults([{ pathContains: 'status', status: 200, body }]);
  const met = await grown();
  gateway.simulators.get('personr')?.setFaults([]);
  const labels = { provider: 'personr', capability: 'SCREENING', field: 'status' };
  expect(met('kyc_provider_unknown_values_total', labels)).toBe(1);
  expect((await grown())('kyc_provider_unknown_values_total')).toBe(0);
});

test('requests are counted by route pattern, status and method', async () => {
  const before = await readFigures(gateway.url);
  await fetch(`${gateway.url}/no/such/path/asha@example.com`);
  await fetch(`${gateway.url}/webhooks/nobody`, { method: 'POST', body: '{}' });
  await gateway.send('{ me { name } }', {}, token);
  const after = await readFigures(gateway.url);
  const more = (labels: Record<string, string>) =>
    sumOf(after, 'kyc_http_requests_total', labels) - sumOf(before, 'kyc_http_requests_total', labels);
  expect(more({ route: 'unmatched', status: '404' })).toBe(1);
  expect(more({ route: '/webhooks/:providerId', status: '404', method: 'POST' })).toBe(1);
  expect(more({ route: '/graphql', status: '200', method: 'POST' })).toBe(1);
});

test('the figures of the process and the bulkheads are there, and no label holds an id or a personal value', async () => {
  const figures = await readFigures(gateway.url);
  const names = new Set(figures.map(({ name }) => name));
  for (const name of ['process_cpu_seconds_total', 'nodejs_eventloop_lag_seconds', 'nodejs_heap_size_used_bytes'])
    expect(names).toContain(name);
  for (const provider of PROVIDERS) {
    expect(figures).toContainEqual(bulkhead(provider, 'in_use'));
    expect(figures).toContainEqual(bulkhead(provider, 'queued'));
  }
  const labels = figures
    .filter(({ name }) => name.startsWith('kyc_'))
    .flatMap((figure) => Object.values(figure.labels));
  expect(labels.length).toBeGreaterThan(100);
  expect(labels.filter((label) => !WORD.test(label))).toEqual([]);
});

function bulkhead(provider: string, place: string): Figure {
  return { name: 'kyc_provider_bulkhead', labels: { provider, place }, value: 0 };
}
