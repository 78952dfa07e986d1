import { GatewayMetrics } from '../../../src/telemetry/gateway-metrics.js';
import type { ProviderView } from '../../../src/telemetry/provider-metrics.js';

function linesOf(text: string, name: string): string[] {
  return text.split('\n').filter((line) => line.startsWith(`${name}{`));
}

function view(id: string, remaining: number | null): ProviderView {
  const bulkhead = { inUse: 3, queued: 1 };
  return { id, state: () => ({ circuit: 'HALF_OPEN', rateLimit: { remaining }, bulkhead }) };
}

test('the figures of the moment are read whenever they are asked for', async () => {
  const metrics = new GatewayMetrics();
  const providers: ProviderView[] = [view('crego', 41), view('cdp', null)];
  metrics.watch(providers);
  expect(linesOf(await metrics.render(), 'kyc_provider_rate_limit_left')).toEqual([
    'kyc_provider_rate_limit_left{provider="crego"} 41',
  ]);
  providers.splice(0, 2, view('crego', 40));
  const text = await metrics.render();
  expect(linesOf(text, 'kyc_provider_rate_limit_left')).toEqual(['kyc_provider_rate_limit_left{provider="crego"} 40']);
  expect(linesOf(text, 'kyc_provider_circuit')).toEqual([
    'kyc_provider_circuit{provider="crego",state="CLOSED"} 0',
    'kyc_provider_circuit{provider="crego",state="OPEN"} 0',
    'kyc_provider_circuit{provider="crego",state="HALF_OPEN"} 1',
  ]);
  expect(linesOf(text, 'kyc_provider_bulkhead')).toEqual([
    'kyc_provider_bulkhead{provider="crego",place="in_use"} 3',
    'kyc_provider_bulkhead{provider="crego",place="queued"} 1',
  ]);
});

test('the outcome of a call is our code, or how the provider answered', async () => {
  const metrics = new GatewayMetrics();
  const call = { transport: 'crego', operation: 'getRunner', durationMs: 20 } as const;
  metrics.providers.called({ ...call, type: 'attempt', status: 200 });
  metrics.providers.called({ ...call, type: 'attempt', status: 404 });
  metrics.providers.called({ ...call, type: 'attempt', code: 'TIMEOUT' });
  metrics.providers.called({ ...call, type: 'refused', code: 'BUSY' });
  const text = await metrics.render();
  expect(linesOf(text, 'kyc_provider_calls_total').map((line) => /outcome="(\w+)"/.exec(line)?.[1])).toEqual([
    'OK',
    'REFUSED_4XX',
    'TIMEOUT',
    'BUSY',
  ]);
  expect(linesOf(text, 'kyc_provider_call_duration_seconds_count')).toEqual([
    'kyc_provider_call_duration_seconds_count{provider="crego",operation="getRunner"} 3',
  ]);
});

test('two gateways in one process do not count for each other', async () => {
  const [one, other] = [new GatewayMetrics(), new GatewayMetrics()];
  one.providers.answered('crego', 'LIVE');
  expect(linesOf(await one.render(), 'kyc_provider_answers_total')).toHaveLength(1);
  expect(linesOf(await other.render(), 'kyc_provider_answers_total')).toEqual([]);
});
