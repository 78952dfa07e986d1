import { inspect } from 'node:util';
import { CAPABILITIES } from '../../src/domain/provider/capability.js';
import type { KycProvider } from '../../src/domain/provider/kyc-provider.js';
import { PROVIDER_ERROR_CODES, ProviderError } from '../../src/domain/provider/provider-error.js';
import { PROVIDERS } from '../../src/providers/registry.js';
import type { RunningSimulator, SimulatorFault } from '../../src/providers/simulator/simulator-kit.js';
import { callsOf } from './capability-calls.js';

const CANARY = 'CANARY-4f1d';

/** Whatever a provider answers with, in place of every documented message. */
const FAULTS: Readonly<Record<string, Omit<SimulatorFault, 'pathContains'>>> = {
  'a reset': { reset: true },
  'silence beyond the deadline': { latencyMs: 2_000 },
  'HTML under 200': { body: `<html>${CANARY}</html>` },
  'an empty object': { body: {} },
  'a list': { body: [CANARY] },
  nulls: { body: { status: null, data: null, response: null, message: null, valid: null } },
  'wrong types': { body: { status: [CANARY], data: 7, response: { applicantId: {} }, valid: CANARY, id: [] } },
  'an error under 200': { body: { status: 'error', statusCode: 500, message: CANARY, code: CANARY } },
  '401': { status: 401, body: { message: CANARY } },
  '403': { status: 403, body: { message: CANARY } },
  '404': { status: 404, body: { message: CANARY } },
  '409': { status: 409, body: { message: CANARY } },
  '422': { status: 422, body: { message: CANARY } },
  '429': { status: 429, body: { message: CANARY } },
  '500': { status: 500, body: { message: CANARY } },
  '503 with HTML': { status: 503, body: `<html>${CANARY}</html>` },
};

describe.each(PROVIDERS.map((definition) => [definition.id, definition] as const))('provider %s', (id, definition) => {
  let simulator: RunningSimulator;
  const made: KycProvider[] = [];

  /** A fresh one each time: the circuit of one fault must not answer for the next. */
  function makeProvider(): KycProvider {
    const defaults = Object.fromEntries(
      Object.entries(definition.settings).map(([name, setting]) => [name, setting.fallback]),
    );
    const provider = definition.create(
      { ...defaults, ...definition.simulatorSettings },
      { baseUrl: simulator.url, simulated: true, operationTimeoutMs: 400 },
    );
    made.push(provider);
    return provider;
  }

  beforeAll(async () => {
    simulator = await definition.startSimulator({ port: 0 });
  });

  afterAll(async () => {
    await Promise.all(made.map((provider) => provider.close()));
    await simulator.close();
  });

  test('has a lower-case id and settings that begin with it', () => {
    expect(id).toMatch(/^[a-z][a-z0-9]*$/);
    const names = Object.keys(definition.settings);
    expect(names).toContain(`${id.toUpperCase()}_BASE_URL`);
    expect(names.filter((name) => !name.startsWith(`${id.toUpperCase()}_`))).toEqual([]);
  });

  test('describes every setting, and calls secrets secret', () => {
    for (const [name, setting] of Object.entries(definition.settings)) {
      expect(`${name}: ${setting.description}`).toMatch(/: .{10,}/);
      if (/SECRET|PASSWORD|TOKEN$/.test(name)) expect([name, setting.secret]).toEqual([name, true]);
    }
  });

  test('offers known capabilities and nothing has been asked of it', () => {
    const provider = makeProvider();
    const offered = Object.keys(provider.ports);
    expect(offered.length).toBeGreaterThan(0);
    expect(offered.filter((name) => !CAPABILITIES.some((known) => known === name))).toEqual([]);
    expect(provider.state()).toMatchObject({ health: 'UNKNOWN', circuit: 'CLOSED', lastSuccessAt: null });
  });

  test('its simulator lists magic inputs', async () => {
    const response = await fetch(`${simulator.url}/__simulator`);
    const { magicInputs } = (await response.json()) as { magicInputs: { operation: string; effect: string }[] };
    expect(magicInputs.length).toBeGreaterThan(3);
  });

  test('answers every call with a value or a provider error', async () => {
    simulator.setFaults([]);
    const provider = makeProvider();
    for (const { name, call } of callsOf(provider.ports)) {
      const outcome = await call().then(
        () => 'value',
        (error: unknown) => (error instanceof ProviderError ? 'provider error' : inspect(error)),
      );
      expect([name, outcome]).toEqual([name, expect.stringMatching(/^(value|provider error)$/)]);
    }
    expect(provider.state().lastSuccessAt).toBeInstanceOf(Date);
  });

  test.each(Object.keys(FAULTS))('%s never passes for success and never leaks', async (fault) => {
    simulator.setFaults([{ pathContains: '', ...FAULTS[fault] }]);
    const provider = makeProvider();
    for (const { name, call } of callsOf(provider.ports)) {
      const outcome: unknown = await call().catch((error: unknown) => error);
      expect([name, inspect(outcome, { depth: 10 }).includes(CANARY)]).toEqual([name, false]);
      expect([name, looksLikeSuccess(outcome)]).toEqual([name, false]);
      if (outcome instanceof Error) {
        expect([name, outcome]).toEqual([name, expect.any(ProviderError)]);
        expect(PROVIDER_ERROR_CODES).toContain((outcome as ProviderError).code);
      }
    }
    simulator.setFaults([]);
  });

  test('a 429 that names no time says to come back in a minute', async () => {
    simulator.setFaults([{ pathContains: '', status: 429, body: {} }]);
    const limits: ProviderError[] = [];
    for (const { call } of callsOf(makeProvider().ports)) {
      const outcome: unknown = await call().catch((error: unknown) => error);
      if (outcome instanceof ProviderError && outcome.code === 'PROVIDER_RATE_LIMITED') limits.push(outcome);
    }
    simulator.setFaults([]);
    expect(limits.length).toBeGreaterThan(0);
    expect([...new Set(limits.map(({ retryAfterMs }) => retryAfterMs))]).toEqual([60_000]);
  });
});

/** What would let a person through or make us believe that something was done. */
function looksLikeSuccess(outcome: unknown): boolean {
  if (outcome instanceof Error || typeof outcome !== 'object' || outcome === null) return false;
  const values = JSON.stringify(outcome);
  return /"(outcome|decision)":"(PASS|APPROVED|FOUND|ONBOARDED)"|"(sent|verified)":true/.test(values);
}
